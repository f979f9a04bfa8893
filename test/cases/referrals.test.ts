import t from 'tap'
import { city, clerk, county, lettersOf, referral, township } from '../examples/letter.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { receive, step, refer, follow, read } = lettersOf(service)
const at = (day: string) => {
  clock.now = new Date(`${day}T10:00:00+08:00`)
}
const clause = { id: 'supervision-law:37' }
const receipt = { receiptNumber: '市纪信受〔2026〕17号', receivedOn: '2026-03-05' }
const outcome = { outcome: '给予党内警告处分', outcomeOn: '2026-04-20' }
const caseId = await receive()
const make = async (id = caseId) => ok(await refer(id)).id

t.test('made, received, concluded, and each step recorded', async (t) => {
  at('2026-03-03')
  const made = await refer(caseId)
  const { id } = made.body
  t.match(made, { status: 201, headers: { location: `/v1/referrals/${id}`, etag: '"1.' } })
  const open = { receiptNumber: null, receivedOn: null, outcome: null, outcomeOn: null }
  const { terms, ...plain } = made.body
  const elsewhere = { findingId: null, fundCheckId: null }
  const due = { dueOn: '2026-04-02', overdue: false, handedOver: false }
  const acting = { actingUnitCode: null, actingUnitName: null }
  t.strictSame(plain, {
    id,
    caseId,
    ...elsewhere,
    ...referral,
    referredOn: '2026-03-03',
    ...due,
    ...acting,
    ...open,
    updatedAt: '2026-03-03T10:00:00+08:00',
    actions: ['receipt', 'outcome']
  })
  t.match(terms, [{ rule: 'referral.hand-over', dueOn: '2026-04-02', localDefault: true, state: 'running' }])
  at('2026-03-09')
  const received = await follow(id, 'receipt', receipt, { headers: { 'if-match': '"1"' } })
  t.match(received, { status: 200, headers: { etag: '"2.' }, body: { ...receipt, outcome: null } })
  t.strictSame(received.body.actions, ['outcome'])
  t.match(received.body.updatedAt, '2026-03-09')
  at('2026-04-21')
  const concluded = await follow(id, 'outcome', outcome, { as: clerk(county) })
  t.match(concluded, { status: 200, body: { ...receipt, ...outcome } })
  t.strictSame(concluded.body.actions, [])
  t.strictSame(await read(`/v1/referrals/${id}`), concluded.body)
  const common = { unitCode: county, path: '22.2201.220102' }
  const lines = await noted(service, id)
  const { text: _, ...to } = referral
  t.match(lines, [
    { ...common, action: 'referral.made', actor: '2201:clerk', details: { caseId, ...to } },
    { ...common, action: 'referral.received', event: 'referral.received', details: { caseId, ...receipt } },
    {
      ...common,
      action: 'referral.concluded',
      actor: '220102:clerk',
      details: { caseId, outcomeOn: '2026-04-20' }
    }
  ])
  for (const { details, data } of lines) t.strictSame(data, details)
  const { items } = await read(`/v1/cases/${caseId}/timeline`)
  t.same(
    items.slice(1).map(({ action, subjectId }: { action: string; subjectId: string }) => [action, subjectId]),
    lines.map(({ action }) => [action, id])
  )
  at('2026-03-02')
})

