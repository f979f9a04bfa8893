import type { Level } from '../../units/index.ts'
import type { Policy } from '../schema.ts'
import type { Checklist } from './schema.ts'
import type { Area } from './vocabulary.ts'

/** An item as a file holds it. */
export type Item = Checklist['items'][number]

/**
 * The checklist that goes by on a day: of the policies in force the latest that brought one. Before the first
 * policy the first checklist counts, as its terms do.
 */
export function inForce(
  checklists: readonly Checklist[],
  policies: readonly Pick<Policy, 'id' | 'effectiveFrom'>[],
  on: string
): readonly Item[] {
  const own = policies.flatMap(({ id, effectiveFrom }) =>
    checklists.filter(({ policyId }) => policyId === id).map(({ items }) => ({ effectiveFrom, items }))
  )
  const found = own.find(({ effectiveFrom }) => effectiveFrom <= on) ?? own.at(-1)
  return found?.items ?? []
}

/** The items that a target of a level can be asked; without a level or an area, all. */
export function fitting(items: readonly Item[], { area, level }: { area?: Area; level?: Level }): Item[] {
  return items.filter(
    (item) =>
      (area === undefined || item.area === area) && (level === undefined || item.levels.includes(level))
  )
}

/** The areas in which a target of a level is asked anything, in the order of the text. */
export function areasAsked(items: readonly Item[], level: Level): Area[] {
  return [...new Set(fitting(items, { level }).map(({ area }) => area))]
}

/** An item by its identifier, in the latest checklist that has it: what was once asked keeps its words. */
export function named(checklists: readonly Checklist[], id: string): Item | undefined {
  return checklists.flatMap(({ items }) => items).find((item) => item.id === id)
}
