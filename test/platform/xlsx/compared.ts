import { createRequire } from 'node:module'
import { decimalOf, lettersOf } from '../../../src/platform/xlsx/cells.ts'
import { readRows } from '../../../src/platform/xlsx/rows.ts'
import { WorkbookError } from '../../../src/platform/xlsx/sentences.ts'
import { spooled } from '../../support/spooled.ts'

/**
 * A second reading of workbooks, by a library that shares nothing with our reader. Both readings are brought
 * into one form, so that each cell can be compared.
 */
const { read, SSF } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')

/** Cells of a sheet that hold anything, by their place: `A1`. */
export type Cells = Map<string, string>

export interface Difference {
  sheet: string
  place: string
  ours: string | undefined
  theirs: string | undefined
}

export interface Comparison {
  sheets: number
  cells: number
  differences: Difference[]
  /** Why a reader did not read the workbook; undefined where it did. */
  refused: { ours?: string | undefined; theirs?: string | undefined }
}

/** Reads each visible sheet of a workbook with both readers; `original`: what the library reads instead. */
export async function compared(file: Buffer, original = file): Promise<Comparison> {
  const found: Comparison = { sheets: 0, cells: 0, differences: [], refused: {} }
  const theirs = theirSheets(original)
  if (typeof theirs === 'string') {
    const ours = await ourSheet(file)
    return { ...found, refused: { theirs, ...(typeof ours === 'string' && { ours }) } }
  }
  for (const { name, cells } of theirs) {
    const ours = await ourSheet(file, name)
    if (typeof ours === 'string') return { ...found, refused: { ours } }
    found.sheets += 1
    for (const place of new Set([...ours.keys(), ...cells.keys()])) {
      found.cells += 1
      const [one, other] = [ours.get(place), cells.get(place)]
      // The library leaves out a formula without its result.
      const isSame =
        one === other ||
        (one === 'no value' && (other ?? 'error ') === 'error ') ||
        (one === 'time' && /^number/.test(other ?? ''))
      if (!isSame) found.differences.push({ sheet: name, place, ours: one, theirs: other })
    }
  }
  return found
}

/** The cells of a sheet by our reader, or the code with which it refuses the workbook. */
async function ourSheet(file: Buffer, sheet?: string): Promise<Cells | string> {
  const cells: Cells = new Map()
  const body = await spooled(file)
  try {
    await readRows(body, { sheet }, ({ line, kinds, texts }) => {
      for (const [n, text] of texts.entries()) {
        const kind = kinds[n] as string
        if (kind !== '-') cells.set(`${lettersOf(n)}${line}`, ourForm(kind, text))
      }
      return undefined
    })
    return cells
  } catch (error) {
    if (error instanceof WorkbookError) return error.code
    throw error
  } finally {
    await body.close()
  }
}

/** Numbers are compared as numbers, whatever their format; what a format shows is compared where we say so. */
function ourForm(kind: string, text: string): string {
  if (kind === 's') return `text ${lines(text)}`
  if (kind === 'z') return `shown ${text}`
  if (kind === 'd') return `day ${text}`
  if (kind === 'b') return `truth ${text}`
  if (kind === 'e') return `error ${text}`
  if (kind === 'f') return 'no value'
  // A time of the strict edition is written as a time, elsewhere as a part of a day.
  if (kind === 't' && Number.isNaN(Number(text))) return 'time'
  return kind === 'i' ? 'number too long' : `number ${Number(text)}`
}

interface Sheet {
  name: string
  cells: Cells
}

function theirSheets(file: Buffer): Sheet[] | string {
  try {
    const book = read(file, { cellNF: true, cellFormula: true, cellHTML: false, sheetStubs: true })
    const is1904 = book.Workbook?.WBProps?.date1904 === true
    return book.SheetNames.flatMap((name, n) => {
      const hidden = book.Workbook?.Sheets?.[n]?.Hidden ?? 0
      const sheet = book.Sheets[name]
      if (hidden !== 0 || sheet === undefined || sheet['!type'] === 'chart') return []
      const cells: Cells = new Map()
      for (const [place, cell] of Object.entries(sheet)) {
        const form = place.startsWith('!') ? undefined : theirForm(cell, is1904)
        if (form !== undefined) cells.set(place, form)
      }
      return { name, cells }
    })
  } catch (error) {
    return (error as Error).message
  }
}

interface TheirCell {
  t: string
  v?: unknown
  w?: string
  z?: string
  f?: string
}

function theirForm({ t, v, w = '', z = 'General', f }: TheirCell, is1904: boolean): string | undefined {
  if (t === 's') return String(v ?? '').trim() === '' ? undefined : `text ${lines(String(v))}`
  if (t === 'b') return `truth ${v ? 'TRUE' : 'FALSE'}`
  if (t === 'e') return `error ${w}`
  if (t === 'd') return `day ${dayOf(v as Date)}`
  if (v === undefined || v === null) return f === undefined ? undefined : 'no value'
  return t === 'n' ? numberForm(v as number, z, w, is1904) : undefined
}

function numberForm(v: number, z: string, w: string, is1904: boolean): string {
  const decimal = decimalOf(String(v))
  if (decimal === undefined) return 'number too long'
  const hasDay = /[yd年日]/i.test(z.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';')[0] ?? '')
  if (SSF.is_date(z) && hasDay && v >= (is1904 ? 0 : 61)) {
    const { y, m, d, H, M, S } = SSF.parse_date_code(Math.floor(v * 86_400 + 0.0005) / 86_400, {
      date1904: is1904
    })
    const two = (n: number) => String(n).padStart(2, '0')
    const time = H + M + S === 0 ? '' : `T${two(H)}:${two(M)}:${two(S)}`
    return `day ${y}-${two(m)}-${two(d)}${time}`
  }
  const isPadded = /^#*0{2,}$/.test((z.split(';')[0] ?? '').trim()) && /^\d+$/.test(decimal)
  return isPadded ? `shown ${w.trim()}` : `number ${Number(decimal)}`
}

function dayOf(day: Date): string {
  return day.toISOString().replace(/T00:00:00\.000Z$|\.000Z$/, '')
}

/** XML gives a line feed for the two signs at the end of a line. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
