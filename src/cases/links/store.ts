import { sql } from 'kysely'
import { disclosed } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import type { Other } from './rules.ts'

/** The linked case, if it is visible to the actor. */
export function linkedTo(actor: Pick<Actor, 'unitCode' | 'sub'>) {
  return sql<string | null>`
    case when petition_case.same_facts_as is not null then (
      select other.id from petition_case as other
      where other.id = petition_case.same_facts_as and ${disclosed(actor, 'other')}) end`
}

/**
 * The cases about the same facts as one, regardless of visibility: those to which it is linked, directly or
 * through others, and those linked to it. Only cases that are hidden from the same units count, because a
 * refusal must not reveal a report that was hidden after it was linked.
 */
export async function sameFacts(tx: Tx, actor: Actor, id: string): Promise<Other[]> {
  const { rows } = await sql<Other>`
    with recursive earlier (id) as (
      select same_facts_as from petition_case where id = ${id}
      union
      select linked.same_facts_as from earlier join petition_case as linked on linked.id = earlier.id
    )
    select case when ${disclosed(actor, 'petition_case')} then number end as number,
      state, decline_reason is not null as "wasDeclined",
      exists (select from case_decision where case_id = petition_case.id and stage = 'recheck') as "isFinal",
      id not in (select id from earlier where id is not null) as "isLater",
      -- A case is linked to one other: if its links lead back to it, they lead through all of these.
      id in (select id from earlier) and ${id} in (select id from earlier) as "isMutual"
    from petition_case
    where id <> ${id} and (id in (select id from earlier) or same_facts_as = ${id})
      and hidden_from is not distinct from (select hidden_from from petition_case where id = ${id})
    order by "isLater", number`.execute(tx)
  return rows
}
