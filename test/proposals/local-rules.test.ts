import t from 'tap'
import { findingsOf } from '../examples/finding.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made } = findingsOf(service)
const { watch, list, read } = proposalsOf(service)
const [city, county, township, beside] = ['2201', '220102', '220102001', '220103002']
const rule = (proposals: object[], more: object = {}) => ({
  ...{ unitCode: county, effectiveFrom: '2026-01-01', document: '监管实施细则', proposals },
  ...more
})
const two = { fact: 'findings-overdue', notice: { number: 2 } }
const add = async (body: object): Promise<string> => ok(await call('POST', '/v1/local-rules', { body })).id

t.test('a threshold that the policy does not have, or a higher one: refused', async (t) => {
  const bad = (proposal: object, is: [number, string, string?]) => ({ body: rule([proposal]), is })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/local-rules', body: rule([two]) },
    {
      higher: bad({ ...two, notice: { number: 4 } }, [
        422,
        'looser-than-policy',
        '/proposals/0/notice/number'
      ]),
      'not of the fact': bad({ ...two, notice: { months: 1 } }, [
        ...([422, 'threshold-unknown', '/proposals/0/notice/months'] as const)
      ]),
      'not of its kind': bad({ ...two, interview: { number: 1 } }, [
        ...([422, 'threshold-unknown', '/proposals/0/interview/number'] as const)
      ]),
      twice: { body: rule([two, two]), is: [422, 'named-twice', '/proposals/1/fact'] },
      'no such fact': bad({ fact: 'weather' }, [400, 'validation-failed']),
      'a share of nothing': bad({ ...two, floor: 5 }, [400, 'validation-failed']),
      nothing: { body: rule([]), is: [422, 'local-rule-empty'] }
    }
  )
})

t.test('the lowest of the policy and of the rules of the unit that acts and those above it', async (t) => {
  const id = await add(rule([two]))
  for (const targetCode of [township, beside])
    for (const area of ['funds', 'policy'])
      await made({ targetCode, area, itemId: undefined, rectifyBy: '2026-03-10' })
  await watch('2026-03-12')
  const [one, ...more] = await list('', reader(city))
  t.match(one, { targetCode: township, kind: 'notice' })
  t.same(more, [], 'a county beside has no such rule')
  t.match(await read(one.id), { localRuleId: id, ruleId: 'jilin-2019-12:findings-overdue' })
  const ofCity = await add(rule([{ ...two, notice: { number: 1 } }], { unitCode: city }))
  await watch('2026-03-13')
  const [other] = await list(`targetCode=${beside}`, reader(city))
  t.match(await read(other.id), { localRuleId: ofCity })
  t.match(await read(one.id), { localRuleId: id }, 'the nearest one is named')
})

t.test('of a unit its latest rule counts', async (t) => {
  await add(
    rule([], { unitCode: city, effectiveFrom: '2026-03-14', terms: [{ rule: 'case.conclude', days: 50 }] })
  )
  await watch('2026-03-15')
  t.match(await list(`targetCode=${beside}`, reader(city)), [{ state: 'lapsed' }])
})
