import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'

/** Photographs of a board, which stand for nothing but the board: they can be replaced at any time. */
const board: EvidenceKind<'entered'> = {
  table: 'notice_board',
  records: sql`
    select id, unit_code, path, 'entered' as state, string_to_array(path, '.') as units from notice_board`,
  permissions: ['disclosures:keep'],
  takes: ['entered'],
  drafts: ['entered']
}

export const evidence = { 'notice-board': board }
