import t from 'tap'
import { city, county, decided, leader, recordsOf, township } from '../examples/accountability-record.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { cause, decide, made, lift, read } = recordsOf(service)
const clause = { id: 'jilin-2019-12:4.3' }
const causes = [await cause()]
const foreign = await cause('22', '2202')
const body = { ...decided, causes }
const usual = { method: 'POST' as const, url: '/v1/accountability-records', as: leader(city), body }

t.test('refused: by whom, whom, and for what, and nothing is written', async (t) => {
  const bad = (more: object, ...is: [number, string, string?]) => ({ body: { ...body, ...more }, is })
  const outcome = (more: object) => ({ outcome: { ...decided.outcome, ...more } })
  await refused(t, service, usual, {
    nobody: { as: null, is: [401, 'token-missing'] },
    'without the role': { as: leader(city, 'x', ['inspector', 'auditor']), is: [403, 'role-missing'] },
    'the unit concerned': { as: leader(county), is: [404, 'not-found', '/unitCode'] },
    'a unit beside': { as: leader('2202'), is: [404, 'not-found', '/unitCode'] },
    'the operator': { as: leader('*'), is: [404, 'not-found', '/unitCode'] },
    'a unit beside it': bad({ subjectUnitCode: '220202' }, 422, 'subject-not-within', '/subjectUnitCode'),
    'the unit above': bad({ subjectUnitCode: '22' }, 422, 'subject-not-within'),
    'no unit': bad({ subjectUnitCode: '9999' }, 422, 'subject-not-within'),
    'no cause': bad({ causes: [] }, 422, 'without-cause', '/causes'),
    'a cause of others': bad({ causes: [...causes, foreign] }, 422, 'cause-not-found', '/causes/1'),
    'a cause twice': bad({ causes: [...causes, ...causes] }, 422, 'cause-twice', '/causes/1'),
    'party discipline in general': bad(outcome({ kind: 'party-discipline' }), 422, 'measure-missing'),
    'a measure of something else': bad(outcome({ measure: 'warning' }), 422, 'measure-out-of-place'),
    'decided tomorrow': bad(
      outcome({ decidedOn: '2026-03-03' }),
      422,
      'decided-in-future',
      '/outcome/decidedOn'
    )
  })
  const { body: problem } = await decide({ subjectUnitCode: '220202' })
  t.match(problem, { clause, detail: /2201/ })
})

