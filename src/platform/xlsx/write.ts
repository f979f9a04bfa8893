import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { ZipFile } from 'yazl'
import { dayNumber } from '../values/days.ts'
import { type CellForm, frameOf, SHEET_END, sheetHead, styleOf } from './parts.ts'
import { stringFor } from './xml/strings.ts'

/** A sheet holds 1,048,576 rows at most; further rows go to another sheet. */
const MOST_ROWS = 1_000_000
const PIECE = 65_536

/** The first day that zip archives can store, so that the same content gives the same bytes. */
const packing = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o644 }

export interface SheetColumn {
  header: string
  form: CellForm
  /** The place of the value in a line of the CSV. */
  at: number
  /** The label of a code in a language. */
  label?: (code: string) => string
}

export interface BookOptions {
  /** If omitted: all columns of the CSV as text, under their own headers. */
  columns?: readonly SheetColumn[]
  mostRows?: number
}

/**
 * Turns a CSV download into a workbook and writes it as the CSV arrives: only a piece of a sheet is in
 * memory. A workbook does not take text for a formula, so the CSV needs no guard against formulas.
 */
export function workbookOf(csv: Readable, { columns, mostRows = MOST_ROWS }: BookOptions = {}): Readable {
  const rows = csv.pipe(parse({ bom: true }))
  csv.on('error', (error) => rows.destroy(error))
  const zip = new ZipFile()
  const book = zip.outputStream as Readable
  const source = rows[Symbol.asyncIterator]() as AsyncIterator<string[]>
  const sheets: string[] = []
  const state: State = { source, columns, header: undefined, next: undefined }
  const addSheet = () => {
    sheets.push(String(sheets.length + 1))
    const content = Readable.from(sheetOf(state, mostRows), { objectMode: false })
    content.once('error', (error) => book.destroy(error))
    content.once('end', () => (state.next === undefined ? finish() : addSheet()))
    // If the download is aborted, the connection behind it is released.
    book.once('close', () => content.destroy())
    zip.addReadStream(content, `xl/worksheets/sheet${sheets.length}.xml`, packing)
  }
  const finish = () => {
    for (const { name, text } of frameOf(sheets)) zip.addBuffer(Buffer.from(text), name, packing)
    zip.end()
  }
  book.once('close', () => csv.destroy())
  zip.once('error', (error) => book.destroy(error))
  addSheet()
  return book
}

interface State {
  source: AsyncIterator<string[]>
  columns: readonly SheetColumn[] | undefined
  header: string | undefined
  /** The next row; without one there is no further sheet. */
  next: readonly string[] | undefined
}

/** One sheet: the header, and rows until it is full or there are no more. */
async function* sheetOf(state: State, mostRows: number): AsyncGenerator<string> {
  if (state.header === undefined) {
    state.header = headerOf(state, (await rowAfter(state)) ?? [])
    state.next = await rowAfter(state)
  }
  const columns = state.columns ?? []
  let piece = state.header
  for (let n = 0; n < mostRows && state.next !== undefined; n += 1) {
    piece += rowOf(columns, state.next)
    state.next = await rowAfter(state)
    if (piece.length > PIECE) {
      yield piece
      piece = ''
    }
  }
  yield piece + SHEET_END
}

async function rowAfter({ source }: State): Promise<string[] | undefined> {
  const { done, value } = await source.next()
  return done ? undefined : value
}

function headerOf(state: State, names: readonly string[]): string {
  state.columns ??= names.map((header, at) => ({ header, form: 'text', at }))
  const head = sheetHead(state.columns.map(({ form }) => form))
  return `${head}<row>${state.columns.map(({ header }) => textCell(header)).join('')}</row>`
}

function rowOf(columns: readonly SheetColumn[], values: readonly string[]): string {
  let row = '<row>'
  for (const { form, at, label } of columns) {
    const value = values[at] ?? ''
    row += value !== '' && label !== undefined ? textCell(label(value)) : cellOf(form, value)
  }
  return `${row}</row>`
}

/** A cell of a form. A value that does not fit the form (a day with a time) stays text. */
function cellOf(form: CellForm, value: string): string {
  if (form === 'text') return textCell(value)
  const number = value === '' ? '' : numberOf(form, value)
  if (number === undefined) return textCell(value)
  return number === '' ? `<c s="${styleOf[form]}"/>` : `<c s="${styleOf[form]}"><v>${number}</v></c>`
}

/** Texts with more digits than a spreadsheet keeps do not become numbers. */
const plain = /^-?\d{1,15}$|^-?(?=[\d.]{3,16}$)\d+\.\d+$/
const EPOCH = dayNumber('1899-12-30')
const SECONDS = 86_400
const CHINA_SECONDS = 8 * 3600

function numberOf(form: CellForm, value: string): string | undefined {
  if (form === 'day') {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && value >= '1900-03-01'
      ? String(dayNumber(value) - EPOCH)
      : undefined
  }
  if (form === 'instant') {
    const at = Date.parse(value)
    if (Number.isNaN(at) || value < '1901') return undefined
    const seconds = Math.floor(at / 1000) + CHINA_SECONDS - EPOCH * SECONDS
    return (seconds / SECONDS).toFixed(9)
  }
  return plain.test(value) ? value : undefined
}

function textCell(text: string): string {
  if (text === '') return '<c s="1"/>'
  return `<c s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(stringFor(text))}</t></is></c>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (one) => entities[one] ?? '')
}
