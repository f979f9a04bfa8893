import type { Placed } from '../platform/database/placed.ts'
import type { RequiredChannel, Result } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    channel_test: Placed & {
      id: string
      target_code: string
      channel: RequiredChannel
      number: string
      tried_at: string
      is_in_hours: boolean
      result: Result
      waited_seconds: number | null
      made_at: string
      made_by: string
    }
  }
}
