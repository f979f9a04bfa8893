import { CLAUSE, type Doing } from '../rules.ts'
import { type AnswerState, type AnswerStepName, refuse, type State } from '../vocabulary.ts'
import type { Earlier } from './schema.ts'

/** The transitions of an answer. It can be sent back; acceptance is final. */
const next: Record<AnswerState, readonly AnswerState[]> = {
  awaited: ['given'],
  given: ['accepted', 'awaited'],
  accepted: []
}

const steps: Record<AnswerState, AnswerStepName> = { awaited: 'send-back', given: 'give', accepted: 'accept' }

/** What the rules need to know of an addressed unit's answer and of its notice. */
export interface Standing {
  state: AnswerState
  noticeState: State
  answer: string | null
  answeredOn: string | null
  earlier: readonly Earlier[]
}

/**
 * People answer for their own unit only, not for a unit below it. For a unit that has ended, people of the
 * unit that acts for it answer. `acting`: the unit that acts for the wanted unit.
 */
export function mustBeOwn(wanted: string, acting: string, { unitCode }: { unitCode: string }): void {
  if (acting !== unitCode) throw refuse('notice-not-yours', { values: { unit: wanted }, clause: CLAUSE })
}

/** A late answer is accepted: to refuse it would only leave the notice without an answer. */
export function give(one: Standing, text: string, { actor, today }: Doing) {
  return { ...step(one, 'given'), answer: text, answeredOn: today, answeredBy: actor.sub }
}

export function accept(one: Standing, { actor, today }: Doing) {
  return { ...step(one, 'accepted'), acceptedOn: today, acceptedBy: actor.sub }
}

/** The answer moves to the earlier answers and stays on record. */
export function sendBack(one: Standing, reason: string, { today }: Doing) {
  const change = step(one, 'awaited')
  const { answer: text, answeredOn } = one as { answer: string; answeredOn: string }
  const earlier = [...one.earlier, { text, answeredOn, reason, sentBackOn: today }]
  return { ...change, answer: null, answeredOn: null, answeredBy: null, earlier }
}

function step({ state, noticeState }: Standing, to: AnswerState) {
  if (noticeState !== 'issued') {
    throw refuse('notice-step', { values: { state: noticeState, step: 'answer' } })
  }
  if (!next[state].includes(to)) {
    throw refuse('notice-answer-step', { values: { state, step: steps[to] } })
  }
  return { state: to }
}
