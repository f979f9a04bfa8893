import { hash } from 'node:crypto'
import type { Fraction } from '../scoring/fraction.ts'

/** What a computed value says, for its hash. */
export interface Content {
  evaluationId: string
  unitCode: string
  item: string
  formula: string
  from: string
  to: string
  asOf: string
  numerator: string
  denominator: string
}

/** SHA-256 of the content in a fixed order. */
export function contentHashOf(content: Content): string {
  const { evaluationId, unitCode, item, formula, from, to, asOf, numerator, denominator } = content
  const parts = [evaluationId, unitCode, item, formula, from, to, asOf, numerator, denominator]
  return hash('sha256', JSON.stringify(parts), 'hex')
}

/** The value of a computation; null for too few cases, or none: a share of nothing is no number. */
export function computedValue(
  { numerator, denominator }: { numerator: string; denominator: string },
  minN: number
): Fraction | null {
  const all = BigInt(denominator)
  if (all === 0n || all < BigInt(minN)) return null
  return { n: BigInt(numerator), d: all }
}
