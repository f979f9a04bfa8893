import { compare, fractionOf } from './fraction.ts'

/** Fewer units in a group are not ranked: a rank among two says who the other one is. */
export const FEWEST_RANKED = 3

export interface Ranked {
  unitCode: string
  /** The group in which the unit is compared; null: all units without one. */
  group: string | null
  total: string | null
  outcome: 'scored' | 'too-little-data' | 'vetoed' | null
  /** The unit evaluates itself. */
  isSelf: boolean
}

/**
 * The ranks of units within their groups: equal totals share a rank (1, 1, 3). Units with too little data,
 * vetoed ones and a unit that evaluates itself have none.
 */
export function ranksOf(all: readonly Ranked[]): Map<string, number> {
  const ranked = all.flatMap(({ total, outcome, isSelf, ...one }) =>
    outcome === 'scored' && total !== null && !isSelf ? [{ ...one, total: fractionOf(total) }] : []
  )
  const ranks = new Map<string, number>()
  for (const group of Map.groupBy(ranked, (one) => one.group).values()) {
    if (group.length < FEWEST_RANKED) continue
    for (const { unitCode, total } of group) {
      ranks.set(unitCode, 1 + group.filter((other) => compare(other.total, total) > 0).length)
    }
  }
  return ranks
}
