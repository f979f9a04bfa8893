import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Area } from '../policy/index.ts'
import type { Severity, State } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    /** The `within_…` columns hold the place of the target. */
    finding: Placed & {
      id: string
      target_code: string
      target_path: string
      area: Area
      item_id: string | null
      severity: Severity
      text: string
      evidence: { text: string; on?: string }[]
      deployment_id: string | null
      item_nos: number[] | null
      state: Generated<State>
      due_on: Generated<string>
      repeats: string | null
      waive_reason: string | null
      waived_on: string | null
      waived_by: string | null
      created_at: string
      created_by: string
      updated_at: string | null
      version: Generated<number>
    }
    finding_rectification: {
      finding_id: string
      round: number
      text: string
      evidence: unknown
      rectified_on: string
      reported_on: string
      reported_by: string
      notice_id: string | null
      outcome: 'accepted' | 'sent-back' | null
      reason: string | null
      decided_on: string | null
      decided_by: string | null
    }
  }
}
