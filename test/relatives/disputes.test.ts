import t from 'tap'
import { makeProgramme, programme } from '../examples/batch.ts'
import { county, idNumber, of, relativesOf, township, village } from '../examples/relatives.ts'
import { teamsOf } from '../examples/team.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing } = relativesOf(service)
await makeProgramme(service)
const inspector = of(county, ['inspector'])
const dispute = { reason: 'not-related', foundOn: '2026-03-01', basis: '户籍档案显示双方无亲属关系。' }
const url = (id: string) => `/v1/relative-filings/${id}/dispute`
const disputed = async (id: string, more: object = {}, as = inspector) =>
  ok(await call('POST', url(id), { as, body: { ...dispute, ...more } }))
const filed = async () => (await filing((await filer()).id)).id as string
const check = async (more: object = {}, as = inspector) => {
  const body = { unitCode: county, programme, period: '2026-03', ...more }
  return ok(await call('POST', '/v1/relative-checks', { as, body }))
}
const falseIn = async (checkId: string, as = inspector) => {
  const { items } = ok(
    await call('GET', `/v1/relative-checks/${checkId}/exceptions?type=false&limit=50`, { as })
  )
  return items.map(({ filingId, reason }: { filingId: string; reason: string }) => [filingId, reason])
}

t.test('refused, and nothing written', async (t) => {
  const id = await filed()
  const twice = await filed()
  await disputed(twice)
  const bad = (more: object, is: [number, string, string?]) => ({ body: { ...dispute, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: url(id), as: inspector, body: dispute },
    {
      'without the role': { as: of(county), is: [403, 'role-missing'] },
      'by the unit of the filer': { as: of(village, ['leader']), is: [403, 'dispute-by-above'] },
      'by a unit beside': { as: of('220103', ['leader']), is: [404, 'relative-filing-not-found'] },
      'by the operator': { as: of('*', ['leader']), is: [404, 'relative-filing-not-found'] },
      'of a filing that is not there': { url: url(nowhere), is: [404, 'relative-filing-not-found'] },
      'for another reason': bad({ reason: 'identity-mismatch' }, [400, 'validation-failed', '/reason']),
      'found in the future': bad({ foundOn: '2026-03-03' }, [422, 'relatives-date-future', '/foundOn']),
      'of a visit that is not on record': bad({ reason: 'visit-untrue' }, [
        422,
        'dispute-no-visit',
        '/foundOn'
      ]),
      'with an identity number': bad({ basis: `身份证${idNumber(1)}不符` }, [
        422,
        'dispute-basis-identity',
        '/basis'
      ]),
      'with an inspection that is not there': bad({ inspectionId: nowhere }, [
        422,
        'dispute-record-unknown',
        '/inspectionId'
      ]),
      'with a finding that is not there': bad({ findingId: nowhere }, [
        422,
        'dispute-record-unknown',
        '/findingId'
      ]),
      'the same twice': { url: url(twice), is: [409, 'dispute-twice'] }
    }
  )
})

t.test('disputed: the filing stays as it is, and its unit does not learn of it', async (t) => {
  const id = await filed()
  const read = async (unit: string) => call('GET', `/v1/relative-filings/${id}`, { as: of(unit, ['leader']) })
  const before = (await read(village)).body
  const made = await disputed(id)
  t.match(made, {
    ...dispute,
    filingId: id,
    unitCode: county,
    withdrawn: false,
    inspectionId: null,
    actions: ['withdraw']
  })
  t.same((await read(village)).body, before, 'version and time of the filing are the same')
  t.match(await noted(service, made.id), [
    { action: 'relative-dispute.made', details: { reason: 'not-related', foundOn: '2026-03-01' } }
  ])
  t.notMatch(JSON.stringify(await noted(service, made.id)), /户籍档案/)
  for (const unit of [county, '2201', '22'])
    t.equal((await call('GET', `/v1/relative-disputes/${made.id}`, { as: of(unit) })).status, 200, unit)
  for (const unit of [village, township, '220103', '*']) {
    const as = of(unit, ['leader', 'auditor', 'viewer'])
    t.equal((await call('GET', `/v1/relative-disputes/${made.id}`, { as })).status, 404, unit)
    const withdrawal = { as, body: { reason: '有误' } }
    t.equal((await call('POST', `/v1/relative-disputes/${made.id}/withdraw`, withdrawal)).status, 404, unit)
    if (unit === '*') continue
    t.same(ok(await call('GET', `/v1/relative-disputes?filingId=${id}`, { as })).items, [], unit)
    t.notMatch(JSON.stringify((await call('GET', '/v1/audit', { as })).body), /relative-dispute/, unit)
  }
  t.match(ok(await call('GET', `/v1/relative-disputes?filingId=${id}&withdrawn=false`, { as: inspector })), {
    items: [{ id: made.id }]
  })
})

t.test('at the same time: one of two', async (t) => {
  const id = await filed()
  const answers = await Promise.all([1, 2].map(() => call('POST', url(id), { as: inspector, body: dispute })))
  t.same(statuses(answers), [201, 409])
})

t.test('checks from the day on count it as false; earlier checks keep what they had', async (t) => {
  const id = await filed()
  const frozen = await check()
  const { id: disputeId } = await disputed(id, { reason: 'not-in-post', foundOn: '2026-03-02' })
  t.same(
    (await falseIn((await check()).id)).filter(([one]: string[]) => one === id),
    [[id, 'not-in-post']]
  )
  const earlier = await check({ asOf: '2026-03-01' })
  t.notOk(
    (await falseIn(earlier.id)).some(([one]: string[]) => one === id),
    'before the day of the discovery'
  )
  t.notOk((await falseIn(frozen.id)).some(([one]: string[]) => one === id))
  t.same(ok(await call('GET', `/v1/relative-checks/${frozen.id}`, { as: inspector })), frozen)
  const city = of('2201', ['inspector'])
  t.ok(
    (await falseIn((await check({}, city)).id, city)).some(([one]: string[]) => one === id),
    'units above count it too'
  )
  const below = of(township, ['inspector'])
  const own = await check({ unitCode: village }, below)
  t.notOk(
    (await falseIn(own.id, below)).some(([one]: string[]) => one === id),
    'a township does not see it'
  )

  const withdraw = (body: object, headers = {}) =>
    call('POST', `/v1/relative-disputes/${disputeId}/withdraw`, { as: inspector, body, headers })
  t.match(await withdraw({ reason: `号码${idNumber(2)}有误` }), {
    status: 422,
    body: { code: 'dispute-basis-identity' }
  })
  t.match(await withdraw({ reason: '经复核任职属实。' }, { 'if-match': '"9"' }), { status: 412 })
  t.match(ok(await withdraw({ reason: '经复核任职属实。' })), { withdrawn: true, actions: [] })
  t.match(await withdraw({ reason: '再撤' }), { status: 409, body: { code: 'dispute-withdrawn' } })
  t.notOk(
    (await falseIn((await check()).id)).some(([one]: string[]) => one === id),
    'taken back'
  )
  t.match(await disputed(id, { reason: 'not-in-post' }), { withdrawn: false }, 'and made again')
})

t.test('a visit that did not take place, found by an inspection', async (t) => {
  const id = await filed()
  const { register, inspection } = teamsOf(service)
  const visitor = await register(county)
  const inspectionId = await inspection(township, { unitCode: county, areas: ['policy'] })
  const visit = { visitedOn: '2026-03-01', visitors: [visitor], conclusion: 'sound' }
  ok(await call('POST', `/v1/relative-filings/${id}/visit`, { as: of(county), body: visit }))
  const made = await disputed(id, { reason: 'visit-untrue', foundOn: '2026-03-02', inspectionId })
  t.match(made, { inspectionId, findingId: null })
  t.ok(
    (await falseIn((await check()).id)).some(([one, why]: string[]) => one === id && why === 'visit-untrue')
  )
})
