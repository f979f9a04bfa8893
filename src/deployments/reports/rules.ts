import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { notIssuer } from '../rules.ts'
import { type ReportState, type Review, refuse, type State } from '../vocabulary.ts'

/** The steps of a report by its review. The issuing unit and those above take them. */
export const steps = {
  confirm: { from: ['open'], to: 'confirmed', permission: 'deployments:issue' },
  return: { from: ['open'], to: 'returned', permission: 'deployments:issue' }
} as const satisfies Record<string, Step<Review>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a report. */
export interface Standing {
  review: Review
  /** Of its deployment. */
  state: State
  issuer: string
  isKeeper: boolean
}

export function notTheirs(_name: StepName, { isKeeper, issuer }: Standing, _actor: Actor) {
  return notIssuer({ isKeeper, unitCode: issuer })
}

export function notNow(step: StepName, { review, state }: Standing): Refusal | undefined {
  const from: readonly Review[] = steps[step].from
  if (from.includes(review) && state === 'issued') return undefined
  return refuse('deployment-report-step', { values: { review, state, step } })
}

/** What a report says, as far as it can be wrong. */
export interface Content {
  state: ReportState
  value?: number
  over?: boolean
  studiedOn?: string
}

/** Refuses a report that cannot be right. `target`: of the measure of the item; null where it has none. */
export function checkReport(
  { state, value, over = false, studiedOn }: Content,
  { target, issuedOn, isDone }: { target: number | null; issuedOn: string; isDone: boolean },
  today: string
): void {
  if (isDone) throw refuse('deployment-item-done', { pointer: '/itemNo' })
  if (target === null && value !== undefined) throw refuse('deployment-value-strange', { pointer: '/value' })
  if (target !== null && value === undefined && state !== 'not-started') {
    throw refuse('deployment-value-missing', { pointer: '/value' })
  }
  if (target !== null && value !== undefined && value > target && !over) {
    throw refuse('deployment-value-over', { pointer: '/value', values: { target } })
  }
  if (studiedOn !== undefined && (studiedOn < issuedOn || studiedOn > today)) {
    throw refuse('deployment-studied-on', { pointer: '/studiedOn', values: { from: issuedOn, today } })
  }
}
