import type { Actor } from '../platform/auth/actor.ts'
import { type Kind, type Outcome, refuse, type Stage, type State } from './vocabulary.ts'

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

const open: readonly State[] = ['received', 'accepted']
const decided: readonly State[] = ['replied', 'under-review', 'reviewed', 'under-recheck']

/** The life of a case. What is not listed is refused. */
export const steps = {
  accept: { from: ['received'], to: 'accepted' },
  decline: { from: ['received'], to: 'declined' },
  link: { from: open },
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
  const { from, to, kinds, isFree, isOwn }: Step = steps[name]
  if (kinds !== undefined && !kinds.includes(kind)) throw refuse('wrong-kind')
  if (!from.includes(state)) throw refuse('case-step', { values: { state, step: name } })
  const line = one.path.split('.')
  const unit = turnOf(one)
  if (!isFree && line.indexOf(actor.unitCode) > line.indexOf(unit)) {
    throw refuse('not-deciding-unit', { values: { unit } })
  }
  if (isOwn && actor.unitCode !== unit) throw refuse('step-of-that-unit', { values: { unit } })
  return to === undefined ? {} : { state: to }
}

/** Whose turn it is. Where the tree has moved the case away from it: the one above the handling unit. */
export function turnOf({ path, decidingUnitCode }: Pick<Standing, 'path' | 'decidingUnitCode'>): string {
  const line = path.split('.')
  return line.includes(decidingUnitCode) ? decidingUnitCode : ((line.at(-2) ?? line.at(-1)) as string)
}

/** Enquiries and suggestions may be answered without having been accepted first. */
export function replyStep({ kind }: Pick<Standing, 'kind'>): StepName {
  return kind === 'enquiry' || kind === 'suggestion' ? 'reply-at-once' : 'reply'
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

/** A unit that is not there yet, or no longer, handles nothing. */
export function checkUnit(
  { validFrom, validTo }: { validFrom: string | null; validTo: string | null },
  today: string,
  pointer: string
): void {
  if ((validFrom ?? today) > today || (validTo !== null && validTo <= today)) {
    throw refuse('case-unit-invalid', { pointer })
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

/** A report never goes where the accused could read it. */
export function checkForward(
  one: Pick<Standing, 'kind' | 'unitCode' | 'accusedUnitCode'>,
  toUnitCode: string,
  to: readonly string[]
): void {
  if (toUnitCode === one.unitCode) throw refuse('forward-to-same-unit', { pointer: '/toUnitCode' })
  checkNotAccused(one, to, '/toUnitCode')
}

/** Refuses whatever tells the accused unit, or one within it, of a report. `to`: codes from the root down. */
export function checkNotAccused(
  { kind, accusedUnitCode }: Pick<Standing, 'kind' | 'accusedUnitCode'>,
  to: readonly string[],
  pointer?: string
): void {
  if (kind !== 'report' || accusedUnitCode === null || !to.includes(accusedUnitCode)) return
  const values = { unit: to.at(-1) as string }
  throw refuse('report-to-accused', { pointer, clause: 'xinfang-2022:30', values })
}

/** A case about the same facts as the one at hand. */
export interface Other {
  number: string
  state: State
  wasDeclined: boolean
  isFinal: boolean
  /** It is linked to the one at hand, which is not linked to it. */
  isLater: boolean
}

/**
 * A case about the same facts is not accepted again while another is open, nor after one is final. One that
 * was declined or withdrawn stands in nobody's way; nor does a later one that waits for this one.
 */
export function checkSameFacts(others: readonly Other[]): void {
  const inTheWay = others.find(
    ({ state, wasDeclined, isLater }) =>
      !wasDeclined && state !== 'withdrawn' && !(isLater && state === 'received')
  )
  if (inTheWay === undefined) return
  const { number, isFinal } = inTheWay
  throw refuse('same-facts', {
    clause: isFinal ? 'xinfang-2022:36' : 'xinfang-2022:19',
    values: { number }
  })
}

/** The unit that decides next: the one above that which decided before. */
export function unitAbove(one: Pick<Standing, 'path' | 'decidingUnitCode'>, clauseId: string): string {
  const line = one.path.split('.')
  const above = line[line.indexOf(turnOf(one)) - 1]
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
