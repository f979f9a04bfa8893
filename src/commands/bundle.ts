import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * `npm run bundle`: writes the service and its commands to `dist`, or to the folder that is named, as a few
 * files with everything that they load at a start. Node needs 10 kB for every module, and there are 1,400:
 * decision 025.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const outdir = process.argv[2] ?? here('../../dist')
const { outputFiles } = await build({
  // Written below.
  write: false,
  entryPoints: [
    { in: here('../main.ts'), out: 'main' },
    ...['migrate', 'token', 'demo', 'reseal-identities', 'reseal-attachments', 'backup', 'restore'].map(
      (name) => ({
        in: here(`${name}.ts`),
        out: name
      })
    ),
    // Runs as a worker thread, which is started by the name of its file.
    { in: here('../platform/xlsx/worker.ts'), out: 'workbook-worker' }
  ],
  outdir,
  bundle: true,
  // Dynamic imports stay separate files.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Node keeps the text of the code in memory. Names stay, because stack traces in the log show them.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'external',
  // Older libraries load others with `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning'
})

for (const { path, text } of outputFiles) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, path.endsWith('.js') ? inOneByte(text) : text)
}
// The files of the page, which browsers read as they are.
await cp(here('../statistics/page/overview'), join(outdir, 'overview'), { recursive: true })
await cp(fileURLToPath(import.meta.resolve('oauth4webapi')), join(outdir, 'overview', 'oauth4webapi.js'))
// The program that draws the charts of documents.
await cp(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')), join(outdir, 'resvg.wasm'))

/**
 * The code with an escape for each character beyond Latin-1. One of them would double the memory of a whole
 * file; esbuild escapes them in texts, but leaves them in regular expressions and templates.
 */
function inOneByte(code: string): string {
  return code.replaceAll(/[^\0-\xff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
