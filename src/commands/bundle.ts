import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Writes the service and its commands to `dist`, or to another folder: with everything that they load at a
 * start in a few files. Node holds some 10 kB for every module by itself, and there are 1,400: decision 025.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

await build({
  entryPoints: [
    { in: here('../main.ts'), out: 'main' },
    ...['migrate', 'token', 'reseal-identities', 'backup', 'restore'].map((name) => ({
      in: here(`${name}.ts`),
      out: name
    })),
    // A thread of its own, which is started by the name of its file.
    { in: here('../platform/xlsx/worker.ts'), out: 'workbook-worker' }
  ],
  outdir: process.argv[2] ?? here('../../dist'),
  bundle: true,
  // What is imported when it is needed stays in files of its own.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // The text of the running code stays in memory. Names are kept, because stack traces in the log show them.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'external',
  // Older libraries ask for others by `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning'
})
