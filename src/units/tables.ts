import type { ColumnType, Generated } from 'kysely'
import type { Within } from '../platform/database/placed.ts'
import type { Contact } from './contact/contact.ts'
import type { Level } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    unit: Within & {
      code: string
      name: string
      level: Level
      parent_code: string | null
      path: string
      counts_in_quota: boolean
      valid_from: string | null
      valid_to: string | null
      successor_code: string | null
      acting_code: Generated<string | null>
      principal: string | null
      organ_name: string | null
      organ_code: string | null
      seal_name: string | null
      channels: ColumnType<Contact, string, string>
      version: Generated<number>
    }
    unit_past: {
      code: string
      version: number
      ended_at: string
      ended_on: string
      change: string
      name: string
      level: Level
      parent_code: string | null
      counts_in_quota: boolean
    }
  }
}
