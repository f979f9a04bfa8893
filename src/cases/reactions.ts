import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import type { SubjectKind } from '../terms/index.ts'
import './tables.ts'
import { rights } from './term-rules.ts'

/** What a case keeps of its terms: the earliest day on which something is due. */
export const caseTerms: SubjectKind = {
  async lock({ tx }: Work, ids) {
    await tx
      .selectFrom('petition_case')
      .select('id')
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('id')
      .forUpdate()
      .execute()
  },
  async moved({ tx }: Work, ids) {
    await sql`
      update petition_case set version = version + 1, next_due_on = coalesce((
        select min(due_on) from term
        where subject_kind = 'case' and subject_id = petition_case.id and met_on is null
          and rule <> all(${rights}::text[])), 'infinity')
      where id = any(${ids}::uuid[])`.execute(tx)
  }
}
