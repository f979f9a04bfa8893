import type { ColumnType, Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { CheckKind, CheckState, ExceptionType, MissingReason } from './labels.ts'

interface Versioned extends Placed {
  version: Generated<number>
}

/** Fen: PostgreSQL returns a `bigint` as text; an exact number may be written as well. */
type Fen = ColumnType<string, string | number, string | number>

declare module '../platform/database/connect.ts' {
  interface Tables {
    fund_run: Versioned & {
      id: string
      period: string
      checked: number
      with_exceptions: number
      exceptions: number
      missing: number
      checked_on: string
      checked_at: string
      checked_by: string
    }
    fund_run_missing: {
      run_id: string
      position: number
      unit_code: string
      programme_id: string
      disbursement_id: string | null
      reason: MissingReason
    }
    fund_check: Versioned & {
      id: string
      kind: CheckKind
      programme_id: string
      period: string
      disbursement_id: string | null
      due_on: string | null
      roster_upload_id: string | null
      payments_upload_id: string | null
      scope_code: string
      others: number
      others_hash: string
      run_id: string | null
      state: CheckState
      checked_on: string
      checked_at: string
      checked_by: string
      exceptions: Partial<Record<ExceptionType, { count: number; fen: string }>>
      content_hash: string
    }
    fund_exception: {
      check_id: string
      position: number
      type: ExceptionType
      recipient_no: string | null
      village_code: string | null
      due: Fen | null
      paid: Fen | null
      difference: Fen
      paid_on: string | null
      record_id: string | null
      unit_code: string | null
    }
    fund_check_finding: { check_id: string; type: ExceptionType; unit_code: string; finding_id: string }
    fund_schedule: {
      unit_code: string
      day_of_month: number
      is_on: boolean
      last_period: string | null
      asked_on: string | null
      version: Generated<number>
    }
  }
}
