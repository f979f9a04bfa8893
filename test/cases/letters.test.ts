import t from 'tap'
import { answer, city, clerk, county, letter, lettersOf, township } from '../examples/letter.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { receive, step, issue, issued, respond, read } = lettersOf(service)
const clause = { id: 'xinfang-2022:40' }
const open = await receive()

t.test('refused: by whom, when, and where, and nothing is written', async (t) => {
  const [declined, withdrawn, closed] = [await receive(), await receive(), await receive()]
  await step(declined, 'decline', { reason: '不属于本机关职责' })
  await step(withdrawn, 'withdraw')
  await step(closed, 'decline', { reason: '不属于本机关职责' })
  await step(closed, 'close')
  const atTheTop = await receive('22')
  const url = (id: string) => ({ url: `/v1/cases/${id}/letters` })
  await refused(
    t,
    service,
    { method: 'POST', ...url(open), as: clerk(city), body: letter },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': {
        as: clerk(city, 'x', ['viewer', 'planner', 'auditor']),
        is: [403, 'role-missing']
      },
      'the unit whose turn it is': { as: clerk(county), is: [403, 'letter-from-above'] },
      'a unit at the top whose turn it is': {
        ...url(atTheTop),
        as: clerk('22'),
        is: [403, 'letter-from-above']
      },
      'a unit below': { as: clerk(township), is: [404, 'case-not-found'] },
      'a unit beside': { as: clerk('2202'), is: [404, 'case-not-found'] },
      'the operator': { as: clerk('*'), is: [404, 'case-not-found'] },
      'about no case': { ...url(nowhere), is: [404, 'case-not-found'] },
      declined: { ...url(declined), is: [409, 'letter-case-over'] },
      withdrawn: { ...url(withdrawn), is: [409, 'letter-case-over'] },
      closed: { ...url(closed), is: [409, 'letter-case-over'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] }
    }
  )
  t.match((await issue(open, { as: clerk(county) })).body, { clause, detail: /220102/ })
})

