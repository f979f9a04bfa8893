import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { State } from '../vocabulary.ts'

/** A decision has no draft, so its files stay. */
const record: EvidenceKind<State> = {
  table: 'accountability_record',
  records: sql`
    select id, unit_code, path, case when lifted_on is null then 'decided' else 'lifted' end as state,
      string_to_array(path, '.') || unit_acting(unit_code) as units
    from accountability_record`,
  permissions: ['accountability:decide'],
  takes: ['decided'],
  drafts: []
}

export const evidence = { 'accountability-record': record }
