import { lapsingTerms } from '../policy/index.ts'
import { nextDue, type StoredTerm } from '../terms/index.ts'
import { type Kind, refuse } from './vocabulary.ts'

/** The term that begins when a case comes in. */
export function termAtReceipt(kind: Kind): string {
  return kind === 'enquiry' ? 'case.enquiry' : 'case.notify'
}

/** Terms that are over when a case is decided or handed on; what the petitioner may ask for goes on. */
export const ending = [
  'case.notify',
  'case.object',
  'case.enquiry',
  'case.conclude',
  'case.review',
  'case.recheck'
]

/** What is told of a term that a step ends: a right that lapsed before was not missed by anybody. */
export function isTold({ rule, dueOn }: Pick<StoredTerm, 'rule' | 'dueOn'>, metOn: string): boolean {
  return metOn <= dueOn || !lapsingTerms.includes(rule)
}

export function runningTerm(terms: readonly StoredTerm[], rules: readonly string[]): StoredTerm | undefined {
  return terms.findLast(({ rule, metOn }) => metOn === null && rules.includes(rule))
}

/** The last term of a unit by a rule, be it running or over. */
export function lastTerm(
  terms: readonly StoredTerm[],
  rule: string,
  unitCode: string
): StoredTerm | undefined {
  return terms.findLast((term) => term.rule === rule && term.unitCode === unitCode)
}

/** The earliest day by which a unit must do something. */
export function nextDueOn(terms: readonly Pick<StoredTerm, 'rule' | 'metOn' | 'dueOn'>[]): string {
  return nextDue(terms.filter(({ rule }) => !lapsingTerms.includes(rule))) ?? 'infinity'
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
