import { type RawBuilder, sql } from 'kysely'
import { asideFrom } from '../../platform/access/recusal.ts'
import { hiddenFrom } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/**
 * The lines of the audit trail that the actor must not read although they may stand in their part of the
 * tree: those of cases that are hidden from them, of letters and referrals of these, and of other hidden
 * referrals. That a unit below sent them aside they may read: nobody takes a case out of the sight of those
 * above without a trace.
 */
export function withheldLines(actor: Actor): RawBuilder<boolean> {
  const { unitCode, sub } = actor
  const isToldAbove = sql<boolean>`(action = 'case.recused' and details ->> 'sub' = ${sub}
    and actor_unit <> ${unitCode} and ${unitCode} = any(string_to_array(unit_path(actor_unit), '.')))`
  return sql<boolean>`(
    subject_id in (${papersOf(hiddenFrom(actor, 'petition_case'))})
    or subject_id in (select id::text from (${hiddenFrom(actor, 'case_referral')}) as referral)
    or (subject_id in (${papersOf(asideFrom(actor))}) and not ${isToldAbove})
  )`
}

/** Cases, with their letters and referrals. */
function papersOf(cases: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with one (id) as (${cases})
    select id::text from one
    union all select id::text from case_letter where case_id in (select id from one)
    union all select id::text from case_referral where case_id in (select id from one)`
}
