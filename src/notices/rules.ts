import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { dayNumber } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { refuse, type State } from './vocabulary.ts'

/** 通报约谈: a unit above issues notices of criticism to units below it. */
export const CLAUSE = 'jilin-2019-12:3.5'

/** The term that begins with the issue and ends with the answer. */
export const TERM = 'rectification'

/** The greatest number of days that the issuer may give for the answers. */
const LONGEST = 366

/**
 * The transitions of a notice. A transition that is not listed is refused. `by`: who may take the step,
 * people of the issuing unit and the units above it, or of a unit that must answer.
 */
export const steps = {
  change: { from: ['draft'], by: 'issuer', permission: 'notices:draft' },
  issue: { from: ['draft'], to: 'issued', by: 'issuer', permission: 'notices:issue' },
  close: { from: ['issued'], to: 'closed', by: 'issuer', permission: 'notices:issue' },
  withdraw: { from: ['draft', 'issued'], to: 'withdrawn', by: 'issuer', permission: 'notices:issue' },
  answer: { from: ['issued'], by: 'addressee', permission: 'notices:answer' }
} as const satisfies Record<string, Step<State> & { by: 'issuer' | 'addressee' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a notice. */
export interface Standing {
  state: State
  unitCode: string
  /** Whether the actor may issue, judge and close it. */
  isKeeper: boolean
  /** Whether an answer is awaited from the actor's own unit, or from an ended unit for which it acts. */
  isAwaited: boolean
  /** The number of units whose answer is not accepted, once it is issued. */
  open: number
}

/** The actor of a step, and its day. */
export interface Doing {
  actor: { sub: string; unitCode: string }
  today: string
}

/** An addressed unit may only answer; every other step is for the issuing unit and the units above it. */
export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (steps[name].by === 'issuer') return notIssuer(one)
  if (one.isAwaited) return undefined
  return refuse('notice-not-yours', { values: { unit: unitCode }, clause: CLAUSE })
}

export function notIssuer({
  unitCode: issuer,
  isKeeper
}: Pick<Standing, 'unitCode' | 'isKeeper'>): Refusal | undefined {
  return isKeeper ? undefined : refuse('notice-not-issuer', { values: { issuer }, clause: CLAUSE })
}

/** A notice can be closed only after every answer has been accepted. */
export function notNow(
  name: StepName,
  { state, open }: Pick<Standing, 'state' | 'open'>
): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  if (!from.includes(state)) return refuse('notice-step', { values: { state, step: name } })
  if (name !== 'close' || open === 0) return undefined
  return refuse('notice-answers-open', { values: { open }, clause: CLAUSE })
}

export function issue({ actor, today }: Doing) {
  return { state: steps.issue.to, issuedOn: today, issuedBy: actor.sub }
}

export function close({ actor, today }: Doing) {
  return { state: steps.close.to, closedOn: today, closedBy: actor.sub }
}

export function withdraw(withdrawReason: string, { actor, today }: Doing) {
  return { state: steps.withdraw.to, withdrawnOn: today, withdrawnBy: actor.sub, withdrawReason }
}

/** The days for the answer, if the notice names a last day; undefined: the term of the policy applies. */
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

/** Units by their codes, or all units below one. */
type Addressees = { unitCodes: readonly string[] } | { withinCode: string }

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
