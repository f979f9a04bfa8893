import t from 'tap'
import { checker, city, county, disclosuresOf, keeper, township } from '../examples/disclosure.ts'
import { inspectionsOf } from '../examples/inspection.ts'
import { noted, nothingWritten, refused, statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { post, step, read, check, checked } = disclosuresOf(service)
const inspections = inspectionsOf(service)
const url = '/v1/disclosure-checks'
const look = (id: string, as: Person = checker(city)) => call('GET', `${url}/${id}`, { as })
const find = (id: string, body: object, as = checker(city), headers = {}) =>
  call('POST', `${url}/${id}/findings`, { as, body, headers })
const leak = { content: 'recipients', result: 'leaks', remarks: '张三的病情' }

t.test('from the check to the findings', async (t) => {
  const observations = [
    { content: 'recipients', result: 'outdated', periodShown: '2025-10', programme: 'low-income-rural' },
    { content: 'policy', result: 'shown' },
    { content: 'hotline', result: 'missing' }
  ]
  const id = await checked({ observations })
  t.match(ok(await look(id)), {
    ...{ targetCode: county, observed: 3, faults: 2, leaks: 0, toldAt: null, actions: ['findings'] },
    ...{ observations, findings: [], inspectionId: null, handedOver: false }
  })
  t.equal((await look(id, checker(county))).status, 404, 'the target does not see it')
  t.equal((await look(id, checker(township))).status, 404)
  t.equal((await look(id, checker('22'))).status, 200, 'units above do')
  const { items } = ok(await find(id, { severity: 'serious', text: '请整改。', observations: [1] }))
  t.match(items, [
    {
      ...{ unitCode: city, targetCode: county, area: 'disclosure', itemId: 'disclosure-website' },
      ...{ severity: 'serious', causes: [{ kind: 'disclosure-check', id }] },
      text: '请整改。\n公示核查（2026-03-02，网站）：1.救助对象名单（low-income-rural）：内容过期。'
    }
  ])
  const told = ok(await look(id, checker(county)))
  t.match(told, { findings: [{ n: 1, findingId: items[0].id }], actions: [] }, 'told, it sees the check')
  t.match(told.toldAt, /^2026/)
  t.match(ok(await find(id, { severity: 'minor' })).items, [{ itemId: 'disclosure-website' }])
  t.equal((await find(id, { severity: 'minor' })).body.code, 'disclosure-check-sound', 'nothing is left')
  t.match(await noted(service, id), [
    { action: 'disclosure-check.made', details: { observed: 3, faults: 2, leaks: 0 } },
    { action: 'disclosure-check.told', details: { findings: [items[0].id] } },
    { action: 'disclosure-check.told' }
  ])
  const consequences = `/v1/consequences?kind=disclosure-check&id=${id}`
  t.equal(ok(await call('GET', consequences, { as: checker(city) })).items.length, 2)
})

t.test('private data on show: a grave finding at once, and a withdrawal on the same day', async (t) => {
  const disclosureId = await post()
  const observations = [
    { ...leak, disclosureId },
    { content: 'policy', result: 'missing' }
  ]
  const id = await checked({ observations })
  const { findings } = ok(await look(id, checker(county)))
  t.match(findings, [{ n: 1 }], 'the target sees the check at once')
  const finding = ok(await call('GET', `/v1/findings/${findings[0].findingId}`, { as: checker(county) }))
  t.match(finding, { severity: 'grave', itemId: 'disclosure-protected', text: /当日撤下/ })
  t.notMatch(finding.text, /张三/, 'remarks are not repeated')
  t.match(await read(disclosureId), { withdrawBy: '2026-03-02', state: 'shown' })
  t.match(await read(disclosureId, keeper('2202')), { withdrawBy: null }, 'others are not led there')
  t.match(await noted(service, disclosureId), [
    { action: 'disclosure.posted' },
    { action: 'disclosure.withdrawal-asked', data: { dueOn: '2026-03-02' } }
  ])
  ok(await step(disclosureId, 'withdraw', { on: '2026-03-02', reason: '显示了不应公开的信息' }))
  t.match(ok(await look(id)).findings, [{ n: 1 }], 'the other observation waits for its findings')
  const text = JSON.stringify([await noted(service, id), await noted(service, disclosureId)])
  t.notMatch(text, /张三/, 'neither audit lines nor events hold remarks')
})

t.test('as secret as the inspection', async (t) => {
  const inspectionId = await inspections.planned()
  const id = await checked({ inspectionId })
  t.match(ok(await look(id)), { inspectionId })
  await nothingWritten(t, service, async () => {
    t.match(await find(id, { severity: 'minor' }), {
      status: 409,
      body: { code: 'disclosure-check-too-early' }
    })
    const body = { ...check, inspectionId, observations: [leak] }
    t.match(await call('POST', url, { as: checker(city), body }), {
      status: 422,
      body: { code: 'disclosure-check-urgent', errors: [{ pointer: '/inspectionId' }] }
    })
  })
  t.equal((await look(id, checker(county))).status, 404)
  ok(await inspections.step(inspectionId, 'start'))
  t.equal((await look(id, checker(county))).status, 404, 'begun, but not told of the check')
  ok(await find(id, { severity: 'minor' }))
  t.match(ok(await look(id, checker(county))), { inspectionId })
})

t.test('refused, and nothing written', async (t) => {
  const other = await post({ unitCode: '220103' }, keeper('220103'))
  const elsewhere = await inspections.planned({ targetCode: '220103' })
  const wrong = (more: object, is: [number, string, string?]) => ({ body: { ...check, ...more }, is })
  const seen = (one: object) => ({ observations: [{ content: 'policy', result: 'shown', ...one }] })
  await refused(
    t,
    service,
    { method: 'POST', url, as: checker(city), body: check },
    {
      'by the target': { as: checker(county), is: [404, 'not-found', '/unitCode'] },
      'without the role': { as: keeper(city), is: [403, 'role-missing'] },
      'of itself': wrong({ targetCode: city }, [422, 'disclosure-check-not-below', '/targetCode']),
      beside: wrong({ targetCode: '220202' }, [422, 'disclosure-check-not-below', '/targetCode']),
      tomorrow: wrong({ checkedOn: '2026-03-03' }, [422, 'disclosure-check-day', '/checkedOn']),
      'nothing seen': wrong({ observations: [] }, [400, 'validation-failed', '/observations']),
      'the inspection of another unit': wrong({ inspectionId: elsewhere }, [
        422,
        'disclosure-check-inspection',
        '/inspectionId'
      ]),
      'the disclosure of another unit': wrong(seen({ disclosureId: other }), [
        422,
        'disclosure-check-disclosure',
        '/observations/0/disclosureId'
      ])
    }
  )
  const id = await checked()
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/findings`, as: checker(city), body: { severity: 'minor' } },
    {
      'by the target': { as: checker(county), is: [404, 'disclosure-check-not-found'] },
      'another version': { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      'of nothing seen': {
        body: { severity: 'minor', observations: [2] },
        is: [409, 'disclosure-check-sound', '/observations/0']
      },
      'due in the past': {
        body: { severity: 'minor', rectifyBy: '2026-03-02' },
        is: [422, 'rectify-by-outside', '/rectifyBy']
      }
    }
  )
})

t.test('of two at the same time one makes findings', async (t) => {
  const id = await checked()
  const both = await Promise.all([1, 2].map(() => find(id, { severity: 'minor' })))
  t.strictSame(statuses(both), [201, 409])
})

t.test('lists and the document', async (t) => {
  const list = async (query: string, as = checker(city)) =>
    ok(await call('GET', `${url}?count=true&${query}`, { as })).total
  const all = await list('')
  t.equal(await list('', checker('22')), all)
  t.ok((await list('', checker(county))) < all, 'the target sees those of which it was told')
  t.equal(await list('', checker('2202')), 0)
  t.equal(await list(`targetCode=${county}&channel=website`), all)
  t.equal((await list('faulty=true')) + (await list('faulty=false')), all)
  t.equal(await list('from=2026-03-03'), 0)
  const id = await checked()
  const document = await call('GET', `${url}/${id}/document`, { as: checker(city) })
  t.match(document.headers['content-type'], /wordprocessingml/)
  t.equal((await call('GET', `${url}/${id}/document`, { as: checker(county) })).status, 404)
})
