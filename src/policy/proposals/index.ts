import { policies } from '../policies.ts'
import { policyOn } from '../terms/rules.ts'
import type { ProposalRule } from './schema.ts'

/** From which facts notices and interviews are proposed, by the policy in force on a day, with its id. */
export function proposalRulesOn(day: string): readonly (ProposalRule & { id: string })[] {
  const { id, proposals } = policyOn(policies, day)
  return proposals.map((rule) => ({ ...rule, id: `${id}:${rule.fact}` }))
}
