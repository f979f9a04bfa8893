import { spoiltBy } from '../platform/table/spoilt.ts'
import { hasInvisible } from '../platform/values/invisible.ts'

/** Faults that are told in full; of further ones only the lines are counted. */
export const MOST_FAULTS = 100

/**
 * Whether a cell can be the number of a recipient or an application, as rosters accept it. A number that a
 * spreadsheet has spoilt protects nobody.
 */
export function isKey(cell: string): boolean {
  if (cell === '' || cell.length > 40 || /\s/.test(cell) || hasInvisible(cell)) return false
  return /[\p{L}\p{N}]/u.test(cell) && spoiltBy(cell) === undefined
}
