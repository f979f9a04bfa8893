import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { SubjectKind } from '../../terms/index.ts'
import { lockerOf } from '../terms.ts'
import { TERM } from './rules.ts'
import '../tables.ts'

/** A referral keeps the last day of its term. */
export const referralTerms: SubjectKind = {
  lock: lockerOf('case_referral'),
  async recounted({ tx, now }, ids) {
    await sql`
      update case_referral set ${touched(now)}, due_on = term.due_on
      from term
      where case_referral.id = any(${ids}::uuid[]) and term.subject_kind = 'referral'
        and term.subject_id = case_referral.id and term.rule = ${TERM}`.execute(tx)
  }
}
