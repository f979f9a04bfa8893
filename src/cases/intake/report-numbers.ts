import { randomInt } from 'node:crypto'
import { numberStart } from '../../platform/work/numbering.ts'

/** Digits and letters that nobody confuses on paper or on the telephone (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Fifty bits: no two reports of a unit and year meet, and nobody guesses the next one. */
const LENGTH = 10

/**
 * The number of a report: drawn at random, since a count that an accused unit reads on two reports would
 * tell how many came in between, and a gap in the other numbers of the unit that there was one.
 */
export function reportNumber(unitCode: string, year: number): string {
  return numberStart(unitCode, year, 'R') + drawn()
}

/** The number of a letter about a report, for the same reason; `mark` tells its kind. */
export function reportLetterNumber(unitCode: string, year: number, mark: string): string {
  return numberStart(unitCode, year, mark) + drawn()
}

/** What a person who must not see the report gets instead of its number. It names neither unit nor year. */
export function receipt(): string {
  return `${drawn()}${drawn()}`
}

function drawn(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
}
