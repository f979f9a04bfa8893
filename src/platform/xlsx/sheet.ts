import type { Readable } from 'node:stream'
import { type Cell, columnOf, type Epoch, isoCell, lettersOf, numberCell } from './cells.ts'
import { WorkbookError } from './sentences.ts'
import type { Styles } from './styles.ts'
import type { SharedTexts } from './texts.ts'
import { attribute, unreadable } from './xml/attributes.ts'
import { type ScanOptions, scanXml, type XmlHandler } from './xml/scan.ts'
import { stringOf } from './xml/strings.ts'

/** A row of a sheet that is not empty: the kind and the text of each cell, by its place. */
export interface SheetRow {
  line: number
  /** One letter for each cell, see `CellKind`. */
  kinds: string
  texts: string[]
}

/** The data to which the cells of a sheet refer. */
export interface SheetContext {
  texts: SharedTexts
  styles: Styles
  epoch: Epoch
  /** Whether results of formulas are only calculated when the workbook is opened. */
  isUncalculated: boolean
}

/** No accepted table is as wide. Empty cells farther to the right may have a format. */
const MOST_COLUMNS = 200
const MOST_ROWS = 1_048_576
/** Of a row; the same limit as for a line of text. */
const MOST_CHARACTERS = 65_536

/**
 * Reads the rows of a sheet as it is unpacked, without empty rows. Ends early if `onRow` returns false.
 *
 * @throws WorkbookError
 */
export async function readSheet(
  stream: Readable,
  context: SheetContext,
  onRow: (row: SheetRow) => Promise<unknown> | false | undefined,
  { onTags }: ScanOptions
): Promise<void> {
  const rows: SheetRow[] = []
  const settle = async () => {
    for (const row of rows.splice(0)) {
      const wait = onRow(row)
      if (wait === false) return false
      if (wait !== undefined) await wait
    }
    return true
  }
  const handler = new SheetHandler(context, (row) => rows.push(row))
  await scanXml(stream, handler, { settle, ...(onTags && { onTags }) })
}

const NOTHING: Cell = { kind: '-', text: '' }

class SheetHandler implements XmlHandler {
  readonly #context: SheetContext
  readonly #onRow: (row: SheetRow) => void
  #line = 0
  #isNumbered = false
  #kinds = ''
  #texts: string[] = []
  #characters = 0
  #place = -1
  #type = 'n'
  #style = 0
  #value: string | undefined
  #inline: string | undefined
  #hasFormula = false
  /** The element to which the next text belongs. */
  #into: 'value' | 'inline' | undefined
  #isReading = false

  constructor(context: SheetContext, onRow: (row: SheetRow) => void) {
    this.#context = context
    this.#onRow = onRow
  }

  onOpen(name: string, attributes: string): void {
    if (name === 'c') this.#beginCell(attributes)
    else if (name === 'v') this.#begin('value')
    else if (name === 't') this.#begin(this.#inline === undefined || this.#isReading ? undefined : 'inline')
    else if (name === 'is') this.#inline = ''
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'rPh') this.#isReading = true
    else if (name === 'row') this.#beginRow(attributes)
  }

  onText(text: string): void {
    if (this.#into === undefined) return
    this.#characters += text.length
    if (this.#characters > MOST_CHARACTERS) throw new WorkbookError('workbook-too-large')
    if (this.#into === 'value') this.#value += text
    else this.#inline += text
  }

  onClose(name: string): void {
    if (name === 'v' || name === 't') this.#into = undefined
    else if (name === 'rPh') this.#isReading = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row' && this.#texts.length > 0) {
      this.#onRow({ line: this.#line, kinds: this.#kinds, texts: this.#texts })
    }
  }

  #begin(into: 'value' | 'inline' | undefined): void {
    this.#into = into
    if (into === 'value') this.#value ??= ''
  }

  #beginRow(attributes: string): void {
    const text = attribute(attributes, 'r')
    this.#isNumbered = text !== undefined
    this.#goTo(text === undefined ? this.#line + 1 : Number(text))
    this.#kinds = ''
    this.#texts = []
    this.#characters = 0
    this.#place = -1
  }

  /** Line numbers must increase, because two lines with the same number could not be distinguished. */
  #goTo(line: number): void {
    if (!Number.isInteger(line) || line <= this.#line || line > MOST_ROWS) unreadable()
    this.#line = line
  }

  /** If a row has no number of its own, the references of its cells give it. */
  #numberBy(reference: string): void {
    const line = Number(/\d+$/.exec(reference)?.[0])
    if (line !== this.#line) this.#goTo(line)
    this.#isNumbered = true
  }

  /** A cell without a reference is to the right of the previous one, even if that is empty. */
  #beginCell(attributes: string): void {
    const reference = attribute(attributes, 'r')
    const place = reference === undefined ? this.#place + 1 : (columnOf(reference) ?? unreadable())
    if (place <= this.#place) unreadable()
    if (!this.#isNumbered && reference !== undefined) this.#numberBy(reference)
    this.#place = place
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = undefined
    this.#inline = undefined
    this.#hasFormula = false
  }

  #endCell(): void {
    const cell = this.#cell()
    this.#inline = undefined
    if (cell.kind === '-') return
    if (this.#place >= MOST_COLUMNS) {
      const values = { cell: `${lettersOf(this.#place)}${this.#line}` }
      throw new WorkbookError('cell-far-out', values, this.#line)
    }
    while (this.#texts.length < this.#place) {
      this.#texts.push('')
      this.#kinds += '-'
    }
    this.#texts.push(cell.text)
    this.#kinds += cell.kind
  }

  #cell(): Cell {
    const value = this.#value ?? ''
    const isWaiting = this.#hasFormula && this.#value === undefined
    if (this.#type === 'inlineStr') return textCell(stringOf(this.#inline ?? value))
    if (isWaiting) return { kind: 'f', text: '' }
    if (this.#type === 'str') return textCell(stringOf(value))
    if (value.trim() === '') return this.#hasFormula ? { kind: 'f', text: '' } : NOTHING
    if (this.#type === 'n') return this.#number(value)
    if (this.#type === 's') return textCell(this.#context.texts.get(Number(value)) ?? unreadable())
    if (this.#type === 'b') return { kind: 'b', text: /^(1|true)$/.test(value) ? 'TRUE' : 'FALSE' }
    if (this.#type === 'd') return isoCell(value)
    return this.#type === 'e' ? { kind: 'e', text: value } : unreadable()
  }

  /**
   * Programs that do not calculate write 0 as the result, which is replaced when the workbook is opened. Only
   * such programs write `0.0`.
   */
  #number(value: string): Cell {
    const { styles, epoch, isUncalculated } = this.#context
    const isZero = this.#hasFormula && Number(value) === 0
    if (isZero && (isUncalculated || value === '0.0')) return { kind: 'f', text: '' }
    return numberCell(value, styles(this.#style), epoch)
  }
}

function textCell(text: string): Cell {
  return text.trim() === '' ? NOTHING : { kind: 's', text }
}
