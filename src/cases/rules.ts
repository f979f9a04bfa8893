import type { Actor } from '../platform/auth/actor.ts'
import type { Row } from '../platform/database/records.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { CaseCorrection } from './corrections/schema.ts'
import './tables.ts'
import { type Kind, labels, type Outcome, refuse, type Stage, type State } from './vocabulary.ts'

interface CaseStep extends Step<State> {
  /** The kinds that have the step; if omitted, all. */
  kinds?: readonly Kind[]
  /** Everybody who may see the case may take the step, not only the deciding unit and the units above it. */
  isFree?: boolean
  /** Only the deciding unit itself may take the step, not a unit above it. */
  isOwn?: boolean
}

/** All states. */
const everywhere = keysOf(labels['case-state'])
const open: readonly State[] = ['received', 'accepted']
const decided: readonly State[] = ['replied', 'under-review', 'reviewed', 'under-recheck']

const handle = 'cases:handle'

/** The transitions of a case. A transition that is not listed is refused. */
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
  /** The unit that acts for an ended unit takes the case over as its own; the terms go on. */
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
export const stepNames = keysOf(steps)

/** What the rules need to know of a case. */
export interface Standing extends Pick<Row<'petition_case'>, keyof CaseCorrection> {
  id: string
  number: string
  kind: Kind
  state: State
  unitCode: string
  path: string
  /** The unit that has to take the next step: always an existing unit, which may act for one that ended. */
  decidingUnitCode: string
  /** The units that the report accuses now. */
  accusedUnitCodes: readonly string[]
  /**
   * The units from which it is hidden; `accused/store.ts` finds the units that are barred because of them.
   */
  hiddenFrom: readonly string[]
  sameFactsAs: string | null
  handlerSub: string | null
  concludedOn: string | null
  anonymous: boolean
  /** The day on which the identity of the reporter was erased. */
  identityErasedOn: string | null
  version: number
}

/** A step is for people of the deciding unit and of the units above it. */
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

/** The change of state that a step makes, if any. */
export function stateAfter(name: StepName): { state?: State } {
  const { to }: CaseStep = steps[name]
  return to === undefined ? {} : { state: to }
}

/** Whether the case has neither been accepted nor decided. */
export function isWaiting({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'received'
}

/** Whether an open case is given to the unit that acts for its handling unit, which has ended. */
export function isTakeOver(
  one: Pick<Standing, 'state' | 'unitCode' | 'decidingUnitCode'>,
  to: string
): boolean {
  return open.includes(one.state) && one.unitCode !== to && one.decidingUnitCode === to
}

/** The change when another unit takes a case over. Its handler there is not known yet. */
export function handing({ code, path }: { code: string; path: string }) {
  return { unitCode: code, path, decidingUnitCode: code, handlerSub: null, handlerName: null }
}

/** The step for a reply: enquiries and suggestions may be answered without acceptance. */
export function replyStep({ kind }: Pick<Standing, 'kind'>): StepName {
  return kind === 'enquiry' || kind === 'suggestion' ? 'reply-at-once' : 'reply'
}

/** The unit that decides next: the unit above the one that decided before. */
export function unitAbove(one: Pick<Standing, 'path' | 'decidingUnitCode'>, clauseId: string): string {
  const line = one.path.split('.')
  const above = line[line.indexOf(one.decidingUnitCode) - 1]
  if (above === undefined) throw refuse('no-unit-above', { clause: clauseId })
  return above
}

/** The request date lies between the decision and today. */
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
