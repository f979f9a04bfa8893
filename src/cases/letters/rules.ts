import type { Actor } from '../../platform/auth/actor.ts'
import { checkNotBarred } from '../accused/rules.ts'
import type * as cases from '../rules.ts'
import { type LetterGrounds, type LetterKind, refuse, type State } from '../vocabulary.ts'

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

/** The addressed unit, or the unit that acts for it, answers once. A late answer is accepted. */
export function answer(
  { actingUnitCode, answeredOn }: Pick<Standing, 'actingUnitCode' | 'answeredOn'>,
  text: string,
  { sub, unitCode: own }: Pick<Actor, 'sub' | 'unitCode'>,
  today: string
) {
  if (own !== actingUnitCode) {
    throw refuse('letter-for-others', { values: { unit: actingUnitCode }, clause: CLAUSE })
  }
  if (answeredOn !== null) throw refuse('letter-answered')
  return { answer: text, answeredOn: today, answeredBy: sub }
}
