import t from 'tap'
import { type Candidate, draw, exclusionOf, frameOf } from '../../src/inspections/teams/rules.ts'
import { type Area, areas } from '../../src/policy/index.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { fc } from '../support/property.ts'

/** A tree in which a code tells its own line: b12 stands below b1, and that below b. */
const units = ['b', 'b1', 'b11', 'b111', 'b12', 'b2', 'b21', 'c', 'c1']
const lineOf = (code: string) => [...code].map((_, n) => code.slice(0, n + 1))
const linesOf = new Map(units.map((code) => [code, lineOf(code)]))
const errandTo = (targetCode: string, asked: readonly Area[] = ['funds']) => ({
  targetCode,
  targetPath: lineOf(targetCode).join('.'),
  areas: asked
})
const person = (unit: string, conflicts: string[] = [], qualifications: readonly Area[] = []): Candidate => ({
  id: unit,
  line: lineOf(unit),
  conflicts,
  qualifications
})

t.test('who may be sent to b1', async (t) => {
  const cases: [who: Candidate, why: string | undefined][] = [
    [person('b'), undefined],
    [person('b2'), undefined],
    [person('c1'), undefined],
    [person('b1'), 'own-unit'],
    [person('b111'), 'own-unit'],
    [person('b', ['b1']), 'conflict'],
    [person('b', ['b12']), 'conflict'],
    [person('b2', ['b']), 'conflict'],
    [person('b', ['c', 'b111']), 'conflict'],
    [person('b', ['b2', 'c']), undefined],
    [person('b', ['unheard of']), undefined],
    [person('b', [], ['funds', 'policy']), undefined],
    [person('b', [], ['policy']), 'not-qualified'],
    [person('b1', ['b1'], ['policy']), 'own-unit'],
    [person('b', ['b1'], ['policy']), 'conflict']
  ]
  for (const [who, why] of cases) t.equal(exclusionOf(who, errandTo('b1'), linesOf), why, JSON.stringify(who))
  t.equal(exclusionOf(person('b', [], ['policy']), errandTo('b1', ['funds', 'policy']), linesOf), undefined)
})

t.test('a draw, and what it refuses', async (t) => {
  const frame = { ids: ['a', 'b', 'c'], excluded: [{ staffId: 'd', why: 'conflict' as const }] }
  const wanted = { size: 2, seed: '1', seedSource: 'x' }
  t.match(draw(frame, wanted, 0), {
    ordinal: 1,
    reason: null,
    population: 3,
    selected: redraw(frame.ids, '1', 2)
  })
  t.match(draw(frame, { ...wanted, reason: '因故' }, 2), { ordinal: 3, reason: '因故' })
  t.equal(draw(frame, { ...wanted, size: 3 }, 0).selected.length, 3)
  t.throws(() => draw(frame, wanted, 1), { code: 'redraw-unexplained' })
  t.throws(() => draw(frame, { ...wanted, size: 4 }, 0), {
    code: 'too-few-inspectors',
    particulars: { pointer: '/size', values: { population: 3, size: 4, excluded: 1 } }
  })
})

const unit = fc.constantFrom(...units)
const people = fc
  .array(
    fc.record({
      unit,
      conflicts: fc.uniqueArray(fc.oneof(unit, fc.constant('elsewhere')), { maxLength: 3 }),
      qualifications: fc.subarray([...areas])
    }),
    { maxLength: 30 }
  )
  .map((list) =>
    list.map((one, n) => ({ ...person(one.unit, one.conflicts, one.qualifications), id: `p${n}` }))
  )

/** The rule once more, from the words of the issue: by prefixes of codes, and by asking who is left. */
function independently(all: readonly Candidate[], target: string, asked: readonly string[]): string[] {
  const below = (code: string) => units.filter((one) => one.startsWith(code))
  const near = new Set([...units.filter((one) => target.startsWith(one)), ...below(target)])
  const left = all.filter(({ line, conflicts, qualifications }) => {
    const own = line.at(-1) as string
    if (below(target).includes(own) || conflicts.some((code) => near.has(code))) return false
    return (
      qualifications.length === 0 ||
      new Set([...qualifications, ...asked]).size < qualifications.length + asked.length
    )
  })
  return left.map(({ id }) => id)
}

t.test('the frame is that of a second, independent rule, whatever order people come in', async (t) => {
  const asked = fc.subarray([...areas], { minLength: 1 })
  const claim = (all: Candidate[], target: string, areas: Area[], seed: string) => {
    const { ids, excluded } = frameOf(all.toReversed(), errandTo(target, areas), linesOf)
    const expected = independently(all, target, areas)
    const whole = [...ids, ...excluded.map(({ staffId }) => staffId)]
    const isWhole =
      whole.toSorted().join() ===
      all
        .map(({ id }) => id)
        .sort()
        .join()
    if (!isWhole || ids.join() !== expected.toSorted().join()) return false
    if (ids.length === 0) return true
    const { frame, frameHash, selected } = draw({ ids, excluded }, { size: 1, seed, seedSource: 'x' }, 0)
    const { text, hash } = reframe(expected)
    return frame === text && frameHash === hash && selected.join() === redraw(expected, seed, 1).join()
  }
  const property = fc.property(people, unit, asked, fc.string({ minLength: 1 }), claim)
  t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }))
})
