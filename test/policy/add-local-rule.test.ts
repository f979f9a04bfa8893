import t from 'tap'
import { named } from '../examples/jilin.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/local-rules'
const rule = {
  unitCode: '2202',
  effectiveFrom: '2026-07-01',
  document: '吉林市社会救助监管实施细则',
  quotas: [{ quotaId: 'city-townships-100-150', ratioPercent: 25 }],
  terms: [{ rule: 'case.conclude', days: 45 }]
}
const city: Person = { unit: '2202', roles: ['admin'], sub: 'c1' }
const sampled = async (year: number) => {
  const { body } = await call('GET', `/v1/units/2202/obligations?year=${year}`)
  const { ratioPercent, required, localRuleId } = body.items[1]
  return { ratioPercent, required, localRuleId }
}

t.test('refused, and nothing written', async (t) => {
  const clause = async (body: object) => (await call('POST', url, { body })).body.clause
  const quota = (quotaId: string, ratioPercent: number) => ({ ...rule, quotas: [{ quotaId, ratioPercent }] })
  const looser = quota('city-townships-100-150', 19)
  const longer = { ...rule, terms: [{ rule: 'case.conclude', days: 61 }] }
  await refused(
    t,
    service,
    { method: 'POST', url, body: rule },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '2202', roles: ['leader'] }, is: [403, 'role-missing'] },
      'for the unit beside': { as: { unit: '2201', roles: ['admin'] }, is: [404, 'not-found', '/unitCode'] },
      'for the unit above': { as: { unit: '220202', roles: ['admin'] }, is: [404, 'not-found', '/unitCode'] },
      'for a unit that is not there': {
        body: { ...rule, unitCode: '99' },
        is: [404, 'not-found', '/unitCode']
      },
      'that says nothing': { body: { ...rule, quotas: [], terms: [] }, is: [422, 'local-rule-empty'] },
      'looser in a ratio': { body: looser, is: [422, 'looser-than-policy', '/quotas/0/ratioPercent'] },
      'looser in a term': { body: longer, is: [422, 'looser-than-policy', '/terms/0/days'] },
      'a quota of another level': {
        body: quota('county-villages-200-up', 50),
        is: [422, 'quota-of-other-level', '/quotas/0/quotaId']
      },
      'an unknown quota': { body: quota('all', 50), is: [422, 'unknown-quota', '/quotas/0/quotaId'] },
      'a quota twice': {
        body: { ...rule, quotas: [rule.quotas[0], rule.quotas[0]] },
        is: [422, 'named-twice', '/quotas/1/quotaId']
      },
      'before the first policy': {
        body: { ...rule, effectiveFrom: '2018-12-31' },
        is: [422, 'no-policy-in-force', '/effectiveFrom']
      }
    }
  )
  t.match(await clause(looser), { id: 'jilin-2019-12:1.2', text: /不低于20%比例抽检/ })
  t.match(await clause(longer), { id: 'xinfang-2022:34', text: /60日内办结/ })
})

t.test('malformed', async (t) => {
  const bad = (change: object, pointer: string) => ({
    body: { ...rule, ...change },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url },
    {
      'no JSON': { raw: '[', is: [400, 'malformed-json'] },
      'no document': bad({ document: undefined }, '/document'),
      'a blank document': bad({ document: ' ' }, '/document'),
      'no day': bad({ effectiveFrom: '2026-06-31' }, '/effectiveFrom'),
      'a ratio of none': bad({ quotas: [{ quotaId: 'x', ratioPercent: 0 }] }, '/quotas/0/ratioPercent'),
      'more than all': bad({ quotas: [{ quotaId: 'x', ratioPercent: 101 }] }, '/quotas/0/ratioPercent'),
      'half a percent': bad({ quotas: [{ quotaId: 'x', ratioPercent: 20.5 }] }, '/quotas/0/ratioPercent'),
      'a text for a ratio': bad({ quotas: [{ quotaId: 'x', ratioPercent: '25' }] }, '/quotas/0/ratioPercent'),
      'a term of no day': bad({ terms: [{ rule: 'case.notify', days: 0 }] }, '/terms/0/days'),
      'an unknown field': bad({ effectiveTo: '2027-01-01' }, '/effectiveTo'),
      'an unknown field inside': bad({ terms: [{ rule: 'x', days: 1, unit: 'working' }] }, '/terms/0/unit')
    }
  )
})

t.test('done and recorded', async (t) => {
  t.strictSame(await sampled(2026), { ratioPercent: 20, required: 30, localRuleId: null })
  const { status, headers, body } = await call('POST', url, { as: city, body: rule })
  t.equal(status, 201)
  t.strictSame([headers.location, versionOf(headers.etag)], [`${url}/${body.id}`, 1])
  const { id, createdAt, ...rest } = body
  t.strictSame(rest, { ...rule, duties: [], relatives: {}, proposals: [], unitName: named('2202') })
  t.equal(createdAt, '2026-03-02T09:00:00+08:00')
  t.strictSame((await call('GET', `${url}/${id}`)).body, body)
  t.equal(
    (await call('GET', `${url}/${id}`, { headers: { 'if-none-match': String(headers.etag) } })).status,
    304
  )
  const [line, ...others] = await noted(service, id)
  t.strictSame(others, [])
  t.match(line, { action: 'local-rule.added', actor: 'c1', unitCode: '2202', path: '22.2202' })
  t.match(line?.details, { effectiveFrom: '2026-07-01', document: rule.document })
  t.strictSame([line?.event, line?.data], ['local-rule.added', line?.details])
})

t.test('a year goes by the rule in force on its last day', async (t) => {
  const raise = async (effectiveFrom: string, ratioPercent: number) => {
    const quotas = [{ quotaId: 'city-townships-100-150', ratioPercent }]
    const body = { unitCode: '2202', effectiveFrom, document: '细则', quotas }
    return (await call('POST', url, { body })).body.id
  }
  const last = await raise('2027-12-31', 30)
  const first = await raise('2029-01-01', 40)
  t.match(await sampled(2025), { ratioPercent: 20, localRuleId: null })
  t.match(await sampled(2026), { ratioPercent: 25, required: 38 })
  t.strictSame(await sampled(2027), { ratioPercent: 30, required: 45, localRuleId: last })
  t.strictSame(await sampled(2028), { ratioPercent: 30, required: 45, localRuleId: last })
  t.strictSame(await sampled(2029), { ratioPercent: 40, required: 60, localRuleId: first })
})

t.test('twice at once gives one rule', async (t) => {
  const body = { ...rule, effectiveFrom: '2031-01-01' }
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', url, { body })))
  t.strictSame(statuses(answers), [201, 409, 409])
  for (const { body } of answers.filter(({ status }) => status === 409))
    t.equal(body.code, 'local-rule-exists')
  const { items } = (await call('GET', `${url}?unitCode=2202`)).body
  const days = items.map(({ effectiveFrom }: { effectiveFrom: string }) => effectiveFrom)
  t.strictSame(days, ['2026-07-01', '2027-12-31', '2029-01-01', '2031-01-01'])
})
