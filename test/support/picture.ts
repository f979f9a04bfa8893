import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/embedded/index.ts'
import type { Db } from '../../src/platform/database/connect.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migration/migrate.ts'
import { owners } from '../across/owners.ts'
import { writeChecksums } from './checksums.ts'
import type { Trigger } from './schema-catalogs.ts'
import { extensions, functions, sequences, tables, triggers, types, views } from './schema-catalogs.ts'

/**
 * Draws migrations/schema.sql, by which people read the schema: grouped by room, each room with its types,
 * functions, tables and views. A test compares it with the schema that the migrations make.
 */
export const pictureFile = new URL('../../migrations/schema.sql', import.meta.url)

const heading = `-- The schema after all migrations, for people to read. It is never run.
-- Grouped by the room that writes the tables. Drawn from the catalogs of PostgreSQL by: npm run schema`

const SHARED = 'shared by several rooms'

/** The schema as it stands, as text: the same for the same schema, whatever the version of PostgreSQL. */
export async function picture(db: Db): Promise<string> {
  const found = await triggers(db)
  const parts = [
    ...(await sequences(db)),
    ...(await types(db)),
    ...(await functions(db)),
    ...(await tables(db, found)),
    ...(await views(db))
  ]
  const roomOf = rooms(found)
  const groups = [SHARED, ...Object.keys(owners)].flatMap((room) => {
    const texts = parts.filter(({ name }) => roomOf(name) === room).map(({ text }) => text)
    return texts.length === 0 ? [] : [`\n-- ${room} ${'-'.repeat(106 - room.length)}`, ...texts]
  })
  return [heading, (await extensions(db)).join('\n'), ...groups].join('\n\n').concat('\n')
}

/**
 * The room of a table, view, function, type or sequence: the owner of the table; for the function of a
 * trigger, the owner of its table; else the only room that has tables with the same first word.
 */
function rooms(triggers: readonly Trigger[]): (name: string) => string {
  const ofTable = new Map(
    Object.entries(owners).flatMap(([room, tables]) => tables.map((table): [string, string] => [table, room]))
  )
  const ofWord = Map.groupBy(ofTable, ([table]) => firstWord(table))
  return (name) => {
    const on = new Set(triggers.filter((one) => one.function === name).map(({ table }) => table))
    const [table = name] = on.size === 1 ? on : []
    const alike = new Set(ofWord.get(firstWord(name))?.map(([, room]) => room))
    const [only = SHARED] = alike.size === 1 ? alike : []
    return ofTable.get(table) ?? only
  }
}

function firstWord(name: string): string {
  return name.split('_')[0] ?? name
}

/** On a PostgreSQL of its own, so that it works while nothing else runs. */
async function draw(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'picture-'))
  const embedded = await startEmbedded({ dataDir, say: () => {} })
  const url = embedded.ownerUrl
  const { db } = connect({ url, max: 2, statementTimeoutMs: 0, name: 'picture', onError: () => {} })
  try {
    await migrate(db)
    writeFileSync(pictureFile, await picture(db))
  } finally {
    await db.destroy()
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main && process.argv.includes('--write')) {
  writeChecksums()
  await draw()
}
