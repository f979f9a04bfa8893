import t from 'tap'
import { policies } from '../../src/policy/policies.ts'
import { type LocalTerms, termRule } from '../../src/policy/terms/rules.ts'
import { levels } from '../../src/units/index.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const own: LocalTerms = {
  id: 'own',
  unitCode: '2201',
  effectiveFrom: '2026-01-01',
  document: '细则',
  terms: [{ rule: 'allocation.hand-down', days: 30 }]
}

t.test('a statute binds the levels it speaks of; for the others its days are a default', async (t) => {
  for (const level of levels) {
    const rule = termRule(policies, { level, rules: [] }, 'allocation.hand-down', '2026-03-02')
    t.match(rule, { days: 30, localDefault: level !== 'province', clause: { id: 'budget-law:52' } }, level)
    const statutory = termRule(policies, { level, rules: [] }, 'case.conclude', '2026-03-02')
    t.equal(statutory.localDefault, false, level)
  }
  t.equal(termRule(policies, { rules: [] }, 'allocation.hand-down', '2026-03-02').localDefault, false)
})

t.test(
  'a local rule with the same days takes the place of a default, and adds nothing to a statute',
  async (t) => {
    const of = (level: 'province' | 'city') =>
      termRule(policies, { level, rules: [own] }, 'allocation.hand-down', '2026-03-02')
    t.match(of('city'), { localDefault: false, localRule: { id: 'own' } })
    t.match(of('province'), { localDefault: false, localRule: null })
  }
)

t.test('told in the preview, by the level of the unit', async (t) => {
  for (const [unitCode, localDefault] of [
    ['22', false],
    ['2201', true],
    ['220102', true],
    ['220102001', true]
  ]) {
    const query = `rule=allocation.hand-down&startedOn=2026-03-02&unitCode=${unitCode}`
    const { body } = await service.call('GET', `/v1/terms/preview?${query}`)
    t.match(body, { localDefault, days: 30, dueOn: '2026-04-01' }, String(unitCode))
  }
})
