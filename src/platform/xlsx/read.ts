import { type Columns, columnOrder, fault as csvFault, type Row, rowOf } from '../csv/read.ts'
import type { Spooled } from '../http/spool.ts'
import type { Fault } from '../refusal.ts'
import { type Archive, openArchive } from './archive.ts'
import { type Book, bookOf, sharedTexts } from './book.ts'
import { type Cell, dayOf, decimalOf } from './cells.ts'
import { fault, WorkbookError } from './sentences.ts'
import { readSheet, type SheetRow } from './sheet.ts'

/** The content type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Reads the first sheet of a workbook as `readCsv` reads a file: row by row, with a header line first.
 * Numbers come as they were typed; in columns of days a number is the day it stands for.
 */
export async function readWorkbook(
  file: Pick<Spooled, 'fd' | 'bytes'>,
  columns: Columns,
  onRow: (row: Row) => Promise<unknown> | undefined,
  onFault: (fault: Fault) => void
): Promise<{ broken: Fault[] }> {
  const broken: Fault[] = []
  try {
    const archive = await openArchive(file)
    await readFirst(archive, columns, { onRow, onFault, broken })
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    broken.push(fault(error.code, { pointer: '' }))
  }
  return { broken }
}

interface Listeners {
  onRow: (row: Row) => Promise<unknown> | undefined
  onFault: (fault: Fault) => void
  broken: Fault[]
}

async function readFirst(archive: Archive, columns: Columns, listeners: Listeners): Promise<void> {
  const { onRow, onFault, broken } = listeners
  const book = await bookOf(archive)
  const texts = await sharedTexts(archive, book)
  const sheet = await archive.part(book.sheet)
  if (sheet === undefined) throw new WorkbookError('workbook-unreadable')
  let order: number[] | undefined
  let textOf: TextOf | undefined
  let width = 0
  await readSheet(sheet, (row) => {
    if (row.cells.length === 0) return undefined
    if (textOf === undefined) {
      const header = textsOf(row, (cell) => plain(cell, texts))
      width = header.length
      order = columnOrder(header, columns, broken)
      const days = new Set((columns.days ?? []).map((name) => header.findIndex((one) => one.trim() === name)))
      textOf = (cell, at) => textIn(cell, texts, days.has(at) ? book.epoch : undefined)
      return order === undefined ? false : undefined
    }
    const record = recordOf(row, width, textOf, onFault)
    const found = record && rowOf(record, row.line, order as number[], width, onFault)
    return found && onRow(found)
  })
  if (width === 0) broken.push(csvFault('header-missing', { pointer: 'line:1', line: 1 }))
}

type TextOf = (cell: Cell, at: number) => string | undefined

function textsOf({ cells }: SheetRow, textOf: (cell: Cell) => string): string[] {
  return Array.from(cells, (cell) => (cell === undefined ? '' : textOf(cell)))
}

/** The cells of a row as texts, as many as the header has at least; undefined where one cannot be read. */
function recordOf(
  { line, cells }: SheetRow,
  width: number,
  textOf: TextOf,
  onFault: (fault: Fault) => void
): string[] | undefined {
  const record: string[] = []
  for (let at = 0; at < Math.max(width, cells.length); at += 1) {
    const cell = cells[at]
    const text = cell === undefined ? '' : textOf(cell, at)
    if (text === undefined) {
      onFault(fault('number-imprecise', { pointer: `line:${line}`, line }))
      return undefined
    }
    record.push(text)
  }
  return record
}

function textIn(cell: Cell, texts: readonly string[], epoch: Book['epoch'] | undefined): string | undefined {
  if (cell.kind === 'd') return cell.text.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
  if (cell.kind !== 'n') return plain(cell, texts)
  const number = decimalOf(cell.text)
  return epoch === undefined || number === undefined ? number : dayOf(number, epoch)
}

/** @throws WorkbookError where a text is shared that is not there */
function plain({ kind, text }: Cell, texts: readonly string[]): string {
  if (kind !== 's') return text
  const shared = texts[Number(text)]
  if (shared === undefined) throw new WorkbookError('workbook-unreadable')
  return shared
}
