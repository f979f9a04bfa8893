import t from 'tap'
import { addDays } from '../../src/platform/values/days.ts'
import { policies } from '../../src/policy/policies.ts'
import { type Counted, count } from '../../src/terms/counting/count.ts'
import { announcedCalendar } from '../examples/calendar.ts'
import { fc } from '../support/property.ts'
import { type Asked, daysFrom, dueBy } from './walk.ts'

const calendar = announcedCalendar()
const rules = [
  ...new Map(
    policies
      .flatMap(({ terms }) => terms)
      .map(({ days, unit, rollsOver = true }) => ({ days, unit, rollsOver }))
      .map((term) => [JSON.stringify(term), term])
  ).values()
]
const starts = daysFrom('2005-01-01', '2026-12-31')

t.test('every rule from every day of 22 years, against a second implementation', async (t) => {
  t.ok(rules.length >= 5 && rules.some(({ rollsOver }) => !rollsOver))
  for (const rule of rules) {
    const plain = { ...rule, extendDays: 0, excluded: [] }
    const different = starts.filter((startedOn) => {
      const { dueOn, baseDueOn } = count(calendar, { ...plain, startedOn })
      return dueOn !== dueBy({ ...plain, startedOn }) || baseDueOn !== dueOn
    })
    t.same(different, [], `${JSON.stringify(rule)} from ${starts.length} days`)
  }
})

/** Every day between is either one of those that count, or told as passed over; none is both. */
function isAllTold({ startedOn, days, extendDays }: Asked, { dueOn, rolledFrom, skipped }: Counted): boolean {
  const passed = skipped.flatMap(({ from, to }) => daysFrom(from, to))
  const between = daysFrom(addDays(startedOn, 1), rolledFrom === null ? dueOn : addDays(rolledFrom, -1))
  const counted = between.filter((date) => !passed.includes(date)).length + (rolledFrom === null ? 0 : 1)
  const isRolled =
    rolledFrom === null || daysFrom(rolledFrom, addDays(dueOn, -1)).every((date) => passed.includes(date))
  return counted === days + extendDays && isRolled && new Set(passed).size === passed.length
}

t.test('with extensions and days left out at random', async (t) => {
  const span = fc.tuple(fc.integer({ min: -5, max: 100 }), fc.integer({ min: 0, max: 40 }))
  const asked = fc.record({
    startedOn: fc.constantFrom(...starts),
    rule: fc.constantFrom(...rules),
    extendDays: fc.integer({ min: 0, max: 30 }),
    spans: fc.array(span, { maxLength: 4 })
  })
  fc.assert(
    fc.property(asked, ({ startedOn, rule, extendDays, spans }) => {
      const excluded = spans.map(([after, length]) => {
        const from = addDays(startedOn, after)
        return { from, to: addDays(from, length) }
      })
      const wanted = { startedOn, ...rule, extendDays, excluded }
      const found = count(calendar, wanted)
      const isSame = found.dueOn === dueBy(wanted)
      const isLater = found.baseDueOn <= found.dueOn && startedOn < found.baseDueOn
      const ends = rule.rollsOver ? !calendar.isOff(found.dueOn) : found.rolledFrom === null
      return isSame && isLater && ends && isAllTold(wanted, found)
    }),
    { numRuns: 3000, seed: 20261 }
  )
  t.pass('3000 terms')
})
