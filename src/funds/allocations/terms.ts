import { sql } from 'kysely'
import type { SubjectKind } from '../../terms/index.ts'
import { TERM } from './rules.ts'
import '../tables.ts'

/** What an allocation keeps of its term: the last day for handing it on. */
export const allocationTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from allocation where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx }, ids) {
    await sql`
      update allocation set version = version + 1, due_on = term.due_on
      from term
      where allocation.id = any(${ids}::uuid[]) and term.subject_kind = 'allocation'
        and term.subject_id = allocation.id and term.rule = ${TERM}`.execute(tx)
  }
}
