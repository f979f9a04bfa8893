import type { ColumnType, Generated } from 'kysely'
import type { Cause } from '../causes/index.ts'
import type { Placed } from '../platform/database/placed.ts'
import type { FigureSet } from './facts/figures.ts'
import type { FactName, ProposalKind, State } from './vocabulary.ts'

/** A record that shows the failing; an absence has none, and only figures. */
export interface ProvenFact {
  kind: Cause['kind'] | null
  id: string | null
  figures: FigureSet
}

declare module '../platform/database/connect.ts' {
  interface Tables {
    proposal: Placed & {
      id: string
      target_code: string
      kind: ProposalKind
      fact: FactName
      rule_id: string
      clause_id: string
      local_rule_id: string | null
      key: string
      period: string
      gap: string | null
      facts: ColumnType<ProvenFact[], string, string>
      state: Generated<State>
      first_seen_on: string
      notice_id: string | null
      interview_id: string | null
      causes_left_out: number | null
      reason: string | null
      decided_on: string | null
      decided_by: string | null
      version: Generated<number>
      updated_at: string
    }
    proposal_watched: { day: string; is_only: Generated<boolean> }
  }
}
