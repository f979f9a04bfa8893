import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Measure, Nature, OutcomeKind, Person, Receiver, Share, Subject } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    accountability_record: Placed & {
      id: string
      target_code: string
      target_path: string
      subject: Subject
      person: Person
      person_name: string | null
      share: Share
      nature: Nature
      outcome: OutcomeKind
      measure: Measure | null
      decided_on: string
      until: string | null
      clause_id: string | null
      receiver: Receiver | null
      receiver_name: string | null
      referred_on: string | null
      facts: string
      lifted_on: Generated<string | null>
      lifted_by: Generated<string | null>
      lift_reason: Generated<string | null>
      created_at: string
      created_by: string
      updated_at: string | null
      version: Generated<number>
    }
  }
}
