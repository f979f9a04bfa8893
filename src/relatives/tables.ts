import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type {
  Conclusion,
  EndReason,
  FilerKind,
  RegistrationLevel,
  State,
  TieSource,
  Trigger
} from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    filer: Placed & {
      id: string
      name: string
      kind: FilerKind
      post: string
      identity_hash: Buffer
      identity_end: string
      since: string
      until: Generated<string>
      leave_reason: string | null
      left_at: string | null
      left_by: string | null
      registered_at: string
      registered_by: string
      version: Generated<number>
      updated_at: string | null
    }
    filer_declaration: {
      filer_id: string
      year: number
      declared_on: string
      relatives: number
      recorded_at: string
      recorded_by: string
    }
    relative_filing: Placed & {
      id: string
      filer_id: string
      filer_hash: Buffer
      programme_id: string
      recipient_no: string
      village_code: string
      target_path: string
      identity_hash: Buffer
      identity_end: string
      relation: string
      is_head: boolean
      filed_on: string
      trigger: Trigger
      file_no: string | null
      state: Generated<State>
      in_post: Generated<boolean>
      visited_on: string | null
      visitors: Generated<string[]>
      visit_conclusion: Conclusion | null
      visit_remarks: string | null
      visit_unit_code: string | null
      ended_on: string | null
      end_reason: EndReason | null
      ended_at: string | null
      ended_by: string | null
      filed_at: string
      filed_by: string
      version: Generated<number>
      updated_at: string | null
    }
    relative_registration: {
      filing_id: string
      level: RegistrationLevel
      unit_code: string
      unit_name: string
      on_day: string
      by: string
      on_behalf: boolean
    }
    relative_tie_file: {
      unit_code: string
      path: string
      number: number
      lines: number
      file_hash: string
      uploaded_at: string
      uploaded_by: string
    }
    relative_tie: {
      unit_code: string
      filer_hash: Buffer
      relative_hash: Buffer
      relation: string
      source: TieSource
      known_on: string
      gone_on: Generated<string>
    }
    household_file: {
      disbursement_id: string
      roster_upload_id: string
      number: number
      lines: number
      file_hash: string
      uploaded_at: string
      uploaded_by: string
    }
    household_member: { disbursement_id: string; recipient_no: string; identity_hash: Buffer }
  }
}
