import type { Generated } from 'kysely'
import type { Method } from '../plans/index.ts'
import type { Placed, Within } from '../platform/database/placed.ts'
import type { Area } from '../policy/index.ts'
import type { Level } from '../units/index.ts'
import type { Conclusion, State } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    campaign: Placed & {
      id: string
      topic: string
      text: string | null
      deployment_id: string | null
      item_nos: number[] | null
      period_from: string
      period_to: string
      state: Generated<'open' | 'closed'>
      created_at: string
      created_by: string
      closed_at: string | null
      updated_at: string | null
      version: Generated<number>
    }
    campaign_target: {
      campaign_id: string
      target_code: string
      target_name: string
      target_level: Level
    }
    inspection: Within & {
      id: string
      unit_code: string
      path: string
      target_code: string
      target_path: string
      task_id: string | null
      campaign_id: string | null
      method: Method
      planned_on: string
      team: string[]
      evaluator: unknown
      state: Generated<State>
      notified_at: string | null
      started_at: string | null
      completed_at: string | null
      published_at: string | null
      cancelled_at: string | null
      cancel_reason: string | null
      passed_to_code: string | null
      passed_to_path: string | null
      as_passed: unknown
      is_told: Generated<boolean>
      created_at: string
      created_by: string
      updated_at: string | null
      version: Generated<number>
    }
    inspection_area: {
      inspection_id: string
      area: Area
      conclusion: Conclusion | null
      remarks: string | null
    }
    inspection_item: {
      inspection_id: string
      item_id: string
      area: Area
      conclusion: Conclusion
      remarks: string | null
    }
  }
}
