/**
 * Exact numbers for scores: a whole numerator over a positive whole denominator. Weights and values are
 * decimals, and a float would round 0.145 × 100 down.
 */
export interface Fraction {
  n: bigint
  d: bigint
}

/** A decimal text such as `-0.05`, or a whole number. */
export function fractionOf(decimal: string | number): Fraction {
  const text = String(decimal)
  const [whole = '0', part = ''] = text.split('.')
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) }
}

export const zero: Fraction = { n: 0n, d: 1n }

export function plus(one: Fraction, other: Fraction): Fraction {
  return { n: one.n * other.d + other.n * one.d, d: one.d * other.d }
}

export function minus(one: Fraction, other: Fraction): Fraction {
  return plus(one, { n: -other.n, d: other.d })
}

export function times(one: Fraction, other: Fraction): Fraction {
  return { n: one.n * other.n, d: one.d * other.d }
}

/** The divisor must not be 0. */
export function over(one: Fraction, other: Fraction): Fraction {
  const sign = other.n < 0n ? -1n : 1n
  return { n: one.n * other.d * sign, d: one.d * other.n * sign }
}

/** Below 0, 0 or above 0, as for sorting. */
export function compare(one: Fraction, other: Fraction): number {
  const difference = one.n * other.d - other.n * one.d
  return difference < 0n ? -1 : Number(difference > 0n)
}

export function least(one: Fraction, other: Fraction): Fraction {
  return compare(one, other) <= 0 ? one : other
}

export function greatest(one: Fraction, other: Fraction): Fraction {
  return compare(one, other) >= 0 ? one : other
}

/** The nearest number with so many decimals, halves up, as a decimal text; for numbers from 0 on. */
export function rounded({ n, d }: Fraction, decimals = 2): string {
  const scale = 10n ** BigInt(decimals)
  const digits = ((n * scale * 2n + d) / (d * 2n)).toString().padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
