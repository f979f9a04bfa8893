import type { ColumnType, Generated } from 'kysely'
import type { Placed, Within } from '../platform/database/placed.ts'
import type { Channel, Content, Result, State } from './labels.ts'

/** For how long a notice has to be shown at least, as it was set when it was posted. */
export interface DisplayTerm {
  rule: string
  days: number
  unit: 'calendar' | 'working'
  clauseId: string
  localDefault: boolean
  localRuleId: string | null
}

/** What an inspector saw of one thing. */
export interface Observation {
  content: Content
  result: Result
  programme?: string
  postedOn?: string
  periodShown?: string
  disclosureId?: string
  remarks?: string
}

type Json<T> = ColumnType<T, string, string>

declare module '../platform/database/connect.ts' {
  interface Tables {
    notice_board: Placed & {
      id: string
      place: string
      since: string
      until: string | null
      photo_attachment_id: string | null
      entered_at: string
      entered_by: string
      version: Generated<number>
      updated_at: string | null
    }
    disclosure: Placed & {
      id: string
      content: Content
      channel: Channel
      programme_id: string | null
      period: string | null
      address: string | null
      board_id: string | null
      list_id: string | null
      file_hash: string | null
      lines: number | null
      roster_upload_id: string | null
      posted_on: string
      term: ColumnType<DisplayTerm | null, string | null, never>
      ends_on: string | null
      removed_on: string | null
      withdrawn_on: string | null
      withdraw_reason: string | null
      withdraw_by: string | null
      state: Generated<State>
      entered_at: string
      entered_by: string
      version: Generated<number>
      updated_at: string | null
    }
    website_due: Placed & {
      id: string
      programme_id: string
      period: string
      stood_on: string
      due_on: string
      limit_on: string
      villages: string[]
      version: Generated<number>
      updated_at: string | null
    }
    disclosure_check: Within & {
      id: string
      unit_code: string
      path: string
      target_code: string
      target_path: string
      inspection_id: string | null
      scan_id: string | null
      checked_on: string
      channel: Channel
      observations: Json<Observation[]>
      told_at: string | null
      made_at: string
      made_by: string
      version: Generated<number>
      updated_at: string | null
    }
    disclosure_check_finding: { check_id: string; n: number; finding_id: string }
  }
}
