import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../platform/access/permissions.ts'
import type { Placed } from '../platform/database/placed.ts'
import type { DeliveryKind, DeliveryState, FailureKind, PausedReason, State } from './vocabulary.ts'

/** One attempt to deliver. */
export interface Attempt {
  at: string
  /** The status of the answer; null where there was none. */
  status: number | null
  durationMs: number
  /** Null where it was delivered. */
  error: FailureKind | null
}

declare module '../platform/database/connect.ts' {
  interface Tables {
    webhook: Placed & {
      id: string
      url: string
      types: string[]
      roles: Role[]
      state: Generated<State>
      paused_reason: PausedReason | null
      paused_at: string | null
      position: string
      position_event: string | null
      starts_at: string
      failures: Generated<number>
      failing_since: string | null
      due_at: string
      delivered_at: string | null
      claim: string | null
      claimed_until: string | null
      turn_at: Generated<string>
      key_id: string
      sealed: Buffer
      previous_until: string | null
      made_at: string
      made_by: string
      version: Generated<number>
      updated_at: string | null
    }
    webhook_delivery: {
      id: string
      webhook_id: string
      kind: DeliveryKind
      type: string
      event_id: string | null
      position: string | null
      message_id: string
      state: DeliveryState
      attempts: ColumnType<Attempt[], string | undefined, string>
      due_at: string | null
      delivered_at: string | null
      made_at: string
    }
  }
}