t.test('refused, or malformed, and nothing is written', async (t) => {
  at('2026-03-06')
  const [id, done] = [await make(), await make()]
  ok(await follow(done, 'receipt', { ...receipt, receivedOn: '2026-03-06' }))
  ok(await follow(done, 'outcome', { ...outcome, outcomeOn: '2026-03-06' }))
  const to = (name: string, body: object, one = id) => ({ url: `/v1/referrals/${one}/${name}`, body })
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/cases/${caseId}/referrals`, as: clerk(city), body: referral },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(city, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'a unit below': { as: clerk(township), is: [404, 'case-not-found'] },
      'a unit beside': { as: clerk('2202'), is: [404, 'case-not-found'] },
      'the operator': { as: clerk('*'), is: [404, 'case-not-found'] },
      'about no case': { url: `/v1/cases/${nowhere}/referrals`, is: [404, 'case-not-found'] },
      'an old version of the case': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'an unknown receiver': {
        body: { ...referral, receiver: 'press' },
        is: [400, 'validation-failed', '/receiver']
      },
      'no name': {
        body: { ...referral, receiverName: ' ' },
        is: [400, 'validation-failed', '/receiverName']
      },
      'a text too long': {
        body: { ...referral, text: 'x'.repeat(8001) },
        is: [400, 'validation-failed', '/text']
      },
      'a day of its own': { body: { ...referral, referredOn: '2026-03-01' }, is: [400, 'validation-failed'] },
      'a receipt of a unit beside': {
        ...to('receipt', receipt),
        as: clerk('2202'),
        is: [404, 'referral-not-found']
      },
      'an outcome of a unit below': {
        ...to('outcome', outcome),
        as: clerk(township),
        is: [404, 'referral-not-found']
      },
      'a receipt of nothing': { ...to('receipt', receipt, nowhere), is: [404, 'referral-not-found'] },
      'a receipt without the role': {
        ...to('receipt', receipt),
        as: clerk(city, 'x', ['viewer']),
        is: [403, 'role-missing']
      },
      'a receipt of an old version': {
        ...to('receipt', receipt),
        headers: { 'if-match': '"7"' },
        is: [412, 'version-stale']
      },
      'no such day': {
        ...to('receipt', { ...receipt, receivedOn: '2026-02-30' }),
        is: [400, 'validation-failed', '/receivedOn']
      },
      'no number': {
        ...to('receipt', { receivedOn: '2026-03-06' }),
        is: [400, 'validation-failed', '/receiptNumber']
      },
      'no outcome': {
        ...to('outcome', { outcomeOn: '2026-03-06' }),
        is: [400, 'validation-failed', '/outcome']
      },
      'received twice': { ...to('receipt', receipt, done), is: [409, 'referral-received'] },
      'concluded twice': { ...to('outcome', outcome, done), is: [409, 'referral-concluded'] }
    }
  )
  at('2026-03-02')
})

t.test('its days follow each other, up to today', async (t) => {
  at('2026-03-03')
  const [id, other] = [await make(), await make()]
  at('2026-03-10')
  const on = (name: 'receipt' | 'outcome', day: string, one = id) =>
    follow(one, name, name === 'receipt' ? { ...receipt, receivedOn: day } : { ...outcome, outcomeOn: day })
  const outside = async (name: 'receipt' | 'outcome', day: string, one = id) => {
    const pointer = name === 'receipt' ? '/receivedOn' : '/outcomeOn'
    const body = { code: 'referral-day', clause, errors: [{ pointer }] }
    t.match(await on(name, day, one), { status: 422, body }, `${name} on ${day}`)
  }
  await outside('receipt', '2026-03-02')
  await outside('receipt', '2026-03-11')
  t.match(await on('receipt', '2026-03-05'), { status: 200 })
  await outside('outcome', '2026-03-04')
  await outside('outcome', '2026-03-11')
  t.match(await on('outcome', '2026-03-05'), { status: 200 })
  // Some authorities tell the outcome first.
  await outside('outcome', '2026-03-02', other)
  t.match(await on('outcome', '2026-03-08', other), { status: 200 })
  await outside('receipt', '2026-03-09', other)
  t.match(await on('receipt', '2026-03-03', other), { status: 200 })
  at('2026-03-02')
})

t.test('a referral has a term: until the receipt, or an outcome without one', async (t) => {
  at('2026-03-02')
  const [received, concluded, both, late] = [await make(), await make(), await make(), await make()]
  const shown = (id: string) => read(`/v1/referrals/${id}`)
  at('2026-03-31')
  ok(await follow(received, 'receipt', { ...receipt, receivedOn: '2026-03-20' }))
  t.match(await shown(received), { overdue: false, terms: [{ metOn: '2026-03-20', state: 'met' }] })
  ok(await follow(concluded, 'outcome', { ...outcome, outcomeOn: '2026-03-25' }))
  t.match(await shown(concluded), { overdue: false, terms: [{ metOn: '2026-03-25', state: 'met' }] })
  at('2026-04-02')
  t.match(await shown(late), {
    dueOn: '2026-04-01',
    overdue: true,
    terms: [{ state: 'missed', metOn: null }]
  })
  const { items } = await read(`/v1/cases/${caseId}/referrals?limit=200`)
  t.match(
    items.find(({ id }: { id: string }) => id === late),
    { dueOn: '2026-04-01', overdue: true }
  )
  ok(await follow(both, 'outcome', { ...outcome, outcomeOn: '2026-04-02' }))
  t.match(await shown(both), { terms: [{ metOn: '2026-04-02', state: 'missed' }] })
  ok(await follow(both, 'receipt', { ...receipt, receivedOn: '2026-03-30' }))
  t.match(await shown(both), { terms: [{ metOn: '2026-03-30', state: 'met' }] }, 'the receipt says when')
  at('2026-03-02')
})

t.test('a clue is handed over whatever became of the case', async (t) => {
  const over = await receive()
  await step(over, 'withdraw')
  t.match(await refer(over, { as: clerk(county) }), { status: 201 })
})

t.test('twice at once gives one effect', async (t) => {
  const headers = { 'idempotency-key': 'one-referral' }
  const same = await Promise.all(Array.from({ length: 4 }, () => refer(caseId, { headers })))
  const ids = same.filter(({ status }) => status === 201).map(({ body }) => body.id)
  t.equal(new Set(ids).size, 1)
  const [id] = ids
  for (const [name, body] of [
    ['receipt', { ...receipt, receivedOn: '2026-03-02' }],
    ['outcome', { ...outcome, outcomeOn: '2026-03-02' }]
  ] as const) {
    const clerks = ['a', 'b', 'c'].map((sub) => clerk(city, sub))
    const answers = await Promise.all(clerks.map((as) => follow(id, name, body, { as })))
    t.same(statuses(answers), [200, 409, 409], name)
  }
  t.equal((await noted(service, id)).length, 3)
})

t.test('listed by case, page by page, and as a table', async (t) => {
  const one = await receive()
  const ids: string[] = []
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    at(day)
    ids.push(await make(one))
  }
  const seen: string[] = []
  for (let next: string | undefined = `/v1/cases/${one}/referrals?limit=2&count=true`; next !== undefined; ) {
    const { body, headers } = await call('GET', next, { as: clerk(county) })
    t.equal(body.total, 3)
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(seen, ids)
  const options = { as: clerk(county), headers: { accept: 'text/csv' } }
  const { text } = await call('GET', `/v1/cases/${one}/referrals`, options)
  t.match(
    text,
    /id,caseId,findingId,fundCheckId,receiver,receiverName,text,referredOn,dueOn,overdue,receiptNumber,/
  )
  t.equal(text.trimEnd().split('\n').length, 4)
  t.match(await read(`/v1/cases/${one}/referrals`, clerk(township)), { code: 'case-not-found' })
})
