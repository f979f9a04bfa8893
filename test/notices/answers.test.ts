import t from 'tap'
import { answer, city, clause, clerk, county, noticesOf, township } from '../examples/notice.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, issued, step, give, judge, read, on } = noticesOf(service)

t.test('refused: by others, again, malformed; and nothing is written', async (t) => {
  const [id, done, draft] = [await issued(), await issued(), await made()]
  ok(await give(done))
  const url = (name: string) => `/v1/notices/${name}/answers`
  await refused(
    t,
    service,
    { method: 'POST', url: url(id), as: clerk(county), body: answer },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(county, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'the issuer': { as: clerk(city), is: [403, 'notice-not-yours'] },
      'a unit above for it': {
        as: clerk(city),
        body: { ...answer, unitCode: county },
        is: [403, 'notice-not-yours']
      },
      'for another unit': { body: { ...answer, unitCode: '220103' }, is: [403, 'notice-not-yours'] },
      'a unit below': { as: clerk(township), is: [404, 'notice-not-found'] },
      'a unit beside': { as: clerk('220104'), is: [404, 'notice-not-found'] },
      'the operator': { as: clerk('*'), is: [404, 'notice-not-found'] },
      'no notice': { url: url(nowhere), is: [404, 'notice-not-found'] },
      'to a draft': { url: url(draft), is: [404, 'notice-not-found'] },
      'to a draft, by its issuer': { url: url(draft), as: clerk(city), is: [403, 'notice-not-yours'] },
      again: { url: url(done), is: [409, 'notice-answer-step'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'no text': { body: {}, is: [400, 'validation-failed', '/text'] },
      'a blank text': { body: { text: '\n' }, is: [400, 'validation-failed', '/text'] },
      'a day of its own': { body: { ...answer, answeredOn: '2026-03-01' }, is: [400, 'validation-failed'] }
    }
  )
  t.match((await give(id, { as: clerk(city) })).body, { clause, detail: /2201/ })
})

t.test('judged by others, too early, malformed: refused', async (t) => {
  const id = await issued()
  const given = await issued()
  ok(await give(given))
  const url = (notice: string, unit = county) => `/v1/notices/${notice}/answers/${unit}/send-back`
  const body = { reason: '未见凭证' }
  await refused(
    t,
    service,
    { method: 'POST', url: url(given), as: clerk(city), body },
    {
      'who is addressed': { as: clerk(county), is: [403, 'notice-not-issuer'] },
      'who is addressed, of another': {
        url: url(given, '220103'),
        as: clerk(county),
        is: [404, 'notice-answer-not-found']
      },
      'who is addressed, of none': {
        url: url(given, '220105'),
        as: clerk(county),
        is: [404, 'notice-answer-not-found']
      },
      'a unit below': { as: clerk(township), is: [404, 'notice-not-found'] },
      'a unit beside': { as: clerk('2202'), is: [404, 'notice-not-found'] },
      'without the role': { as: clerk(city, 'x', ['planner']), is: [403, 'role-missing'] },
      'before the answer': { url: url(id), is: [409, 'notice-answer-step'] },
      'of a unit not addressed': { url: url(given, '220105'), is: [404, 'notice-answer-not-found'] },
      'without a reason': { body: {}, is: [400, 'validation-failed', '/reason'] },
      'by yesterday': {
        body: { ...body, answerBy: '2026-03-01' },
        is: [422, 'notice-answer-by', '/answerBy']
      },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] }
    }
  )
})

t.test('answered late, sent back, answered again, accepted: all on record', async (t) => {
  const id = await issued()
  on('2026-04-02')
  const url = `/v1/notices/${id}/answers/${county}`
  t.match(await read(url), { overdue: true, state: 'awaited', dueOn: '2026-04-01' })
  t.match(await read(`/v1/notices/${id}`), { answers: { overdue: 2 } })
  const { items } = await read(`/v1/notices/${id}/answers?overdue=true&state=awaited`)
  t.equal(items.length, 2)
  const given = await give(id)
  t.match(given, { status: 201, headers: { location: url } })
  t.match(given.body, { state: 'given', text: answer.text, answeredOn: '2026-04-02', overdue: false })
  t.match(given.body.terms, [{ metOn: '2026-04-02', state: 'missed' }])

  const back = await judge(id, 'send-back', { reason: '未见凭证', answerBy: '2026-04-10' })
  t.match(back.body, {
    state: 'awaited',
    text: null,
    dueOn: '2026-04-10',
    earlier: [{ text: answer.text, answeredOn: '2026-04-02', reason: '未见凭证', sentBackOn: '2026-04-02' }]
  })
  t.match(back.body.terms, [{ state: 'missed' }, { state: 'running', days: 8, localDefault: false }])
  on('2026-04-03')
  ok(await give(id, { headers: { 'if-match': String(back.headers.etag) }, body: { text: '附凭证。' } }))
  t.match(await judge(id, 'accept'), {
    status: 200,
    body: { state: 'accepted', text: '附凭证。', acceptedOn: '2026-04-03', acceptedBy: '2201:clerk' }
  })
  for (const name of ['accept', 'send-back'])
    t.match(await judge(id, name, name === 'accept' ? undefined : { reason: 'x' }), { status: 409 }, name)
  t.match(await read(url, clerk(county)), { terms: [{ state: 'missed' }, { state: 'met' }] })

  const common = { unitCode: city, path: '22.2201', details: { noticeId: id, addressee: county } }
  t.match(await noted(service, given.body.id), [
    { ...common, action: 'notice-answer.given', actor: '220102:clerk', event: 'notice-answer.given' },
    { ...common, action: 'notice-answer.sent-back', actor: '2201:clerk' },
    { ...common, action: 'notice-answer.given' },
    { ...common, action: 'notice-answer.accepted' }
  ])
  on('2026-03-02')
})

t.test('twice at once gives one effect', async (t) => {
  const id = await issued()
  const clerks = ['a', 'b', 'c'].map((sub) => clerk(county, sub))
  const answers = await Promise.all(clerks.map((as) => give(id, { as, body: { text: as.sub } })))
  t.same(statuses(answers), [201, 409, 409])
  const judged = await Promise.all([judge(id, 'accept'), judge(id, 'send-back', { reason: '不实' })])
  t.same(statuses(judged), [200, 409])
})

t.test('an answer and the withdrawal at once: whichever comes first', async (t) => {
  const id = await issued()
  const [given, withdrawn] = await Promise.all([give(id), step(id, 'withdraw', { reason: '有误' })])
  t.equal(withdrawn.status, 200)
  t.ok([201, 409].includes(given.status))
  const { answers } = await read(`/v1/notices/${id}`)
  t.equal(answers.given, given.status === 201 ? 1 : 0)
})

t.test('who answers keeps the record of the notice moving: its ETag changes', async (t) => {
  const id = await issued()
  const before = await call('GET', `/v1/notices/${id}`, { as: clerk(city) })
  ok(await give(id))
  const headers = { 'if-none-match': String(before.headers.etag) }
  const after = await call('GET', `/v1/notices/${id}`, { as: clerk(city), headers })
  t.match(after, { status: 200, body: { answers: { given: 1, awaited: 1 } } })
})
