import { refuse } from '../vocabulary.ts'
import type { AreaResult, OneArea } from './schema.ts'

/** A checklist item as a rule sees it. */
export interface Item {
  area: string
  levels: readonly string[]
  clauseId: string
}

/** Each area once. `pointerOf` tells where in the request the n-th stands. */
export function checkAreas(areas: readonly string[], pointerOf: (n: number) => string): void {
  const again = areas.findIndex((area, n) => areas.indexOf(area) < n)
  if (again >= 0) throw refuse('area-twice', { pointer: pointerOf(again) })
}

/** Results are kept while it is under way, not before: until then an area is only named. */
export function namesOnly(areas: readonly AreaResult[]): string[] | undefined {
  return areas.every((area) => Object.keys(area).length === 1) ? areas.map(({ area }) => area) : undefined
}

/** What is asked of a target: items of its own level, in their own area, each once. */
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

/** The results with the new ones put in: what a new one does not say stays as it was. */
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

/** An area is not sound where one of its items is not. The refusal points into what was `given`. */
export function checkContradictions(areas: readonly OneArea[], given: readonly AreaResult[]): void {
  for (const { area, conclusion, items } of areas) {
    const wrong = items.find((item) => item.conclusion === 'problems')
    if (conclusion === 'problems' || conclusion === null || wrong === undefined) continue
    throw refuse('conclusion-contradicted', { pointer: placeOf(given, area), values: { item: wrong.item } })
  }
}

/** When it ends, every area has its conclusion. */
export function checkComplete(areas: readonly OneArea[], given: readonly AreaResult[]): void {
  const open = areas.find(({ conclusion }) => conclusion === null)
  if (open === undefined) return
  throw refuse('conclusion-missing', { pointer: placeOf(given, open.area), values: { area: open.area } })
}

function placeOf(given: readonly AreaResult[], area: string): string {
  const n = given.findIndex((one) => one.area === area)
  return n < 0 ? '/areas' : `/areas/${n}/conclusion`
}
