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
