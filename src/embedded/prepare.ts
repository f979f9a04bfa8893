import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Binaries } from './binaries.ts'
import type { Place } from './folder.ts'
import { environment } from './process.ts'

const DRAFT = 'postgres.new-'

/** Makes the cluster if there is none: in another folder, which is moved into place when it is complete. */
export async function prepare(
  place: Place,
  binaries: Binaries,
  password: string,
  say: (line: string) => void
): Promise<void> {
  sweep(place)
  if (existsSync(join(place.folder, 'PG_VERSION'))) return
  say(`preparing a new database in ${place.folder} …`)
  // A new name each time: an initdb whose service was killed may still be writing into the last one.
  const draft = mkdtempSync(join(place.beside, DRAFT))
  const data = join(draft, 'data')
  const pwfile = join(draft, 'password')
  writeFileSync(pwfile, password, { mode: 0o600 })
  give(place, draft)
  give(place, pwfile)
  await initdb(place, binaries, [`--pgdata=${data}`, `--pwfile=${pwfile}`])
  renameSync(data, place.folder)
  sweep(place)
}

async function initdb(place: Place, binaries: Binaries, folders: string[]): Promise<void> {
  const args = [
    ...folders,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--set=max_connections=100',
    '--set=shared_buffers=128MB'
  ]
  const child = spawn(binaries.initdb, args, {
    cwd: place.beside,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    ...place.user
  })
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code, signal) => done(code === 0 ? '' : `ended with ${signal ?? code}`))
  })
  const [output, failure] = await Promise.all([text(child.stderr).catch(() => ''), ended])
  if (failure === '') return
  throw new Error(
    `No database could be made: ${failure}. ${output.trim()} DATABASE_URL names another PostgreSQL.`
  )
}

function sweep({ beside }: Place): void {
  for (const name of readdirSync(beside)) {
    if (!name.startsWith(DRAFT)) continue
    try {
      rmSync(join(beside, name), { recursive: true, force: true })
    } catch {
      // Another process still writes there; the next start removes it.
    }
  }
}

function give({ user }: Place, path: string): void {
  if (user) chownSync(path, user.uid, user.gid)
}