t.test('malformed', async (t) => {
  const bad = (more: object, pointer?: string) => ({
    body: { ...letter, ...more },
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/cases/${open}/letters`, as: clerk(city) },
    {
      'no identifier': { url: '/v1/cases/1/letters', body: letter, is: [400, 'validation-failed', '{id}'] },
      'no body': { is: [400, 'validation-failed'] },
      'no JSON': { raw: 'yes', is: [400, 'malformed-json'] },
      'an unknown kind': bad({ kind: 'criticise' }, '/kind'),
      'unknown grounds': bad({ grounds: 'laziness' }, '/grounds'),
      'a blank text': bad({ text: ' ' }, '/text'),
      'a text too long': bad({ text: 'x'.repeat(4001) }, '/text'),
      'a number of its own': bad({ number: '2201-2026-S-000001' }, '/number'),
      'another addressee': bad({ unitCode: '2202' }, '/unitCode')
    }
  )
  await refused(
    t,
    service,
    { method: 'GET', url: '', as: clerk(city) },
    {
      'an unknown filter': { url: '/v1/letters?from=2201', is: [400, 'validation-failed'] },
      'an unknown state': { url: '/v1/letters?state=late', is: [400, 'validation-failed', '?state'] },
      'a cursor of something else': { url: '/v1/letters?cursor=WzFd', is: [400, 'bad-cursor', '?cursor'] },
      'no letter': { url: `/v1/letters/${nowhere}`, is: [404, 'letter-not-found'] },
      'no case': { url: `/v1/cases/${nowhere}/letters`, is: [404, 'case-not-found'] }
    }
  )
})

t.test('written, answered and recorded', async (t) => {
  const caseId = await receive()
  const made = await issue(caseId)
  const { id } = made.body
  t.equal(made.status, 201)
  t.equal(made.headers.location, `/v1/letters/${id}`)
  const { number: caseNumber } = await read(`/v1/cases/${caseId}`)
  t.match(made.body, {
    ...letter,
    caseId,
    caseNumber,
    number: '2201-2026-S-000001',
    fromUnitCode: city,
    unitCode: county,
    unitName: '南关区',
    issuedOn: '2026-03-02',
    dueOn: '2026-04-01',
    overdue: false,
    state: 'awaited',
    answer: null,
    answeredOn: null,
    terms: [
      {
        rule: 'letter.answer',
        state: 'running',
        days: 30,
        localDefault: true,
        clause: { id: 'xinfang-2005:36' }
      }
    ]
  })
  t.strictSame(withoutActions(await read(`/v1/letters/${id}`, clerk(county))), withoutActions(made.body))
  t.match(await read(`/v1/cases/${caseId}`), { state: 'received', nextDueOn: '2026-03-17' }, 'the case stays')

  t.strictSame((await read(`/v1/letters/${id}`, clerk(county))).actions, ['answer'])
  t.strictSame((await read(`/v1/letters/${id}`, clerk(city))).actions, [], 'not for the unit that wrote it')
  const stale = { as: clerk(city), headers: { 'if-match': '"9"' } }
  t.match(await respond(id, stale), { status: 403, body: { code: 'letter-for-others' } }, '403 before 412')

  clock.now = new Date('2026-04-01T15:59:00Z')
  const headers = { 'if-match': String(made.headers.etag) }
  const answered = await respond(id, { headers })
  t.equal(answered.status, 200)
  t.match(answered.body, {
    state: 'answered',
    answer: answer.text,
    answeredOn: '2026-04-01',
    overdue: false,
    terms: [{ metOn: '2026-04-01', state: 'met' }]
  })
  t.strictSame(withoutActions(await read(`/v1/letters/${id}`)), withoutActions(answered.body))

  const lines = await noted(service, id)
  const common = { unitCode: county, path: '22.2201.220102' }
  const details = { caseId, kind: 'supervise', number: '2201-2026-S-000001' }
  const terms = [{ rule: 'letter.answer', dueOn: '2026-04-01', metOn: '2026-04-01', isMet: true }]
  const issue_ = { ...details, grounds: letter.grounds, fromUnitCode: city, dueOn: '2026-04-01' }
  t.match(lines, [
    { ...common, action: 'letter.issued', actor: '2201:clerk', event: 'letter.issued', details: issue_ },
    { ...common, action: 'letter.answered', actor: '220102:clerk', details: { ...details, terms } }
  ])
  for (const { details, data } of lines) t.strictSame(data, details)
  const { items } = await read(`/v1/cases/${caseId}/timeline`)
  t.same(
    items.map(({ action, subjectId }: { action: string; subjectId: string }) => [action, subjectId]),
    [
      ['case.received', caseId],
      ['letter.issued', id],
      ['letter.answered', id]
    ]
  )
  t.same(items[2].terms, terms)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('answered by others, again, or malformed: refused, and nothing is written', async (t) => {
  const { id } = await issued(open)
  const { id: done } = await issued(open)
  ok(await respond(done))
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/letters/${id}/answer`, as: clerk(county), body: answer },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(county, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'the issuer': { as: clerk(city), is: [403, 'letter-for-others'] },
      'a unit above the issuer': { as: clerk('22'), is: [403, 'letter-for-others'] },
      'a unit below': { as: clerk(township), is: [404, 'letter-not-found'] },
      'a unit beside': { as: clerk('220103'), is: [404, 'letter-not-found'] },
      'no letter': { url: `/v1/letters/${nowhere}/answer`, is: [404, 'letter-not-found'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      again: { url: `/v1/letters/${done}/answer`, is: [409, 'letter-answered'] },
      'no text': { body: {}, is: [400, 'validation-failed', '/text'] },
      'a blank text': { body: { text: '\n' }, is: [400, 'validation-failed', '/text'] },
      'a text too long': { body: { text: 'x'.repeat(8001) }, is: [400, 'validation-failed', '/text'] },
      'a day of its own': { body: { ...answer, answeredOn: '2026-03-01' }, is: [400, 'validation-failed'] }
    }
  )
  t.match((await respond(id, { as: clerk(city) })).body, { clause, detail: /220102/ })
})

t.test('twice at once gives one effect', async (t) => {
  const headers = { 'idempotency-key': 'one-letter' }
  const same = await Promise.all(Array.from({ length: 5 }, () => issue(open, { headers })))
  const made = same.filter(({ status }) => status === 201)
  t.ok(made.length >= 1 && same.every(({ status }) => [201, 409].includes(status)))
  t.equal(new Set(made.map(({ body }) => body.id)).size, 1, 'with one key, one letter')
  const id = made[0]?.body.id
  const clerks = ['a', 'b', 'c', 'd'].map((sub) => clerk(county, sub))
  const answers = await Promise.all(clerks.map((as) => respond(id, { as, body: { text: as.sub } })))
  t.same(statuses(answers), [200, 409, 409, 409])
  t.equal((await read(`/v1/letters/${id}`)).answer, answers.find(({ status }) => status === 200)?.body.answer)
  t.same(
    (await noted(service, id)).map(({ action }) => action),
    ['letter.issued', 'letter.answered']
  )
})

t.test('a letter and the end of a case at once: whichever comes first', async (t) => {
  const caseId = await receive()
  const [letter, withdrawn] = await Promise.all([
    issue(caseId),
    call('POST', `/v1/cases/${caseId}/withdraw`, { as: clerk(county) })
  ])
  t.equal(withdrawn.status, 200)
  t.ok([201, 409].includes(letter.status))
  const { items } = await read(`/v1/cases/${caseId}/timeline`)
  const order = items.map(({ action }: { action: string }) => action).slice(1)
  t.same(order, letter.status === 201 ? ['letter.issued', 'case.withdrawn'] : ['case.withdrawn'])
})

t.test('a reply that is not carried out is pressed for after the case was put on file', async (t) => {
  const replied = await receive()
  await step(replied, 'accept')
  await step(replied, 'reply', { text: '予以补发', outcome: 'upheld', cause: 'late-payment' })
  await step(replied, 'close')
  const declined = await receive()
  await step(declined, 'decline', { reason: '不属于本机关职责' })
  await step(declined, 'close')
  const carried = { ...letter, grounds: 'reply-not-carried-out' }
  const url = (id: string) => `/v1/cases/${id}/letters`
  await refused(
    t,
    service,
    { method: 'POST', url: url(replied), as: clerk(city), body: letter },
    {
      'on other grounds': { is: [409, 'letter-case-over'] },
      'where there was no reply': { url: url(declined), body: carried, is: [409, 'letter-case-over'] }
    }
  )
  const { id, ...made } = await issued(replied, { more: carried })
  t.match(made, { unitCode: county, grounds: carried.grounds, state: 'awaited' })
  t.match(await respond(id), { status: 200, body: { state: 'answered' } })
  t.equal((await read(`/v1/cases/${replied}`)).state, 'closed')
})

t.test('a case under review: the letter goes to the unit that reviews it', async (t) => {
  const caseId = await receive()
  await step(caseId, 'accept')
  await step(caseId, 'reply', { text: '不予支持', outcome: 'not-upheld', cause: 'misunderstanding' })
  await step(caseId, 'request-review', { requestedOn: '2026-03-02' })
  t.match(await issue(caseId), { status: 403, body: { code: 'letter-from-above' } })
  const { id, ...made } = await issued(caseId, { as: clerk('22'), more: { kind: 'urge' } })
  t.match(made, { fromUnitCode: '22', unitCode: city, number: '22-2026-U-000001' })
  t.match(await respond(id), { status: 403, body: { code: 'letter-for-others' } }, 'the county only reads it')
  t.match(await respond(id, { as: clerk(city) }), { status: 200, body: { state: 'answered' } })
})
