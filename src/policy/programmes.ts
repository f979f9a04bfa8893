import { yearOf } from '../platform/values/days.ts'
import { policies } from './policies.ts'
import * as rules from './rules.ts'
import type { UsualProgramme } from './schema.ts'

/**
 * The programmes that a new province begins with, by the policy in force on a day.
 *
 * @throws no-policy-in-force
 */
export function usualProgrammes(today: string): readonly UsualProgramme[] {
  return rules.inForce(policies, yearOf(today)).programmes
}
