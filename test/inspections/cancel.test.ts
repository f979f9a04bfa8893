import t from 'tap'
import { campaign, city, county, inspectionsOf, inspector } from '../examples/inspection.ts'
import { noted, nothingWritten, nowhere, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { planned, step, upTo, read, task } = inspectionsOf(service)
const reason = { reason: '检查对象遭受洪灾' }
const cancel = (id: string, as: Person = inspector(city)) => step(id, 'cancel', { as, body: reason })

/** All that people of a unit read that may tell of inspections on it. */
async function sight(unit: string): Promise<string> {
  const as = inspector(unit)
  const urls = ['/v1/inspections?count=true', `/v1/units/${county}/timeline`, '/v1/campaigns']
  const texts = await Promise.all(
    urls.map(async (url) => (await call('GET', url, { as })).text.replace(/"requestId":"[^"]*"/, ''))
  )
  return texts.join('\n')
}

t.test('refused, and nothing written', async (t) => {
  const [id, running, over] = [await planned(), await upTo('start'), await upTo('complete')]
  const at = (one: string, body: object = reason) => ({ url: `/v1/inspections/${one}/cancel`, body })
  await refused(
    t,
    service,
    { method: 'POST', ...at(id), as: inspector(city) },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: inspector(city, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'by the target': { as: inspector(county), is: [404, 'inspection-not-found'] },
      'by the operator': { as: inspector('*'), is: [404, 'inspection-not-found'] },
      none: { ...at(nowhere), is: [404, 'inspection-not-found'] },
      'under way': { ...at(running), is: [409, 'inspection-step'] },
      over: { ...at(over), is: [409, 'inspection-step'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'without a reason': { ...at(id, {}), is: [400, 'validation-failed', '/reason'] },
      'an empty reason': { ...at(id, { reason: ' ' }), is: [400, 'validation-failed', '/reason'] }
    }
  )
})

t.test('a visit is cancelled as secretly as it was planned', async (t) => {
  const before = await sight(county)
  const id = await planned()
  const body = ok(await cancel(id))
  t.match(body, { state: 'cancelled', cancelledAt: '2026-03-02T09:00:00+08:00', cancelReason: reason.reason })
  t.equal(await sight(county), before, 'the target sees neither')
  t.equal((await read(id, county)).status, 404)
  const line = (await noted(service, id)).at(-1)
  t.match(line, { action: 'inspection.cancelled', unitCode: city })
  const auditor: Person = { unit: county, roles: ['auditor'] }
  t.notMatch((await call('GET', '/v1/audit', { as: auditor })).text, id)
  for (const name of ['start', 'complete', 'publish', 'notify'])
    t.equal((await step(id, name)).status, 409, name)
  const change = { as: inspector(city), body: { plannedOn: '2026-07-01' }, headers: { 'if-match': '*' } }
  await nothingWritten(t, service, async () => {
    t.match(await call('PATCH', `/v1/inspections/${id}`, change), { status: 409 })
    t.match(await cancel(id), { status: 409, body: { code: 'inspection-step' } })
  })
})

t.test('of a notified check the target learns that it is cancelled, and not why', async (t) => {
  const id = await upTo('notify')
  ok(await cancel(id))
  t.match((await read(id, county)).body, { state: 'cancelled', cancelReason: null })
  t.match((await call('GET', `/v1/units/${county}/timeline`, { as: inspector(county) })).text, /取消检查/)
})

t.test('the task goes back, and gets another inspection', async (t) => {
  const taskId = await task()
  const id = await planned({ taskId })
  const at = () => call('GET', `/v1/inspection-tasks/${taskId}`, { as: inspector(city) })
  t.match((await at()).body, { state: 'scheduled', method: 'unannounced-visit', scheduledOn: '2026-06-03' })
  ok(await cancel(id))
  t.match((await at()).body, { state: 'pending', method: null, scheduledOn: null })
  const again = await planned({ taskId })
  t.not(again, id)
  const twice = { ...{ unitCode: city, targetCode: county, method: 'open-check', areas: ['funds'] }, taskId }
  const body = { ...twice, plannedOn: '2026-06-04' }
  t.match(await call('POST', '/v1/inspections', { as: inspector(city), body }), {
    status: 409,
    body: { code: 'task-has-inspection' }
  })
  t.match((await read(id, city)).body, { taskId, state: 'cancelled' })
})

t.test('a target of a campaign gets another inspection', async (t) => {
  const as = inspector(city)
  const { id: campaignId } = ok(await call('POST', '/v1/campaigns', { as, body: campaign }))
  const first = await planned({ campaignId })
  const counted = async () => ok(await call('GET', `/v1/campaigns/${campaignId}`, { as })).progress
  t.match(await counted(), { targets: 2, planned: 1 })
  ok(await cancel(first))
  t.match(await counted(), { targets: 2, planned: 0 })
  const second = await planned({ campaignId })
  const targets = ok(await call('GET', `/v1/campaigns/${campaignId}/targets`, { as })).items
  t.equal(targets.length, 2)
  t.match(
    targets.find(({ targetCode }: { targetCode: string }) => targetCode === county),
    { inspectionId: second }
  )
})

t.test('cancelled and started at once: one of them', async (t) => {
  const id = await planned()
  const answers = await Promise.all([cancel(id), step(id, 'start'), cancel(id)])
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
})
