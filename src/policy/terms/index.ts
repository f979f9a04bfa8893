import type { RawBuilder } from 'kysely'
import type { Edition } from '../../calendar/index.ts'
import type { Reader } from '../../platform/database/prepared.ts'
import type { Place } from '../../units/index.ts'
import { policies } from '../policies.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export type { TermRule } from './rules.ts'
export { unchanged } from './store.ts'

/** The rules by which the terms of one unit are counted. */
export interface TermRules {
  /**
   * A rule as it holds for a term that begins on a day.
   *
   * @throws unknown-term, at `pointer`
   */
  of(rule: string, startedOn: string, pointer?: string): rules.TermRule
  /** The unit, as it stood when they were asked for; and the edition of the calendar. */
  unit: Place | undefined
  edition: Edition
  /** Tells whether all of this still holds: see `unchanged`. */
  stamp: string | null
}

/**
 * The rules of a unit, tightened by its own local rules and by those of the units above it. Of a unit that is
 * not there, the operator's say, the plain policy.
 */
export async function termRulesOf(db: Reader, unitCode: string): Promise<TermRules> {
  const { rules: local, ...standing } = await store.standing(db, unitCode)
  const of: TermRules['of'] = (rule, startedOn, pointer) =>
    rules.termRule(policies, { level: standing.unit?.level, rules: local }, rule, startedOn, pointer)
  return { of, ...standing }
}

/** The days of a rule for the unit at a path, as an expression in a statement on many units. */
export function daysOf(rule: string, path: RawBuilder<unknown>, day: string): RawBuilder<number> {
  const { days } = rules.termRule(policies, { rules: [] }, rule, day)
  return store.daysWithin({ rule, days }, path, day)
}

/** The rules of terms that nobody is late with: within them something may be done, and nothing must. */
export const lapsingTerms: readonly string[] = [
  ...new Set(
    policies.flatMap(({ terms }) =>
      terms.filter(({ isRight, mayLapse }) => isRight || mayLapse).map(({ rule }) => rule)
    )
  )
]
