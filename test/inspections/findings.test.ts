import t from 'tap'
import { beside, city, county, inspectionsOf, inspector } from '../examples/inspection.ts'
import { nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { planned, upTo, step } = inspectionsOf(service)
const finding = { area: 'funds', itemId: 'funds-in-time', severity: 'serious', text: '两个月未按时发放。' }
const as = inspector(city)
const url = (id: string) => `/v1/inspections/${id}/findings`

t.test('refused, and nothing is written', async (t) => {
  const [secret, running] = [await planned(), await upTo('start')]
  const bad = (more: object, is: [number, string, string?]) => ({ body: { ...finding, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: url(running), as, body: finding },
    {
      'without the role': { as: inspector(city, 'x', ['viewer', 'planner']), is: [403, 'role-missing'] },
      'before it begins': { url: url(secret), is: [409, 'inspection-step'] },
      'by the target, before': { url: url(secret), as: inspector(county), is: [404, 'inspection-not-found'] },
      'by the target': { as: inspector(county), is: [403, 'inspection-not-yours'] },
      'by one beside': { as: inspector(beside), is: [404, 'inspection-not-found'] },
      none: { url: url(nowhere), is: [404, 'inspection-not-found'] },
      'no text': bad({ text: '' }, [400, 'validation-failed', '/text']),
      'another target': bad({ targetCode: beside }, [400, 'validation-failed', '/targetCode'])
    }
  )
})

t.test('made of an inspection that has begun: its cause', async (t) => {
  const id = await upTo('start')
  const made = ok(await call('POST', url(id), { as, body: finding }))
  t.match(made, { unitCode: city, targetCode: county, area: 'funds', state: 'open' })
  const told = ok(await call('GET', `/v1/consequences?kind=inspection&id=${id}`, { as: inspector(county) }))
  t.match(told.items, [{ kind: 'finding', id: made.id }])
  ok(
    await step(id, 'complete', {
      body: { areas: ['funds', 'disclosure'].map((area) => ({ area, conclusion: 'problems' })) }
    })
  )
  t.equal(
    (await call('POST', url(id), { as, body: { ...finding, area: 'disclosure', itemId: undefined } })).status,
    201
  )
})

t.test('to the target a visit that has not begun is no cause at all', async (t) => {
  const id = await planned()
  const body = {
    unitCode: county,
    targetCode: '220102001',
    area: 'funds',
    severity: 'minor',
    text: '台账不全。'
  }
  const cite = async (id: string) => {
    const answer = await call('POST', '/v1/findings', {
      as: inspector(county),
      body: { ...body, cause: { kind: 'inspection', id } }
    })
    return [answer.status, { ...answer.body, requestId: '' }]
  }
  const follow = async (id: string) => {
    const answer = await call('GET', `/v1/consequences?kind=inspection&id=${id}`, { as: inspector(county) })
    return [answer.status, { ...answer.body, requestId: '' }]
  }
  t.same(await cite(id), await cite(nowhere))
  t.same(await follow(id), await follow(nowhere))
  t.match(await cite(id), [422, { code: 'cause-not-found' }])
})
