import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'
import type { Viewer } from '../platform/database/fields.ts'
import { prepared, type Reader, written } from '../platform/database/prepared.ts'
import { present } from '../platform/database/present.ts'
import type { Tx } from '../platform/work/work.ts'
import { item } from './fields.ts'
import type { Content, Day, Year } from './rules.ts'
import './tables.ts'

/** The latest edition, and the database that it is the edition of. */
export interface Edition {
  database: string
  edition: number
}

export async function edition(db: Reader): Promise<Edition> {
  const [row] = await latest(db, {})
  return present(row)
}

const latest = prepared([], () => written(sql<Edition>`select database, edition from calendar_now`))

/** The whole calendar. One statement, so that days and edition belong together. */
export async function content(db: Reader): Promise<Content> {
  const [row] = await whole(db, {})
  return present(row)
}

const whole = prepared([], () =>
  written(sql<Content>`
    select coalesce(max(edition), 0) as edition,
      coalesce(json_agg(json_build_object('year', year, 'state', state, 'source', source,
        'edition', edition)), '[]') as years,
      (select coalesce(json_agg(json_build_object('date', date, 'off', off, 'name', name)), '[]')
        from calendar_day) as days
    from calendar_year`)
)

/** A year as it is on record. */
export function find(db: Db | Tx, year: number, viewer: Viewer) {
  return db
    .selectFrom('calendar_year')
    .select(item.select(viewer))
    .select('calendar_year.version')
    .where('year', '=', year)
    .executeTakeFirst()
}

export type Versioned = NonNullable<Awaited<ReturnType<typeof find>>>

/** The years on record. */
export async function years(db: Db | Tx): Promise<number[]> {
  const rows = await db.selectFrom('calendar_year').select('year').execute()
  return rows.map(({ year }) => year)
}

/** Inserts or replaces a year, as the next edition of the calendar. */
export async function put(tx: Tx, year: number, { state, source }: Omit<Year, 'edition'>): Promise<number> {
  const { edition } = await tx
    .insertInto('calendar_year')
    .values({ year, state, source, version: 1, edition: sql<number>`nextval('calendar_edition')` })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet({
        state,
        source,
        version: sql<number>`calendar_year.version + 1`,
        edition: sql<number>`excluded.edition`
      })
    )
    .returning('edition')
    .executeTakeFirstOrThrow()
  return edition
}

export async function replaceDays(tx: Tx, year: number, days: readonly Day[]): Promise<void> {
  await tx.deleteFrom('calendar_day').where('year', '=', year).execute()
  if (days.length === 0) return
  const rows = days.map((day) => ({ ...day, year }))
  await tx.insertInto('calendar_day').values(rows).execute()
}
