import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Sides } from './rules.ts'
import './tables.ts'

/** Readers of one unit, the subtree that they ask about, and the year. */
export interface Reader {
  reader_code: string
  tree_code: string
  year: number
}

/** Figures of one subject, as readers with the same rights get them. */
export interface Subject extends Reader {
  subject: string
  rights: string
}

export interface KeptRow {
  subject: string
  rights: string
  figures: Sides
  countedAt: string
  tookMs: number
}

/** What is kept for a reader on a day; nothing for people who stepped aside from a case. */
export async function keptFor(
  db: Db,
  { sub }: Pick<Actor, 'sub'>,
  { reader_code, tree_code, year }: Reader,
  day: string
): Promise<{ isKept: boolean; rows: KeptRow[] }> {
  const { rows } = await sql<{ isKept: boolean; rows: KeptRow[] }>`
    select not exists (select from recusal where person = person_key(${sub})) as "isKept", array(
      select jsonb_build_object('subject', subject, 'rights', rights, 'figures', figures,
        'countedAt', counted_at, 'tookMs', took_ms)
      from kept_figures
      where reader_code = ${reader_code} and tree_code = ${tree_code} and year = ${year}
        and day = ${day}::date) as rows`.execute(db)
  const [found] = rows
  return found?.isKept ? found : { isKept: false, rows: [] }
}

export async function keep(
  db: Db,
  of: Subject,
  { day, countedAt, tookMs, figures }: { day: string; countedAt: Date; tookMs: number; figures: Sides }
): Promise<void> {
  const values = {
    ...{ day, counted_at: countedAt.toISOString(), took_ms: tookMs, figures: JSON.stringify(figures) }
  }
  await db
    .insertInto('kept_figures')
    .values({ ...of, ...values })
    .onConflict((conflict) =>
      conflict.columns(['reader_code', 'tree_code', 'subject', 'rights', 'year']).doUpdateSet(values)
    )
    .execute()
}

/** Removes what was kept on earlier days. */
export async function forgetBefore(db: Db, day: string): Promise<void> {
  await db.deleteFrom('kept_figures').where('day', '<', day).execute()
}

/** A province or city whose figures nobody has counted ahead for the day; whoever takes it counts them. */
export async function takeUnit(db: Db, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ unit_code: string }>`
    insert into figures_ahead (unit_code, day)
    select code, ${day}::date from unit
    where level in ('province', 'city') and is_valid(valid_from, valid_to, ${day}::date)
      and not exists (
        select from figures_ahead as done where done.unit_code = code and done.day >= ${day}::date)
    order by level = 'city', code limit 1
    on conflict (unit_code) do update set day = excluded.day where figures_ahead.day < excluded.day
    returning unit_code`.execute(db)
  return rows[0]?.unit_code
}
