import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import '../tables.ts'
import type { State } from '../vocabulary.ts'

/** Papers of an interview, and evidence of the commitments that the interviewed unit reports. */
const interview: EvidenceKind<State> = {
  table: 'interview',
  records: sql`
    select id, unit_code, path, state,
      string_to_array(path, '.') || unit_acting(unit_code) || unit_acting(target_code) as units
    from interview`,
  permissions: ['interviews:call', 'interviews:keep', 'interviews:report'],
  takes: ['called', 'held'],
  drafts: ['called']
}

export const evidence = { interview }
