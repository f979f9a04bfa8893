import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { CheckState } from '../labels.ts'

/** A check never changes, and neither do its files. */
const check: EvidenceKind<CheckState> = {
  table: 'fund_check',
  records: sql`
    select id, unit_code, path, state, string_to_array(path, '.') || unit_acting(unit_code) as units
    from fund_check`,
  permissions: ['funds:check'],
  takes: ['done', 'incomplete'],
  drafts: []
}

export const evidence = { 'fund-check': check }
