import { CLAUSE, type Doing } from '../rules.ts'
import { type AnswerState, refuse, type State } from '../vocabulary.ts'
import type { Earlier } from './schema.ts'

/** What an answer may become. It can be sent back; acceptance is final. */
const next: Record<AnswerState, readonly AnswerState[]> = {
  awaited: ['given'],
  given: ['accepted', 'awaited'],
  accepted: []
}

const names: Record<AnswerState, string> = { awaited: 'sent back', given: 'given', accepted: 'accepted' }

/** An addressed unit's answer as a rule sees it, with the state of its notice. */
export interface Standing {
  state: AnswerState
  noticeState: State
  answer: string | null
  answeredOn: string | null
  earlier: readonly Earlier[]
}

/**
 * Nobody answers for another unit, not even for one below their own, unless they act for a unit that has
 * ended. `acting`: who acts for the wanted unit.
 */
export function mustBeOwn(wanted: string, acting: string, { unitCode }: { unitCode: string }): void {
  if (acting !== unitCode) throw refuse('notice-not-yours', { values: { unit: wanted }, clause: CLAUSE })
}

/** A late answer is still taken: refusing it would leave the file emptier, not stricter. */
export function give(one: Standing, text: string, { actor, today }: Doing) {
  return { ...step(one, 'given'), answer: text, answeredOn: today, answeredBy: actor.sub }
}

export function accept(one: Standing, { actor, today }: Doing) {
  return { ...step(one, 'accepted'), acceptedOn: today, acceptedBy: actor.sub }
}

/** What was answered stays on record. */
export function sendBack(one: Standing, reason: string, { today }: Doing) {
  const change = step(one, 'awaited')
  const { answer: text, answeredOn } = one as { answer: string; answeredOn: string }
  const earlier = [...one.earlier, { text, answeredOn, reason, sentBackOn: today }]
  return { ...change, answer: null, answeredOn: null, answeredBy: null, earlier }
}

function step({ state, noticeState }: Standing, to: AnswerState) {
  if (noticeState !== 'issued') {
    throw refuse('notice-step', { values: { state: noticeState, step: 'answered' } })
  }
  if (!next[state].includes(to)) {
    throw refuse('notice-answer-step', { values: { state, step: names[to] } })
  }
  return { state: to }
}
