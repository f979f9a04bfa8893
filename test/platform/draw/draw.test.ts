import t, { type Test } from 'tap'
import { ALGORITHM, byBytes, codesIn, frameText, ranking, sha256 } from '../../../src/platform/draw/draw.ts'
import { fc } from '../../support/property.ts'
import { redraw, reframe } from './redraw.ts'

const code = fc.stringMatching(/^[0-9A-Za-z]{2,20}$/)
const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => !text.includes('\n'))
const codes = fc.uniqueArray(fc.oneof(code, anyText), { maxLength: 60 })
const seed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

/** Looks for a case in which the claim does not hold. */
function always<T extends [unknown, ...unknown[]]>(
  t: Test,
  given: { [K in keyof T]: fc.Arbitrary<T[K]> },
  claim: (...values: T) => boolean
): void {
  t.doesNotThrow(() => fc.assert(fc.property<T>(...given, claim), { numRuns: 300 }))
}

t.test('a draw worked out with sha256sum and sort', async (t) => {
  const cities = ['2299', '2224', '2208', '2207', '2206', '2205', '2204', '2203', '2202', '2201']
  t.equal(ALGORITHM, 'sha256-rank-1')
  t.strictSame(ranking(cities, '2026001').join(' '), '2224 2204 2208 2203 2207 2299 2201 2205 2206 2202')
  t.equal(sha256(frameText(cities)), 'bdc4dbb7533187f9dab116b58cb12538412c316b14cd3f9165fdc1a0edbd6a5e')
  t.equal(frameText(['b1', 'B1', 'a1']), 'B1\na1\nb1\n')
  t.strictSame([ranking([], 'x'), ranking(['a1'], 'x')], [[], ['a1']])
})

t.test('the order is that of a second, independent draw', async (t) => {
  always<[string[], string]>(t, [codes, seed], (codes, seed) =>
    isSame(ranking(codes, seed), redraw(codes, seed, codes.length))
  )
})

t.test('the frame is that of a second, independent one', async (t) => {
  always<[string[]]>(t, [codes], (codes) => {
    const { text, hash } = reframe(codes)
    return frameText(codes) === text && sha256(text) === hash
  })
})

t.test('the order is one of all candidates, whatever the order they come in', async (t) => {
  always<[string[], string, number]>(t, [codes, seed, fc.nat()], (codes, seed, turn) => {
    const turned = codes.map((_, n) => codes[(n + turn) % codes.length] as string).reverse()
    return (
      isSame(ranking(turned, seed), ranking(codes, seed)) &&
      isSame(ranking(codes, seed).sort(), [...codes].sort())
    )
  })
})

t.test('whoever drops out leaves the others in their order', async (t) => {
  always<[string[], string]>(t, [codes, seed], (codes, seed) => {
    const [gone, ...others] = codes
    return isSame(
      ranking(others, seed),
      ranking(codes, seed).filter((one) => one !== gone)
    )
  })
})

t.test('what goes into a frame comes out of it, in the order of the bytes', async (t) => {
  always<[string[]]>(t, [codes], (codes) => isSame(codesIn(frameText(codes)), codes.toSorted(byBytes)))
  t.strictSame(
    ['豈', '𠮷', 'a', 'Z', '9'].sort(byBytes),
    ['9', 'Z', 'a', '豈', '𠮷'],
    'not that of JavaScript'
  )
})

t.test('another seed gives another draw', async (t) => {
  const units = Array.from({ length: 200 }, (_, n) => `22${String(n).padStart(4, '0')}`)
  const seen = new Set(Array.from({ length: 200 }, (_, n) => ranking(units, `seed ${n}`).slice(0, 20).join()))
  t.equal(seen.size, 200)
})

t.test('nobody is favoured: each of a hundred is drawn about as often', async (t) => {
  const units = Array.from({ length: 100 }, (_, n) => `22${n + 100}`)
  const times = new Map(units.map((unit) => [unit, 0]))
  for (let n = 0; n < 1000; n += 1) {
    for (const unit of ranking(units, `lot ${n}`).slice(0, 30)) times.set(unit, (times.get(unit) ?? 0) + 1)
  }
  // 300 of 1000 on average; five standard deviations are 72.
  for (const [unit, count] of times) t.ok(Math.abs(count - 300) < 73, `${unit}: ${count}`)
})

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, n) => one === b[n])
}
