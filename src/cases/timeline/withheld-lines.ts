import { type RawBuilder, sql } from 'kysely'
import { asideFrom } from '../../platform/access/recusal.ts'
import { hiddenFrom } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/**
 * The lines of the audit trail that are withheld from the actor although their place lies within the actor's
 * unit: lines of cases hidden from them, of letters, referrals and files of such cases, and of other hidden
 * referrals. A line by which a unit below excluded the actor from a case stays readable, so that a unit
 * cannot hide a case from the units above it without a trace.
 */
export function withheldLines(actor: Actor): RawBuilder<boolean> {
  const { unitCode, sub } = actor
  const isExcludedFromBelow = sql<boolean>`(action = 'case.recused' and details ->> 'sub' = ${sub}
    and actor_unit <> ${unitCode} and ${unitCode} = any(string_to_array(unit_path(actor_unit), '.')))`
  return sql<boolean>`(
    subject_id in (${recordsOf(hiddenFrom(actor, 'petition_case'))})
    or subject_id in (select id::text from (${hiddenFrom(actor, 'case_referral')}) as referral)
    or (subject_id in (${recordsOf(asideFrom(actor))}) and not ${isExcludedFromBelow})
  )`
}

/** The ids of cases, of their letters and referrals, and of the files of cases and letters. */
function recordsOf(cases: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with one (id) as (${cases}), letter as (select id from case_letter where case_id in (select id from one))
    select id::text from one
    union all select id::text from letter
    union all select id::text from case_referral where case_id in (select id from one)
    union all select id::text from attachment where subject_id in (
      select id from one union all select id from letter)`
}
