import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import type { State } from '../labels.ts'
import '../tables.ts'

/** Photographs of a board, which stand for nothing but the board: they can be replaced at any time. */
const board: EvidenceKind<'entered'> = {
  table: 'notice_board',
  records: sql`
    select id, unit_code, path, 'entered' as state,
      string_to_array(path, '.') || unit_acting(unit_code) as units
    from notice_board`,
  permissions: ['disclosures:keep'],
  takes: ['entered'],
  drafts: ['entered']
}

/** Pictures of a notice. Once it was taken down, nobody can take the picture again. */
const disclosure: EvidenceKind<State> = {
  table: 'disclosure',
  records: sql`
    select id, unit_code, path, state, string_to_array(path, '.') || unit_acting(unit_code) as units
    from disclosure`,
  permissions: ['disclosures:keep'],
  takes: ['shown', 'removed'],
  drafts: ['shown']
}

/** What the inspector saw, kept by the checking side. The files stay from when the checked unit sees them. */
const check: EvidenceKind<'made' | 'told'> = {
  table: 'disclosure_check',
  records: sql`
    select id, unit_code, path, case when told_at is null then 'made' else 'told' end as state,
      string_to_array(path, '.') || unit_acting(unit_code) as units
    from disclosure_check`,
  permissions: ['disclosure-checks:make'],
  takes: ['made', 'told'],
  drafts: ['made']
}

export const evidence = { 'notice-board': board, disclosure, 'disclosure-check': check }
