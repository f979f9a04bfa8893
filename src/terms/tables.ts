import type { ColumnType } from 'kysely'
import type { Skipped } from './counting/count.ts'
import type { TermKind } from './events.ts'
import type { Excluded } from './rules.ts'
import type { DayUnit } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    term: {
      id: string
      subject_kind: TermKind
      subject_id: string
      unit_code: string
      rule: string
      clause_id: string
      days: number
      day_unit: DayUnit
      rolls_over: boolean
      local_default: boolean
      local_rule_id: string | null
      started_on: string
      base_due_on: string
      extended_days: number
      excluded: ColumnType<Excluded[], string, string>
      due_on: string
      rolled_from: string | null
      skipped: ColumnType<Skipped[], string, string>
      provisional: boolean
      calendar_edition: number
      met_on: string | null
      missed_at: string | null
      reminded_at: string | null
    }
  }
}
