import { alone, type Subtree } from '../platform/access/scope.ts'
import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import type { Tx } from '../platform/work/work.ts'
import type { Level } from '../units/index.ts'
import * as localRules from './local-rules/store.ts'
import { policies } from './policies.ts'
import * as rules from './rules.ts'
import type { Obligation } from './schema.ts'
import * as store from './store.ts'
import type { Coverage } from './vocabulary.ts'

export interface UnitObligations {
  unitCode: string
  items: Obligation[]
}

/** The obligations of a unit in a year, from the current tree. */
export async function obligationsOf(db: Db | Tx, unit: Subtree, year: number, today: string) {
  const { policy, units } = await obligationsWithin(db, unit, year, today, alone(unit))
  return { unitCode: unit.code, year, policyId: policy.id, items: units[0]?.items ?? [] }
}

/** The clause by which a unit of a level inspects others, in the policy of a plan. */
export function clauseOfInspection(
  policyId: string,
  unitLevel: Level,
  coverage: Coverage
): string | undefined {
  const policy = policies.find(({ id }) => id === policyId)
  return policy?.quotas.find((one) => one.unitLevel === unitLevel && one.coverage === coverage)?.clauseId
}

/**
 * Refuses a year that no policy is in force for, where the year stands in a body.
 *
 * @throws no-policy-in-force
 */
export function mustHavePolicy(year: number): void {
  rules.inForce(policies, year, '/year')
}

/**
 * What units of a subtree owe in a year: all, or those of a part of it. The counting is one statement; the
 * law is applied here.
 */
export async function obligationsWithin(
  db: Db | Tx,
  tree: Subtree,
  year: number,
  today: string,
  part = tree
) {
  const policy = rules.inForce(policies, year)
  const counts = await store.populations(db, tree, rules.sampledLevels(policy), today, part)
  const local = await localRules.inForce(db, tree, `${year}-12-31`)
  const byUnit = new Map(local.map((rule) => [rule.unitCode, rule]))
  const units = [...Map.groupBy(counts, ({ unitCode }) => unitCode)].map(
    ([unitCode, list]): UnitObligations => {
      const { unitLevel } = present(list[0])
      const populations = list.map(({ coverage, targetLevel, population }) => ({
        coverage,
        targetLevel,
        population
      }))
      return {
        unitCode,
        items: rules.obligations(policy, unitLevel, populations, byUnit.get(unitCode))
      }
    }
  )
  return { policy, units }
}
