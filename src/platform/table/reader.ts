import type { Fault } from '../errors/refusal.ts'
import { fault as xlsxFault } from '../xlsx/sentences.ts'
import { understood } from './cell-rules.ts'
import type { Column, Places, TableColumns } from './columns.ts'
import { EXAMPLE } from './example.ts'
import { HeaderSearch, placeOf } from './header.ts'
import { fault, type tableSentences } from './sentences.ts'
import { isTotal, mayBeTotal } from './spoilt.ts'

/** One line of a table: its number in the file, and its cells in the order of the columns. */
export interface Row {
  line: number
  cells: string[]
}

export interface TableHandler {
  onRow: (row: Row) => Promise<unknown> | undefined
  onFault: (fault: Fault) => void
}

/** The results of reading a table besides its lines. */
export interface TableFound {
  /** Why the file was not read, or not to its end. */
  broken: Fault[]
  ignored: readonly string[]
  /** How many cells were not written in the form that is kept, by the kind of cell. */
  normalised: Record<string, number>
  /** The line of totals at the end, if there is one. */
  total: { line: number; cells: string[] } | undefined
}

/**
 * Finds the header of a table of any format, and gives the lines below it with their cells in the wanted
 * order. Empty lines are left out; so is a line of totals at the end.
 */
export class TableReader {
  readonly #table: TableColumns
  readonly #handler: TableHandler
  readonly found: TableFound = { broken: [], ignored: [], normalised: {}, total: undefined }
  readonly #search: HeaderSearch
  #places: Places | undefined
  /** The cells of the header line, because printed tables repeat it on every page. */
  #header: readonly string[] = []
  #last = 0
  /** A line that has fewer cells than its header. */
  #short: { line: number; count: number } | undefined
  constructor(table: TableColumns, handler: TableHandler) {
    this.#table = table
    this.#handler = handler
    this.#search = new HeaderSearch(table)
  }

  /** The places of the columns, after the header was read. */
  get places(): Places | undefined {
    return this.#places
  }

  /** Takes a line of the file; false if no more are wanted. `isClean`: no cell needs a closer look. */
  take(texts: string[], line: number, kinds?: string, isClean = false): Promise<unknown> | false | undefined {
    const places = this.#places
    this.#last = line
    if (places === undefined) return this.#findHeader(texts, line)
    const first = texts[0] as string
    const isSound = isClean && first !== '' && first.charCodeAt(0) < 128 && first !== this.#header[0]
    const isPlain = isSound && texts.length === places.width
    if (isPlain && places.nameless.length === 0 && this.found.total === undefined && !mayBeTotal(first)) {
      const cells = places.isInOrder ? texts : places.order.map((at) => (at < 0 ? '' : (texts[at] as string)))
      return this.#handler.onRow({ line, cells })
    }
    const row = this.#row(texts, line, kinds, places)
    return row && this.#handler.onRow(row)
  }

  /**
   * Called if the last line has no line end. Spreadsheets leave out empty cells at the end of a line, but
   * here the end of an amount may be missing.
   */
  lastIsOpen(): void {
    const { line, count } = this.#short ?? {}
    if (line === undefined || line !== this.#last || count === undefined) return
    const values = { expected: this.#places?.width ?? 0, found: count }
    this.#handler.onFault(fault('column-count', { ...placeOf(line), values }))
  }

  /** Reports the missing columns if no header was found. */
  end(): TableFound {
    const isMissing = this.#places === undefined && this.found.broken.length === 0
    if (isMissing) this.found.broken.push(...this.#search.missing())
    return this.found
  }

  #findHeader(texts: readonly string[], line: number): false | undefined {
    const { found } = this
    this.#places = this.#search.look(texts, line)
    found.broken.push(...this.#search.faults)
    if (found.broken.length > 0) return false
    if (this.#places === undefined) return undefined
    this.#header = texts.map((text) => text.trim())
    found.ignored = this.#places.ignored
    if (this.#places.renamed > 0) found.normalised.headers = this.#places.renamed
    return undefined
  }

  #isHeader(cells: readonly string[]): boolean {
    if (cells.length > this.#header.length) return false
    return this.#header.every((name, n) => name === (cells[n] ?? ''))
  }

  #row(texts: string[], line: number, kinds: string | undefined, places: Places): Row | undefined {
    const cells = texts.map((text) => text.trim())
    if (cells.every((cell, n) => cell === '' && (kinds?.[n] ?? '-') !== 'f')) return undefined
    if (this.#isHeader(cells)) return undefined
    const { found } = this
    if (this.#table.hasTotal) {
      if (found.total !== undefined) {
        this.#tell('total-not-last', found.total.line)
        found.total = undefined
      }
      if (isTotal(cells.find((cell) => cell !== '') ?? '')) {
        found.total = { line, cells: places.order.map((place) => cells[place] ?? '') }
        return undefined
      }
    }
    if (cells[places.order[0] ?? 0]?.startsWith(EXAMPLE)) {
      this.#tell('example-left', line)
      return undefined
    }
    if (!this.#fits(cells, line, places, kinds !== undefined)) return undefined
    if (cells.length < places.width) this.#short = { line, count: cells.length }
    const row: string[] = []
    for (const [n, place] of places.order.entries()) {
      const cell = this.#cell(
        this.#table.columns[n] as Column,
        cells[place] ?? '',
        kinds?.[place] ?? 's',
        line
      )
      if (cell === undefined) return undefined
      row.push(cell)
    }
    return { line, cells: row }
  }

  /**
   * Whether a line has as many cells as its header. Cells that are not required may be left out; a workbook
   * leaves out all empty cells.
   */
  #fits(
    cells: readonly string[],
    line: number,
    { width, nameless, order }: Places,
    isSheet: boolean
  ): boolean {
    const outside = cells.findIndex((cell, n) => n >= width && cell !== '')
    const isCut =
      !isSheet &&
      this.#table.columns.some(({ isRequired }, n) => isRequired && (order[n] as number) >= cells.length)
    if (outside >= 0 || isCut) {
      const values = { expected: width, found: cells.length }
      const place = placeOf(line, outside < 0 ? undefined : outside)
      this.#handler.onFault(fault('column-count', { ...place, values }))
      return false
    }
    const place = nameless.find((one) => (cells[one] ?? '') !== '')
    if (place !== undefined) this.#tell('column-nameless', line, place)
    return place === undefined
  }

  /** A cell as it is kept; undefined if its value cannot be the intended one. */
  #cell({ name, kind }: Column, text: string, form: string, line: number): string | undefined {
    const cell = understood(kind, text, form)
    if ('fault' in cell) {
      const place = this.at(name, line)
      const code = cell.fault
      const isOfText = code === 'text-unstorable' || code === 'cell-formula-text'
      this.#handler.onFault(isOfText ? fault(code, place) : xlsxFault(code, place))
      return undefined
    }
    if (cell.counted !== undefined) this.count(cell.counted)
    return cell.text
  }

  /** Counts a cell that was not written in the form that is kept. */
  count(what: string): void {
    const { normalised } = this.found
    normalised[what] = (normalised[what] ?? 0) + 1
  }

  /** The place of a fault in the file: line, name of the column, letter and header. */
  at(column: string, line: number) {
    const { place, header } = this.#places?.headers.get(column) ?? {}
    return { ...placeOf(line, place), column, ...(header !== undefined && { header }) }
  }

  #tell(code: keyof typeof tableSentences, line: number, place?: number): void {
    this.#handler.onFault(fault(code, placeOf(line, place)))
  }
}
