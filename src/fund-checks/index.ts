import type { Handlers } from '../platform/operations/index.ts'
import { CHECK, performCheck } from './actions.ts'
import { labels } from './labels.ts'
import { performRun, RUN } from './runs/actions.ts'
import { wordings } from './vocabulary.ts'

export { citable } from './provides/citable.ts'
export { clueSource } from './provides/clue-source.ts'
export { usesUpload } from './provides/compared.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { fundCheckRoutes } from './routes.ts'
export { keepCheckingMonths, startDueRuns } from './runs/watch.ts'

export const vocabulary = { refusals: wordings, labels }

export const handlers: Handlers = { [CHECK]: performCheck, [RUN]: performRun }
