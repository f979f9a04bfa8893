import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { inProject } from '../../project.ts'
import type { Db } from '../connect.ts'
import { checksumOf, readChecksums } from './checksums.ts'

declare module '../connect.ts' {
  interface Tables {
    migration_note: { name: string; checksum: string; is_breaking: boolean }
  }
}

/** A step of `migrations/`. */
export interface MigrationFile {
  name: string
  text: string
}

type Say = (line: string) => void

const TELL_MS = 10_000

/** The database cannot be brought up to date; the message says what to do. */
class MigrationRefused extends Error {
  override name = 'StartError'
}

/** The migrations in the order of their numbers. `schema.sql` only shows the result. */
export async function migrationFiles(): Promise<MigrationFile[]> {
  const folder = inProject('migrations/')
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  const read = files.map(async (file) => ({
    name: file.replace('.sql', ''),
    text: await readFile(new URL(file, folder), 'utf8')
  }))
  return Promise.all(read)
}

/** The steps, and a stand-in for each that a newer version has already done. */
function migrator(db: Db, files: readonly MigrationFile[], newer: readonly string[], say: Say): Migrator {
  const steps = files.map(({ name, text }): [string, Migration] => [
    name,
    { up: (db) => telling(name, text, say, () => sql.raw(text).execute(db)) }
  ])
  const done = newer.map((name): [string, Migration] => [name, { up: () => Promise.reject(new Error(name)) }])
  return new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries([...steps, ...done]) }
  })
}

/** A long step reports the first line of its file and how long it has been running. */
async function telling(name: string, text: string, say: Say, step: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  const [, purpose = ''] = /^-- (?:breaking\b.*\n-- )?(.*)/.exec(text) ?? []
  const timer = setInterval(() => {
    say(`still migrating ${name} after ${Math.round((performance.now() - began) / 1000)} s: ${purpose}`)
  }, TELL_MS)
  await step().finally(() => clearInterval(timer))
}

/**
 * Brings the schema up to date under an advisory lock, so that any number of instances can try at the same
 * time. A newer schema stays as it is.
 *
 * @throws StartError where a step was changed after it ran, or this version cannot work with a newer schema
 */
export async function migrate(db: Db, say: Say = () => {}, files?: readonly MigrationFile[]): Promise<void> {
  const known = files ?? (await releasedFiles())
  const newer = await mustBeCompatible(db, known)
  const { error, results = [] } = await migrator(db, known, newer, say).migrateToLatest()
  for (const { migrationName, status } of results) {
    if (status === 'Success') say(`migrated ${migrationName}`)
  }
  if (error !== undefined) throw error
  await note(db, known)
}

/** The files of `migrations/`, once it is checked that none was changed after its release. */
async function releasedFiles(): Promise<MigrationFile[]> {
  return asReleased(await migrationFiles(), await readFile(inProject('migrations/checksums.txt'), 'utf8'))
}

/**
 * The files, unless one differs from its line in `list`. A file without a line is a new migration.
 *
 * @throws StartError that names the file
 */
export function asReleased(files: readonly MigrationFile[], list: string): MigrationFile[] {
  const listed = readChecksums(list)
  const changed = files.find(({ name, text }) => {
    const checksum = checksumOf(text)
    return (listed.get(`${name}.sql`) ?? checksum) !== checksum
  })
  if (changed === undefined) return [...files]
  throw new MigrationRefused(
    `migrations/${changed.name}.sql differs from its checksum in migrations/checksums.txt. ` +
      'Put the file back as it was released, and make the change in a new migration'
  )
}

/** Names of steps that only a newer version has, and with which this version can work. */
async function mustBeCompatible(db: Db, files: readonly MigrationFile[]): Promise<string[]> {
  const notes = new Map((await notesOf(db)).map((one) => [one.name, one]))
  const changed = files.find(
    ({ name, text }) => (notes.get(name)?.checksum ?? checksumOf(text)) !== checksumOf(text)
  )
  if (changed !== undefined) {
    throw new MigrationRefused(
      `migrations/${changed.name}.sql was changed after it ran on this database. Put the file back as it was`
    )
  }
  const ours = new Set(files.map(({ name }) => name))
  const newer = (await doneOn(db)).filter((name) => !ours.has(name))
  const breaking = newer.find((name) => notes.get(name)?.is_breaking ?? true)
  if (breaking !== undefined) {
    throw new MigrationRefused(
      `The database has been migrated by a newer version (${breaking}), with which this version cannot work`
    )
  }
  return newer
}

async function note(db: Db, files: readonly MigrationFile[]): Promise<void> {
  const noted = new Set((await notesOf(db)).map(({ name }) => name))
  const missing = files.filter(({ name }) => !noted.has(name))
  if (missing.length === 0 || !(await exists(db, 'migration_note'))) return
  const rows = missing.map(({ name, text }) => ({
    name,
    checksum: checksumOf(text),
    is_breaking: text.startsWith('-- breaking')
  }))
  await db
    .insertInto('migration_note')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
}

async function notesOf(db: Db) {
  return (await exists(db, 'migration_note')) ? db.selectFrom('migration_note').selectAll().execute() : []
}

/** Names of the steps that have been done, in order. */
async function doneOn(db: Db): Promise<string[]> {
  if (!(await exists(db, 'kysely_migration'))) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function exists(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(
    db
  )
  return rows[0]?.found ?? false
}

/** Names of the migrations that have not been applied. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const done = new Set(await doneOn(db))
  return (await migrationFiles()).map(({ name }) => name).filter((name) => !done.has(name))
}
