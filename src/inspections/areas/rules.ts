import type { Sentence } from '../../platform/errors/refusal.ts'
import { refuse } from '../vocabulary.ts'
import type { AreaResult, OneArea } from './schema.ts'

/** What the rules need to know of a checklist item. */
export interface Item {
  area: string
  levels: readonly string[]
  clauseId: string
}

/** Refuses an area that is named twice. `pointerOf` gives the JSON pointer of the n-th area. */
export function checkAreas(areas: readonly string[], pointerOf: (n: number) => string): void {
  const again = areas.findIndex((area, n) => areas.indexOf(area) < n)
  if (again >= 0) throw refuse('area-twice', { pointer: pointerOf(again) })
}

/** The codes, if the areas carry no results; undefined if one does. Results need an inspection under way. */
export function namesOnly(areas: readonly AreaResult[]): string[] | undefined {
  return areas.every((area) => Object.keys(area).length === 1) ? areas.map(({ area }) => area) : undefined
}

/** Items must apply to the level of the target, belong to their area and be named once. */
export function checkItems(
  areas: readonly AreaResult[],
  level: string,
  itemNamed: (id: string) => Item | undefined
): void {
  for (const [n, { area, items = [] }] of areas.entries()) {
    const ids = items.map(({ item }) => item)
    for (const [m, id] of ids.entries()) {
      const pointer = `/areas/${n}/items/${m}/item`
      const item = itemNamed(id)
      if (item === undefined) throw refuse('item-unknown', { pointer })
      const clause = item.clauseId
      if (item.area !== area) throw refuse('item-of-other-area', { pointer, clause })
      if (!item.levels.includes(level)) throw refuse('item-of-other-level', { pointer, clause })
      if (ids.indexOf(id) < m) throw refuse('item-twice', { pointer })
    }
  }
}

/** Merges new results into the recorded ones. A field that is not given keeps its value. */
export function merge(kept: readonly OneArea[], given: readonly AreaResult[]): OneArea[] {
  const added = given.filter(({ area }) => !kept.some((one) => one.area === area))
  return [...kept, ...added.map(({ area }) => ({ area, conclusion: null, remarks: null, items: [] }))].map(
    (one) => {
      const { conclusion = one.conclusion, remarks = one.remarks, items = [] } = from(given, one.area)
      const fresh = items.map(({ item, conclusion, remarks = null }) => ({ item, conclusion, remarks }))
      const others = one.items.filter(({ item }) => !fresh.some((other) => other.item === item))
      return { area: one.area, conclusion, remarks, items: [...others, ...fresh] }
    }
  )
}

function from(given: readonly AreaResult[], area: string): Partial<AreaResult> {
  return given.find((one) => one.area === area) ?? {}
}

/**
 * Refuses a conclusion other than `problems` for an area with a problematic item. The pointer of the refusal
 * refers to `given`; `itemNamed` supplies the text of the item.
 */
export function checkContradictions(
  areas: readonly OneArea[],
  given: readonly AreaResult[],
  itemNamed: (id: string) => { text: string; en: string } | undefined = () => undefined
): void {
  for (const { area, conclusion, items } of areas) {
    const wrong = items.find((item) => item.conclusion === 'problems')
    if (conclusion === 'problems' || conclusion === null || wrong === undefined) continue
    const { text: zh, en } = itemNamed(wrong.item) ?? { text: wrong.item, en: wrong.item }
    throw refuse('conclusion-contradicted', { pointer: placeOf(given, area), values: { item: { zh, en } } })
  }
}

/** Refuses while an area has no conclusion. `labels`: the names of the areas. */
export function checkComplete(
  areas: readonly OneArea[],
  given: readonly AreaResult[],
  labels: Readonly<Record<string, Sentence>> = {}
): void {
  const open = areas.find(({ conclusion }) => conclusion === null)
  if (open === undefined) return
  const area = labels[open.area] ?? open.area
  throw refuse('conclusion-missing', { pointer: placeOf(given, open.area), values: { area } })
}

function placeOf(given: readonly AreaResult[], area: string): string {
  const n = given.findIndex((one) => one.area === area)
  return n < 0 ? '/areas' : `/areas/${n}/conclusion`
}
