import t from 'tap'
import { city, clause, clerk, county, draft, noticesOf, township } from '../examples/notice.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { make, made, step, read } = noticesOf(service)
const elsewhere = { code: '23', name: '另一省', level: 'province' }
ok(await call('POST', '/v1/units', { as: { unit: '*', roles: ['admin'] }, body: elsewhere }))

t.test('refused: by whom, and to whom, and nothing is written', async (t) => {
  const retired = { on: '2026-03-01' }
  ok(
    await call('POST', '/v1/units/220102001002/retire', {
      as: { unit: '22', roles: ['admin'] },
      body: retired
    })
  )
  const to = (...unitCodes: string[]) => ({ body: { ...draft, addressees: { unitCodes } } })
  const within = (withinCode: string) => ({ body: { ...draft, addressees: { withinCode } } })
  const at = (n: number) => `/addressees/unitCodes/${n}`
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/notices', as: clerk(city), body: draft },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(city, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'for a unit beside': { as: clerk('2202'), is: [404, 'not-found', '/unitCode'] },
      'for a unit above': { as: clerk(county), is: [404, 'not-found', '/unitCode'] },
      'the operator': { as: clerk('*'), is: [404, 'not-found', '/unitCode'] },
      'to itself': { ...to(county, city), is: [403, 'notice-from-above', at(1)] },
      'to a unit above': { ...to('22'), is: [403, 'notice-from-above', at(0)] },
      'to a unit beside': { ...to(county, '2202'), is: [422, 'addressee-unknown', at(1)] },
      'to a unit beside, by the province': {
        as: clerk('22'),
        ...to(county, '220103', '220202'),
        is: [403, 'notice-from-above', at(2)]
      },
      'to no unit': { ...to(county, township, '2201999'), is: [422, 'addressee-unknown', at(2)] },
      'to one twice': { ...to(county, township, county), is: [422, 'addressee-twice', at(2)] },
      'to a retired one': { ...to('220102001002'), is: [422, 'addressee-retired', at(0)] },
      'to all within one above': {
        ...within('22'),
        is: [403, 'notice-from-above', '/addressees/withinCode']
      },
      'to all within none': { ...within('99'), is: [422, 'addressee-unknown', '/addressees/withinCode'] },
      'a foreign cause': {
        body: { ...draft, causes: [{ kind: 'case', id: nowhere }] },
        is: [422, 'cause-not-found', '/causes/0']
      },
      'by today': { body: { ...draft, answerBy: '2026-03-02' }, is: [422, 'notice-answer-by', '/answerBy'] },
      'long ago': { body: { ...draft, answerBy: '2025-03-02' }, is: [422, 'notice-answer-by', '/answerBy'] },
      'years ahead': {
        body: { ...draft, answerBy: '2030-03-02' },
        is: [422, 'notice-answer-by', '/answerBy']
      }
    }
  )
  t.match((await make({ addressees: { unitCodes: ['22'] } })).body, { clause, detail: /22.*2201/ })
})

t.test('malformed', async (t) => {
  const bad = (more: object, pointer: string) => ({
    body: { ...draft, ...more },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/notices', as: clerk(city) },
    {
      'no body': { is: [400, 'validation-failed'] },
      'no JSON': { raw: 'yes', is: [400, 'malformed-json'] },
      'a blank title': bad({ title: ' ' }, '/title'),
      'a text too long': bad({ text: 'x'.repeat(20_001) }, '/text'),
      'nobody addressed': bad({ addressees: { unitCodes: [] } }, '/addressees/unitCodes'),
      'a number of its own': bad({ number: '2201-2026-000001' }, '/number'),
      'no day': bad({ answerBy: '2026-02-30' }, '/answerBy')
    }
  )
  const both = { ...draft, addressees: { unitCodes: [county], withinCode: county } }
  t.equal((await make(both)).status, 400, 'units and a subtree')
})

t.test('drafted, changed, recorded; and nobody below learns of it', async (t) => {
  const answer = await make()
  const { id } = answer.body
  t.equal(answer.status, 201)
  t.equal(answer.headers.location, `/v1/notices/${id}`)
  t.match(answer.body, {
    ...draft,
    number: null,
    unitName: '长春市',
    state: 'draft',
    addresseeCount: null,
    answerBy: null,
    answers: { total: 0, awaited: 0, given: 0, accepted: 0, overdue: 0 },
    issuedOn: null
  })
  t.strictSame(await read(`/v1/notices/${id}`), answer.body)
  for (const unit of [county, '220103', township, '2202', '23', '*']) {
    const as = clerk(unit)
    t.match(await call('GET', `/v1/notices/${id}`, { as }), { body: { code: 'notice-not-found' } }, unit)
    t.equal((await call('GET', `/v1/notices/${id}/document`, { as })).status, 404, unit)
    t.equal((await call('GET', `/v1/notices/${id}/answers`, { as })).status, 404, unit)
  }
  const change = { title: '关于资金发放的通报', addressees: { withinCode: county }, answerBy: '2026-03-20' }
  const patch = (headers: Record<string, string>, body: object = change) =>
    call('PATCH', `/v1/notices/${id}`, { as: clerk(city), body, headers })
  t.equal((await patch({})).status, 428)
  t.equal((await patch({ 'if-match': '"9"' })).status, 412)
  t.match((await patch({ 'if-match': '"1"' }, { addressees: { unitCodes: ['22'] } })).body, {
    code: 'notice-from-above'
  })
  const changed = await patch({ 'if-match': String(answer.headers.etag) })
  t.match(changed, { status: 200, body: change })
  const cleared = await patch({ 'if-match': String(changed.headers.etag) }, { answerBy: null })
  t.match(cleared.body, { answerBy: null, title: change.title })
  t.match(await noted(service, id), [
    { action: 'notice.drafted', unitCode: city, path: '22.2201', details: {} },
    { action: 'notice.changed', details: { fields: ['addressees', 'answerBy', 'title'] } },
    { action: 'notice.changed', event: 'notice.changed', details: { fields: ['answerBy'] } }
  ])
})

t.test('what was issued is not changed any more', async (t) => {
  const id = await made()
  ok(await step(id, 'issue'))
  const url = `/v1/notices/${id}`
  await refused(
    t,
    service,
    { method: 'PATCH', url, as: clerk(city), body: { title: '改' }, headers: { 'if-match': '*' } },
    {
      'by the issuer': { is: [409, 'notice-step'] },
      'by who is addressed': { as: clerk(county), is: [403, 'notice-not-issuer'] },
      'by a unit beside': { as: clerk('2202'), is: [404, 'notice-not-found'] }
    }
  )
})

t.test('with one key, one draft', async (t) => {
  const headers = { 'idempotency-key': 'one-notice' }
  const same = await Promise.all(Array.from({ length: 4 }, () => make({}, { headers })))
  const ids = same.filter(({ status }) => status === 201).map(({ body }) => body.id)
  t.ok(ids.length >= 1)
  t.equal(new Set(ids).size, 1)
})
