import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type {
  Category,
  Cause,
  Channel,
  Kind,
  LetterGrounds,
  LetterKind,
  Outcome,
  Receiver,
  Stage,
  State,
  WayOfReading
} from './labels.ts'

interface Versioned extends Placed {
  version: Generated<number>
}

declare module '../platform/database/connect.ts' {
  interface Tables {
    petition_case: Versioned & {
      id: string
      number: string
      kind: Kind
      channel: Channel
      received_at: string
      receiving_unit_code: string
      deciding_unit_code: string
      turn_from_code: string | null
      barred_from_code: string | null
      accused_unit_codes: string[] | null
      hidden_from: string[] | null
      receipt: string | null
      category: Category
      cause: Cause | null
      summary: string
      anonymous: boolean
      representatives: number
      state: Generated<State>
      next_due_on: Generated<string>
      handler_sub: string | null
      handler_name: string | null
      decline_reason: string | null
      same_facts_as: string | null
      accepted_on: string | null
      concluded_on: string | null
      closed_on: string | null
      identity_erased_on: string | null
      created_at: string
      created_by: string
      updated_at: string | null
      source_system: string | null
      source_reference: string | null
      source_unit_code: string | null
      handed_in_by: string | null
    }
    report_reading: {
      id: Generated<string>
      case_id: string
      sub: string
      name: string
      unit_code: string
      read_at: string
      way: WayOfReading
    }
    case_accusal: {
      case_id: string
      unit_code: string
      accused_by: string
      accused_at: string
      withdrawn_by: string | null
      withdrawn_at: string | null
    }
    case_reporter: {
      case_id: string
      key_id: string
      wrapped: Buffer | null
      sealed: Buffer
    }
    case_erasure: {
      case_id: string
      reason: string
      asked_at: string
      asked_by: string
      asked_unit: string
      confirmed_at: string | null
      confirmed_by: string | null
      confirmed_unit: string | null
    }
    identity_opening: {
      sub: string
      day: string
      openings: number
    }
    case_decision: {
      case_id: string
      stage: Stage
      unit_code: string
      outcome: Outcome
      text: string
      decided_on: string
      decided_by: string
    }
    case_forwarding: {
      case_id: string
      position: number
      from_unit_code: string
      to_unit_code: string
      note: string
      forwarded_on: string
      objection: string | null
      objected_on: string | null
    }
    case_letter: Versioned & {
      id: string
      case_id: string
      kind: LetterKind
      number: string
      from_unit_code: string
      turn_code: string
      grounds: LetterGrounds
      text: string
      issued_on: string
      issued_by: string
      due_on: string
      answer: string | null
      answered_on: string | null
      answered_by: string | null
      updated_at: string
    }
    case_referral: {
      id: string
      case_id: string | null
      finding_id: string | null
      fund_check_id: string | null
      unit_code: string | null
      path: string | null
      hidden_from: string[] | null
      passed_to_code: string | null
      passed_to_path: string | null
      due_on: string | null
      receiver: Receiver
      receiver_name: string
      text: string
      referred_on: string
      referred_by: string
      receipt_number: string | null
      received_on: string | null
      outcome: string | null
      outcome_on: string | null
      version: Generated<number>
      updated_at: string | null
    }
    case_bulletin: Versioned & {
      id: string
      period_from: string
      period_to: string
      state: Generated<'draft' | 'published'>
      figures: unknown
      open_figures: unknown
      created_at: string
      created_by: string
      published_at: string | null
      published_by: string | null
      updated_at: string | null
    }
  }
}
