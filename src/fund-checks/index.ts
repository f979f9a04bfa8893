import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Handlers } from '../platform/operations/index.ts'
import { CHECK, performCheck } from './actions.ts'
import { labels } from './labels.ts'
import { citable } from './provides/citable.ts'
import { performRun, RUN } from './runs/actions.ts'
import { wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { clueSource } from './provides/clue-source.ts'
export { usesUpload } from './provides/compared.ts'
export { checkedMoney, duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicators } from './provides/indicators.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { keepCheckingMonths, startDueRuns } from './runs/watch.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const handlers: Handlers = { [CHECK]: performCheck, [RUN]: performRun }

export const citables: Citables = { 'fund-check': citable }
