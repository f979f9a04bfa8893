import { policies } from './policies.ts'
import { policyOn } from './terms/rules.ts'

/** How long a sanction lasts, and by which clause. */
export interface Sanction {
  months: number
  clauseId: string
}

/** The statutory period of an outcome decided on a day; undefined where no statute sets one. */
export function sanctionOf(outcome: string, decidedOn: string): Sanction | undefined {
  const found = policyOn(policies, decidedOn).sanctions.find((one) => one.outcome === outcome)
  return found && { months: found.months, clauseId: found.clauseId }
}
