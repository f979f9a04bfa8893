import type { ColumnType } from 'kysely'
import type { Sides } from './rules.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    kept_figures: {
      reader_code: string
      tree_code: string
      subject: string
      rights: string
      year: number
      day: string
      counted_at: string
      took_ms: number
      figures: ColumnType<Sides, string, string>
    }
    figures_ahead: { unit_code: string; day: string }
  }
}
