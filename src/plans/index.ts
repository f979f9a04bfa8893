import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Handlers } from '../platform/operations/index.ts'
import { GENERATE, generatePlans } from './actions.ts'
import { citable, citablePlan } from './provides/citable.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { indicators } from './provides/indicators.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { follower } from './succession/follower.ts'
export { scheduleAgain } from './succession/store.ts'
export { Method as MethodWord } from './tasks/fields.ts'
export { countVisits, releaseTask, scheduleTask } from './tasks/inspections.ts'
export type { Visit } from './tasks/rules.ts'
export { type Method, methodLabels, methodNames } from './vocabulary.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const handlers: Handlers = { [GENERATE]: generatePlans }

export const citables: Citables = { 'inspection-plan': citablePlan, 'inspection-task': citable }
