import { policies } from './policies.ts'
import type { Policy } from './schema.ts'
import { policyOn } from './terms/rules.ts'

/** For how many years a kind of record is kept, by which clause, and whether that is a default. */
export type RetentionRule = Policy['retention'][number]

/** How long each kind of record is kept by the policy of a day. A kind without a rule is kept for good. */
export function retentionOn(day: string): readonly RetentionRule[] {
  return policyOn(policies, day).retention
}
