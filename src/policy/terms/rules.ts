import type { CitedClause } from '../../platform/errors/lawbook.ts'
import type { Level } from '../../units/index.ts'
import type { Policy } from '../schema.ts'
import { refuse } from '../vocabulary.ts'

/** How long a term is, for a unit and a day. */
export interface TermRule {
  rule: string
  days: number
  unit: 'calendar' | 'working'
  /** Whether one that would end on a day off ends on the next working day. */
  rollsOver: boolean
  clause: CitedClause
  /** No statute says so, and no local rule does. */
  localDefault: boolean
  /** The local rule that the days come from. */
  localRule: { id: string; document: string } | null
  /** The rule that says by how many days it may be extended; null: it may not. */
  extension: string | null
}

/** What the terms of a unit depend on besides the policy: its level, if the unit exists, and local rules. */
export interface Local {
  level?: Level | undefined
  rules: readonly LocalTerms[]
}

/** What a local rule says about terms. */
export interface LocalTerms {
  id: string
  unitCode: string
  effectiveFrom: string
  document: string
  terms: { rule: string; days: number }[]
}

/**
 * A rule as it holds for a term that begins on a day: from the policy in force on that day, tightened by the
 * local rules in force on it. Before the first policy the first one counts: the 2005 regulation on petitions
 * (信访条例) has the same numbers.
 *
 * @throws unknown-term
 */
export function termRule(
  policies: readonly Policy[],
  { level, rules }: Local,
  rule: string,
  startedOn: string,
  pointer?: string
): TermRule {
  const policy = policyOn(policies, startedOn)
  const term = policy.terms.find((one) => one.rule === rule)
  if (term === undefined) throw refuse('unknown-term', { pointer })
  const { days, unit, boundLevels, extension = null, rollsOver = true, isMinimum = false } = term
  const isBound = level === undefined || boundLevels === undefined || boundLevels.includes(level)
  const localDefault = term.localDefault || !isBound
  const clause = clauseIn(policy, term.clauseId) as CitedClause
  const plain = { rule, days, unit, rollsOver, clause, localDefault, localRule: null, extension }
  const local = term.isRight ? undefined : tightest(rules, rule, startedOn, isMinimum)
  // A local rule with the same days as a default puts a rule in its place; next to a statute it adds nothing.
  if (local === undefined || (local.days === days && !localDefault)) return plain
  if (isMinimum ? local.days < days : local.days > days) return plain
  return { ...plain, ...local, localDefault: false }
}

/** The policy in force on a day; of several, the later one. They come the latest first. */
export function policyOn(policies: readonly Policy[], day: string): Policy {
  const found = policies.find(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day < effectiveTo)
  )
  return found ?? (policies.at(-1) as Policy)
}

/**
 * Of each unit its latest local rule counts; of several units, the one with the fewest days, or of a minimum
 * the one with the most.
 */
function tightest(locals: readonly LocalTerms[], rule: string, day: string, isMinimum: boolean) {
  const inForce = locals.filter(({ effectiveFrom }) => effectiveFrom <= day)
  const latest = [...Map.groupBy(inForce, ({ unitCode }) => unitCode).values()].map((list) =>
    list.reduce((a, b) => (a.effectiveFrom > b.effectiveFrom ? a : b))
  )
  const found = latest.flatMap(({ id, document, terms }) =>
    terms.filter((one) => one.rule === rule).map(({ days }) => ({ days, localRule: { id, document } }))
  )
  return found.toSorted((a, b) => (isMinimum ? b.days - a.days : a.days - b.days))[0]
}

function clauseIn(policy: Policy, clauseId: string): CitedClause | undefined {
  const found = policy.clauses.find(({ id }) => id === clauseId)
  return found && { id: found.id, text: found.text, citation: found.citation }
}
