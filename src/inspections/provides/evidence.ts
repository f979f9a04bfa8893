import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { State } from '../vocabulary.ts'

/** Photographs and papers of an inspection, kept by the inspecting side. */
const inspection: EvidenceKind<State> = {
  table: 'inspection',
  records: sql`
    select id, unit_code, path, state, string_to_array(path, '.') || unit_acting(unit_code) as units
    from inspection`,
  permissions: ['inspections:arrange', 'inspections:conduct'],
  takes: ['planned', 'notified', 'under-way', 'completed'],
  drafts: ['planned', 'notified', 'under-way']
}

export const evidence = { inspection }
