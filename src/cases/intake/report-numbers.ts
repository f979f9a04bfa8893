import { randomInt } from 'node:crypto'
import { numberStart } from '../../platform/work/numbering.ts'

/** Digits and letters that are not confused on paper or on the telephone (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Fifty bits: two reports of a unit and year do not collide, and the next number cannot be guessed. */
const LENGTH = 10

/**
 * The number of a report. It is random: serial numbers on two reports would tell an accused unit how many
 * came in between, and a gap in its other numbers that there was one.
 */
export function reportNumber(unitCode: string, year: number): string {
  return numberStart(unitCode, year, 'R') + drawn()
}

/** The number of a letter about a report, random for the same reason; `mark` stands for its kind. */
export function reportLetterNumber(unitCode: string, year: number, mark: string): string {
  return numberStart(unitCode, year, mark) + drawn()
}

/** The receipt code for a person who may not see the report. It contains neither unit nor year. */
export function receipt(): string {
  return `${drawn()}${drawn()}`
}

function drawn(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
}
