import t from 'tap'
import { Refusal } from '../../src/platform/errors/refusal.ts'
import { addDays } from '../../src/platform/values/days.ts'
import { policies } from '../../src/policy/policies.ts'
import { termRule } from '../../src/policy/terms/rules.ts'
import * as rules from '../../src/terms/rules.ts'
import { announcedCalendar } from '../examples/calendar.ts'
import { fc } from '../support/property.ts'
import { daysFrom, dueBy } from './walk.ts'

const calendar = announcedCalendar()
const known = policies.flatMap(({ terms }) => terms).map(({ rule }) => rule)
const starts = daysFrom('2005-01-01', '2025-12-31')
const limit = termRule(policies, { rules: [] }, 'case.extend', '2026-03-02')

/** The answer of the rules: the term as it is then, or the code of their refusal. */
function asked(term: rules.NewTerm, days: rules.Excluded): rules.NewTerm | string {
  try {
    return { ...term, ...rules.exclude(calendar, term, days) }
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** The same, from the days of a calendar on the wall: those of the term, and those that are crossed out. */
function expected(term: rules.NewTerm, from: string, to: string): string | undefined {
  const days = daysFrom(from, to)
  if (days.length === 0) return 'exclusion-backwards'
  const ofTerm = new Set(daysFrom(addDays(term.startedOn, 1), term.dueOn))
  if (!days.every((day) => ofTerm.has(day))) return 'exclusion-outside-term'
  const crossed = term.excluded.flatMap((one) => daysFrom(one.from, one.to))
  if (days.some((day) => crossed.includes(day))) return 'exclusion-overlaps'
  return crossed.length + days.length > term.days + term.extendedDays ? 'exclusion-too-long' : undefined
}

t.test(
  'whatever is asked to be left out, one after the other, against a second implementation',
  async (t) => {
    const seen = new Map<string, number>()
    const span = fc.tuple(fc.integer({ min: -2, max: 70 }), fc.integer({ min: -2, max: 35 }))
    const life = fc.record({
      rule: fc.constantFrom(...known),
      startedOn: fc.constantFrom(...starts),
      isExtended: fc.boolean(),
      spans: fc.array(span, { minLength: 1, maxLength: 8 })
    })
    fc.assert(
      fc.property(life, ({ rule, startedOn, isExtended, spans }) => {
        const by = termRule(policies, { rules: [] }, rule, startedOn)
        let term = rules.begin(calendar, by, startedOn)
        if (isExtended) term = { ...term, ...rules.extend(calendar, term, 30, by, limit) }
        for (const [after, length] of spans) {
          const [from, to] = [addDays(startedOn, after), addDays(startedOn, after + length)]
          const answer = asked(term, { from, to, reason: '听证' })
          const wanted = expected(term, from, to)
          seen.set(wanted ?? 'left out', (seen.get(wanted ?? 'left out') ?? 0) + 1)
          if (typeof answer === 'string' || wanted !== undefined) {
            if (answer !== wanted) return false
            continue
          }
          const { days, dayUnit: unit, rollsOver, extendedDays: extendDays, excluded } = answer
          if (answer.dueOn !== dueBy({ startedOn, days, unit, rollsOver, extendDays, excluded })) return false
          if (answer.dueOn < term.dueOn) return false
          term = answer
        }
        return true
      }),
      { numRuns: 3000, seed: 20261 }
    )
    t.equal(seen.size, 5, 'every answer was given')
    for (const [answer, times] of seen) t.ok(times > 100, `${answer}: ${times} times`)
  }
)
