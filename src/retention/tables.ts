import type { Placed } from '../platform/database/placed.ts'
import type { RetentionKind } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    retention_item: Placed & {
      kind: RetentionKind
      subject_id: string
      due_on: string
      years: number
      clause_id: string
      local_default: boolean
      listed_on: string
      erased_on: string | null
    }
  }
}
