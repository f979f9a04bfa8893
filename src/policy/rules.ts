import type { Clause } from '../platform/errors/refusal.ts'
import type { Level } from '../units/index.ts'
import type { Obligation, Policy, Quota } from './schema.ts'
import { type Coverage, refuse } from './vocabulary.ts'

/** How many units of a level a unit has to count, as direct subordinates (full) or further down (sample). */
export interface Population {
  coverage: Coverage
  targetLevel: Level
  population: number
}

/** What a local rule says about ratios. */
export interface LocalQuotas {
  id: string
  quotas: { quotaId: string; ratioPercent: number }[]
}

/** The policy of a year: the one in force on its last day. */
export function inForce(policies: readonly Policy[], year: number, pointer = '?year'): Policy {
  const day = `${year}-12-31`
  const found = policies.find(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || effectiveTo > day)
  )
  if (found === undefined) throw refuse('no-policy-in-force', { values: { year }, pointer })
  return found
}

/** ⌈population × ratio⌉ in integers: 0.3 × 10 is not 3 in floating point. */
export function required(population: number, ratioPercent: number): number {
  return Math.ceil((population * ratioPercent) / 100)
}

/** The obligations that follow from the counts. A level without units is no obligation. */
export function obligations(
  policy: Policy,
  level: Level,
  populations: readonly Population[],
  local?: LocalQuotas
): Obligation[] {
  return populations
    .filter(({ population }) => population > 0)
    .map((one) => obligation(policy, level, one, local))
    .filter((one) => one !== undefined)
}

function obligation(
  policy: Policy,
  level: Level,
  counted: Population,
  local?: LocalQuotas
): Obligation | undefined {
  const brackets = bracketsOf(policy.quotas, level, counted)
  const [highest] = brackets
  if (highest === undefined) return undefined
  const raised = raise(brackets, local)
  const isRaised = raised !== undefined && raised.ratioPercent > highest.ratioPercent
  const ratioPercent = isRaised ? raised.ratioPercent : highest.ratioPercent
  return {
    ...counted,
    ratioPercent,
    required: required(counted.population, ratioPercent),
    quotaId: highest.id,
    localRuleId: isRaised ? raised.id : null,
    clause: clauseOf(policy, highest.clauseId),
    remark: remarkOf(policy, brackets)
  }
}

/** The brackets a number lies in, the highest ratio first: two floors both bind, the higher one applies. */
function bracketsOf(
  quotas: readonly Quota[],
  level: Level,
  { coverage, targetLevel, population }: Population
): Quota[] {
  return quotas
    .filter((quota) => quota.unitLevel === level && quota.coverage === coverage)
    .filter((quota) => quota.targetLevel === null || quota.targetLevel === targetLevel)
    .filter(
      ({ minPopulation, maxPopulation }) =>
        minPopulation <= population && population <= (maxPopulation ?? population)
    )
    .sort((a, b) => b.ratioPercent - a.ratioPercent)
}

function raise(brackets: readonly Quota[], local?: LocalQuotas) {
  const ratios = (local?.quotas ?? [])
    .filter(({ quotaId }) => brackets.some(({ id }) => id === quotaId))
    .map(({ ratioPercent }) => ratioPercent)
  return ratios.length === 0
    ? undefined
    : { id: (local as LocalQuotas).id, ratioPercent: Math.max(...ratios) }
}

function remarkOf(policy: Policy, [highest, ...others]: readonly Quota[]): string | null {
  const overlap =
    others.length > 0 ? policy.readings.find(({ id }) => id === 'numbers-included')?.zh : undefined
  return [highest?.remark?.zh, overlap].filter((one) => one !== undefined).join(' ') || null
}

export function clauseOf(policy: Policy, id: string): Clause {
  const { text } = policy.clauses.find((clause) => clause.id === id) as Policy['clauses'][number]
  return { id, text }
}

/** Which levels a unit samples further down: pairs of (inspecting level, sampled level). */
export function sampledLevels(policy: Policy): { unitLevel: Level; targetLevel: Level }[] {
  const pairs = policy.quotas
    .filter((quota) => quota.coverage === 'sample' && quota.targetLevel !== null)
    .map(({ unitLevel, targetLevel }) => [`${unitLevel} ${targetLevel}`, { unitLevel, targetLevel }] as const)
  return [...new Map(pairs).values()] as { unitLevel: Level; targetLevel: Level }[]
}
