import { birthdayOf, idNumberOf } from '../checks/age.ts'
import type { CellFault } from '../checks/cells.ts'
import { findNumbers } from '../checks/numbers.ts'
import { plainText } from '../checks/plain-text.ts'
import type { FaultCode } from '../fault-sentences.ts'
import type { Severity } from '../vocabulary.ts'

/** A fault, and the column in which it was found; none for a whole line. */
export interface Found {
  code: FaultCode
  severity: Severity
  place?: number
}

/** The faults of the cells of a line. */
export function inCells(
  cells: readonly string[],
  check: (cell: string, place: number) => CellFault[]
): Found[] {
  return cells.flatMap((cell, place) => check(shown(cell), place).map((one) => ({ ...one, place })))
}

/** A number that a spreadsheet keeps as a power of ten, in full: it begins with a region and a birthday. */
function shown(cell: string): string {
  if (!/^\s*\d(?:\.\d+)?e\+?\d{2}\s*$/i.test(cell)) return cell
  return BigInt(Math.round(Number(cell))).toString()
}

interface Person {
  idNumber?: string | undefined
  birthday?: string | undefined
}

/**
 * The first identity number in a line, wherever it stands: the faults say in which cell. A mistyped one still
 * has a birthday.
 */
export function personIn(cells: readonly string[], faults: readonly Found[]): Person {
  const place = faults.find(({ code }) => code === 'id-number')?.place
  if (place === undefined) return {}
  const numbers = findNumbers(plainText(shown(cells[place] ?? '')))
  const digits = numbers.find(({ code }) => code === 'id-number')?.digits ?? ''
  const idNumber = idNumberOf(digits)
  return { idNumber, birthday: birthdayOf(idNumber ?? digits) }
}
