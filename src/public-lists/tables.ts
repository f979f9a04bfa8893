import type { ColumnType, Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Channel, Content, Grouping, ListState, Mask } from './vocabulary.ts'

/** Faults by their code. */
export type Counts = Record<string, number>

declare module '../platform/database/connect.ts' {
  interface Tables {
    protected_register: {
      unit_code: string
      path: string
      lines: number
      uploaded_at: string
      uploaded_by: string
      version: Generated<number>
    }
    protected_recipient: {
      unit_code: string
      recipient_hash: Buffer
      identity_hash: Buffer | null
      until: string | null
    }
    protected_moved: { unit_code: string; register_code: string }
    disclosure_list: Placed & {
      id: string
      programme_id: string
      period: string
      content: Content
      channel: Channel
      mask: Generated<Mask>
      group_by: Generated<Grouping>
      show_from: string | null
      show_until: string | null
      state: Generated<ListState>
      roster_unit_code: string | null
      roster_upload_id: string | null
      lines: number | null
      amount: ColumnType<string | null, string | number | null | undefined, string | number | null>
      file_hash: string | null
      rendered_at: string | null
      rendered_by: string | null
      made_at: string
      made_by: string
      version: Generated<number>
      updated_at: string | null
    }
    disclosure_scan: Placed & {
      id: string
      target_code: string
      programme_id: string | null
      period: string | null
      as_of: string
      lines: number
      refused: number
      warned: number
      counts: ColumnType<Counts, string, string>
      file_hash: string
      made_at: string
      made_by: string
    }
  }
}
