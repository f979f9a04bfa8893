import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import { concealed } from '../platform/scope.ts'

/**
 * The cases that are hidden from the actor although they may stand in his part of the tree, with their
 * letters and referrals: what the audit trail must not tell him of either.
 */
export function untold(actor: Actor): RawBuilder<unknown> {
  return sql`
    with hidden (id) as (${concealed(actor, 'petition_case')})
    select id::text from hidden
    union all select id::text from case_letter where case_id in (select id from hidden)
    union all select id::text from case_referral where case_id in (select id from hidden)`
}
