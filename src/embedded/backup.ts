import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { BACKUP_SLOT } from '../platform/database/backups.ts'
import { errorOf } from '../platform/errors/thrown.ts'
import { connectAdmin, PASSWORDS, passwordsIn } from './admin.ts'
import { openDataDir, placeOf } from './folder.ts'
import { isRunning, postmasterOf } from './site.ts'

// The package has no pg_dump and no pg_basebackup, so this is PostgreSQL's low-level backup: the files as
// they are between `pg_backup_start` and `pg_backup_stop`, and the write-ahead log from one to the other.
// A temporary replication slot keeps that log from being recycled. PostgreSQL replays it on the copy. The
// slot also tells the service to remove no content of an attachment before everything is copied.

export const MANIFEST = 'manifest.json'
export const CLUSTER = 'postgres'
/** The sealed contents of attachments, where they lie in the data folder. */
export const ATTACHMENTS = 'attachments'

export interface Manifest {
  format: 1
  madeAt: string
  /** Major version of PostgreSQL: only this one can start on the files. */
  postgres: string
  /** SHA-256 of every file, by its path in the backup. */
  files: Record<string, string>
}

/** Files that a server makes again, or that would mislead the next server. */
const leftOut = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots'])
for (const name of ['pg_stat_tmp', 'pg_subtrans', 'pgsql_tmp']) leftOut.add(name)
const passing = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|current_logfiles)$/

/**
 * Copies the database of the service that runs on `dataDir` into the new folder `to`, while the service
 * works.
 *
 * @throws Error with a sentence for the operator
 */
export async function backUp(dataDir: string, to: string, now: Date): Promise<Manifest> {
  if (existsSync(to)) throw new Error(`${to} is there already: name a folder that does not exist.`)
  const folder = openDataDir(dataDir)
  const place = placeOf(folder)
  const server = postmasterOf(place)
  if (server === undefined || !server.isReady || !isRunning(place, server.pid))
    throw new Error(`No service runs on ${folder}: start it, then back up. DATA_DIR names the folder.`)
  const draft = `${to}.incomplete`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(join(draft, CLUSTER), { recursive: true, mode: 0o700 })
  const admin = await connectAdmin(server.port, passwordsIn(folder).postgres)
  try {
    const files = await copyCluster(admin, place.folder, join(draft, CLUSTER))
    copyFileSync(join(folder, PASSWORDS), join(draft, PASSWORDS))
    Object.assign(files, await copyAttachments(join(folder, ATTACHMENTS), join(draft, ATTACHMENTS)))
    files[PASSWORDS] = createHash('sha256')
      .update(readFileSync(join(draft, PASSWORDS)))
      .digest('hex')
    const postgres = readFileSync(join(place.folder, 'PG_VERSION'), 'utf8').trim()
    const manifest: Manifest = { format: 1, madeAt: now.toISOString(), postgres, files }
    writeFileSync(join(draft, MANIFEST), JSON.stringify(manifest, undefined, 1), { mode: 0o600, flush: true })
    // Renamed last, in one step: a folder of that name is a complete backup.
    renameSync(draft, to)
    return manifest
  } finally {
    await admin.end()
  }
}

/**
 * Copies the contents of attachments, after the database: each content that it names was there before, and is
 * there still, because the service removes none while the slot is there. Drafts are left out.
 */
async function copyAttachments(from: string, to: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  if (!existsSync(from)) return files
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'drafts') continue
    mkdirSync(join(to, entry.name), { mode: 0o700 })
    for (const name of readdirSync(join(from, entry.name))) {
      const sum = await copied(join(from, entry.name, name), join(to, entry.name, name))
      if (sum !== undefined) files[`${ATTACHMENTS}/${entry.name}/${name}`] = sum
    }
  }
  return files
}

async function copyCluster(admin: pg.Client, from: string, to: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  const copy = async (path: string) => {
    const sum = await copied(join(from, path), join(to, path))
    if (sum !== undefined) files[`${CLUSTER}/${path.replaceAll('\\', '/')}`] = sum
  }
  const write = (name: string, text: string) => {
    writeFileSync(join(to, name), text, { mode: 0o600 })
    files[`${CLUSTER}/${name}`] = createHash('sha256').update(text).digest('hex')
  }
  await admin.query(`select pg_create_physical_replication_slot($1, true, true)`, [
    `${BACKUP_SLOT}${process.pid}`
  ])
  const begun = await admin.query('select pg_walfile_name(pg_backup_start($1, true)) as file', ['backup'])
  for (const path of filesIn(from, to)) if (path !== CONTROL) await copy(path)
  await copy(CONTROL)
  const ended = await admin.query('select pg_walfile_name(lsn) as file, labelfile from pg_backup_stop(false)')
  write('backup_label', ended.rows[0].labelfile)
  for (const name of readdirSync(join(from, 'pg_wal')).sort()) {
    const isNeeded = name >= begun.rows[0].file && name <= ended.rows[0].file && name.length === 24
    if (isNeeded || name.endsWith('.history')) await copy(join('pg_wal', name))
  }
  return files
}

/** Copied last, because it describes the other files. */
const CONTROL = join('global', 'pg_control')

/** The paths of the files to copy. Makes their folders as well. */
function filesIn(from: string, to: string): string[] {
  const files: string[] = []
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = relative(from, join(entry.parentPath, entry.name))
    const folders = (entry.isDirectory() ? path : dirname(path)).split(/[\\/]/)
    if (entry.isDirectory()) {
      const isWithin = folders.slice(0, -1).some((name) => leftOut.has(name))
      if (!isWithin) mkdirSync(join(to, path), { recursive: true, mode: 0o700 })
    } else if (entry.isFile() && !folders.some((name) => leftOut.has(name)) && !passing.test(entry.name)) {
      files.push(path)
    }
  }
  mkdirSync(join(to, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 })
  return files
}

/**
 * Copies a file and returns its SHA-256; undefined if the file was deleted meanwhile, as files of tables can
 * be.
 */
async function copied(from: string, to: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    }
  })
  try {
    await pipeline(createReadStream(from), hashed, createWriteStream(to, { mode: 0o600 }))
    return hash.digest('hex')
  } catch (error) {
    if (errorOf(error).code !== 'ENOENT') throw error
    rmSync(to, { force: true })
    return undefined
  }
}
