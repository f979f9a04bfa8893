import type { Fault } from '../errors/refusal.ts'
import { lettersOf } from '../xlsx/cells.ts'
import { called, type Places, placesOf, type TableColumns } from './columns.ts'
import { fault } from './sentences.ts'

/** The header is one of so many first lines; a title and the author of the table may be above it. */
const MOST_ABOVE = 10

/** Searches for the line that names the columns of a table. */
export class HeaderSearch {
  readonly #table: TableColumns
  /** Why no line can be the header. */
  readonly faults: Fault[] = []
  #above = 0
  /** The line that looked most like a header. */
  #nearest: { line: number; header: readonly string[]; hits: number } | undefined

  constructor(table: TableColumns) {
    this.#table = table
  }

  /** The places of the columns if this line is the header. If `faults` is not empty, the search ends. */
  look(texts: readonly string[], line: number): Places | undefined {
    if (texts.every((text) => text.trim() === '')) return undefined
    const { places, missing, twice, unclear } = placesOf(this.#table, texts)
    if (missing.length > 0) {
      const hits = places.headers.size
      if (this.#nearest === undefined || hits > this.#nearest.hits)
        this.#nearest = { line, header: texts, hits }
      this.#above += 1
      if (this.#above >= MOST_ABOVE) this.faults.push(...this.missing())
      return undefined
    }
    const tell = (code: 'column-twice' | 'column-unknown', place: number, other = '') => {
      const name = called((texts[place] as string).trim(), place)
      this.faults.push(fault(code, { ...placeOf(line, place), column: name, values: { name, other } }))
    }
    for (const { place, other } of twice) tell('column-twice', place, other)
    for (const place of unclear) tell('column-unknown', place)
    return this.faults.length > 0 ? undefined : places
  }

  /** The missing columns, if no line was the header. */
  missing(): Fault[] {
    const { line = 1, header = [] } = this.#nearest ?? {}
    if (header.length === 0) return [fault('header-missing', { pointer: 'line:1', line: 1 })]
    return placesOf(this.#table, header).missing.map(({ name, zh }) =>
      fault('column-missing', { ...placeOf(line), column: name, values: { name, label: zh } })
    )
  }
}

/** A place in a file, for a fault: its line, and the letters of its column if the fault has one. */
export function placeOf(line: number, place?: number) {
  return { pointer: `line:${line}`, line, ...(place !== undefined && { letter: lettersOf(place) }) }
}
