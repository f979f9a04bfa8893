import { sql } from 'kysely'
import type { Work } from '../../platform/work.ts'
import type { SubjectKind } from '../../terms/index.ts'
import { TERM } from './rules.ts'
import '../tables.ts'

/** What a letter keeps of its term: the last day for the answer. */
export const letterTerms: SubjectKind = {
  async lock({ tx }: Work, ids) {
    await tx
      .selectFrom('case_letter')
      .select('id')
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('id')
      .forUpdate()
      .execute()
  },
  async moved({ tx }: Work, ids) {
    await sql`
      update case_letter set version = version + 1, due_on = term.due_on
      from term
      where case_letter.id = any(${ids}::uuid[]) and term.subject_kind = 'letter'
        and term.subject_id = case_letter.id and term.rule = ${TERM}`.execute(tx)
  }
}
