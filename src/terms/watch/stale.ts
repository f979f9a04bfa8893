import { sql } from 'kysely'
import type { Calendar } from '../../calendar/index.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Recount, StoredTerm } from '../rules.ts'
import { columns } from '../store.ts'

/** Before every id. */
export const FIRST = '00000000-0000-0000-0000-000000000000'

/** Years of the calendar, each with the edition that it was last changed in. */
export interface Changed {
  years: number[]
  editions: number[]
}

/** The years of a calendar, or one of them, for the question what was counted before they changed. */
export function years(calendar: Calendar, only?: number): Changed {
  const all = [...calendar.years].filter(([year]) => only === undefined || year === only)
  return { years: all.map(([year]) => year), editions: all.map(([, { edition }]) => edition) }
}

/**
 * The running terms that touch a year which changed after they were counted: looked for year by year, so that
 * of the many that run only those are read which end in the year or later.
 */
const found = ({ years, editions }: Changed) => sql`
  select distinct stale.id
  from unnest(${years}::int[], ${editions}::int[]) as changed (year, edition)
  join term as stale on met_on is null and calendar_edition < changed.edition
    and due_on >= make_date(changed.year, 1, 1) and started_on <= make_date(changed.year, 12, 31)`

export async function count(tx: Tx, changed: Changed): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${found(changed)}) as stale`.execute(tx)
  return rows[0]?.total ?? 0
}

export async function find(tx: Tx, changed: Changed, after: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (${found(changed)}) as stale where id > ${after}::uuid order by id limit ${most}`.execute(
    tx
  )
  return rows.map(({ id }) => id)
}

export function read(tx: Tx, ids: readonly string[]): Promise<StoredTerm[]> {
  return tx.selectFrom('term').select(columns).where('id', '=', among(ids)).execute()
}

/** Locks the terms that still run and that have not been counted by this edition meanwhile. */
export function lock(tx: Tx, ids: readonly string[], edition: number): Promise<StoredTerm[]> {
  return tx
    .selectFrom('term')
    .select(columns)
    .where('id', '=', among(ids))
    .where('met_on', 'is', null)
    .where('calendar_edition', '<', edition)
    .orderBy('id')
    .forUpdate()
    .execute()
}

const among = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

/** A later due date clears the mark that the term was missed. */
export async function update(tx: Tx, terms: readonly (Recount & { id: string })[]): Promise<void> {
  if (terms.length === 0) return
  const column = <K extends keyof (typeof terms)[number]>(name: K) => terms.map((term) => term[name])
  await sql`
    update term set base_due_on = counted.base_due_on, due_on = counted.due_on,
      rolled_from = counted.rolled_from, skipped = counted.skipped, provisional = counted.provisional,
      calendar_edition = counted.calendar_edition,
      missed_at = case when term.due_on < counted.due_on then null else missed_at end,
      reminded_at = case when term.due_on < counted.due_on then null else reminded_at end
    from unnest(${column('id')}::uuid[], ${column('baseDueOn')}::date[], ${column('dueOn')}::date[],
      ${column('rolledFrom')}::date[], ${column('skipped').map((one) => JSON.stringify(one))}::jsonb[],
      ${column('provisional')}::boolean[], ${column('calendarEdition')}::int[])
      as counted (id, base_due_on, due_on, rolled_from, skipped, provisional, calendar_edition)
    where term.id = counted.id`.execute(tx)
}
