import { type RawBuilder, sql } from 'kysely'
import { may } from '../../platform/access/permissions.ts'
import { disclosed, isBelow, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import '../tables.ts'

/** Whether it passed to the actor's unit or to a unit below it; null if it has not passed on. */
export const isWithinPassed = ({ unitCode }: Pick<Actor, 'unitCode'>) =>
  sql<boolean>`${unitCode} = any(string_to_array(case_referral.passed_to_path, '.'))`

/** The keeper of a referral as recorded; that unit may have ended since. */
const maker = sql<string>`coalesce(case_referral.unit_code, petition_case.unit_code)`
export const keeper = sql<string>`coalesce(case_referral.passed_to_code, ${maker})`
/** Where the keeper is in the tree. */
export const keeperPath = sql<string>`coalesce(case_referral.passed_to_path, case_referral.path,
  petition_case.path)`
/** The unit that acts now, if it is not the unit that made the referral. */
export const acting = sql<string | null>`nullif(unit_acting(${keeper}), ${maker})`

/**
 * A referral of a case is visible like its case. Any other referral is visible to people of the unit that
 * made it, of the unit to which it passed and of the units above these, if they may see the kind of record
 * from which it arose; never to the unit that the clue concerns.
 */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  const isPermitted = sql`(case_referral.finding_id is not null and ${sql.lit(may(actor, 'findings:read'))}
    or case_referral.fund_check_id is not null and ${sql.lit(may(actor, 'funds:read'))})`
  return sql<boolean>`case when case_referral.case_id is not null
    then ${sql.lit(may(actor, 'cases:read'))} and ${visible(actor, 'case', 'petition_case')}
      and ${disclosed(actor, 'petition_case')}
    else ${isPermitted} and (${isBelow(actor, 'case_referral')} or ${isWithinPassed(actor)})
      and ${disclosed(actor, 'case_referral')} end`
}

/** Whether a rule of secrecy hides the referral from the actor, regardless of its place. */
export function isHidden(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`not case when case_referral.case_id is not null
    then ${disclosed(actor, 'petition_case')} else ${disclosed(actor, 'case_referral')} end`
}
