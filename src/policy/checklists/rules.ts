import type { Level } from '../../units/index.ts'
import type { Policy } from '../schema.ts'
import type { Checklist } from './schema.ts'
import type { Area } from './vocabulary.ts'

/** An item as it is in a file. */
export type Item = Checklist['items'][number]

/**
 * The checklist that applies on a day: of the policies in force, the latest that has one. Before the first
 * policy the first checklist applies, as its terms do.
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
  return chosen(items, { area: area && [area], level: level && [level] })
}

/** Which items of a list are asked for; a filter that is left out lets all pass. */
export interface Wanted {
  area?: readonly Area[] | undefined
  level?: readonly Level[] | undefined
  /** Part of the text, in Chinese or in English. */
  q?: string | undefined
}

export function chosen(items: readonly Item[], { area, level, q }: Wanted): Item[] {
  const part = q?.toLowerCase()
  return items.filter(
    (item) =>
      (area === undefined || area.includes(item.area)) &&
      (level === undefined || level.some((one) => item.levels.includes(one))) &&
      (part === undefined || `${item.text}\n${item.en}`.toLowerCase().includes(part))
  )
}

/** The areas in which a target of a level is asked anything, in the order of the text. */
export function areasAsked(items: readonly Item[], level: Level): Area[] {
  return [...new Set(fitting(items, { level }).map(({ area }) => area))]
}

/** An item by its identifier, in the latest checklist that has it: an item that was asked keeps its text. */
export function named(checklists: readonly Checklist[], id: string): Item | undefined {
  return checklists.flatMap(({ items }) => items).find((item) => item.id === id)
}
