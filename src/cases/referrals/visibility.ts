import { type RawBuilder, sql } from 'kysely'
import { may } from '../../platform/access/permissions.ts'
import { disclosed, isBelow, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import '../tables.ts'

/** Whether it has passed to the actor's unit or to one below it; null where it has not passed on. */
export const isWithinPassed = ({ unitCode }: Pick<Actor, 'unitCode'>) =>
  sql<boolean>`${unitCode} = any(string_to_array(case_referral.passed_to_path, '.'))`

/** The unit with which a referral lies, as it is on record: that one may have ended since. */
const maker = sql<string>`coalesce(case_referral.unit_code, petition_case.unit_code)`
export const keeper = sql<string>`coalesce(case_referral.passed_to_code, ${maker})`
/** Who goes on with it, where it is not the unit that made it. */
export const acting = sql<string | null>`nullif(unit_acting(${keeper}), ${maker})`

/**
 * A referral of a case is seen as its case is. Another one is seen by people of the unit that made it, of the
 * one to which it has passed, and of those above, who may see records of the kind that it came from; never by
 * the unit that the clue is about.
 */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const isPermitted = sql`(finding_id is not null and ${sql.lit(may(actor, 'findings:read'))}
    or fund_check_id is not null and ${sql.lit(may(actor, 'funds:read'))})`
  return sql<boolean>`case when case_referral.case_id is not null
    then ${sql.lit(may(actor, 'cases:read'))} and ${visible(actor, 'case', 'petition_case')}
      and ${disclosed(actor, 'petition_case')}
    else ${isPermitted} and (${isBelow(actor, 'case_referral')} or ${isWithinPassed(actor)})
      and ${disclosed(actor, 'case_referral')} end`
}

/** What a rule of secrecy hides from the actor, wherever it lies. */
export function isHidden(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`not case when case_referral.case_id is not null
    then ${disclosed(actor, 'petition_case')} else ${disclosed(actor, 'case_referral')} end`
}
