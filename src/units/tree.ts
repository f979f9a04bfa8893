import { sql } from 'kysely'
import { OPERATOR } from '../platform/auth/actor.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import { refuse } from './vocabulary.ts'

/**
 * The shape of the tree is locked by province, to the end of the transaction. Nobody waits for such a lock
 * inside the database, where a connection would wait with them: see `isPassing` in platform/work.ts.
 */

/**
 * Holds the provinces whose shape is to be changed: two moves at once could make a circle. People of a unit
 * reach their own province only, so that one is held, whatever units they name.
 *
 * @throws tree-busy
 */
export async function changeShape(work: Work, codes: readonly string[]): Promise<void> {
  await hold(work, codes, sql`pg_try_advisory_xact_lock`)
}

/**
 * Keeps the shape of a province as it is; others may do so at the same time. `*`: of all provinces.
 *
 * @throws tree-busy
 */
export async function keepTreeStill(work: Work, code = work.actor.unitCode): Promise<void> {
  const codes = code === OPERATOR ? await provinces(work.tx) : [code]
  await hold(work, codes, sql`pg_try_advisory_xact_lock_shared`)
}

async function hold({ tx, actor }: Work, codes: readonly string[], take: ReturnType<typeof sql>) {
  const own = actor.unitCode === OPERATOR ? [] : await provincesOf(tx, [actor.unitCode])
  const roots = own.length > 0 ? own : await provincesOf(tx, codes, true)
  const { rows } = await sql<{ isFree: boolean }>`
    select coalesce(bool_and(${take}(hashtextextended('shape of the tree of ' || root, 0))), true) as "isFree"
    from unnest(${roots}::text[]) root`.execute(tx)
  // It may have moved to another province before it was held.
  const isSame =
    rows[0]?.isFree && `${await provincesOf(tx, own.length > 0 ? own : codes, true)}` === `${roots}`
  if (!isSame) throw refuse('tree-busy', { retryAfterSeconds: 1, isPassing: true })
}

/** The roots of all provinces. */
export async function provinces(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from unit where parent_code is null order by code`.execute(tx)
  return rows.map(({ code }) => code)
}

/** The roots above units. A unit that is not there yet may become one itself. */
async function provincesOf(tx: Tx, codes: readonly string[], mayBeNew = false): Promise<string[]> {
  const { rows } = await sql<{ root: string }>`
    select distinct coalesce(split_part(unit_path(code), '.', 1), ${mayBeNew ? sql`code` : sql`null`}) as root
    from unnest(${[...codes]}::text[]) code
    where ${mayBeNew} or unit_path(code) is not null
    order by root`.execute(tx)
  return rows.map(({ root }) => root)
}
