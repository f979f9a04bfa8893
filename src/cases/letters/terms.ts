import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { SubjectKind } from '../../terms/index.ts'
import { lockerOf } from '../terms.ts'
import { TERM } from './rules.ts'
import '../tables.ts'

/** A letter keeps the last day of its term. */
export const letterTerms: SubjectKind = {
  lock: lockerOf('case_letter'),
  async recounted({ tx, now }, ids) {
    await sql`
      update case_letter set ${touched(now)}, due_on = term.due_on
      from term
      where case_letter.id = any(${ids}::uuid[]) and term.subject_kind = 'letter'
        and term.subject_id = case_letter.id and term.rule = ${TERM}`.execute(tx)
  }
}
