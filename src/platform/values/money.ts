/**
 * Money is text in yuan on the wire (`"1234.50"`), and a whole number of fen everywhere else: never a float.
 * The greatest single amount fits a number exactly; sums must be checked against it.
 */
export const MOST_FEN = 999_999_999_999_999

/** The accepted form: no sign, no exponent, at most two decimals; `12`, `12.5` and `12.50` are the same. */
export const AMOUNT = '^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,2})?$'

/** The form of answers: always two decimals, with a minus for a shortfall. */
export const YUAN = '^-?(0|[1-9][0-9]*)\\.[0-9]{2}$'

const amount = new RegExp(AMOUNT)
const ZERO = 48
/** Fen of the last digit of an amount, by the number of its decimals. */
const tens = [100, 10, 1]

/** The fen of an amount in yuan; undefined if the text is not an amount. */
export function fenOf(yuan: string): number | undefined {
  if (!amount.test(yuan)) return undefined
  const point = yuan.indexOf('.')
  let digits = 0
  for (let n = 0; n < yuan.length; n += 1) if (n !== point) digits = digits * 10 + yuan.charCodeAt(n) - ZERO
  return digits * (tens[point < 0 ? 0 : yuan.length - point - 1] as number)
}

/** An amount of fen in yuan, of any size: PostgreSQL returns its `bigint` as text. */
export function yuanOf(fen: string | number | bigint): string {
  const text = BigInt(fen).toString()
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.slice(sign.length).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
