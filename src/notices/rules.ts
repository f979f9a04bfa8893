import { dayNumber } from '../platform/values/days.ts'
import type { Addressees, NoticeChange } from './schema.ts'
import { refuse, type State } from './vocabulary.ts'

/** 通报约谈: a unit above criticises units below it. */
export const CLAUSE = 'jilin-2019-12:3.5'

/** What begins with the issue, and ends with the answer. */
export const TERM = 'rectification'

/** A day of the issuer's own choice lies no further off. */
const LONGEST = 366

/** What a notice may become. What is not listed is refused. */
const next: Record<State, readonly State[]> = {
  draft: ['issued', 'withdrawn'],
  issued: ['closed', 'withdrawn'],
  closed: [],
  withdrawn: []
}

export interface Standing {
  state: State
}

/** Who does something, and when. */
export interface Doing {
  actor: { sub: string; unitCode: string }
  today: string
}

export function change({ state }: Standing, wanted: NoticeChange, today: string): NoticeChange {
  if (state !== 'draft') throw refuse('notice-step', { values: { state, step: 'changed' } })
  answerIn(wanted.answerBy ?? null, today, '/answerBy')
  return wanted
}

export function issue(notice: Standing, { actor, today }: Doing) {
  return { ...step(notice, 'issued'), issuedOn: today, issuedBy: actor.sub }
}

/** Only when there is nothing left to ask of anybody. */
export function close(notice: Standing, open: number, { actor, today }: Doing) {
  const change = step(notice, 'closed')
  if (open > 0) throw refuse('notice-answers-open', { values: { open }, clause: CLAUSE })
  return { ...change, closedOn: today, closedBy: actor.sub }
}

export function withdraw(notice: Standing, reason: string, { actor, today }: Doing) {
  return { ...step(notice, 'withdrawn'), withdrawnOn: today, withdrawnBy: actor.sub, withdrawReason: reason }
}

function step({ state }: Standing, to: State) {
  if (!next[state].includes(to)) throw refuse('notice-step', { values: { state, step: to } })
  return { state: to }
}

/** Who is addressed answers; everything else is for the unit that issued the notice and those above it. */
export function mustBeIssuer({ unitCode, isKeeper }: { unitCode: string; isKeeper: boolean }): void {
  if (!isKeeper) throw refuse('notice-not-issuer', { values: { issuer: unitCode }, clause: CLAUSE })
}

/** How many days there are for the answer, where the notice says; undefined: as many as the policy gives. */
export function answerIn(answerBy: string | null, today: string, pointer?: string): number | undefined {
  if (answerBy === null) return undefined
  const days = dayNumber(answerBy) - dayNumber(today)
  if (days < 1 || days > LONGEST) {
    throw refuse('notice-answer-by', { pointer, values: { today, most: LONGEST } })
  }
  return days
}

/** A unit as it stands in the tree. */
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
 * A notice goes down only: to units below the issuer. A unit that the actor may not know of is as good as
 * none. A subtree may begin with the issuer, who is left out of it.
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
    const line = unit?.path.split('.') ?? []
    if (!line.includes(unitCode) && !known.includes(code)) throw refuse('addressee-unknown', { pointer })
    if (!line.includes(issuer.code) || (code === issuer.code && !isSubtree)) {
      throw refuse('notice-from-above', {
        pointer,
        values: { unit: code, issuer: issuer.code },
        clause: CLAUSE
      })
    }
    if (unit?.isValid === false) throw refuse('addressee-retired', { pointer, values: { unit: code } })
  }
}
