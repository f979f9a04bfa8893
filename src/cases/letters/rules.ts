import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { checkNotBarred } from '../accused/rules.ts'
import type * as cases from '../rules.ts'
import { type LetterGrounds, type LetterKind, type LetterState, refuse, type State } from '../vocabulary.ts'

const CLAUSE = 'xinfang-2022:40'

/** The term that starts with the letter and ends with its answer; the same for urging and supervision. */
export const TERM = 'letter.answer'

/** The mark of each kind in the letter number. */
export const marks = { urge: 'U', supervise: 'S' } as const satisfies Record<LetterKind, string>

/** A unit with its place in the tree. */
interface Addressee {
  code: string
  path: string
}

export interface Issued {
  fromUnitCode: string
  unitCode: string
  path: string
}

const over: readonly State[] = ['declined', 'withdrawn', 'closed']

/**
 * A unit writes to the unit below that has to take the next step, while the case is being handled. A reply
 * that is not carried out is an exception, because it shows only after the case was closed.
 */
export function issue(
  one: Pick<cases.Standing, 'state' | 'concludedOn'>,
  barred: readonly string[],
  grounds: LetterGrounds,
  { code, path }: Addressee,
  { unitCode: fromUnitCode }: Pick<Actor, 'unitCode'>
): Issued {
  const isOwed = grounds === 'reply-not-carried-out' && one.state === 'closed' && one.concludedOn !== null
  if (over.includes(one.state) && !isOwed) throw refuse('letter-case-over', { values: { state: one.state } })
  const ancestors = path.split('.')
  if (!ancestors.slice(0, -1).includes(fromUnitCode)) {
    throw refuse('letter-from-above', { values: { unit: code }, clause: CLAUSE })
  }
  // The tree may have changed since the case came in.
  checkNotBarred(ancestors, barred)
  return { fromUnitCode, unitCode: code, path }
}

/** What the rules need to know of a letter. */
export interface Standing {
  id: string
  caseId: string
  kind: LetterKind
  number: string
  grounds: LetterGrounds
  unitCode: string
  /** The unit that must answer now: the addressed unit while it exists, else the unit that acts for it. */
  actingUnitCode: string
  path: string
  answeredOn: string | null
  version: number
}

/** A letter is answered once. */
export const steps = {
  answer: { from: ['awaited'], to: 'answered', permission: 'letters:answer' }
} as const satisfies Record<string, Step<LetterState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

type Turn = Pick<Standing, 'actingUnitCode' | 'answeredOn'>

/** The addressed unit answers, or the unit that acts for it. */
export function notTheirs(
  _: StepName,
  { actingUnitCode: unit }: Turn,
  { unitCode }: Pick<Actor, 'unitCode'>
): Refusal | undefined {
  if (unitCode === unit) return undefined
  return refuse('letter-for-others', { values: { unit }, clause: CLAUSE })
}

export function notNow(_: StepName, { answeredOn }: Turn): Refusal | undefined {
  return answeredOn === null ? undefined : refuse('letter-answered')
}
