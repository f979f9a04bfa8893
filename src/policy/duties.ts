import { policies } from './policies.ts'
import * as rules from './rules.ts'
import type { Duty } from './schema.ts'

/**
 * The standing duties of units in a year, by the policy in force then.
 *
 * @throws no-policy-in-force
 */
export function dutiesIn(year: number): readonly Duty[] {
  return rules.inForce(policies, year).duties
}
