import { sql } from 'kysely'
import { touched } from '../platform/database/records.ts'
import { lapsingTerms } from '../policy/index.ts'
import type { SubjectKind } from '../terms/index.ts'
import './tables.ts'

/** Locks records in the order of their ids. The terms room calls this before it changes their terms. */
export function lockerOf(
  table: 'petition_case' | 'case_letter' | 'case_referral'
): NonNullable<SubjectKind['lock']> {
  return async ({ tx }, ids) => {
    await sql`
      select from ${sql.table(table)} where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  }
}

/** A case keeps the earliest last day of its running terms. */
export const caseTerms: SubjectKind = {
  lock: lockerOf('petition_case'),
  async recounted({ tx, now }, ids) {
    await sql`
      update petition_case set ${touched(now)}, next_due_on = coalesce((
        select min(due_on) from term
        where subject_kind = 'case' and subject_id = petition_case.id and met_on is null
          and rule <> all(${lapsingTerms}::text[])), 'infinity')
      where id = any(${ids}::uuid[])`.execute(tx)
  }
}
