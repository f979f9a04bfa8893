import type { Actor } from '../platform/auth/actor.ts'
import type { StoredTerm } from '../terms/index.ts'
import { type Kind, type Outcome, refuse, type Stage, type State } from './vocabulary.ts'

interface Step {
  from: readonly State[]
  /** Left out: the state stays. */
  to?: State
  /** The kinds that know the step; left out: all. */
  kinds?: readonly Kind[]
  /** Whoever sees the case may take it, whosever turn it is. */
  isFree?: boolean
}

const open: readonly State[] = ['received', 'accepted']
const decided: readonly State[] = ['replied', 'under-review', 'reviewed', 'under-recheck']

/** The life of a case. What is not listed is refused. */
export const steps = {
  accept: { from: ['received'], to: 'accepted' },
  decline: { from: ['received'], to: 'declined' },
  link: { from: open },
  forward: { from: ['received'] },
  object: { from: ['received'] },
  extend: { from: ['accepted'], kinds: ['appeal'] },
  exclude: { from: ['accepted', 'under-review', 'under-recheck'] },
  reply: { from: ['accepted'], to: 'replied' },
  'reply-at-once': { from: open, to: 'replied', kinds: ['enquiry', 'suggestion'] },
  'request-review': { from: ['replied', 'closed'], to: 'under-review', kinds: ['appeal'] },
  review: { from: ['under-review'], to: 'reviewed' },
  'request-recheck': { from: ['reviewed', 'closed'], to: 'under-recheck' },
  recheck: { from: ['under-recheck'], to: 'final' },
  withdraw: { from: [...open, ...decided], to: 'withdrawn' },
  close: { from: ['declined', 'replied', 'reviewed', 'final'], to: 'closed' },
  recuse: { from: [...open, ...decided, 'declined', 'final'], isFree: true }
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
  decidingUnitCode: string
  accusedUnitCode: string | null
  hiddenFrom: string | null
  sameFactsAs: string | null
  handlerSub: string | null
  version: number
}

/** Refuses a step that the case is not at, or that is not the caller's to take. */
export function take(name: StepName, { state, kind, ...one }: Standing, actor: Actor): { state?: State } {
  const { from, to, kinds, isFree }: Step = steps[name]
  if (kinds !== undefined && !kinds.includes(kind)) throw refuse('wrong-kind')
  if (!from.includes(state)) throw refuse('case-step', { values: { state, step: name } })
  const line = one.path.split('.')
  if (!isFree && line.indexOf(actor.unitCode) > line.indexOf(one.decidingUnitCode)) {
    throw refuse('not-deciding-unit', { values: { unit: one.decidingUnitCode } })
  }
  return to === undefined ? {} : { state: to }
}

/** Enquiries and suggestions may be answered without having been accepted first. */
export function replyStep({ kind }: Pick<Standing, 'kind'>): StepName {
  return kind === 'enquiry' || kind === 'suggestion' ? 'reply-at-once' : 'reply'
}

/** The terms that begin when a case comes in. */
export function termsAtReceipt(kind: Kind): string[] {
  return kind === 'enquiry' ? ['case.enquiry'] : ['case.notify']
}

/** Rights of the petitioner: they bind no unit, and nobody is late when they lapse. */
export const rights: readonly string[] = ['case.review-request', 'case.recheck-request']

/** Terms that are over when a case is decided, whoever let them run. */
export const duties = [
  'case.notify',
  'case.object',
  'case.enquiry',
  'case.conclude',
  'case.review',
  'case.recheck'
]

export function runningTerm(terms: readonly StoredTerm[], rules: readonly string[]): StoredTerm | undefined {
  return terms.findLast(({ rule, metOn }) => metOn === null && rules.includes(rule))
}

/** The earliest day by which a unit must do something. */
export function nextDueOn(terms: readonly Pick<StoredTerm, 'rule' | 'metOn' | 'dueOn'>[]): string {
  const days = terms
    .filter(({ rule, metOn }) => metOn === null && !rights.includes(rule))
    .map(({ dueOn }) => dueOn)
  return days.sort()[0] ?? 'infinity'
}

/**
 * The unit that handles a report on `accused`, when it came in at `unit`: itself, unless it lies within the
 * accused unit; then the one above the accused. Both as the codes from the root down.
 *
 * @throws no-unit-above where the accused unit is the top
 */
export function handlingUnit(unit: readonly string[], accused: readonly string[]): string {
  const accusedCode = accused.at(-1)
  if (accusedCode === undefined || !unit.includes(accusedCode)) return unit.at(-1) as string
  const above = accused.at(-2)
  if (above === undefined) {
    throw refuse('no-unit-above', { pointer: '/accusedUnitCode', clause: 'xinfang-2022:30' })
  }
  return above
}

/** A report never goes where the accused could read it. */
export function checkForward(
  { kind, unitCode, accusedUnitCode }: Standing,
  toUnitCode: string,
  to: string[]
): void {
  if (toUnitCode === unitCode) throw refuse('forward-to-same-unit', { pointer: '/toUnitCode' })
  if (kind === 'report' && accusedUnitCode !== null && to.includes(accusedUnitCode)) {
    throw refuse('report-to-accused', {
      pointer: '/toUnitCode',
      clause: 'xinfang-2022:30',
      values: { unit: toUnitCode }
    })
  }
}

/**
 * A case that the accused may see must not point to a report that it may not: such a report is linked with
 * reports on the same unit only.
 */
export function checkLink(
  one: Pick<Standing, 'hiddenFrom'>,
  other: Pick<Standing, 'hiddenFrom'>,
  pointer: string
): void {
  if (other.hiddenFrom === null || other.hiddenFrom === one.hiddenFrom) return
  throw refuse('link-would-tell', { pointer, clause: 'xinfang-2022:30' })
}

/** A case about the same facts is not accepted again while the other is open, nor after it is final. */
export function checkSameFacts(other: { number: string; state: State } | undefined): void {
  if (other === undefined || ['declined', 'withdrawn'].includes(other.state)) return
  const id = other.state === 'final' ? 'xinfang-2022:36' : 'xinfang-2022:19'
  throw refuse('same-facts', { clause: id, values: { number: other.number } })
}

/** The unit that decides next: the one above `unitCode`. */
export function unitAbove({ path }: Standing, unitCode: string, clauseId: string): string {
  const line = path.split('.')
  const above = line[line.indexOf(unitCode) - 1]
  if (above === undefined) throw refuse('no-unit-above', { clause: clauseId })
  return above
}

/** Whether a step still finds its term running; otherwise the day it ended, and the clause. */
export function checkStillRunning(
  code: 'objection-too-late' | 'term-over' | 'request-too-late',
  term: StoredTerm,
  on: string,
  pointer?: string
): void {
  if (on <= term.dueOn) return
  throw refuse(code, { values: { dueOn: term.dueOn }, clause: term.clauseId, pointer })
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
