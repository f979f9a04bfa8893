import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { State } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    compliance_report: Placed & {
      id: string
      year: number
      as_of: string
      state: Generated<State>
      figures: unknown
      open_figures: unknown
      drafted_at: string
      drafted_by: string
      published_at: string | null
      published_by: string | null
      withdrawn_at: string | null
      withdrawn_by: string | null
      withdraw_reason: string | null
      version: Generated<number>
      updated_at: string | null
    }
  }
}
