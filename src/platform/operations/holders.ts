import { type RawBuilder, sql } from 'kysely'
import { OPERATOR } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Tx } from '../work/work.ts'

/**
 * A lock that the process of an operation holds until its end, where no other process can take the operation
 * up.
 */
const holderOf = (id: RawBuilder<unknown>) => sql`hashtextextended('operation here ' || ${id}, 0)`

/** Takes the lock: this transaction carries out the operation. */
export async function hold(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${holderOf(sql`${id}::text`)})`.execute(tx)
}

/** How long a process may take from the answer to its transaction. */
const GRACE_SECONDS = 60

/**
 * Ends operations whose process has died with the file that they need, because nobody holds their lock: all,
 * those of one unit, or one by its id.
 */
export async function endAbandoned(
  db: Db | Tx,
  now: Date,
  problem: object,
  { id, unitCode }: { id?: string; unitCode?: string }
): Promise<void> {
  const begun = new Date(now.getTime() - GRACE_SECONDS * 1000).toISOString()
  const ofUnit = unitCode === undefined ? sql`true` : sql`coalesce(unit_code, ${OPERATOR}) = ${unitCode}`
  await sql`
    with open as materialized (
      select id from operation where ended_at is null and input ->> 'isHere' = 'true'
        and created_at < ${begun}::timestamptz and ${id === undefined ? ofUnit : sql`id = ${id}::uuid`}
    )
    update operation set state = 'failed', problem = ${JSON.stringify(problem)}::jsonb, phase = null,
      ended_at = ${now.toISOString()}::timestamptz, version = version + 1
    where ended_at is null
      and id in (select id from open where pg_try_advisory_xact_lock(${holderOf(sql`id`)}))`.execute(db)
}
