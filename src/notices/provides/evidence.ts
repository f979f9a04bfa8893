import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import { KIND } from '../answers/store.ts'
import '../tables.ts'
import type { AnswerState } from '../vocabulary.ts'

/** Evidence for the answer of an addressed unit: until it is given, and again once it is sent back. */
const answer: EvidenceKind<AnswerState | 'closed'> = {
  table: 'notice_addressee',
  records: sql`
    select notice_addressee.id, notice.unit_code, notice.path,
      case when notice.state = 'issued' then notice_addressee.state else 'closed' end as state,
      array[unit_acting(notice_addressee.unit_code)] as units
    from notice_addressee join notice on notice.id = notice_addressee.notice_id`,
  permissions: ['notices:answer'],
  takes: ['awaited'],
  drafts: ['awaited']
}

export const evidence = { [KIND]: answer }
