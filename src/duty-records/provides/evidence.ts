import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'

/** The document itself, or pictures of publicity and training. What is confirmed stays as it was reviewed. */
const record: EvidenceKind<'filed' | 'confirmed' | 'withdrawn'> = {
  table: 'duty_record',
  records: sql`
    select id, unit_code, path, case when state = 'filed' and review = 'confirmed' then review else state end
        as state,
      array[unit_acting(unit_code)] as units
    from duty_record`,
  permissions: ['duties:file'],
  takes: ['filed'],
  drafts: ['filed']
}

export const evidence = { 'duty-record': record }
