import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Disclosure } from '../policy/index.ts'
import type { PaymentStatus, UploadFormat, UploadKind } from './labels.ts'

interface Versioned extends Placed {
  version: Generated<number>
}

/** Fen: PostgreSQL returns a `bigint` as text; an exact number may be written as well. */
type Fen = ColumnType<string, string | number, string | number>

/** Fen; 0 if no value is given. */
type FenOrNone = ColumnType<string, string | number | undefined, string | number>

declare module '../platform/database/connect.ts' {
  interface Tables {
    fund_programme: Versioned & {
      id: string
      code: string
      name: string
      low_income: Generated<boolean>
      disclosure: Generated<Disclosure>
      updated_at: Generated<string>
    }
    fund_exclusion: { programme_id: string; other_id: string }
    fund_account: Versioned & {
      id: string
      programme_id: string
      bank: string
      account_no: string
      has_ledger: boolean
      valid_from: string
      valid_to: Generated<string>
      updated_at: Generated<string>
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
      updated_at: string | null
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
      updated_at: string | null
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
  }
}
