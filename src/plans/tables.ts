import type { Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Area, Coverage } from '../policy/index.ts'
import type { Level } from '../units/index.ts'
import type { DropReason, Method, PlanState, TaskState } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    inspection_plan: Placed & {
      id: string
      unit_name: string
      year: number
      state: Generated<PlanState>
      policy_id: string
      seed: string
      seed_source: string
      created_at: string
      created_by: string
      submitted_at: string | null
      submitted_by: string | null
      approved_at: string | null
      approved_by: string | null
      return_reason: string | null
      closed_at: string | null
      updated_at: string | null
      version: Generated<number>
    }
    plan_obligation: {
      plan_id: string
      coverage: Coverage
      target_level: Level
      population: number
      ratio_percent: number
      required: number
      quota_id: string
      local_rule_id: string | null
    }
    draw: {
      id: string
      plan_id: string
      target_level: Level
      population: number
      ratio_percent: number
      required: number
      seed: string
      seed_source: string
      algorithm: string
      frame: string
      frame_hash: string
      selected: string[]
      drawn_at: string
    }
    draw_passed_over: {
      draw_id: string
      rank: number
      code: string
      reason: DropReason
      passed_on: string
    }
    inspection_task: {
      id: string
      plan_id: string
      target_code: string
      target_name: string
      target_level: Level
      coverage: Coverage
      draw_rank: number | null
      method: Method | null
      scheduled_on: string | null
      team: unknown
      state: Generated<TaskState>
      covered_areas: Generated<Area[]>
      replaces_code: string | null
      replace_reason: string | null
      replaced_at: string | null
      replace_approved_by: string | null
      reason: DropReason | null
      clause_id: string | null
      dropped_on: string | null
      added_on: string | null
      updated_at: string | null
      version: Generated<number>
    }
  }
}
