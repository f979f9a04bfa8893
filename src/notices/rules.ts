import { dayNumber } from '../platform/values/days.ts'
import type { Addressees, NoticeChange } from './schema.ts'
import { refuse, type State, type StepName } from './vocabulary.ts'

/** 通报约谈: a unit above issues notices of criticism to units below it. */
export const CLAUSE = 'jilin-2019-12:3.5'

/** The term that begins with the issue and ends with the answer. */
export const TERM = 'rectification'

/** The greatest number of days that the issuer may give for the answers. */
const LONGEST = 366

/** The transitions of a notice. A transition that is not listed is refused. */
const next: Record<State, readonly State[]> = {
  draft: ['issued', 'withdrawn'],
  issued: ['closed', 'withdrawn'],
  closed: [],
  withdrawn: []
}

export interface Standing {
  state: State
}

/** The actor of a step, and its day. */
export interface Doing {
  actor: { sub: string; unitCode: string }
  today: string
}

export function change({ state }: Standing, wanted: NoticeChange, today: string): NoticeChange {
  if (state !== 'draft') throw refuse('notice-step', { values: { state, step: 'change' } })
  answerIn(wanted.answerBy ?? null, today, '/answerBy')
  return wanted
}

export function issue(notice: Standing, { actor, today }: Doing) {
  return { ...step(notice, 'issued', 'issue'), issuedOn: today, issuedBy: actor.sub }
}

/** Only once every answer has been accepted. `open`: the number of units whose answer is not. */
export function close(notice: Standing, open: number, { actor, today }: Doing) {
  const change = step(notice, 'closed', 'close')
  if (open > 0) throw refuse('notice-answers-open', { values: { open }, clause: CLAUSE })
  return { ...change, closedOn: today, closedBy: actor.sub }
}

export function withdraw(notice: Standing, reason: string, { actor, today }: Doing) {
  return {
    ...step(notice, 'withdrawn', 'withdraw'),
    withdrawnOn: today,
    withdrawnBy: actor.sub,
    withdrawReason: reason
  }
}

function step({ state }: Standing, to: State, name: StepName) {
  if (!next[state].includes(to)) throw refuse('notice-step', { values: { state, step: name } })
  return { state: to }
}

/** An addressed unit may only answer; every other step is for the issuing unit and the units above it. */
export function mustBeIssuer({ unitCode, isKeeper }: { unitCode: string; isKeeper: boolean }): void {
  if (!isKeeper) throw refuse('notice-not-issuer', { values: { issuer: unitCode }, clause: CLAUSE })
}

/** The days for the answer, where the notice names a last day; undefined: the term of the policy applies. */
export function answerIn(answerBy: string | null, today: string, pointer?: string): number | undefined {
  if (answerBy === null) return undefined
  const days = dayNumber(answerBy) - dayNumber(today)
  if (days < 1 || days > LONGEST) {
    throw refuse('notice-answer-by', { pointer, values: { today, most: LONGEST } })
  }
  return days
}

/** A unit with its place in the tree. */
export interface Unit {
  code: string
  path: string
  isValid: boolean
}

/** The codes that addressees name, each with its place in the body. */
export function namedIn(addressees: Addressees): { code: string; pointer: string }[] {
  if ('withinCode' in addressees) return [{ code: addressees.withinCode, pointer: '/addressees/withinCode' }]
  return addressees.unitCodes.map((code, n) => ({ code, pointer: `/addressees/unitCodes/${n}` }))
}

/**
 * A notice goes to units below the issuer only. A unit that is not visible to the actor is refused like one
 * that does not exist. A subtree may begin at the issuer, which is then left out.
 */
export function address(
  issuer: { code: string; path: string },
  addressees: Addressees,
  units: ReadonlyMap<string, Unit>,
  { unitCode }: { unitCode: string }
): void {
  const named = namedIn(addressees)
  const isSubtree = 'withinCode' in addressees
  const seen = new Set<string>()
  const known = issuer.path.split('.')
  for (const { code, pointer } of named) {
    if (seen.has(code)) throw refuse('addressee-twice', { pointer })
    seen.add(code)
    const unit = units.get(code)
    const ancestors = unit?.path.split('.') ?? []
    if (!ancestors.includes(unitCode) && !known.includes(code)) throw refuse('addressee-unknown', { pointer })
    if (!ancestors.includes(issuer.code) || (code === issuer.code && !isSubtree)) {
      throw refuse('notice-from-above', {
        pointer,
        values: { unit: code, issuer: issuer.code },
        clause: CLAUSE
      })
    }
    if (unit?.isValid === false) throw refuse('addressee-retired', { pointer, values: { unit: code } })
  }
}
