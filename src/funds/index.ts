import type { Handlers } from '../platform/operations/index.ts'
import type { Subjects } from '../terms/index.ts'
import { allocationTerms } from './allocations/reactions.ts'
import { CHECK, performCheck } from './checks/actions.ts'
import { performRun, RUN } from './runs/actions.ts'
import { columns } from './uploads/columns.ts'
import { labels, uploadSentences, wordings } from './vocabulary.ts'

export { citable } from './checks/provides/citable.ts'
export { clueSource } from './checks/provides/clue-source.ts'
export { type Hasher, recipientHasher } from './hasher.ts'
export { retained } from './provides/retained.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { fundRoutes } from './routes.ts'
export { keepCheckingMonths, startDueRuns } from './runs/watch.ts'

export const vocabulary = { refusals: wordings, faults: uploadSentences, labels, tables: columns }

export const subjects: Subjects = { allocation: allocationTerms }

export const handlers: Handlers = { [CHECK]: performCheck, [RUN]: performRun }
