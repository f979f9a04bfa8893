import type { Generated } from 'kysely'
import type { TermKind } from './events.ts'
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
      rolls_over: Generated<boolean>
      local_default: boolean
      local_rule_id: string | null
      started_on: string
      base_due_on: string
      extended_days: Generated<number>
      excluded: Generated<unknown>
      due_on: string
      rolled_from: string | null
      skipped: Generated<unknown>
      provisional: boolean
      calendar_edition: number
      met_on: string | null
      missed_at: string | null
      reminded_at: string | null
    }
  }
}
