import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { State } from '../vocabulary.ts'

/** Evidence of the problem, and of the measures that the target reports. */
const finding: EvidenceKind<State> = {
  table: 'finding',
  records: sql`
    select id, unit_code, path, state,
      string_to_array(path, '.') || unit_acting(unit_code) || unit_acting(target_code) as units
    from finding`,
  permissions: ['findings:make', 'findings:rectify', 'findings:judge'],
  takes: ['open', 'sent-back', 'rectified'],
  drafts: ['open', 'sent-back']
}

export const evidence = { finding }
