import t from 'tap'
import { type Item, inForce, named } from '../../src/policy/checklists/rules.ts'

const item = (id: string, text = '？') =>
  ({ id, text, en: '?', area: 'funds', levels: ['county'], clauseId: 'x' }) as Item

/** As the service keeps them: the latest first. */
const policies = [
  { id: 'third', effectiveFrom: '2030-01-01' },
  { id: 'second', effectiveFrom: '2028-01-01' },
  { id: 'first', effectiveFrom: '2019-03-07' }
]
const checklists = [
  { policyId: 'third', items: [item('a', 'later'), item('c')] },
  { policyId: 'first', items: [item('a', 'earlier'), item('b')] }
]

t.test('a day goes by the latest checklist that is in force', async (t) => {
  const cases: [day: string, ids: string[]][] = [
    ['1999-01-01', ['a', 'b']],
    ['2019-03-07', ['a', 'b']],
    ['2028-06-01', ['a', 'b']],
    ['2029-12-31', ['a', 'b']],
    ['2030-01-01', ['a', 'c']]
  ]
  for (const [day, ids] of cases) {
    t.strictSame(
      inForce(checklists, policies, day).map(({ id }) => id),
      ids,
      day
    )
  }
  t.strictSame(inForce([], policies, '2026-01-01'), [])
})

t.test('an item of any checklist can be named; of two, the later words', async (t) => {
  t.equal(named(checklists, 'a')?.text, 'later')
  t.equal(named(checklists, 'b')?.id, 'b')
  t.equal(named(checklists, 'd'), undefined)
})
