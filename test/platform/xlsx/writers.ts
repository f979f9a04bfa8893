import { createRequire } from 'node:module'

/** Two writers of workbooks that are not ours. */
const require = createRequire(import.meta.url)
const { Workbook } = require('exceljs') as typeof import('exceljs')
const xlsx = require('@e965/xlsx') as typeof import('@e965/xlsx')

export interface Options {
  date1904?: boolean
  /** Texts in a table of their own, as Excel writes them, or in the cells. */
  shared?: boolean
}

/** A value, perhaps with a number format, or a formula with its result or without. */
export interface Value {
  value?: string | number | boolean | Date
  format?: string
  formula?: string
  error?: string
}

export interface Writer {
  name: string
  write: (rows: readonly (readonly (Value | null)[])[], options?: Options) => Promise<Buffer>
}

export const writers: Writer[] = [
  { name: 'exceljs', write: byExceljs },
  { name: '@e965/xlsx', write: byXlsx }
]

type Rows = readonly (readonly (Value | null)[])[]

async function byExceljs(rows: Rows, { date1904 = false }: Options = {}): Promise<Buffer> {
  const book = new Workbook()
  book.properties.date1904 = date1904
  const sheet = book.addWorksheet('名册')
  for (const [y, row] of rows.entries()) {
    for (const [x, one] of row.entries()) {
      if (one === null) continue
      const cell = sheet.getCell(y + 1, x + 1)
      const { value, formula, error, format } = one
      const own = error === undefined ? value : { error }
      cell.value = (formula === undefined ? own : { formula, result: own }) as never
      if (format !== undefined) cell.numFmt = format
    }
  }
  const hidden = book.addWorksheet('旧表', { state: 'hidden' })
  hidden.getCell('A1').value = 'old'
  return Buffer.from(await book.xlsx.writeBuffer())
}

const errors: Record<string, number> = { '#N/A': 42, '#REF!': 23, '#DIV/0!': 7, '#VALUE!': 15 }

async function byXlsx(rows: Rows, { date1904 = false, shared = false }: Options = {}): Promise<Buffer> {
  const sheet: Record<string, unknown> = {}
  let width = 1
  for (const [y, row] of rows.entries()) {
    width = Math.max(width, row.length)
    for (const [x, one] of row.entries()) {
      if (one !== null) sheet[xlsx.utils.encode_cell({ r: y, c: x })] = xlsxCell(one)
    }
  }
  sheet['!ref'] = xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: width - 1 } })
  const old = { A1: { t: 's', v: 'old' }, '!ref': 'A1' }
  const book = {
    SheetNames: ['名册', '旧表'],
    Sheets: { 名册: sheet, 旧表: old },
    Workbook: { WBProps: { date1904 }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  }
  return xlsx.write(book as never, {
    type: 'buffer',
    bookType: 'xlsx',
    bookSST: shared,
    compression: true
  }) as Buffer
}

const kinds: Record<string, string> = { string: 's', number: 'n', boolean: 'b', object: 'd' }

function xlsxCell({ value, formula, error, format }: Value) {
  const own =
    error === undefined
      ? { t: value === undefined ? 'n' : kinds[typeof value], ...(value !== undefined && { v: value }) }
      : { t: 'e', v: errors[error], w: error }
  return { ...own, ...(formula !== undefined && { f: formula }), ...(format !== undefined && { z: format }) }
}
