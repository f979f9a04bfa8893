import type { Generated } from 'kysely'
import type { Placed } from '../../platform/database/placed.ts'
import type { CheckState, ExceptionType, Missing, Reason } from './labels.ts'

/** Numbers of a check; null where the data to count them was missing. */
export interface Totals {
  filers: number
  ownStaff: number
  owedPairs: number | null
  owedRecipients: number | null
  matched: number | null
  running: number | null
  unproven: number
  filings: number
}

/** How many records were compared. */
export interface Compared {
  rosters: number
  members: number
  ties: number
  filings: number
  declarations: number
}

declare module '../../platform/database/connect.ts' {
  interface Tables {
    relative_check: Placed & {
      id: string
      target_code: string
      programme_id: string
      period: string
      as_of: string
      state: CheckState
      made_at: string
      made_by: string
      relations: string[]
      compared: Compared
      totals: Totals
      exceptions: Partial<Record<ExceptionType, number>>
      missing: Missing[]
      content_hash: string
      version: Generated<number>
    }
    relative_check_roster: { check_id: string; roster_upload_id: string }
    relative_exception: {
      check_id: string
      position: number
      type: ExceptionType
      reason: Reason | null
      unit_code: string
      filer_id: string | null
      filing_id: string | null
      recipient_no: string | null
      village_code: string | null
      relation: string | null
    }
    relative_check_finding: { check_id: string; type: ExceptionType; unit_code: string; finding_id: string }
  }
}
