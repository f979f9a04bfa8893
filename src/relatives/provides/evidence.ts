import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import type { State } from '../vocabulary.ts'
import '../tables.ts'

/** The signed form and papers of a visit, from the side of the filer and that of the village. */
const filing: EvidenceKind<State> = {
  table: 'relative_filing',
  records: sql`
    select id, unit_code, path, state,
      string_to_array(path, '.') || string_to_array(target_path, '.') || unit_acting(unit_code) as units
    from relative_filing`,
  permissions: ['relative-filings:file'],
  takes: ['filed', 'registered'],
  drafts: ['filed']
}

export const evidence = { 'relative-filing': filing }
