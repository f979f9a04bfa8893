import type { Area } from '../../policy/index.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    team_draw: {
      id: string
      inspection_id: string
      ordinal: number
      reason: string | null
      size: number
      population: number
      areas: Area[]
      seed: string
      seed_source: string
      algorithm: string
      frame: string
      frame_hash: string
      selected: string[]
      excluded: unknown
      drawn_at: string
      drawn_by: string
      unit_code: string | null
    }
  }
}
