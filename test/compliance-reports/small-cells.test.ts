import t from 'tap'
import { shownCells } from '../../src/compliance-reports/figures/small-cells.ts'

t.test('worked examples', (t) => {
  t.strictSame(shownCells(20, [[12, 8]]), { total: 20, partitions: [[12, 8]] }, 'nothing is small')
  t.strictSame(shownCells(0, [[0, 0]]), { total: 0, partitions: [[0, 0]] }, 'none is no small number')
  t.strictSame(shownCells(5, [[5, 0]]), { total: 5, partitions: [[5, 0]] }, 'five persons are enough')
  t.strictSame(
    shownCells(31, [[20, 8, 3]]),
    { total: 31, partitions: [['withheld', 8, '<5']] },
    'three would follow from 31 − 20 − 8: the first of the others is withheld as well'
  )
  t.strictSame(
    shownCells(14, [[12, 1, 1]]),
    { total: 14, partitions: [['withheld', '<5', '<5']] },
    'two in all would be one and one'
  )
  t.strictSame(
    shownCells(8, [[4, 4]]),
    { total: 'withheld', partitions: [['<5', '<5']] },
    'eight of two small numbers would be four and four: the total goes'
  )
  t.strictSame(
    shownCells(6, [[5, 1]]),
    { total: 'withheld', partitions: [['withheld', '<5']] },
    'a withheld number is five at least, so that six would be five and one'
  )
  t.strictSame(
    shownCells(3, [[3, 0]]),
    { total: '<5', partitions: [['<5', '<5']] },
    'a small total has no parts'
  )
  t.strictSame(
    shownCells(6, [
      [5, 1],
      [6, 0]
    ]).partitions[1],
    ['withheld', 0],
    'where the total is withheld, no other trait adds up to it'
  )
  t.end()
})

/** Every way to divide up to so many persons, by one trait and by another one. */
const most = 12
const numbers = Array.from({ length: most + 1 }, (_one, n) => n)
const cases = numbers.flatMap((a) =>
  numbers.flatMap((b) =>
    numbers.flatMap((c) => numbers.slice(0, a + b + c + 1).map((d) => [a, b, c, d] as const))
  )
)

t.test('whoever knows the rule and all that is shown finds two values for each small number', (t) => {
  /** What is shown, with all cases of which the same is shown. The equals of the greatest ones are not here. */
  const alike = new Map<string, (readonly number[])[]>()
  for (const [a, b, c, d] of cases) {
    const total = a + b + c
    const key = JSON.stringify(
      shownCells(total, [
        [a, b, c],
        [d, total - d]
      ])
    )
    alike.set(key, [...(alike.get(key) ?? []), [a, b, c, d, total - d]])
  }
  const clear = [...alike].filter(([, group]) =>
    [0, 1, 2, 3, 4].some((at) => {
      const values = [...new Set(group.map((one) => one[at] as number))]
      const [only = 0] = values
      return values.length === 1 && only > 0 && only < 5 && Math.max(...(group[0] ?? [])) <= most - 3
    })
  )
  t.strictSame(clear, [])
  t.end()
})
