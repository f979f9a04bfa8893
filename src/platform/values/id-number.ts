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

/**
 * Whether a number of another kind is really an identity number, with a region, a birthday and a check digit.
 */
export function looksLikeIdNumber(number: string): boolean {
  return number.length === 18 && alone.test(number) && isIdNumber(number.toUpperCase())
}

/**
 * Whether a text contains an identity number, also a mistyped one: the check digit does not count. Digits
 * among more digits are part of a longer number.
 */
export function holdsIdNumber(text: string): boolean {
  return !short.test(text) && within.test(text.normalize('NFKC'))
}

/** A region (9: a foreigner), a birthday, three digits; a check digit follows, which may be a letter. */
const born = '[1-9]\\d{5}(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}'
const alone = new RegExp(`^${born}[\\dXx]$`)
/** Too short for an identity number, and without a character that stands for several digits. */
const short = /^[ -~]{0,17}$/
const within = new RegExp(`(?<!\\d)${born}(\\d(?!\\d)|[Xx])`)

/**
 * Whether a sentence reveals somebody's identity number: one whose birthday and check digit fit, or one of 15
 * digits from before 1999, also in digits other than 0 to 9 or in groups; and also a mistyped one if the
 * words before it call it an identity number. Unlike `holdsIdNumber` it must not report other numbers: a case
 * number, an amount, the number of a document or of an account.
 */
export function tellsIdNumber(sentence: string): boolean {
  if (tooShort.test(sentence)) return false
  const text = inPlainDigits(sentence)
  if (!/\d/.test(text)) return false
  for (const { 1: found = '', index } of text.matchAll(grouped)) {
    const digits = found.replace(separators, '').toUpperCase()
    if (isBirthday(digits.slice(6, 14)) && isIdNumber(digits)) return true
    if (saidToBeOne.test(text.slice(Math.max(0, index - 16), index))) return true
  }
  return old.test(text) || named.test(text)
}

const tooShort = /^[ -~]{0,14}$/
/** From zero to nine, and the second sign for zero, which has its own code point. */
const chineseDigits = '\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u3007'
const chineseDigit = new RegExp(`[${chineseDigits}]`, 'g')
/** Characters that people use for the X at the end: a multiplication sign, and the Cyrillic letter. */
const otherX = /[\u00d7\u0425\u0445]/g

/** The text without invisible characters, with the digits 0 to 9 in place of those of other kinds. */
function inPlainDigits(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, '')
    .replace(chineseDigit, (sign) => String(chineseDigits.indexOf(sign) % 10))
    .replace(otherX, 'X')
}

/** Characters that people write between the groups of a number. */
const separator = '[\\s\\p{Pd}\\u2212.,/\\u3001\u00b7_()]'
const between = `${separator}{0,3}`
const separators = new RegExp(separator, 'gu')
/** The first two digits: a province, or 9 for a foreigner (GB/T 2260, GB 11643). */
const region = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\\d)'
/**
 * Eighteen digits, together or in groups, of which the first and seventh begin like a region and a century.
 * Matches may overlap, because a number of another kind may come just before.
 */
const grouped = new RegExp(
  `(?<!\\d)(?=([1-9]${between}(?:\\d${between}){5}[12]${between}(?:\\d${between}){10}` +
    `(?:\\d(?!\\d)|[Xx](?![A-Za-z0-9]))))`,
  'gu'
)
const monthAndDay = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
/**
 * Fifteen digits, together or in the groups of their meaning. People born before 1940 are left out: a
 * document number often consists of the code of a unit, a day of this century and a count.
 */
const old = new RegExp(`(?<!\\d)${region}\\d{4}${between}[4-9]\\d${monthAndDay}${between}\\d{3}(?!\\d)`, 'u')
const words = '(?:身份证|公民身份|证件号|[Ii][Dd] ?(?:card|number|no))'
const saidToBeOne = new RegExp(`${words}[^\\d]{0,12}$`)
const named = new RegExp(
  `${words}[^\\d]{0,12}[1-9]\\d{5}${between}\\d{2}${monthAndDay}${between}\\d{3}(?!\\d)`,
  'u'
)

/** Whether eight digits are a day of the calendar, since 1900. */
function isBirthday(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
  const date = new Date(Date.UTC(year as number, (month as number) - 1, day))
  const isDay = date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  return isDay && /^(19|20)/.test(digits)
}
