/** GB 11643: the last character is a check digit over the other seventeen (ISO 7064, MOD 11-2). */
export function isIdNumber(number: string): boolean {
  if (number.length !== 18) return false
  let sum = 0
  for (let n = 0; n < 17; n += 1) {
    const digit = number.charCodeAt(n) - ZERO
    if (digit < 0 || digit > 9) return false
    sum += digit * (weights[n] as number)
  }
  return CHECK[sum % 11] === number[17]
}

const ZERO = 48
const CHECK = '10X98765432'
const weights = Array.from({ length: 17 }, (_, n) => 2 ** (17 - n) % 11)

/** Whether a number of another kind is an identity number in disguise: with a region, a birthday and all. */
export function looksLikeIdNumber(number: string): boolean {
  return number.length === 18 && alone.test(number) && isIdNumber(number.toUpperCase())
}

/**
 * Whether an identity number stands anywhere in a text, also a mistyped one: its check digit does not count.
 * What stands among more digits is part of a longer number.
 */
export function holdsIdNumber(text: string): boolean {
  return !short.test(text) && within.test(text.normalize('NFKC'))
}

/** A region (9: a foreigner), a birthday, three digits; then comes a check digit, which may be a letter. */
const born = '[1-9]\\d{5}(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}'
const alone = new RegExp(`^${born}[\\dXx]$`)
/** Too short for one, and no sign in it that stands for several. */
const short = /^[ -~]{0,17}$/
const within = new RegExp(`(?<!\\d)${born}(\\d(?!\\d)|[Xx])`)

/**
 * Whether a sentence of a person gives somebody's identity number away: one whose birthday and check digit
 * fit, also in full-width digits or in groups; and, where the words before it say that it is one, also a
 * mistyped or a 15-digit one of before 1999. Unlike `holdsIdNumber` it must not take a number of another
 * kind for one: a case number, an amount, the number of a document or of an account.
 */
export function tellsIdNumber(sentence: string): boolean {
  if (short.test(sentence) || !/\p{N}/u.test(sentence)) return false
  const text = sentence.normalize('NFKC').replace(/\p{Cf}/gu, '')
  for (const { 1: found = '', index } of text.matchAll(grouped)) {
    const digits = found.replace(separators, '').toUpperCase()
    if (isBirthday(digits.slice(6, 14)) && isIdNumber(digits)) return true
    if (saidToBeOne.test(text.slice(Math.max(0, index - 16), index))) return true
  }
  return named.test(text)
}

/** What stands between the groups of a number, as people write it. */
const between = '[ \\t.·_-]?'
const separators = /[ \t.·_-]/g
/**
 * Eighteen digits, together or in groups, of which the first and seventh begin like a region and a century.
 * They may overlap with others: a number that is none may come just before.
 */
const grouped = new RegExp(
  `(?<!\\d)(?=([1-9]${between}(?:\\d${between}){5}[12]${between}(?:\\d${between}){10}` +
    `(?:\\d(?!\\d)|[Xx](?![A-Za-z0-9]))))`,
  'g'
)
const words = '(?:身份证|公民身份|证件号|[Ii][Dd] ?(?:card|number|no))'
const saidToBeOne = new RegExp(`${words}[^\\d]{0,12}$`)
const named = new RegExp(
  `${words}[^\\d]{0,12}[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}(?!\\d)`
)

/** Whether eight digits are a day of the calendar, since 1900. */
function isBirthday(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
  const date = new Date(Date.UTC(year as number, (month as number) - 1, day))
  const isDay = date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  return isDay && /^(19|20)/.test(digits)
}
