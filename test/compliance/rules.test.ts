import t from 'tap'
import { dayCounted, sumsOf, yearCounted } from '../../src/compliance/rules.ts'
import { dutyIds } from '../../src/compliance/vocabulary.ts'
import { measuredDuties } from '../../src/policy/index.ts'

t.test('the last day that counts is over', async (t) => {
  t.equal(dayCounted(2026, '2026-03-02'), '2026-03-01')
  t.equal(dayCounted(2025, '2026-03-02'), '2025-12-31')
  t.equal(dayCounted(2026, '2026-03-02', '2026-01-01'), '2026-01-01')
  t.equal(
    dayCounted(2025, '2026-03-02', '2026-03-01'),
    '2026-03-01',
    'of a year that is over, later days too'
  )
  for (const on of ['2026-03-02', '2025-12-31', '2027-01-01'])
    t.throws(() => dayCounted(2026, '2026-03-02', on), {
      code: 'compliance-day',
      particulars: { pointer: '?on' }
    })
  t.equal(yearCounted('2026-01-01'), 2025, 'on the first of January nothing of the year is over')
  t.equal(yearCounted('2026-01-02'), 2026)
  t.equal(yearCounted('2026-01-02', 2024), 2024)
})

t.test('what is unknown is not met', async (t) => {
  t.same(sumsOf(['unknown', 'running', 'not-applicable']), {
    ...{ met: 0, missed: 0, running: 1, unknown: 1, rate: null }
  })
  t.equal(sumsOf(['met', 'unknown']).rate, '1.0000')
  t.equal(sumsOf(['met', 'missed', 'missed']).rate, '0.3333')
  t.equal(sumsOf(['met', 'met', 'missed']).rate, '0.6667')
})

t.test('the policy measures duties that have a name', async (t) => {
  t.same([...measuredDuties].sort(), [...dutyIds].sort())
})
