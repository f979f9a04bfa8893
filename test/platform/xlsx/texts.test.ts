import t from 'tap'
import { SharedTexts } from '../../../src/platform/xlsx/texts.ts'

/** More pages than stay in memory, with texts that reach over the end of a page, and over whole pages. */
const LINES = 120_000
const long = [0, 1, 3, 4, 32_755, 32_763, 32_764, 32_767].map((length) => '长'.repeat(length))
const textOf = (n: number) => (n % 9_000 < long.length ? long[n % 9_000] : `${'x'.repeat(n % 23)}号${n}`)

function filled(t: { teardown(action: () => void): void }): SharedTexts {
  const texts = new SharedTexts()
  t.teardown(() => texts.close())
  for (let n = 0; n < LINES; n += 1) texts.add(textOf(n) as string)
  return texts
}

t.test('texts come back by their number, in whatever order they are asked for', async (t) => {
  const texts = filled(t)
  t.equal(texts.count, LINES)
  const orders: [name: string, at: (n: number) => number][] = [
    ['as they came', (n) => n],
    ['from the end', (n) => LINES - 1 - n],
    ['from everywhere', (n) => (n * 7_919) % LINES]
  ]
  for (const [name, at] of orders) {
    const wrong: number[] = []
    for (let n = 0; n < LINES; n += 1) if (texts.get(at(n)) !== textOf(at(n))) wrong.push(at(n))
    t.same(wrong.slice(0, 5), [], name)
  }
  t.same(
    [-1, LINES, 0.5, Number.NaN].map((n) => texts.get(n)),
    [undefined, undefined, undefined, undefined]
  )
})

t.test('what is read between two additions is right, too', async (t) => {
  const texts = new SharedTexts()
  t.teardown(() => texts.close())
  const wrong: number[] = []
  for (let n = 0; n < LINES; n += 1) {
    texts.add(textOf(n) as string)
    const back = n - ((n * 31) % (n + 1))
    if (texts.get(back) !== textOf(back) || texts.get(n) !== textOf(n)) wrong.push(n)
  }
  t.same(wrong.slice(0, 5), [])
})

t.test('a text that no cell can hold is refused', async (t) => {
  const texts = new SharedTexts()
  t.throws(() => texts.add('a'.repeat(32_768)), { code: 'workbook-too-large' })
})
