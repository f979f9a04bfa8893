import t from 'tap'
import * as rules from '../../src/cases/bulletins/rules.ts'

const today = '2026-03-02'

t.test('a period runs forward, is over, and has a leap year at most', (t) => {
  const cases: [from: string, to: string, code?: string][] = [
    ['2026-03-02', '2026-03-02'],
    ['2024-01-01', '2024-12-31'],
    ['2025-01-01', '2026-01-01'],
    ['2024-01-01', '2025-01-01', 'period-too-long'],
    ['2026-03-01', '2026-03-03', 'period-not-over'],
    ['2026-03-02', '2026-03-01', 'period-backwards'],
    ['2027-01-02', '2027-01-01', 'period-backwards']
  ]
  for (const [from, to, code] of cases) {
    const check = () => rules.checkPeriod({ from, to }, today)
    if (code === undefined) t.doesNotThrow(check, `${from} ${to}`)
    else t.throws(check, { code }, `${from} ${to}`)
  }
  t.end()
})

t.test('the period before is as long and ends the day before', (t) => {
  const cases: [from: string, to: string, before: string, until: string][] = [
    ['2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28'],
    ['2024-03-01', '2024-03-01', '2024-02-29', '2024-02-29'],
    ['2026-01-01', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['2025-01-01', '2025-12-31', '2024-01-02', '2024-12-31']
  ]
  for (const [from, to, before, until] of cases)
    t.strictSame(rules.withPrevious({ from, to }).previous, { from: before, to: until }, `${from} ${to}`)
  t.end()
})

t.test('a draft may be refreshed and published, what is published nothing', (t) => {
  const above = { sub: 'l', name: 'l', unitCode: '22', roles: [] }
  for (const name of rules.stepNames) {
    t.equal(rules.notNow(name, { path: '22', state: 'draft' }), undefined)
    t.match(rules.notNow(name, { path: '22', state: 'published' }), { code: 'bulletin-published' })
    t.equal(rules.notTheirs(name, { path: '22.2201', state: 'draft' }, above), undefined)
    const below = { ...above, unitCode: '220102' }
    t.match(rules.notTheirs(name, { path: '22.2201', state: 'published' }, below), {
      code: 'bulletin-not-found'
    })
  }
  t.equal(rules.steps.publish.to, 'published')
  t.end()
})
