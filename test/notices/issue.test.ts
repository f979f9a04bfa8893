import t from 'tap'
import { city, clause, clerk, county, draft, noticesOf, township, village } from '../examples/notice.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { made, step, issued, give, judge, read, on } = noticesOf(service)
const elsewhere = { code: '23', name: '另一省', level: 'province' }
ok(await call('POST', '/v1/units', { as: { unit: '*', roles: ['admin'] }, body: elsewhere }))

t.test('refused, and nothing is written', async (t) => {
  const id = await made()
  const late = await made({ answerBy: '2026-03-03' })
  on('2026-03-03')
  const url = (name: string) => `/v1/notices/${name}/issue`
  await refused(
    t,
    service,
    { method: 'POST', url: url(id), as: clerk(city) },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(city, 'x', ['planner', 'inspector']), is: [403, 'role-missing'] },
      'who is to be addressed': { as: clerk(county), is: [404, 'notice-not-found'] },
      'a unit beside': { as: clerk('2202'), is: [404, 'notice-not-found'] },
      'the operator': { as: clerk('*'), is: [404, 'notice-not-found'] },
      'no notice': { url: url(nowhere), is: [404, 'notice-not-found'] },
      'no identifier': { url: url('1'), is: [400, 'validation-failed', '{id}'] },
      'a body': { body: { number: '1' }, is: [400, 'validation-failed'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'its day has come': { url: url(late), is: [422, 'notice-answer-by'] },
      'closed before': { url: `/v1/notices/${id}/close`, is: [409, 'notice-step'] }
    }
  )
  on('2026-03-02')
})

t.test('issued: number, terms, and who sees it', async (t) => {
  const id = await made()
  const answer = await step(id, 'issue')
  t.match(answer, { status: 200, body: { state: 'issued', issuedOn: '2026-03-02', addresseeCount: 2 } })
  t.match(answer.body, { number: '2201-2026-000001', answers: { total: 2, awaited: 2, overdue: 0 } })
  const told = await read(`/v1/notices/${id}`, clerk(county))
  t.match(told, { number: '2201-2026-000001', addressees: null, addresseeCount: 2, answers: { total: 1 } })
  t.match(await read(`/v1/notices/${id}`, clerk('22')), { addressees: draft.addressees })
  for (const unit of [township, '220104', '2202', '23', '*'])
    t.equal((await call('GET', `/v1/notices/${id}`, { as: clerk(unit) })).status, 404, unit)
  const { items } = await read(`/v1/notices/${id}/answers`)
  t.match(items, [
    { unitCode: county, unitName: '南关区', state: 'awaited', dueOn: '2026-04-01', overdue: false },
    { unitCode: '220103' }
  ])
  t.same((await read(`/v1/notices/${id}/answers`, clerk(county))).items.length, 1)
  t.match(await read(`/v1/notices/${id}/answers/${county}`, clerk(county)), {
    terms: [{ rule: 'rectification', days: 30, localDefault: true, state: 'running' }]
  })
  t.equal((await call('GET', `/v1/notices/${id}/answers/220103`, { as: clerk(county) })).status, 404)
  t.match(await noted(service, id), [
    { action: 'notice.drafted' },
    {
      action: 'notice.issued',
      unitCode: city,
      path: '22.2201',
      details: { number: '2201-2026-000001', addresseeCount: 2, dueOn: '2026-04-01' }
    }
  ])
})

t.test('a middle unit is told with those below it', async (t) => {
  const id = await issued({ unitCode: '22', addressees: { unitCodes: [township, village] } }, clerk('22'))
  for (const unit of [city, county]) {
    t.match(await read(`/v1/notices/${id}`, clerk(unit)), { answers: { total: 2 }, addressees: null }, unit)
  }
  t.match(await read(`/v1/notices/${id}`, clerk(village)), { answers: { total: 1 } })
})

t.test('a day of its own, on a day off: the next working day', async (t) => {
  const id = await issued({ answerBy: '2026-03-14' })
  const { items } = await read(`/v1/notices/${id}/answers`)
  t.equal(items[0].dueOn, '2026-03-16')
})

t.test('to a whole subtree: all below, but for the issuer and who is retired', async (t) => {
  ok(
    await call('POST', '/v1/units/220102001002/retire', {
      as: { unit: '22', roles: ['admin'] },
      body: { on: '2026-03-01' }
    })
  )
  const below = await call('GET', `/v1/units?within=${county}&validOn=2026-03-02&count=true`, {
    as: clerk(city)
  })
  const own = await issued({ unitCode: county, addressees: { withinCode: county } }, clerk(county))
  const all = await issued({ addressees: { withinCode: county } })
  t.equal((await read(`/v1/notices/${own}`, clerk(county))).addresseeCount, below.body.total - 1)
  t.equal((await read(`/v1/notices/${all}`)).addresseeCount, below.body.total)
  const body = { ...draft, unitCode: village, addressees: { withinCode: village } }
  const { id } = ok(await call('POST', '/v1/notices', { as: clerk(village), body }))
  t.match(await step(id, 'issue', undefined, { as: clerk(village) }), {
    status: 422,
    body: { code: 'addressees-none' }
  })
})

