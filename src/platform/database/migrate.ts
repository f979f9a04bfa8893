import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { inProject } from '../project.ts'
import type { Db } from './connect.ts'

const folder = inProject('migrations/')

/** The SQL files of `migrations/`, in the order of their numbers. `schema.sql` is a picture, not a step. */
const provider: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
    const steps = files.map(async (file): Promise<[string, Migration]> => {
      const text = await readFile(new URL(file, folder), 'utf8')
      return [
        file.replace('.sql', ''),
        {
          up: (db) =>
            sql
              .raw(text)
              .execute(db)
              .then(() => undefined)
        }
      ]
    })
    return Object.fromEntries(await Promise.all(steps))
  }
}

export function migrator(db: Db): Migrator {
  return new Migrator({ db, provider })
}

/** Brings the schema up to date, under an advisory lock: any number of instances may try at once. */
export async function migrate(db: Db, say: (line: string) => void = () => {}): Promise<void> {
  const { error, results = [] } = await migrator(db).migrateToLatest()
  for (const { migrationName, status } of results) {
    if (status === 'Success') say(`migrated ${migrationName}`)
  }
  if (error !== undefined) throw error
}

/** Names of the migrations that have not been applied. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const all = await migrator(db).getMigrations()
  return all.filter((one) => one.executedAt === undefined).map((one) => one.name)
}
