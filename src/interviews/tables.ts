import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { State } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    interview: Placed & {
      id: string
      number: string
      target_code: string
      target_path: string
      reason: string
      called_for: string
      called_at: string
      called_by: string
      state: Generated<State>
      held_at: string | null
      held_on: string | null
      minutes: string | null
      attendees: string[] | null
      next_due_on: Generated<string>
      closed_at: string | null
      closed_by: string | null
      cancelled_at: string | null
      cancelled_by: string | null
      cancel_reason: string | null
      updated_at: string | null
      version: Generated<number>
    }
    interview_commitment: {
      interview_id: string
      n: number
      text: string
      due_on: string
      reports: unknown
      fulfilled_on: string | null
      fulfilled_by: string | null
      note: string | null
      missed_at: string | null
    }
  }
}
