import type { Readable } from 'node:stream'
import { type Cell, columnOf } from './cells.ts'
import { WorkbookError } from './sentences.ts'
import { type Ears, readXml } from './xml.ts'

/** A row of a sheet, with nothing where a cell is empty. */
export interface SheetRow {
  line: number
  cells: (Cell | undefined)[]
}

/** No table that is taken in is as wide; a sheet may have a cell far out all the same. */
const MOST_COLUMNS = 200
/** Of a row, as of a line of text. */
const MOST_CHARACTERS = 65_536

/**
 * Reads the rows of a sheet as it is unpacked. Ends early where `onRow` gives false.
 *
 * @throws WorkbookError
 */
export async function readSheet(
  stream: Readable,
  onRow: (row: SheetRow) => Promise<unknown> | false | undefined
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
  const ears = earsFor((row) => rows.push(row))
  await readXml(stream, ears, { settle })
}

function earsFor(onRow: (row: SheetRow) => void): Ears {
  let row: SheetRow = { line: 0, cells: [] }
  let place = 0
  let characters = 0
  let cell: Cell = { kind: '', text: '' }
  let isValue = false
  return {
    onOpen(name, attributes) {
      if (name === 'row') {
        const { r = String(row.line + 1) } = attributes
        row = { line: lineOf(r, row.line), cells: [] }
        characters = 0
      } else if (name === 'c') {
        const { r, t = 'n' } = attributes
        place = r === undefined ? row.cells.length : (columnOf(r) ?? MOST_COLUMNS)
        if (place >= MOST_COLUMNS) throw new WorkbookError('workbook-too-large')
        cell = { kind: t, text: '' }
      } else isValue = name === 'v' || (name === 't' && cell.kind === 'inlineStr')
    },
    onText(text) {
      if (!isValue) return
      cell.text += text
      characters += text.length
      if (characters > MOST_CHARACTERS) throw new WorkbookError('workbook-too-large')
    },
    onClose(name) {
      if (name === 'c' && cell.text !== '') row.cells[place] = cell
      if (name === 'row') onRow(row)
      isValue = false
    }
  }
}

/** Lines go up: two of one number could not be told apart. */
function lineOf(text: string, last: number): number {
  const line = Number(text)
  if (!Number.isInteger(line) || line <= last || line > 1_048_576) {
    throw new WorkbookError('workbook-unreadable')
  }
  return line
}
