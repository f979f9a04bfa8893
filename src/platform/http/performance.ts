import type { VisibleRecords } from '../access/visible-records.ts'
import type { Constraints } from '../database/failures.ts'
import type { Reads } from '../database/reads.ts'
import type { AppContext, Work } from '../work/work.ts'
import type { Transfers } from './limits/transfers.ts'

// The effect of an action, and how the request is answered.

/** What an action may return besides the body: its version becomes the ETag. */
export interface Outcome {
  version?: number
}

type Status = 200 | 201 | 202 | 204

export interface Effect<T> {
  /** Depends on the result where an operation may do the work. */
  status: Status | ((result: T) => Status)
  /** The address of the new record. */
  location?: (result: T) => string
  /** The action writes with one statement (`recordInStatement`): without a key it needs no transaction. */
  single?: boolean
  /** The answer must not be kept, because it holds an identity: a repeated request is done again. */
  fleeting?: boolean
}

export interface Performance<T extends object> {
  effect: Effect<T>
  /** The digest of a file, by which a repeated request is recognised. */
  digest?: string
  action: (work: Work) => Promise<T & Outcome>
}

export interface AnswerParts {
  context: AppContext
  reads: Reads
  transfers: Transfers
  /** Who sees which records: checked again before a kept answer is sent. */
  records: VisibleRecords
  constraints: Constraints
}
