import type { OperationPhase } from './phases.ts'

declare module '../database/connect.ts' {
  interface Tables {
    operation: {
      id: string
      kind: string
      state: 'queued' | 'running' | 'succeeded' | 'failed'
      actor: unknown
      unit_code: unknown
      path: unknown
      input: unknown
      subject_kind: string | null
      subject_id: string | null
      done: number
      total: number | null
      phase: OperationPhase | null
      result: unknown
      problem: unknown
      created_at: string
      started_at: string | null
      ended_at: string | null
      version: number
    }
  }
}
