import { sql } from 'kysely'
import { touched } from '../platform/database/records.ts'
import type { SubjectKind } from '../terms/index.ts'
import './tables.ts'

/** A finding keeps the last day of its running term. */
export const findingTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from finding where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`
      update finding set ${touched(now)}, due_on = coalesce((
        select min(due_on) from term
        where subject_kind = 'finding' and subject_id = finding.id and met_on is null), 'infinity')
      where id = any(${ids}::uuid[])`.execute(tx)
  }
}
