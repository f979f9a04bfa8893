import { wordings, words } from './vocabulary.ts'

export { mustHavePolicy, obligationsWithin, type UnitObligations } from './obligations.ts'
export { clause } from './policies.ts'
export { policyRoutes } from './routes.ts'
export type { Obligation } from './schema.ts'
export type { Coverage } from './vocabulary.ts'

export const vocabulary = { refusals: wordings, words }
