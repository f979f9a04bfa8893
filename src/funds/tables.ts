import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type {
  CheckKind,
  CheckState,
  ExceptionType,
  MissingReason,
  PaymentStatus,
  UploadFormat,
  UploadKind
} from './labels.ts'

interface Versioned extends Placed {
  version: Generated<number>
}

/** Fen: PostgreSQL's `bigint` comes as text, and may be given as a number that is exact. */
type Fen = ColumnType<string, string | number, string | number>

/** Fen that are 0 where nothing is said. */
type FenOrNone = ColumnType<string, string | number | undefined, string | number>

declare module '../platform/database/connect.ts' {
  interface Tables {
    fund_programme: Versioned & { id: string; code: string; name: string }
    fund_exclusion: { programme_id: string; other_id: string }
    fund_account: Versioned & {
      id: string
      programme_id: string
      bank: string
      account_no: string
      has_ledger: boolean
      valid_from: string
      valid_to: Generated<string>
    }
    allocation: Versioned & {
      id: string
      programme_id: string
      from_unit_code: string | null
      parent_id: string | null
      root_id: string
      document_no: string
      amount: Fen
      received_on: string
      handed_down: FenOrNone
      spent: FenOrNone
      matching_budgeted: Fen | null
      matching_due_on: string | null
      matching_arrived: FenOrNone
      matching_arrived_on: string | null
      retained: GeneratedAlways<string>
      due_on: string
      open_until: GeneratedAlways<string>
      created_at: string
      created_by: string
    }
    matching_arrival: { allocation_id: string; arrived_on: string; arrived: Fen }
    disbursement: Versioned & {
      id: string
      programme_id: string
      period: string
      due_on: string
      account_id: string | null
      allocation_id: string | null
      roster_upload_id: string | null
      payments_upload_id: string | null
      created_at: string
      created_by: string
    }
    fund_upload: {
      id: string
      disbursement_id: string
      kind: UploadKind
      number: number
      period: string
      lines: number
      amount: Fen
      paid_lines: number | null
      paid_amount: Fen | null
      file_hash: string
      format: UploadFormat
      uploaded_at: string
      uploaded_by: string
      bytes: number | null
      lines_removed_at: string | null
      sheet: string | null
      normalised: ColumnType<Record<string, number>, string, string>
      ignored: ColumnType<string[], string, string>
      corrects_id: string | null
    }
    roster_line: {
      period: string
      upload_id: string
      line: number
      recipient_no: string
      village_code: string
      amount: Fen
      account: string | null
      identity_hash: Buffer | null
      identity_end: string | null
    }
    payment_line: {
      period: string
      upload_id: string
      line: number
      recipient_no: string
      amount: Fen
      paid_on: string
      account: string
      status: PaymentStatus
    }
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
