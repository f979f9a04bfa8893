import t from 'tap'
import { required } from '../../src/policy/rules.ts'

/** The same by whole numbers alone: how often a hundred goes into the product, and one more for a rest. */
function exactly(population: number, ratioPercent: number): number {
  const product = BigInt(population) * BigInt(ratioPercent)
  return Number(product / 100n + (product % 100n === 0n ? 0n : 1n))
}

t.test('population times ratio, rounded up, for every number and every ratio', async (t) => {
  const wrong: string[] = []
  for (let population = 0; population <= 2000; population += 1) {
    for (let ratio = 1; ratio <= 100; ratio += 1) {
      const asked = required(population, ratio)
      if (asked !== exactly(population, ratio)) wrong.push(`${population} × ${ratio} % = ${asked}`)
    }
  }
  t.strictSame(wrong, [])
})

t.test('numbers at which a computer’s fractions go astray', async (t) => {
  const cases: [population: number, ratio: number, expected: number][] = [
    [10, 30, 3],
    [100, 7, 7],
    [100, 29, 29],
    [1000, 14, 140],
    [50, 58, 29],
    [1, 1, 1],
    [1, 100, 1],
    [0, 100, 0],
    [72, 30, 22],
    [150, 20, 30],
    [231, 10, 24],
    [1_000_000_000, 7, 70_000_000]
  ]
  for (const [population, ratio, expected] of cases) {
    t.equal(required(population, ratio), expected, `${population} × ${ratio} %`)
  }
})

t.test('never none while there is one, never more than there are', async (t) => {
  const numbers = Array.from({ length: 500 }, (_, n) => n + 1)
  t.ok(numbers.every((n) => required(n, 1) >= 1 && required(n, 100) === n && required(n, 99) <= n))
})
