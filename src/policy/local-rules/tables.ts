import type { ColumnType } from 'kysely'
import type { Placed } from '../../platform/database/placed.ts'
import type { LocalProposals } from '../proposals/schema.ts'
import type { LocalRelatives } from '../relatives/schema.ts'
import type { Duties, Quotas, Terms } from './tightened.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    local_rule: Placed & {
      id: string
      effective_from: string
      document: string
      quotas: ColumnType<Quotas, string, never>
      terms: ColumnType<Terms, string, never>
      duties: ColumnType<Duties, string | undefined, never>
      relatives: ColumnType<LocalRelatives, string | undefined, never>
      proposals: ColumnType<LocalProposals, string | undefined, never>
      created_at: string
      created_by: string
    }
  }
}
