import { dateOf, dayNumber } from '../values/days.ts'
import type { NumberFormat } from './formats.ts'

/**
 * A cell as a sheet shows it, in one letter:
 * `-` nothing · `s` a text · `n` a number · `z` a number shown with leading zeros · `l` a number shown with
 * other characters · `p` a number shown as a percentage or in ten thousands · `i` a number that has lost
 * digits · `m` a number of a workbook that counts days from 1904 · `d` a day, with a time or without · `t` a
 * time · `b` TRUE or FALSE · `e` an error · `f` a formula without its result
 */
export type CellKind = '-' | 's' | 'n' | 'm' | 'z' | 'l' | 'p' | 'i' | 'd' | 't' | 'b' | 'e' | 'f'

export interface Cell {
  kind: CellKind
  text: string
}

/** The start of the day count: 1904-01-01 is day 0 in such workbooks, 1899-12-30 in all others. */
export type Epoch = '1899-12-30' | '1904-01-01'

/** Digits that a spreadsheet keeps and shows. A number with one digit more has lost some. */
const DIGITS = 15
const MOST = 10 ** DIGITS
/** Numbers that need no arithmetic: they have few digits, and no zero that is not shown. */
const short = /^-?(?:0|[1-9]\d{0,13})$|^-?(?=[\d.]{3,16}$)(?:0|[1-9]\d*)\.\d*[1-9]$/

/** A number as written in XML. */
const isNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i

/**
 * The number of a cell as a spreadsheet shows it. The sheet holds a binary fraction, with more digits than
 * count, and the last of them are wrong if it was computed: 685.5 × 1.1 is stored as `754.0500000000001`.
 * Undefined if digits have been lost, and for a text that is not a number.
 */
export function decimalOf(cell: string): string | undefined {
  if (short.test(cell)) return cell === '-0' ? '0' : cell
  if (!isNumber.test(cell)) return undefined
  const number = Number(cell)
  const shown = Number(number.toPrecision(DIGITS))
  if (Math.abs(shown) >= MOST) return undefined
  const text = String(shown)
  return text.includes('e') ? writtenOut(text) : text
}

/** A small number without its exponent: `1.8e-12` as `0.0000000000018`. */
function writtenOut(text: string): string {
  const [, sign = '', whole = '', decimals = '', places = ''] =
    /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? []
  return `${sign}0.${'0'.repeat(Number(places) - 1)}${whole}${decimals}`
}

/** A number, read by its format: a day, a number with leading zeros, or a plain one. */
export function numberCell(cell: string, format: NumberFormat, epoch: Epoch): Cell {
  const text = decimalOf(cell)
  // Some programs write a division by zero as NaN or INF.
  if (text === undefined) return isNumber.test(cell) ? { kind: 'i', text: '' } : { kind: 'e', text: cell }
  if (format.kind === 'plain') return { kind: epoch === '1904-01-01' ? 'm' : 'n', text }
  if (format.kind === 'date' || format.kind === 'time') return dateCell(Number(text), format.kind, epoch)
  if (format.kind === 'signs') return { kind: 'l', text }
  if (format.kind === 'scaled') return { kind: 'p', text }
  const isPadded = format.kind === 'zeros' && /^\d+$/.test(text)
  return isPadded ? { kind: 'z', text: text.padStart(format.digits, '0') } : { kind: 'n', text }
}

/** A time this close to a full second differs from it only by binary arithmetic. */
const RESIDUE = 0.0005

/** Spreadsheets count days before 1900-03-01 wrongly, and days after 9999 are not valid. */
function dateCell(serial: number, kind: 'date' | 'time', epoch: Epoch): Cell {
  const from = epoch === '1904-01-01' ? 0 : 61
  if (kind === 'time' || serial < from || serial >= 2_958_466) return { kind: 't', text: String(serial) }
  const total = Math.floor(serial * 86_400 + RESIDUE)
  const day = dateOf(dayNumber(epoch) + Math.floor(total / 86_400))
  const seconds = total % 86_400
  return { kind: 'd', text: seconds === 0 ? day : `${day}T${timeOf(seconds)}` }
}

function timeOf(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((one) => String(one).padStart(2, '0')).join(':')
}

const iso = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/

/** A day as the strict edition of the standard writes it: `2026-05-09`, perhaps with a time. */
export function isoCell(text: string): Cell {
  const [, day, clock = '00:00', zone = ''] = iso.exec(text) ?? []
  const instant = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}Z`)
  if (Number.isNaN(instant)) return { kind: 't', text }
  // Some programs write binary fractions in full: midnight as `T23:59:59.9999999` of the day before.
  const isNextSecond = Number(/\.\d+$/.exec(clock)?.[0] ?? 0) + RESIDUE >= 1
  const seconds = Math.floor(instant / 1000) + (isNextSecond ? 1 : 0)
  const shown = new Date(seconds * 1000).toISOString().slice(0, 19) + zone
  return { kind: 'd', text: shown.replace(/T00:00:00$/, '') }
}

/** The place of a column by its letters, from 0: `A1` 0, `ab7` 27. Undefined if the text is not a place. */
export function columnOf(place: string): number | undefined {
  let column = 0
  let at = 0
  for (; at < 4; at += 1) {
    const letter = place.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  const row = place.charCodeAt(at)
  const isPlace = at > 0 && at < 4 && row > 48 && row <= 57 && column <= 16_384
  return isPlace ? column - 1 : undefined
}

/** The letters of a column: 0 is A, 27 is AB. */
export function lettersOf(column: number): string {
  const own = String.fromCharCode(65 + (column % 26))
  return column < 26 ? own : lettersOf(Math.floor(column / 26) - 1) + own
}
