import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from '../vocabulary.ts'

/** What people of the unit and of those above may do with a notice board. */
export const steps = {
  change: { from: [], permission: 'disclosures:keep' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** Everybody in the province sees the boards. To change one, other units than those above find none. */
export function notTheirs(_: StepName, { path }: { path: string }, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('notice-board-not-found')
}

export function notNow(): undefined {
  return undefined
}

/** A board is a fact: it neither begins nor ends in the future. */
export function checkDays({ since, until }: { since: string; until: string | null }, today: string): void {
  if (since > today) throw refuse('notice-board-day', { pointer: '/since', values: { today } })
  if (until === null || (since < until && until <= today)) return
  throw refuse('notice-board-day', { pointer: '/until', values: { today } })
}
