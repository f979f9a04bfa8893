import type { ColumnType, Generated } from 'kysely'
import type { Placed } from '../platform/database/placed.ts'
import type { Area } from '../policy/index.ts'
import type { Kind, Review, State, Topic } from './vocabulary.ts'

/** Figures of the work; what is missing was not counted. */
export type Figures = Partial<
  Record<
    'sessions' | 'people' | 'distinctPeople' | 'staffOnRegister' | 'copies' | 'households' | 'villages',
    number
  >
> & { coveragePercent?: number }

/** Who is responsible for an area. */
export interface Assignment {
  area: Area
  post: string
  name: string
}

type Json<T> = ColumnType<T, string, string>

declare module '../platform/database/connect.ts' {
  interface Tables {
    duty_record: Placed & {
      id: string
      year: number
      first_year: number
      last_year: number
      kind: Kind
      title: string
      document_no: string | null
      issued_on: string | null
      from_on: string | null
      to_on: string | null
      local_rule_id: string | null
      attachment_id: string | null
      text: string | null
      topics: Topic[]
      figures: Json<Figures>
      assignments: Json<Assignment[]>
      state: Generated<State>
      review: Generated<Review>
      filed_at: string
      filed_by: string
      reviewed_at: string | null
      reviewed_by: string | null
      return_reason: string | null
      withdrawn_at: string | null
      withdrawn_by: string | null
      withdraw_reason: string | null
      version: Generated<number>
      updated_at: string | null
    }
    duty_missed: {
      unit_code: string
      path: string
      year: number
      kind: Kind
      due_on: string
      missed_at: string
    }
    duty_watched: { day: string; is_only: Generated<boolean> }
  }
}
