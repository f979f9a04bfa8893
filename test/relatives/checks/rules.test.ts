import t from 'tap'
import { addDays } from '../../../src/platform/values/days.ts'
import { latestStart } from '../../../src/relatives/checks/comparison/thresholds.ts'
import * as rules from '../../../src/relatives/checks/rules.ts'

const plain = (days: number) => (startedOn: string) => addDays(startedOn, days)

t.test('the latest day on which a term began that is over', async (t) => {
  t.equal(latestStart('2026-05-31', plain(30)), '2026-04-30')
  t.equal(addDays('2026-04-30', 30), '2026-05-30', 'over before the 31st')
  const rolled = (startedOn: string) => (startedOn === '2026-04-30' ? '2026-06-01' : addDays(startedOn, 30))
  t.equal(latestStart('2026-05-31', rolled), '2026-04-29', 'a Saturday moves the end')
  t.equal(latestStart('2026-06-02', rolled), '2026-05-02')
})

t.test('a month is checked as of its last day, but not of a day to come', async (t) => {
  t.equal(rules.dayOf('2026-05-01', '2026-07-01'), '2026-05-31')
  t.equal(rules.dayOf('2026-05-01', '2026-05-20'), '2026-05-20')
  t.equal(rules.dayOf('2024-02-01', '2026-05-20'), '2024-02-29')
  t.equal(rules.dayOf('2026-05-01', '2026-07-01', '2026-06-30'), '2026-06-30')
  t.equal(rules.dayOf('2026-05-01', '2026-05-01', '2026-05-01'), '2026-05-01')
  const refused: [string, string, string | undefined, string][] = [
    ['2026-06-01', '2026-05-31', undefined, 'relative-check-early'],
    ['2026-05-01', '2026-05-20', '2026-05-21', 'relative-check-day'],
    ['2026-05-01', '2026-05-20', '2026-04-30', 'relative-check-day']
  ]
  for (const [period, today, asOf, code] of refused)
    t.throws(() => rules.dayOf(period, today, asOf), { code }, `${period} ${today} ${asOf}`)
})

t.test('what is missing leaves numbers unknown, not 0', async (t) => {
  const compared = { rosters: 1, members: 1, ties: 0, filings: 0, declarations: 0 }
  t.strictSame(rules.missingOf(compared, true), [])
  t.strictSame(rules.missingOf({ ...compared, members: 0 }, true), ['no-members'])
  t.strictSame(rules.missingOf({ ...compared, rosters: 0, members: 0 }, false), ['no-roster', 'no-ties'])
  const totals = {
    filers: 2,
    ownStaff: 0,
    owedPairs: 0,
    owedRecipients: 0,
    matched: 0,
    running: 0,
    unproven: 0,
    filings: 3
  }
  t.equal(rules.totalsOf(totals, ['no-members']).owedPairs, 0)
  for (const missing of [['no-roster'], ['no-ties']] as const) {
    const unknown = { owedPairs: null, owedRecipients: null, matched: null, running: null }
    t.strictSame(rules.totalsOf(totals, missing), { ...totals, ...unknown })
  }
})

t.test('a finding gives numbers and names nobody', async (t) => {
  const check = { id: 'c', programme: 'low-income-rural', period: '2026-05', contentHash: 'h' }
  const target = { type: 'unfiled', unitCode: '220102001', count: 2 } as const
  const made = rules.findingOf(check, target, { severity: 'serious' }, '2201', ['relatives-complete'])
  t.match(made, {
    unitCode: '2201',
    targetCode: '220102001',
    area: 'policy',
    itemId: 'relatives-complete',
    text: '近亲属备案检查（2026-05，low-income-rural）：不备案 2 项。',
    cause: { kind: 'relative-check', id: 'c' }
  })
  t.notOk('itemId' in rules.findingOf(check, target, { severity: 'serious' }, '2201', []))
})
