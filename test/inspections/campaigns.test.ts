import t from 'tap'
import { beside, campaign, city, county, inspectionsOf, inspector, township } from '../examples/inspection.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { run, plan } = inspectionsOf(service)
const as = inspector(city)
const clause = { id: 'jilin-2019-12:3.1' }

t.test('refused, and nothing is written', async (t) => {
  const of = (more: object, is: [number, string, string?]) => ({ body: { ...campaign, ...more }, is })
  const codes = (...unitCodes: string[]) => ({ targets: { unitCodes } })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/campaigns', as, body: campaign },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: inspector(city, 'x', ['viewer', 'inspector']), is: [403, 'role-missing'] },
      'a unit below': { as: inspector(county), is: [404, 'not-found', '/unitCode'] },
      'the operator': { as: inspector('*'), is: [404, 'not-found', '/unitCode'] },
      'it would end first': of({ to: '2026-02-28' }, [422, 'campaign-period', '/to']),
      'a unit beside': of(codes(county, '2202'), [422, 'campaign-target-unknown', '/targets/unitCodes/1']),
      'the own unit': of(codes(city), [422, 'campaign-target-unknown', '/targets/unitCodes/0']),
      'no unit': of(codes('999999'), [422, 'campaign-target-unknown', '/targets/unitCodes/0']),
      'a unit twice': of(codes(county, county), [422, 'campaign-target-twice', '/targets/unitCodes/1']),
      'within a unit elsewhere': of({ targets: { withinCode: '2202' } }, [
        404,
        'not-found',
        '/targets/withinCode'
      ]),
      'nobody of that level': of({ targets: { withinCode: township, level: 'county' } }, [
        422,
        'campaign-targets',
        '/targets'
      ]),
      'no targets': of({ targets: {} }, [400, 'validation-failed']),
      'an empty list': of(codes(), [400, 'validation-failed']),
      'no topic': of({ topic: ' ' }, [400, 'validation-failed', '/topic']),
      'close what is not there': {
        url: `/v1/campaigns/${nowhere}/close`,
        body: {},
        is: [404, 'campaign-not-found']
      }
    }
  )
  t.match((await call('POST', '/v1/campaigns', { as, body: { ...campaign, ...codes('999999') } })).body, {
    clause
  })
})

t.test('made and recorded: its targets are frozen', async (t) => {
  const targets = { withinCode: city, level: 'county' }
  const made = await call('POST', '/v1/campaigns', { as, body: { ...campaign, targets } })
  const { id } = ok(made)
  t.equal(made.headers.location, `/v1/campaigns/${id}`)
  t.match(made.body, {
    unitName: '长春市',
    topic: campaign.topic,
    text: null,
    state: 'open',
    progress: { planned: 0, underWay: 0, completed: 0 }
  })
  const units = ok(await call('GET', `/v1/units?within=${city}&level=county&limit=200`, { as })).items
  t.equal(made.body.progress.targets, units.length)
  const list = ok(await call('GET', `/v1/campaigns/${id}/targets?limit=3&count=true`, { as }))
  t.equal(list.total, units.length)
  const next = ok(await call('GET', `/v1/campaigns/${id}/targets?cursor=${list.nextCursor}`, { as }))
  t.same(
    [...list.items, ...next.items].map(({ targetCode }: { targetCode: string }) => targetCode),
    units.map(({ code }: { code: string }) => code)
  )
  t.match(list.items[0], { targetCode: county, targetName: '南关区', inspectionId: null, state: null })
  const inspection = ok(await plan({ more: { campaignId: id, plannedOn: '2026-04-01' } }))
  const [first] = ok(await call('GET', `/v1/campaigns/${id}/targets?limit=1`, { as })).items
  t.match(first, { inspectionId: inspection.id, method: 'unannounced-visit', state: 'planned' })
  t.match(await noted(service, id), [
    { action: 'campaign.made', unitCode: city, path: '22.2201', details: { targets: units.length } }
  ])
})

t.test('seen by its unit and those above, and by nobody that it is about', async (t) => {
  const id = await run()
  for (const unit of ['22', city]) {
    t.equal((await call('GET', `/v1/campaigns/${id}`, { as: inspector(unit) })).status, 200)
    const { items } = ok(
      await call('GET', `/v1/campaigns?within=${city}&state=open`, { as: inspector(unit) })
    )
    t.ok(items.some((one: { id: string }) => one.id === id))
  }
  for (const unit of [county, beside, '2202', '*']) {
    for (const path of ['', '/targets']) {
      t.equal((await call('GET', `/v1/campaigns/${id}${path}`, { as: inspector(unit) })).status, 404)
    }
  }
  t.same(ok(await call('GET', '/v1/campaigns', { as: inspector(county) })).items, [])
})

t.test('closed once; no inspection is added to it', async (t) => {
  const id = await run()
  const close = (sub: string) => call('POST', `/v1/campaigns/${id}/close`, { as: inspector(city, sub) })
  const answers = await Promise.all(['a', 'b', 'c'].map(close))
  t.same(statuses(answers), [200, 409, 409])
  t.match((await plan({ more: { campaignId: id, plannedOn: '2026-04-01' } })).body, {
    code: 'campaign-closed'
  })
  const version = await call('GET', `/v1/campaigns/${id}`, { as })
  t.match(version.headers.etag, '"2.')
})
