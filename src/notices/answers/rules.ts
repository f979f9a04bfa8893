import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import * as notices from '../rules.ts'
import { type AnswerState, refuse, type State } from '../vocabulary.ts'
import type { Earlier } from './fields.ts'

/** The transitions of an answer. It can be sent back; acceptance is final. */
export const steps = {
  give: { from: ['awaited'], to: 'given', permission: 'notices:answer' },
  accept: { from: ['given'], to: 'accepted', permission: 'notices:judge' },
  'send-back': { from: ['given'], to: 'awaited', permission: 'notices:judge' }
} as const satisfies Record<string, Step<AnswerState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of an addressed unit's answer and of its notice. */
export interface Standing {
  state: AnswerState
  noticeState: State
  /** The unit that issued the notice, and whether the actor may issue, judge and close it. */
  issuer: string
  isKeeper: boolean
  /** The addressed unit, and the unit that acts for it: itself while it exists. */
  addressee: string
  acting: string
  /** Whether the actor stands above the addressed unit, which has moved away from the issuing unit. */
  isSupervisor: boolean
  answer: string | null
  answeredOn: string | null
  earlier: readonly Earlier[]
}

/**
 * People answer for their own unit only, not for a unit below it. For a unit that has ended, people of the
 * unit that acts for it answer.
 */
export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (name === 'give') return one.acting === unitCode ? undefined : notAddressed(one.addressee)
  return one.isSupervisor ? undefined : notices.notIssuer({ ...one, unitCode: one.issuer })
}

/** A unit that is not addressed, or whose answer is hidden from the caller. */
export function notAddressed(unit: string): Refusal {
  return refuse('notice-not-yours', { values: { unit }, clause: notices.CLAUSE })
}

export function notNow(name: StepName, { state, noticeState }: Standing): Refusal | undefined {
  if (noticeState !== 'issued') {
    return refuse('notice-step', { values: { state: noticeState, step: 'answer' } })
  }
  const from: readonly AnswerState[] = steps[name].from
  return from.includes(state) ? undefined : refuse('notice-answer-step', { values: { state, step: name } })
}

/** A late answer is accepted: a refusal would only leave the notice without an answer. */
export function give(text: string, { actor, today }: notices.Doing) {
  return { state: steps.give.to, answer: text, answeredOn: today, answeredBy: actor.sub }
}

export function accept({ actor, today }: notices.Doing) {
  return { state: steps.accept.to, acceptedOn: today, acceptedBy: actor.sub }
}

/** The answer moves to the earlier answers and stays on record. */
export function sendBack(one: Standing, reason: string, { today }: notices.Doing) {
  const { answer: text, answeredOn } = one as { answer: string; answeredOn: string }
  const earlier = [...one.earlier, { text, answeredOn, reason, sentBackOn: today }]
  return { state: steps['send-back'].to, answer: null, answeredOn: null, answeredBy: null, earlier }
}
