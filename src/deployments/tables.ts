import type { ColumnType, Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Level } from '../units/index.ts'
import type { ReportState, Review, State } from './vocabulary.ts'

export interface Milestone {
  dueOn: string
  target: number
}

declare module '../platform/database/connect.ts' {
  interface Tables {
    deployment: Placed & {
      id: string
      title: string
      document_no: string | null
      issued_on: string
      addressee_codes: string[] | null
      addressee_within: string | null
      addressee_level: Level | null
      addressee_count: number | null
      study_by: string | null
      state: Generated<State>
      amendments: Generated<number>
      created_at: string
      created_by: string
      issued_at: string | null
      issued_by: string | null
      closed_at: string | null
      closed_by: string | null
      version: Generated<number>
      updated_at: string | null
    }
    deployment_item: {
      deployment_id: string
      no: number
      text: string
      measure_name: string | null
      measure_unit: string | null
      measure_target: number | null
      due_on: string
      milestones: ColumnType<Milestone[], Milestone[], string>
      supervision: string | null
      department: string | null
      steps: string | null
      parent_deployment_id: string | null
      parent_no: number | null
      amendment: Generated<number>
    }
    deployment_amendment: {
      deployment_id: string
      number: number
      reason: string
      before: unknown
      made_at: string
      made_by: string
    }
    deployment_addressee: Placed & { deployment_id: string }
    deployment_report: {
      id: string
      deployment_id: string
      unit_code: string
      path: string
      item_no: number
      number: number
      state: ReportState
      value: number | null
      measures: string
      result: string | null
      problems: string | null
      next_steps: string | null
      responsible: string | null
      studied_on: string | null
      reported_on: string
      reported_at: string
      reported_by: string
      review: Generated<Review>
      reviewed_on: string | null
      reviewed_by: string | null
      return_reason: string | null
      version: Generated<number>
      updated_at: string | null
    }
    deployment_overdue: {
      deployment_id: string
      unit_code: string
      item_no: number
      due_on: string
      marked_at: string
    }
    deployment_watched: { day: string; is_only: Generated<boolean> }
  }
}
