import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { AnswerState, State } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    notice: Placed & {
      id: string
      number: string | null
      title: string
      text: string
      addressee_codes: string[] | null
      addressee_within: string | null
      addressee_count: number | null
      answer_by: string | null
      state: Generated<State>
      created_at: string
      created_by: string
      issued_on: string | null
      issued_by: string | null
      closed_on: string | null
      closed_by: string | null
      withdrawn_on: string | null
      withdrawn_by: string | null
      withdraw_reason: string | null
      updated_at: string | null
      version: Generated<number>
    }
    notice_addressee: Placed & {
      id: string
      notice_id: string
      state: Generated<AnswerState>
      due_on: string
      answer: string | null
      answered_on: string | null
      answered_by: string | null
      accepted_on: string | null
      accepted_by: string | null
      earlier: Generated<{ text: string; answeredOn: string; reason: string; sentBackOn: string }[]>
      updated_at: string
      version: Generated<number>
    }
  }
}
