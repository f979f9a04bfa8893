import { keysOf } from '../../platform/values/keys.ts'
import { clauseOf } from '../rules.ts'
import type { Policy } from '../schema.ts'
import { refuse } from '../vocabulary.ts'
import type { Limits, LocalProposals } from './schema.ts'

const sides = ['notice', 'interview'] as const

/** Refuses thresholds that the policy does not have for the fact, or that are higher than its own. */
export function checkProposals(policy: Policy, local: LocalProposals): void {
  for (const [n, own] of local.entries()) {
    const pointer = `/proposals/${n}`
    if (local.findIndex(({ fact }) => fact === own.fact) !== n)
      throw refuse('named-twice', { pointer: `${pointer}/fact` })
    const rule = policy.proposals.find(({ fact }) => fact === own.fact)
    const clause = rule && clauseOf(policy, rule.clauseId)
    for (const side of sides)
      for (const name of keysOf<Limits>(own[side] ?? {})) {
        const [most, wanted] = [rule?.[side]?.[name], own[side]?.[name]]
        const at = { pointer: `${pointer}/${side}/${name}`, clause }
        if (most === undefined) throw refuse('threshold-unknown', at)
        if (wanted === undefined || wanted <= most) continue
        const what = { zh: '处理建议的条件', en: 'the threshold of the proposal' }
        throw refuse('looser-than-policy', { ...at, values: { what, policy: most, local: wanted } })
      }
  }
}
