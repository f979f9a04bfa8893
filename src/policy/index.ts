import { wordings, words } from './vocabulary.ts'

export { obligationsWithin, type UnitObligations } from './obligations.ts'
export { policyRoutes } from './routes.ts'
export type { Obligation } from './schema.ts'
export type { Coverage } from './vocabulary.ts'

export const vocabulary = { refusals: wordings, words }
