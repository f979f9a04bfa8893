import type { VisibleRecords } from '../access/visible-records.ts'
import type { Constraints } from '../database/failures.ts'
import type { Reads } from '../database/reads.ts'
import type { AppContext, Work } from '../work/work.ts'
import type { Transfers } from './limits/transfers.ts'

// What an action does for a request, and how it is answered.

/** What an action may return besides the body: its version becomes the ETag. */
export interface Outcome {
  version?: number
}

type Status = 200 | 201 | 202

export interface Effect<T> {
  /** By the result where work that is long is left to an operation. */
  status: Status | ((result: T) => Status)
  /** Where the made record is read. */
  location?: (result: T) => string
  /** The action writes with one statement (`recordInStatement`): without a key it needs no transaction. */
  single?: boolean
  /** What is answered must not be kept (an identity): a repeated request is simply done again. */
  fleeting?: boolean
}

export interface Performance<T extends object> {
  effect: Effect<T>
  /** Of a file: by it a repeated request is known, instead of by the JSON. */
  digest?: string
  action: (work: Work) => Promise<T & Outcome>
}

export interface AnswerParts {
  context: AppContext
  reads: Reads
  transfers: Transfers
  /** Who sees which records: asked again before a kept answer is replayed. */
  records: VisibleRecords
  constraints: Constraints
}
