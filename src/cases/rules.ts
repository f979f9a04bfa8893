import type { Actor } from '../platform/auth/actor.ts'
import {
  type Category,
  type Channel,
  type Kind,
  labels,
  type Outcome,
  refuse,
  type Stage,
  type State
} from './vocabulary.ts'

interface Step {
  from: readonly State[]
  /** Left out: the state stays. */
  to?: State
  /** The kinds that know the step; left out: all. */
  kinds?: readonly Kind[]
  /** Whoever sees the case may take it, whosever turn it is. */
  isFree?: boolean
  /** Nobody takes it for the unit whose turn it is, not even one above. */
  isOwn?: boolean
}

/** Where there is a case at all. */
const everywhere = Object.keys(labels['case-state']) as State[]
const open: readonly State[] = ['received', 'accepted']
const decided: readonly State[] = ['replied', 'under-review', 'reviewed', 'under-recheck']

/** The life of a case. What is not listed is refused. */
export const steps = {
  accept: { from: ['received'], to: 'accepted' },
  decline: { from: ['received'], to: 'declined' },
  link: { from: open },
  correct: { from: open },
  assign: { from: [...open, 'under-review', 'under-recheck'] },
  forward: { from: ['received'] },
  object: { from: ['received'], isOwn: true },
  extend: { from: ['accepted'], kinds: ['appeal'] },
  exclude: { from: ['accepted', 'under-review', 'under-recheck'] },
  reply: { from: ['accepted'], to: 'replied' },
  'reply-at-once': { from: open, to: 'replied', kinds: ['enquiry', 'suggestion'] },
  'request-review': { from: ['replied', 'closed'], to: 'under-review', kinds: ['appeal'] },
  review: { from: ['under-review'], to: 'reviewed' },
  'request-recheck': { from: ['reviewed', 'closed'], to: 'under-recheck' },
  recheck: { from: ['under-recheck'], to: 'final' },
  withdraw: { from: [...open, ...decided], to: 'withdrawn' },
  /** The unit that acts for one that ended takes the case over as its own; its terms go on. */
  'take-over': { from: open },
  close: { from: ['declined', 'replied', 'reviewed', 'final'], to: 'closed' },
  accuse: { from: everywhere, kinds: ['report'] },
  'withdraw-accusation': { from: everywhere, kinds: ['report'], isFree: true },
  recuse: { from: everywhere, isFree: true },
  'send-aside': { from: everywhere },
  readmit: { from: everywhere, isFree: true },
  'correct-reporter': { from: everywhere, isFree: true },
  'erase-identity': { from: everywhere, isFree: true },
  'confirm-erasure': { from: everywhere, isFree: true }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps

/** A case as a rule sees it. */
export interface Standing {
  id: string
  number: string
  kind: Kind
  state: State
  unitCode: string
  path: string
  /** Whose turn it is: always a unit in office, which may act for one that ended. */
  decidingUnitCode: string
  /** The units that it accuses now. */
  accusedUnitCodes: readonly string[]
  /** The units that it is hidden from; who is barred through them, `accused/store.ts` tells. */
  hiddenFrom: readonly string[]
  sameFactsAs: string | null
  summary: string
  category: Category
  channel: Channel
  handlerSub: string | null
  concludedOn: string | null
  anonymous: boolean
  /** When the identity of the reporter was erased for good. */
  identityErasedOn: string | null
  version: number
}

/** Refuses a step that the case is not at, or that is not the caller's to take. */
export function take(name: StepName, { state, kind, ...one }: Standing, actor: Actor): { state?: State } {
  const { from, to, kinds, isFree, isOwn }: Step = steps[name]
  if (kinds !== undefined && !kinds.includes(kind)) {
    throw refuse('wrong-kind', { values: { kind, step: name } })
  }
  if (!from.includes(state)) throw refuse('case-step', { values: { state, step: name } })
  const line = one.path.split('.')
  const unit = one.decidingUnitCode
  if (!isFree && line.indexOf(actor.unitCode) > line.indexOf(unit)) {
    throw refuse('not-deciding-unit', { values: { unit } })
  }
  if (isOwn && actor.unitCode !== unit) throw refuse('step-of-that-unit', { values: { unit } })
  return to === undefined ? {} : { state: to }
}

/** Whether nobody has taken it up yet. */
export function isWaiting({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'received'
}

/** Whether a case at hand is given to the unit that acts for its own, which has ended. */
export function isTakeOver(
  one: Pick<Standing, 'state' | 'unitCode' | 'decidingUnitCode'>,
  to: string
): boolean {
  return open.includes(one.state) && one.unitCode !== to && one.decidingUnitCode === to
}

/** What changes when another unit takes a case over: who has it at hand there is not known yet. */
export function handing({ code, path }: { code: string; path: string }) {
  return { unitCode: code, path, decidingUnitCode: code, handlerSub: null, handlerName: null }
}

/** Enquiries and suggestions may be answered without having been accepted first. */
export function replyStep({ kind }: Pick<Standing, 'kind'>): StepName {
  return kind === 'enquiry' || kind === 'suggestion' ? 'reply-at-once' : 'reply'
}

/** The unit that decides next: the one above that which decided before. */
export function unitAbove(one: Pick<Standing, 'path' | 'decidingUnitCode'>, clauseId: string): string {
  const line = one.path.split('.')
  const above = line[line.indexOf(one.decidingUnitCode) - 1]
  if (above === undefined) throw refuse('no-unit-above', { clause: clauseId })
  return above
}

/** The day of a request lies between the decision it is about and today. */
export function checkRequestDay(requestedOn: string, decidedOn: string, today: string): void {
  if (requestedOn < decidedOn || requestedOn > today) {
    throw refuse('request-date', { pointer: '/requestedOn', values: { from: decidedOn, to: today } })
  }
}

export interface Decision {
  stage: Stage
  unitCode: string
  outcome: Outcome
  text: string
}
