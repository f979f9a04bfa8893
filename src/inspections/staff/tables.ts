import type { Generated } from 'kysely'
import type { Placed } from '../../platform/database/placed.ts'
import type { Area } from '../../policy/index.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    staff: Placed & {
      id: string
      name: string
      post: string
      qualifications: Area[]
      active: Generated<boolean>
      registered_at: string
      registered_by: string
      updated_at: string | null
      version: Generated<number>
    }
    staff_conflict: {
      staff_id: string
      unit_code: string
      reason: string
    }
  }
}
