import { type Actor, OPERATOR } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from '../vocabulary.ts'

// Which steps a unit allows, and to whom. What each of them needs besides is decided in rules.ts.

/** Whether an end has been entered for a unit, and has come. */
export type State = 'lasting' | 'ending' | 'ended'

/** The steps of a unit. PATCH is `correct-end` where it names the end or the successor, else `change`. */
export const steps = {
  change: { from: ['lasting', 'ending'], permission: 'units:write' },
  retire: { from: ['lasting'], to: 'ending', permission: 'units:write' },
  'correct-end': { from: ['ending', 'ended'], permission: 'units:write' },
  reinstate: { from: ['ending', 'ended'], to: 'lasting', permission: 'units:write' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the steps depend on. */
export interface Standing {
  validTo: string | null
  path: string
  /** Whether its end has come. */
  hasEnded: boolean
}

export function stateOf({ validTo, hasEnded }: Pick<Standing, 'validTo' | 'hasEnded'>): State {
  if (validTo === null) return 'lasting'
  return hasEnded ? 'ended' : 'ending'
}

/**
 * A unit above the caller is visible to them but counts as unknown when they change it. Before its day an
 * end is corrected by whoever may retire units; afterwards others have acted upon it, and the operator
 * corrects it.
 */
export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (unitCode === OPERATOR) return undefined
  if (!one.path.split('.').includes(unitCode)) return refuse('unit-not-found')
  const isOfEnd = name === 'correct-end' || name === 'reinstate'
  return isOfEnd && one.hasEnded ? refuse('end-by-operator') : undefined
}

export function notNow(name: StepName, one: Standing): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  if (from.includes(stateOf(one))) return undefined
  return refuse(one.validTo === null ? 'unit-not-ending' : 'unit-retired')
}
