import t from 'tap'
import { called, city, county, interviewsOf, leader, township } from '../examples/interview.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { summon, summoned, step, read } = interviewsOf(service)
const clause = { id: 'jilin-2019-12:3.5' }
const usual = { method: 'POST' as const, url: '/v1/interviews', as: leader('22'), body: called }
const bad = (more: object, ...is: [number, string, string?]) => ({ body: { ...called, ...more }, is })

t.test('refused: by whom, with whom and when, and nothing is written', async (t) => {
  const body = { name: '净月区', level: 'county', parentCode: city, code: '220199' }
  const as = { unit: '22', roles: ['admin' as const], sub: 'a' }
  ok(await call('POST', '/v1/units', { as, body }))
  ok(await call('POST', '/v1/units/220199/retire', { as, body: { on: '2026-03-01' } }))
  await refused(t, service, usual, {
    nobody: { as: null, is: [401, 'token-missing'] },
    'without the role': { as: leader('22', 'x', ['inspector', 'auditor']), is: [403, 'role-missing'] },
    'for a unit beside': { as: leader('2202'), is: [404, 'not-found', '/unitCode'] },
    'for a unit above': { as: leader(city), is: [404, 'not-found', '/unitCode'] },
    'the operator': { as: leader('*'), is: [404, 'not-found', '/unitCode'] },
    'for no unit': bad({ unitCode: '99' }, 404, 'not-found', '/unitCode'),
    'with oneself': bad({ intervieweeUnitCode: '22' }, 422, 'interviewee-not-below', '/intervieweeUnitCode'),
    'with the unit above': {
      ...bad({ unitCode: county, intervieweeUnitCode: city }, 422, 'interviewee-not-below'),
      as: leader(county)
    },
    'with a unit beside': {
      ...bad({ unitCode: city, intervieweeUnitCode: '220202' }, 422, 'interviewee-not-below'),
      as: leader(city)
    },
    'with no unit': bad({ intervieweeUnitCode: '9999' }, 422, 'interviewee-not-below'),
    'with a unit that is gone': bad({ intervieweeUnitCode: '220199' }, 422, 'interviewee-retired'),
    'for a day that is over': bad({ calledFor: '2026-03-01' }, 422, 'called-for-past', '/calledFor'),
    'for an instant of a day that is over': bad(
      { calledFor: '2026-03-01T15:59:59Z' },
      422,
      'called-for-past',
      '/calledFor'
    ),
    'for no known cause': bad(
      { causes: [{ kind: 'case', id: nowhere }] },
      422,
      'cause-not-found',
      '/causes/0'
    )
  })
  t.match((await summon({ intervieweeUnitCode: '22' })).body, { clause, detail: /22/ })
})

t.test('malformed', async (t) => {
  const wrong = (more: object, pointer: string) => bad(more, 400, 'validation-failed', pointer)
  await refused(t, service, usual, {
    'no body': { body: undefined, is: [400, 'validation-failed'] },
    'no reason': wrong({ reason: ' ' }, '/reason'),
    'a reason too long': wrong({ reason: 'x'.repeat(2001) }, '/reason'),
    'no time': wrong({ calledFor: undefined }, '/calledFor'),
    'a time without a zone': wrong({ calledFor: '2026-03-10T09:00:00' }, '/calledFor'),
    'a second that is none': wrong({ calledFor: '2026-06-30T23:59:60Z' }, '/calledFor'),
    'a day that is none': wrong({ calledFor: '2026-02-30' }, '/calledFor'),
    'an instant of a day that is none': wrong({ calledFor: '2026-02-30T09:00:00+08:00' }, '/calledFor'),
    'no causes': wrong({ causes: undefined }, '/causes'),
    'a number of its own': wrong({ number: '1' }, '/number')
  })
  await refused(
    t,
    service,
    { method: 'GET', url: '', as: leader('22') },
    {
      'an unknown filter': { url: '/v1/interviews?from=22', is: [400, 'validation-failed'] },
      'an unknown state': { url: '/v1/interviews?state=late', is: [400, 'validation-failed', '?state'] },
      'a cursor of something else': { url: '/v1/interviews?cursor=WzFd', is: [400, 'bad-cursor', '?cursor'] },
      'another place': { url: '/v1/interviews?within=23', is: [404, 'not-found', '?within'] },
      'no interview': { url: `/v1/interviews/${nowhere}`, is: [404, 'interview-not-found'] }
    }
  )
})

