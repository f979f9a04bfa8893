import { numbersIn, type Written } from './plain-text.ts'

export type NumberCode = 'id-number' | 'id-number-partial' | 'account-number' | 'long-number' | 'phone-number'

/** A number that must not be shown, or is to be looked at (`warn`). */
export interface FoundNumber {
  code: NumberCode
  severity: 'refuse' | 'warn'
  /** The digits as they were compared. */
  digits: string
}

/** A region, a birthday and three digits; the check digit need not be right. */
const idNumber = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/
const oldIdNumber = /^[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}$/
/** 010, 02x and the codes of four digits, before seven or eight digits. */
const landline = /^0(?:10\d{8}|2\d\d{8}|[3-9]\d{2}\d{7,8})$/
const mobile = /^(?:(?:00)?86)?1[3-9]\d{9}$/

const [LONG, LEAST_CARD, MOST_CARD] = [12, 16, 19]
const LEGIBLE = 8
/** Places 7 to 14 of an identity number hold the birthday. */
const [BORN_FROM, BORN_TO] = [6, 14]

/** What the numbers in a text are. One number is told once, by the worst that it may be. */
export function findNumbers(text: string, { isAccount = false } = {}): FoundNumber[] {
  return numbersIn(text).flatMap((written) => found(written, isAccount))
}

function found({ whole, parts }: Written, isAccount: boolean): FoundNumber[] {
  const first = (test: (part: string) => boolean) => parts.find(test)
  const told = (code: NumberCode, digits: string, severity: 'refuse' | 'warn' = 'refuse') => [
    { code, severity, digits }
  ]
  const identity = first(isIdentity)
  if (identity !== undefined) return told('id-number', identity)
  const masked = parts.filter(isMaskedIdentity)
  const clear = masked.find(tellsPerson)
  if (clear !== undefined) return told('id-number-partial', clear)
  const account = first((part) => isCard(part) || (isAccount && isAccountNumber(part)))
  if (account !== undefined) return told('account-number', account)
  const phone = first(isPhone)
  if (phone !== undefined) return told('phone-number', phone)
  if (masked[0] !== undefined) return told('id-number-partial', masked[0], 'warn')
  return /\d{12}/.test(whole) ? told('long-number', whole, 'warn') : []
}

function isIdentity(part: string): boolean {
  if (idNumber.test(part)) return true
  const [, year, month, day] = oldIdNumber.exec(part) ?? []
  return year !== undefined && isDay(`19${year}`, month, day)
}

function isDay(year: string, month = '', day = ''): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

function isMaskedIdentity(part: string): boolean {
  return part.includes('*') && (part.length === 18 || part.length === 15)
}

/** Enough of an identity number is legible: eight characters, or two of the birthday. */
function tellsPerson(part: string): boolean {
  return legible(part) >= LEGIBLE || legible(part.slice(BORN_FROM, BORN_TO)) >= 2
}

function legible(part: string): number {
  return part.replaceAll('*', '').length
}

function isCard(part: string): boolean {
  return part.length >= LEAST_CARD && part.length <= MOST_CARD && /^\d+$/.test(part) && passesLuhn(part)
}

/** In a column of accounts: a number as long as one, or a masked one of which too much is legible. */
function isAccountNumber(part: string): boolean {
  if (part.includes('*')) return legible(part) >= LEGIBLE
  return part.length >= LONG
}

function isPhone(part: string): boolean {
  return mobile.test(part) || landline.test(part)
}

/** ISO/IEC 7812-1: the check digit of bank cards. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let n = 0; n < digits.length; n += 1) {
    const digit = Number(digits[digits.length - 1 - n])
    const doubled = n % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The digits of a telephone as they are compared, without an extension. */
export function phoneDigits(number: string): string {
  const phone = findNumbers(number).find(({ code }) => code === 'phone-number')
  return phone?.digits ?? number.replaceAll(/\D/g, '')
}