t.test('to a whole province, in seconds', async (t) => {
  on('2026-03-03')
  const started = performance.now()
  const id = await issued({ unitCode: '22', addressees: { withinCode: '22' } }, clerk('22'))
  t.ok(performance.now() - started < 15_000, `${Math.round(performance.now() - started)} ms`)
  const { addresseeCount, answers } = await read(`/v1/notices/${id}`, clerk('22'))
  t.ok(addresseeCount > 13_000, `${addresseeCount} units`)
  t.equal(answers.awaited, addresseeCount)
  t.match(await read(`/v1/notices/${id}`, clerk(village)), { answers: { total: 1 } })
  const page = await read(`/v1/notices?limit=1&count=true`, clerk(county))
  t.equal(page.items[0].id, id)
  t.match(await step(id, 'withdraw', { reason: '重复下发' }, { as: clerk('22') }), {
    body: { answers: { overdue: 0 } }
  })
  on('2026-03-02')
})

t.test('two leaders at once: one number, one issue', async (t) => {
  const ids = await Promise.all([made(), made(), made()])
  const answers = await Promise.all(
    ids.flatMap((id) => ['a', 'b'].map((sub) => step(id, 'issue', undefined, { as: clerk(city, sub) })))
  )
  t.same(statuses(answers), [200, 200, 200, 409, 409, 409])
  const numbers = answers.filter(({ status }) => status === 200).map(({ body }) => body.number)
  const [first] = numbers.sort()
  const at = Number(first.slice(-6))
  t.same(
    numbers,
    [0, 1, 2].map((n) => `2201-2026-${String(at + n).padStart(6, '0')}`),
    'without a gap'
  )
  for (const id of ids) {
    t.same(
      (await noted(service, id)).map(({ action }) => action),
      ['notice.drafted', 'notice.issued']
    )
    t.equal((await read(`/v1/notices/${id}/answers`)).items.length, 2)
  }
  clock.now = new Date('2026-12-31T16:30:00Z')
  t.equal((await read(`/v1/notices/${await issued()}`)).number, '2201-2027-000001', 'each year its own')
  on('2026-03-02')
})

t.test('taken back: seen with its reason, and nobody owes an answer', async (t) => {
  const [drafted, id] = [await made(), await issued()]
  const reason = { reason: '事实有误' }
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/notices/${id}/withdraw`, as: clerk(city), body: reason },
    {
      'without a reason': { body: {}, is: [400, 'validation-failed', '/reason'] },
      'by who is addressed': { as: clerk(county), is: [403, 'notice-not-issuer'] },
      'by a unit below': { as: clerk(township), is: [404, 'notice-not-found'] }
    }
  )
  t.match(await step(id, 'withdraw', reason), { status: 200, body: { state: 'withdrawn' } })
  t.match(await step(drafted, 'withdraw', reason), { status: 200, body: { number: null, issuedOn: null } })
  t.match(await read(`/v1/notices/${id}`, clerk(county)), { state: 'withdrawn', withdrawReason: '事实有误' })
  t.equal((await call('GET', `/v1/notices/${drafted}`, { as: clerk(county) })).status, 404)
  const { terms } = await read(`/v1/notices/${id}/answers/${county}`)
  t.match(terms, [{ metOn: '2026-03-02' }])
  for (const name of ['issue', 'close']) t.match(await step(id, name), { status: 409 })
  t.match(await step(id, 'withdraw', reason), { status: 409, body: { code: 'notice-step' } })
  t.match(await give(id), { status: 409, body: { code: 'notice-step' } })
})

t.test('closed only when every answer is accepted', async (t) => {
  const id = await issued()
  ok(await give(id))
  ok(await judge(id, 'accept'))
  const open = await step(id, 'close')
  t.match(open, { status: 409, body: { code: 'notice-answers-open', clause, detail: /1/ } })
  ok(await give(id, { as: clerk('220103') }))
  ok(await step(id, 'answers/220103/accept'))
  t.match(await step(id, 'close', undefined, { as: clerk(county) }), {
    status: 403,
    body: { code: 'notice-not-issuer', clause }
  })
  t.match(await step(id, 'close'), {
    body: { state: 'closed', closedOn: '2026-03-02', closedBy: '2201:clerk' }
  })
  t.match(await step(id, 'close'), { status: 409 })
})