t.test('called and recorded: seen by the line, told to the unit below', async (t) => {
  const made = await summon()
  const { id } = made.body
  t.equal(made.status, 201)
  t.equal(made.headers.location, `/v1/interviews/${id}`)
  t.match(made.body, {
    ...called,
    number: /^22-2026-00000\d$/,
    unitName: '吉林省',
    intervieweeUnitName: '南关区',
    calledAt: '2026-03-02T09:00:00+08:00',
    calledBy: '22:leader',
    state: 'called',
    heldAt: null,
    minutes: null,
    attendees: [],
    commitments: [],
    causes: [],
    nextDueOn: null,
    overdue: false
  })
  for (const unit of ['22', city, county]) {
    t.strictSame(withoutActions(await read(id, leader(unit))), withoutActions(made.body), unit)
  }
  for (const unit of [township, '220103', '2202', '*']) {
    t.match(await read(id, leader(unit)), { code: 'interview-not-found' }, unit)
  }
  const { items } = (await call('GET', '/v1/interviews', { as: leader(county) })).body
  t.ok(items.some((one: { id: string }) => one.id === id))
  const [line, ...others] = await noted(service, id)
  t.same(others, [])
  const details = { number: made.body.number, targetCode: county, calledFor: called.calledFor }
  t.match(line, { action: 'interview.called', actor: '22:leader', unitCode: '22', path: '22', details })
  t.same(line?.data, line?.details)
})

t.test('rests on what the caller sees, and shows to others only what they see', async (t) => {
  const petition = {
    kind: 'report',
    channel: 'hotline',
    receivedAt: '2026-03-02T08:00:00+08:00',
    unitCode: '22',
    accusedUnitCode: county,
    category: 'conduct',
    summary: '检举截留资金',
    anonymous: true
  }
  const report = ok(
    await call('POST', '/v1/cases', { as: leader('22', 'c', ['caseworker']), body: petition })
  )
  const cause = { kind: 'case', id: report.id }
  const { body } = await summon({ causes: [cause] })
  t.match(body.causes, [{ ...cause, summary: /^\S+-R-\w{10}$/ }])
  t.same((await read(body.id, leader(county))).causes, [], 'the accused does not learn of the report')
  const follows = await call('GET', `/v1/consequences?kind=case&id=${report.id}`, { as: leader('22') })
  t.match(follows.body.items, [{ kind: 'interview', id: body.id, state: 'called' }])
})

t.test('changed before it is held, with the version that was read', async (t) => {
  const id = await summoned()
  const change = { calledFor: '2026-03-12' }
  const options = { as: leader('22'), body: change, headers: { 'if-match': '"1"' } }
  const url = `/v1/interviews/${id}`
  const gone = await summoned()
  ok(await step(gone, 'cancel', { body: { reason: '另行安排' } }))
  await refused(
    t,
    service,
    { method: 'PATCH', url, ...options },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'the unit interviewed': { as: leader(county), is: [403, 'interview-not-yours'] },
      'a unit between': { as: leader(city), is: [403, 'interview-not-yours'] },
      'a unit below': { as: leader(township), is: [404, 'interview-not-found'] },
      cancelled: { url: `/v1/interviews/${gone}`, headers: { 'if-match': '*' }, is: [409, 'interview-step'] },
      'a day that is over': { body: { calledFor: '2026-02-01' }, is: [422, 'called-for-past', '/calledFor'] },
      nothing: { body: {}, is: [400, 'validation-failed'] }
    }
  )
  const { status, body, headers } = await call('PATCH', url, options)
  t.match({ status, body }, { status: 200, body: { ...change, reason: called.reason } })
  t.match(headers.etag, '"2.')
  t.match(await noted(service, id), [{}, { action: 'interview.changed', details: change }])
})

t.test('numbers have no gap, for each caller and year, also with many at once', async (t) => {
  clock.now = new Date('2027-01-04T01:00:00Z')
  const calledFor = '2027-01-05'
  const many = await Promise.all([
    ...Array.from({ length: 5 }, () => summon({ calledFor })),
    summon({ calledFor, unitCode: city }),
    summon({ calledFor, intervieweeUnitCode: '22' })
  ])
  const numbers = many.filter(({ status }) => status === 201).map(({ body }) => body.number)
  t.same(numbers.toSorted(), [...[1, 2, 3, 4, 5].map((n) => `22-2027-00000${n}`), '2201-2027-000001'])
  const headers = { 'idempotency-key': 'one-interview' }
  const same = await Promise.all(Array.from({ length: 4 }, () => summon({ calledFor }, { headers })))
  const ids = same.filter(({ status }) => status === 201).map(({ body }) => body.id)
  t.ok(ids.length >= 1 && new Set(ids).size === 1, 'with one key, one interview')
  t.equal((await summon({ calledFor })).body.number, '22-2027-000007')
  clock.now = new Date('2026-03-02T01:00:00Z')
})
