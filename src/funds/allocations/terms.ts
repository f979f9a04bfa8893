import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { SubjectKind } from '../../terms/index.ts'
import { TERM } from './rules.ts'
import '../tables.ts'

/** An allocation keeps the due day of its term. */
export const allocationTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from allocation where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`
      update allocation set ${touched(now, 'allocation')}, due_on = term.due_on
      from term
      where allocation.id = any(${ids}::uuid[]) and term.subject_kind = 'allocation'
        and term.subject_id = allocation.id and term.rule = ${TERM}`.execute(tx)
  }
}
