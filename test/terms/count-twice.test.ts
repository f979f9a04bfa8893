import t from 'tap'
import { addDays } from '../../src/platform/days.ts'
import { policies } from '../../src/policy/policies.ts'
import { count } from '../../src/terms/count.ts'
import { announcedCalendar } from '../calendar/years.ts'
import { fc } from '../support/property.ts'
import { daysFrom, dueBy } from './walk.ts'

const calendar = announcedCalendar()
const rules = [
  ...new Map(
    policies.flatMap(({ terms }) => terms).map((term) => [`${term.days} ${term.unit}`, term])
  ).values()
]
const starts = daysFrom('2005-01-01', '2026-12-31')

t.test('every rule from every day of 22 years, against a second implementation', async (t) => {
  t.ok(rules.length >= 4)
  for (const { days, unit } of rules) {
    const plain = { days, unit, extendDays: 0, excluded: [] }
    const different = starts.filter((startedOn) => {
      const { dueOn, baseDueOn } = count(calendar, { ...plain, startedOn })
      return dueOn !== dueBy({ ...plain, startedOn }) || baseDueOn !== dueOn
    })
    t.same(different, [], `${days} ${unit} days from ${starts.length} days`)
  }
})

t.test('with extensions and days left out at random', async (t) => {
  const span = fc.tuple(fc.integer({ min: -5, max: 100 }), fc.integer({ min: 0, max: 40 }))
  const asked = fc.record({
    startedOn: fc.constantFrom(...starts),
    rule: fc.constantFrom(...rules),
    extendDays: fc.integer({ min: 0, max: 30 }),
    spans: fc.array(span, { maxLength: 4 })
  })
  fc.assert(
    fc.property(asked, ({ startedOn, rule: { days, unit }, extendDays, spans }) => {
      const excluded = spans.map(([after, length]) => {
        const from = addDays(startedOn, after)
        return { from, to: addDays(from, length) }
      })
      const wanted = { startedOn, days, unit, extendDays, excluded }
      const found = count(calendar, wanted)
      const isSame = found.dueOn === dueBy(wanted)
      const isLater = found.baseDueOn <= found.dueOn && startedOn < found.baseDueOn
      return isSame && isLater && !calendar.isOff(found.dueOn)
    }),
    { numRuns: 3000, seed: 20261 }
  )
  t.pass('3000 terms')
})
