import type { Handlers } from '../platform/operations/index.ts'
import { GENERATE, generatePlans } from './actions.ts'
import { labels, wordings } from './vocabulary.ts'

export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { planRoutes } from './routes.ts'
export { follower } from './succession/follower.ts'
export { scheduleAgain } from './succession/store.ts'
export { countVisits, releaseTask, scheduleTask } from './tasks/inspections.ts'
export type { Visit } from './tasks/rules.ts'
export { Method as MethodWord } from './tasks/schema.ts'
export { type Method, methodNames } from './vocabulary.ts'

export const vocabulary = { refusals: wordings, labels }

export const handlers: Handlers = { [GENERATE]: generatePlans }
