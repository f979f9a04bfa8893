import type { Generated } from 'kysely'
import type { Placed } from '../../platform/database/placed.ts'
import type { DisputeReason } from './labels.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    relative_dispute: Placed & {
      id: string
      filing_id: string
      reason: DisputeReason
      found_on: string
      basis: string
      inspection_id: string | null
      finding_id: string | null
      made_at: string
      made_by: string
      withdrawn_at: string | null
      withdrawn_by: string | null
      withdrawn_reason: string | null
      version: Generated<number>
      updated_at: string | null
    }
  }
}
