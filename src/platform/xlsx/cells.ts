import { addDays } from '../days.ts'

/** A cell as it stands in a sheet: its kind, and its text. */
export interface Cell {
  kind: string
  text: string
}

/** Where days are counted from: 1904-01-01 is day 0 there, 1899-12-30 elsewhere. */
export type Epoch = '1899-12-30' | '1904-01-01'

/** So many digits a spreadsheet keeps, and shows; from one more on it has lost some. */
const DIGITS = 15
const MOST = 10 ** DIGITS

/**
 * The number of a cell as a spreadsheet shows it. The sheet holds a binary fraction, written to more digits
 * than count, and off in the last of them where it was computed: 685.5 × 1.1 stands as `754.0500000000001`.
 * Undefined where digits have been lost.
 */
export function decimalOf(cell: string): string | undefined {
  const number = Number(cell)
  if (cell.trim() === '' || !Number.isFinite(number)) return undefined
  const shown = Number(number.toPrecision(DIGITS))
  const text = String(shown)
  return text.includes('e') || Math.abs(shown) >= MOST ? undefined : text
}

/** The day that a number in a column of days stands for; the number itself where it is none. */
export function dayOf(number: string, epoch: Epoch): string {
  const serial = Number(number)
  const isDay = Number.isInteger(serial) && serial > 60 && serial < 100_000
  return isDay ? addDays(epoch, serial) : number
}

/** The place of a column by its letters, from 0: `A1` 0, `AB7` 27. Undefined for what is no place. */
export function columnOf(place: string): number | undefined {
  const letters = /^([A-Z]{1,3})[1-9]\d{0,6}$/.exec(place)?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
