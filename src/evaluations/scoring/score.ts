import type { Grade, Indicator } from '../tables.ts'
import {
  compare,
  type Fraction,
  fractionOf,
  greatest,
  least,
  minus,
  over,
  plus,
  rounded,
  times,
  zero
} from './fraction.ts'

const one = fractionOf(1)
const hundred = fractionOf(100)

/** What the score of an indicator depends on. */
export type Scored = Pick<
  Indicator,
  'weight' | 'method' | 'direction' | 'full' | 'zero' | 'steps' | 'perCase' | 'bonus'
>

/** The score of a value, with two decimals, halves up. */
export function scoreOf(item: Scored, value: Fraction): string {
  const weight = fractionOf(item.weight)
  if (item.method === 'steps') return rounded(fractionOf(stepOf(item, value)))
  if (item.method === 'deduct') {
    return rounded(greatest(zero, minus(weight, times(fractionOf(item.perCase ?? '0'), value))))
  }
  const [full, none] = [fractionOf(item.full ?? '1'), fractionOf(item.zero ?? '0')]
  const share = over(minus(value, none), minus(full, none))
  return rounded(times(weight, least(one, greatest(zero, share))))
}

/** The best step that the value reaches; 0 where it reaches none. */
function stepOf({ steps = [], direction }: Scored, value: Fraction): string {
  const isReached = (at: string) => {
    const order = compare(value, fractionOf(at))
    return direction === 'up' ? order >= 0 : order <= 0
  }
  return steps
    .filter(({ at }) => isReached(at))
    .map(({ score }) => score)
    .reduce((best, score) => (compare(fractionOf(score), fractionOf(best)) > 0 ? score : best), '0')
}

/** An indicator with its value; null where there is none, or too few cases to judge by. */
export interface Valued {
  item: Scored
  value: Fraction | null
}

export interface Result {
  /** By the order of the indicators; null: left out. */
  scores: (string | null)[]
  /** Sum of the weights that apply, without bonus. */
  applicable: string
  /** Of 100; null where nothing applies: 100 per cent of nothing is no number. */
  total: string | null
  outcome: 'scored' | 'too-little-data'
}

/**
 * The scores and the total of a unit: indicators without a value are left out, and the rest is taken as the
 * whole. A bonus is added after that; no total exceeds 100.
 */
export function resultOf(all: readonly Valued[], minTotalWeight: number): Result {
  const scores = all.map(({ item, value }) => (value === null ? null : scoreOf(item, value)))
  const sum = (texts: readonly (string | null | undefined)[]) =>
    texts.reduce<Fraction>((total, text) => plus(total, fractionOf(text ?? '0')), zero)
  const of = (isBonus: boolean) =>
    all.flatMap(({ item }, n) => (item.bonus === isBonus && scores[n] !== null ? [n] : []))
  const [plain, bonus] = [of(false), of(true)]
  const applicable = sum(plain.map((n) => all[n]?.item.weight))
  const isEnough = compare(applicable, fractionOf(minTotalWeight)) >= 0
  return {
    scores,
    applicable: rounded(applicable),
    total:
      applicable.n === 0n
        ? null
        : totalOf(sum(plain.map((n) => scores[n])), applicable, sum(bonus.map((n) => scores[n]))),
    outcome: isEnough && applicable.n > 0n ? 'scored' : 'too-little-data'
  }
}

function totalOf(score: Fraction, applicable: Fraction, bonus: Fraction): string {
  const whole = fractionOf(rounded(times(over(score, applicable), hundred)))
  return rounded(least(hundred, plus(whole, bonus)))
}

/** The grade of a total: the highest whose lower limit it reaches. */
export function gradeOf(total: string, grades: readonly Grade[]): Grade['code'] | null {
  const reached = grades.filter(({ from }) => compare(fractionOf(total), fractionOf(from)) >= 0)
  return reached.toSorted((a, b) => b.from - a.from)[0]?.code ?? null
}
