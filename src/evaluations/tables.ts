import type { ColumnType, Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type {
  Direction,
  Formula,
  GradeCode,
  Measure,
  Method,
  Mode,
  ObjectionOutcome,
  Outcome,
  SetState,
  Source,
  State
} from './labels.ts'

/** An indicator of a set. Numbers are decimal texts, so that scores are exact. */
export interface Indicator {
  code: string
  dimension: string
  name: string
  /** With two decimals at most; the weights of a set make 100, without bonus. */
  weight: string
  /** Added to the total; not part of the 100. */
  bonus: boolean
  mode: Mode
  formula?: Formula
  unitOfMeasure: Measure
  direction: Direction
  method: Method
  full?: string
  zero?: string
  steps?: { at: string; score: string }[]
  perCase?: string
  /** Fewest cases from which a computed value counts. */
  minN: number
  basis?: string
  evidenceRequired: boolean
  by: Source
}

export interface Grade {
  code: GradeCode
  from: number
}

/** Units that are ranked among each other. */
export interface Group {
  code: string
  name: string
  unitCodes: string[]
}

/** A unit for whose assistance office a third party works. */
export interface Conflict {
  unitCode: string
  reason: string
}

type Json<T> = ColumnType<T, string, string>

declare module '../platform/database/connect.ts' {
  interface Tables {
    indicator_set: Placed & {
      id: string
      name: string
      year: number
      source: string | null
      levels: string[]
      groups: Json<Group[]>
      grades: Json<Grade[]>
      min_total_weight: number
      items: Json<Indicator[]>
      state: Generated<SetState>
      made_at: string
      made_by: string
      published_at: string | null
      published_by: string | null
      retired_at: string | null
      retired_by: string | null
      version: Generated<number>
      updated_at: string | null
    }
    evaluation: Placed & {
      id: string
      set_id: string
      year: number
      from_on: string
      to_on: string
      self_by: string
      verify_by: string
      state: Generated<State>
      made_at: string
      made_by: string
      opened_at: string | null
      opened_by: string | null
      verification_at: string | null
      verification_by: string | null
      scored_at: string | null
      scored_by: string | null
      published_at: string | null
      published_by: string | null
      closed_at: string | null
      closed_by: string | null
      version: Generated<number>
      updated_at: string | null
    }
    evaluation_target: Placed & {
      id: string
      evaluation_id: string
      is_self: boolean
      group_code: string | null
      applicable: string | null
      total: string | null
      outcome: Outcome | null
      grade: GradeCode | null
      rank: number | null
      veto_reason: string | null
      veto_clause: string | null
      vetoed_at: string | null
      vetoed_by: string | null
      objections: Generated<number>
      version: Generated<number>
      updated_at: string
    }
    evaluation_value: {
      target_id: string
      item_code: string
      self_value: string | null
      self_text: string | null
      self_evidence: Generated<string[]>
      self_at: string | null
      self_by: string | null
      verified_value: string | null
      verified_text: string | null
      verified_evidence: Generated<string[]>
      verified_reason: string | null
      verified_at: string | null
      verified_by: string | null
      external_value: string | null
      external_text: string | null
      external_at: string | null
      external_by: string | null
      external_evaluator_id: string | null
      external_version: Generated<number>
      score: string | null
    }
    evaluation_evaluator: {
      id: string
      evaluation_id: string
      n: number
      sub: string
      person: Generated<string>
      name: string
      organisation_name: string
      registration_no: string
      agreement_no: string
      agreement_from: string
      agreement_to: string
      items: string[]
      targets: string[]
      conflicts: Json<Conflict[]>
      assigned_at: string
      assigned_by: string
      removed_at: string | null
      removed_by: string | null
    }
    evaluation_sample: {
      id: string
      target_id: string
      n: number
      programme_id: string
      period: string
      size: number
      population: number
      seed: string
      seed_source: string
      algorithm: string
      frame: string
      frame_hash: string
      selected: string[]
      drawn_at: string
      drawn_by: string
    }
    evaluation_computed: {
      target_id: string
      item_code: string
      n: number
      numerator: string
      denominator: string
      as_of: string
      computed_at: string
      content_hash: string
    }
    evaluation_objection: {
      target_id: string
      n: number
      item_code: string
      text: string
      made_at: string
      made_by: string
      outcome: ObjectionOutcome | null
      reason: string | null
      decided_at: string | null
      decided_by: string | null
    }
  }
}
