import { addMonths } from '../../platform/values/days.ts'
import { isIdNumber } from '../../platform/values/id-number.ts'
import { plainText } from './plain-text.ts'

const OF_AGE_MONTHS = 18 * 12
const weights = Array.from({ length: 17 }, (_, n) => 2 ** (17 - n) % 11)
const CHECK = '10X98765432'

/**
 * The number in 18 characters; undefined if it is none. A number of the first generation (15 digits) gets its
 * century and its check digit, so that both forms of one number are the same person.
 */
export function idNumberOf(cell: string): string | undefined {
  if (usual.test(cell)) return isIdNumber(cell) && birthdayOf(cell) !== undefined ? cell : undefined
  const written = plainText(cell)
    .replaceAll(/[\s\p{Pd}._\u00b7']/gu, '')
    .toUpperCase()
  const number = /^\d{15}$/.test(written) ? extended(written) : written
  return isIdNumber(number) && birthdayOf(number) !== undefined ? number : undefined
}

const usual = /^\d{17}[\dX]$/

function extended(old: string): string {
  const digits = `${old.slice(0, 6)}19${old.slice(6)}`
  const sum = weights.reduce((total, weight, n) => total + weight * Number(digits[n]), 0)
  return `${digits}${CHECK[sum % 11]}`
}

/** The birthday in an identity number of 18 characters; undefined if that is no day. */
export function birthdayOf(idNumber: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(idNumber) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (Number.isNaN(date.getTime())) return undefined
  const isDay = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
  return isDay ? `${year}-${month}-${day}` : undefined
}

/**
 * Whether somebody born on a day is still to be protected as a minor on another day: up to and including the
 * 18th birthday, the reading that protects (周岁 is counted from the day after the birthday). Who was born on
 * 29 February has it on the last day of the month where the year has no such day (民法典 202).
 */
export function isMinor(birthday: string, on: string): boolean {
  return on <= addMonths(birthday, OF_AGE_MONTHS)
}
