import type { Actor } from '../../platform/auth/actor.ts'
import { checkNotBarred } from '../accused/rules.ts'
import type * as cases from '../rules.ts'
import { type LetterGrounds, type LetterKind, refuse, type State } from '../vocabulary.ts'

const CLAUSE = 'xinfang-2022:40'

/** What starts with the letter, and ends with its answer. Urging has the same days as supervising. */
export const TERM = 'letter.answer'

/** How the kinds stand in a number. */
export const marks = { urge: 'U', supervise: 'S' } as const satisfies Record<LetterKind, string>

/** A unit and its place in the tree. */
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
 * A unit writes to the one below it whose turn it is, as long as the case is alive; that a reply is not
 * carried out shows after the case was put on file.
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
  const line = path.split('.')
  if (!line.slice(0, -1).includes(fromUnitCode)) {
    throw refuse('letter-from-above', { values: { unit: code }, clause: CLAUSE })
  }
  // The tree may have moved since the case came in.
  checkNotBarred(line, barred)
  return { fromUnitCode, unitCode: code, path }
}

/** A letter as a rule sees it. */
export interface Standing {
  id: string
  caseId: string
  kind: LetterKind
  number: string
  grounds: LetterGrounds
  unitCode: string
  /** The unit that must answer now: it, or the one that acts for it. */
  actingUnitCode: string
  path: string
  answeredOn: string | null
  version: number
}

/** The addressed unit, or the one that acts for it, answers once; a late answer is taken. */
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