t.test('malformed', async (t) => {
  const wrong = (more: object, pointer: string) => ({
    body: { ...body, ...more },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(t, service, usual, {
    'no body': { body: undefined, is: [400, 'validation-failed'] },
    'no facts': wrong({ facts: ' ' }, '/facts'),
    'a share that is none': wrong({ share: 'third' }, '/share'),
    'an outcome that is none': wrong({ outcome: { kind: 'fine', decidedOn: '2026-03-01' } }, '/outcome/kind'),
    'no day': wrong({ outcome: { kind: 'warning' } }, '/outcome/decidedOn'),
    'a period of its own': wrong({ outcome: { ...decided.outcome, until: '2026-04-01' } }, '/outcome/until'),
    'a referral to nobody': wrong({ referral: { receiver: 'other' } }, '/referral/receiverName')
  })
  await refused(
    t,
    service,
    { method: 'GET', url: '', as: leader(city) },
    {
      'an unknown filter': { url: '/v1/accountability-records?unitCode=22', is: [400, 'validation-failed'] },
      'another place': { url: '/v1/accountability-records?within=2202', is: [404, 'not-found', '?within'] },
      'no record': {
        url: `/v1/accountability-records/${nowhere}`,
        is: [404, 'accountability-record-not-found']
      }
    }
  )
})

t.test(
  'decided and recorded, with its period and its clause; the person named in the record alone',
  async (t) => {
    const answer = await decide()
    const { id } = answer.body
    t.equal(answer.status, 201)
    t.equal(answer.headers.location, `/v1/accountability-records/${id}`)
    t.match(answer.body, {
      ...decided,
      unitName: '长春市',
      subjectUnitName: '南关区',
      outcome: {
        ...decided.outcome,
        measure: null,
        until: '2027-03-01',
        clause: { id: 'sanctions-law:8', text: /记过，十二个月/ }
      },
      state: 'decided',
      liftedOn: null,
      createdBy: '2201:leader',
      causes: [{ kind: 'interview', summary: /资金发放超期/ }]
    })
    t.strictSame(await read(id), answer.body)
    const [line, ...others] = await noted(service, id)
    t.same(others, [])
    t.match(line, {
      action: 'accountability-record.decided',
      unitCode: city,
      path: '22.2201',
      details: { targetCode: county, outcome: { kind: 'demerit', until: '2027-03-01' } }
    })
    t.notMatch(JSON.stringify(line), /王五|逾期未落实/, 'no name and no facts in trail and event')
  }
)

t.test('its own people too; a unit above for a unit below', async (t) => {
  const own = await decide({ subjectUnitCode: city, outcome: { kind: 'criticism', decidedOn: '2026-03-02' } })
  t.match(own, { status: 201, body: { outcome: { until: null, clause: null } } })
  t.match(await decide({}, { as: leader('22') }), { status: 201, body: { unitCode: city } })
})

t.test(
  'seen by leaders and auditors of the deciding unit and above; never by the unit concerned',
  async (t) => {
    const id = await made()
    for (const [unit, role] of [
      [city, 'leader'],
      [city, 'auditor'],
      ['22', 'leader'],
      ['22', 'auditor']
    ] as const) {
      t.equal((await read(id, leader(unit, 'x', [role]))).id, id, `${unit} ${role}`)
    }
    t.match(await read(id, leader(city, 'x', ['viewer', 'inspector'])), { code: 'role-missing' })
    for (const unit of [county, township, '2202', '220103', '*']) {
      t.match(await read(id, leader(unit)), { code: 'accountability-record-not-found' }, unit)
    }
    const listed = async (unit: string) => {
      const { body } = await call('GET', '/v1/accountability-records?count=true', { as: leader(unit) })
      return body.total
    }
    t.ok((await listed(city)) > 0 && (await listed('22')) > 0)
    t.same([await listed(county), await listed('2202')], [0, 0])
  }
)

t.test('in the timeline and among the consequences, for those who see it', async (t) => {
  const one = await cause()
  const { id } = ok(await decide({ causes: [one] }))
  ok(await lift(id, { on: '2026-03-02', reason: '复核后撤销' }))
  const steps = async (as: ReturnType<typeof leader>) => {
    const { body } = await call('GET', `/v1/units/${county}/timeline?limit=200`, { as })
    return body.items.filter((entry: { id: string }) => entry.id === id)
  }
  t.match(await steps(leader(city)), [
    { kind: 'accountability-record.decided', summary: '问责：记过', clause },
    { kind: 'accountability-record.lifted', summary: '问责解除：记过', clause }
  ])
  t.same(await steps(leader(county)), [])
  t.same(await steps(leader(city, 'x', ['inspector'])), [])
  const follows = async (as: ReturnType<typeof leader>) =>
    (await call('GET', `/v1/consequences?kind=interview&id=${one.id}`, { as })).body.items
  t.match(await follows(leader(city)), [
    { kind: 'accountability-record', id, state: 'lifted', summary: '记过' }
  ])
  t.same(await follows(leader(county)), [], 'the county sees the interview, and nothing of what followed')
})

t.test('lifted: once, and the record stays', async (t) => {
  const id = await made()
  const wish = { on: '2026-03-02', reason: '处分期满，表现良好' }
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/accountability-records/${id}/lift`, as: leader(city), body: wish },
    {
      'without the role': { as: leader(city, 'x', ['auditor']), is: [403, 'role-missing'] },
      'the unit concerned': { as: leader(county), is: [404, 'accountability-record-not-found'] },
      'no record': {
        url: `/v1/accountability-records/${nowhere}/lift`,
        is: [404, 'accountability-record-not-found']
      },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      tomorrow: { body: { ...wish, on: '2026-03-03' }, is: [422, 'lifted-out-of-time', '/on'] },
      'before it was decided': {
        body: { ...wish, on: '2026-02-28' },
        is: [422, 'lifted-out-of-time', '/on']
      },
      'without a reason': { body: { on: wish.on }, is: [400, 'validation-failed', '/reason'] }
    }
  )
  const all = await Promise.all([1, 2, 3].map(() => lift(id, wish)))
  t.same(statuses(all), [200, 409, 409])
  t.match(await read(id), {
    state: 'lifted',
    liftedOn: wish.on,
    liftReason: wish.reason,
    liftedBy: '2201:leader'
  })
  t.match(
    (await noted(service, id)).map(({ action }) => action),
    ['accountability-record.decided', 'accountability-record.lifted']
  )
})

t.test('a reader is told whether they may lift it, and when it last changed', async (t) => {
  const body = ok(await decide({ causes }))
  t.same(body.actions, ['lift'])
  t.equal(body.updatedAt, body.createdAt)
  t.same((await read(body.id, leader(city, 'x', ['auditor']))).actions, [])
  const lifted = ok(await lift(body.id, { on: '2026-03-02', reason: '有误' }))
  t.same(lifted.actions, [])
  const headers = { 'if-match': '"7"' }
  t.match(await lift(body.id, { on: '2026-03-02', reason: '有误' }, { headers }), { status: 412 })
})

t.test('listed by several values, and by the last change', async (t) => {
  const list = async (query: string) =>
    ok(await call('GET', `/v1/accountability-records?count=true&limit=200&${query}`, { as: leader('22') }))
  const all = (await list('')).total
  const [decided, lifted] = [(await list('state=decided')).total, (await list('state=lifted')).total]
  t.ok(decided > 0 && lifted > 0)
  t.equal((await list('state=decided,lifted')).total, all)
  t.equal(decided + lifted, all)
  t.equal(
    (await list('outcome=demerit,warning')).total,
    (await list('outcome=demerit')).total + (await list('outcome=warning')).total
  )
  t.equal((await list('nature=dereliction,mistake&share=primary,secondary')).total, all)
  t.equal((await list(`updatedSince=${encodeURIComponent('2026-03-02T09:00:00+08:00')}`)).total, all)
  t.equal((await list(`updatedSince=${encodeURIComponent('2026-03-03T09:00:00+08:00')}`)).total, 0)
  t.equal((await list(`q=${encodeURIComponent('逾期未落实')}`)).total, all)
  t.equal((await list(`q=${encodeURIComponent('没有的词')}`)).total, 0)
  t.equal((await list('sort=updatedAt')).items.length, all)
  t.match(await call('GET', '/v1/accountability-records?outcome=demerit,none', { as: leader('22') }), {
    status: 400
  })
})

t.test('with one key, one record', async (t) => {
  const headers = { 'idempotency-key': 'one-record' }
  const all = await Promise.all([1, 2, 3, 4].map(() => decide({ causes }, { headers })))
  const ids = all.filter(({ status }) => status === 201).map(({ body: one }) => one.id)
  t.ok(ids.length >= 1 && new Set(ids).size === 1)
})

t.test(
  'listed by the unit that failed, the latest decision first; by filters, by pages, as a table',
  async (t) => {
    const of = (decidedOn: string, kind: string, more: object = {}) =>
      made({ subjectUnitCode: township, outcome: { kind, decidedOn }, ...more })
    const [old, middle, last] = [
      await of('2025-01-05', 'warning'),
      await of('2025-06-01', 'demotion', { nature: 'mistake' }),
      await of('2025-12-31', 'warning', { share: 'secondary' })
    ]
    const ids = async (query: string) => {
      const url = `/v1/accountability-records?within=${township}${query}`
      return (await call('GET', url, { as: leader(city) })).body.items.map(({ id }: { id: string }) => id)
    }
    t.same(await ids(''), [last, middle, old])
    t.same(await ids('&outcome=warning'), [last, old])
    t.same(await ids('&nature=mistake'), [middle])
    t.same(await ids('&share=primary'), [middle, old])
    t.same(await ids('&from=2025-06-01'), [last, middle])
    t.same(await ids('&to=2025-06-01'), [middle, old])
    const url = `/v1/accountability-records?within=${township}&limit=2`
    const first = (await call('GET', url, { as: leader(city) })).body
    const second = (await call('GET', `${url}&cursor=${first.nextCursor}`, { as: leader(city) })).body
    t.same(
      [...first.items, ...second.items].map(({ id }: { id: string }) => id),
      [last, middle, old]
    )
    const table = await call('GET', url, { as: leader(city), headers: { accept: 'text/csv' } })
    t.match(table.text.split('\n')[0], /id,unitCode,.*outcome,measure,decidedOn,until/)
  }
)
