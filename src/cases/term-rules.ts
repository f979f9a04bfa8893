import { lapsingTerms } from '../policy/index.ts'
import { nextDue, type StoredTerm } from '../terms/index.ts'
import { type Kind, refuse } from './vocabulary.ts'

/** The term that begins when a case comes in. */
export function termAtReceipt(kind: Kind): string {
  return kind === 'enquiry' ? 'case.enquiry' : 'case.notify'
}

/** Terms that end when a case is decided or passed on; terms for requests of the petitioner go on. */
export const ending = [
  'case.notify',
  'case.object',
  'case.enquiry',
  'case.conclude',
  'case.review',
  'case.recheck'
]

/** Whether the end of a term is recorded: a right of the petitioner that lapsed was not missed by a unit. */
export function isRecorded({ rule, dueOn }: Pick<StoredTerm, 'rule' | 'dueOn'>, metOn: string): boolean {
  return metOn <= dueOn || !lapsingTerms.includes(rule)
}

export function runningTerm(terms: readonly StoredTerm[], rules: readonly string[]): StoredTerm | undefined {
  return terms.findLast(({ rule, metOn }) => metOn === null && rules.includes(rule))
}

/** The last term of a unit under a rule, running or ended. */
export function lastTerm(
  terms: readonly StoredTerm[],
  rule: string,
  unitCode: string
): StoredTerm | undefined {
  return terms.findLast((term) => term.rule === rule && term.unitCode === unitCode)
}

/** The earliest last day of the terms that bind a unit. */
export function nextDueOn(terms: readonly Pick<StoredTerm, 'rule' | 'metOn' | 'dueOn'>[]): string {
  return nextDue(terms.filter(({ rule }) => !lapsingTerms.includes(rule))) ?? 'infinity'
}

/** Refuses a step whose term is over, with the day on which it ended and the clause. */
export function checkStillRunning(
  code: 'objection-too-late' | 'term-over' | 'request-too-late',
  term: StoredTerm,
  on: string,
  pointer?: string
): void {
  if (on <= term.dueOn) return
  throw refuse(code, { values: { dueOn: term.dueOn }, clause: term.clauseId, pointer })
}
