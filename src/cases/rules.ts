import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import type { Step } from '../platform/work/step.ts'
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

interface CaseStep extends Step<State> {
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

const handle = 'cases:handle'

/** The life of a case. What is not listed is refused. */
export const steps = {
  accept: { from: ['received'], to: 'accepted', permission: handle },
  decline: { from: ['received'], to: 'declined', permission: handle },
  link: { from: open, permission: handle },
  correct: { from: open, permission: handle },
  assign: { from: [...open, 'under-review', 'under-recheck'], permission: handle },
  forward: { from: ['received'], permission: handle },
  object: { from: ['received'], isOwn: true, permission: handle },
  extend: { from: ['accepted'], kinds: ['appeal'], permission: 'cases:extend' },
  exclude: { from: ['accepted', 'under-review', 'under-recheck'], permission: handle },
  reply: { from: ['accepted'], to: 'replied', permission: handle },
  'reply-at-once': { from: open, to: 'replied', kinds: ['enquiry', 'suggestion'], permission: handle },
  'request-review': {
    from: ['replied', 'closed'],
    to: 'under-review',
    kinds: ['appeal'],
    permission: handle
  },
  review: { from: ['under-review'], to: 'reviewed', permission: handle },
  'request-recheck': { from: ['reviewed', 'closed'], to: 'under-recheck', permission: handle },
  recheck: { from: ['under-recheck'], to: 'final', permission: handle },
  withdraw: { from: [...open, ...decided], to: 'withdrawn', permission: handle },
  /** The unit that acts for one that ended takes the case over as its own; its terms go on. */
  'take-over': { from: open, permission: handle },
  close: { from: ['declined', 'replied', 'reviewed', 'final'], to: 'closed', permission: handle },
  accuse: { from: everywhere, kinds: ['report'], permission: handle },
  'withdraw-accusation': { from: everywhere, kinds: ['report'], isFree: true, permission: 'cases:clear' },
  recuse: { from: everywhere, isFree: true, permission: handle },
  'send-aside': { from: everywhere, permission: handle },
  readmit: { from: everywhere, isFree: true, permission: 'cases:readmit' },
  'correct-reporter': { from: everywhere, isFree: true, permission: 'identities:correct' },
  'erase-identity': { from: everywhere, isFree: true, permission: 'identities:erase' },
  'confirm-erasure': { from: everywhere, isFree: true, permission: 'identities:confirm' }
} as const satisfies Record<string, CaseStep>

export type StepName = keyof typeof steps
export const stepNames = Object.keys(steps) as StepName[]

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

/** The step of a unit is taken by its own people and by those of the units above it. */
export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  const { isFree, isOwn }: CaseStep = steps[name]
  const unit = one.decidingUnitCode
  const ancestors = one.path.split('.')
  if (!isFree && ancestors.indexOf(unitCode) > ancestors.indexOf(unit)) {
    return refuse('not-deciding-unit', { values: { unit } })
  }
  return isOwn && unitCode !== unit ? refuse('step-of-that-unit', { values: { unit } }) : undefined
}

export function notNow(name: StepName, one: Standing): Refusal | undefined {
  const { from, kinds }: CaseStep = steps[name]
  const { kind, state } = one
  if (kinds !== undefined && !kinds.includes(kind)) {
    return refuse('wrong-kind', { values: { kind, step: name } })
  }
  return from.includes(state) ? undefined : refuse('case-step', { values: { state, step: name } })
}

/** The state that a step leads to, where it changes. */
export function stateAfter(name: StepName): { state?: State } {
  const { to }: CaseStep = steps[name]
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
