import { policies } from '../policies.ts'
import * as rules from '../rules.ts'
import type { Duty, MeasuredDuty } from './schema.ts'

/**
 * The standing duties of units in a year, by the policy in force then.
 *
 * @throws no-policy-in-force
 */
export function dutiesIn(year: number): readonly Duty[] {
  return rules.inForce(policies, year).duties
}

/**
 * The duties that make up compliance in a year, by the policy in force then.
 *
 * @throws no-policy-in-force
 */
export function measuredDutiesIn(year: number): readonly MeasuredDuty[] {
  return rules.inForce(policies, year).compliance
}

/** Every duty that a policy measures, each once. */
export const measuredDuties: readonly string[] = [
  ...new Set(policies.flatMap(({ compliance }) => compliance.map(({ id }) => id)))
]
