import { policies } from '../policies.ts'
import type { Policy } from '../schema.ts'
import { policyOn } from '../terms/rules.ts'
import type { DisclosureDuty } from './schema.ts'

/** What units have to show to the public, by the policy in force on a day. */
export function disclosuresOn(day: string): readonly DisclosureDuty[] {
  return policyOn(policies, day).disclosures
}

/**
 * The term for which a notice stays up at least, by the policy in force on a day: the term of its programme,
 * else the one for all others; undefined where there is none.
 */
export function displayOn(
  day: string,
  content: Policy['displays'][number]['content'],
  programme: string | null
): string | undefined {
  const all = policyOn(policies, day).displays.filter((one) => one.content === content)
  const own = all.find(({ programmes }) => programme !== null && programmes?.includes(programme))
  return (own ?? all.find(({ programmes }) => programmes === undefined))?.rule
}
