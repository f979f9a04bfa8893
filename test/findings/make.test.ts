import t from 'tap'
import { makeFindings } from '../../src/findings/index.ts'
import { work } from '../../src/platform/work/work.ts'
import { city, county, findingsOf, person, township, wanted } from '../examples/finding.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nothingWritten, nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, context } = service
const { make, made, read } = findingsOf(service)
const url = '/v1/findings'

const retired = '220102002001'
const admin = person('22', 'admin', ['admin'])
await call('POST', `/v1/units/${retired}/retire`, {
  as: admin,
  body: { on: '2026-03-01' },
  headers: { 'if-match': '*' }
})
const petition = {
  kind: 'report',
  channel: 'hotline',
  receivedAt: '2026-03-02T08:30:00+08:00',
  unitCode: city,
  accusedUnitCode: township,
  category: 'conduct',
  summary: '检举截留低保资金',
  anonymous: true
}
const clerk = person(city, 'clerk', ['caseworker', 'leader'])
const report = ok(await call('POST', '/v1/cases', { as: clerk, body: petition })).id
const elsewhere = ok(
  await call('POST', '/v1/cases', {
    as: person('22', 'clerk', ['caseworker']),
    body: { ...petition, unitCode: '2202', accusedUnitCode: '220202' }
  })
).id

t.test('refused: by whom, at whom, and for what; nothing is written', async (t) => {
  const bad = (more: object, is: [number, string, string?]) => ({ body: { ...wanted, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url, as: person(city), body: wanted },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': {
        as: person(city, 'x', ['viewer', 'planner', 'auditor']),
        is: [403, 'role-missing']
      },
      'the target itself': { as: person(township), is: [404, 'not-found', '/unitCode'] },
      'a unit between': { as: person(county), is: [404, 'not-found', '/unitCode'] },
      'a unit beside': { as: person('2202'), is: [404, 'not-found', '/unitCode'] },
      'the operator': { as: person('*'), is: [404, 'not-found', '/unitCode'] },
      'for a unit above': bad({ unitCode: '22' }, [404, 'not-found', '/unitCode']),
      'for no unit': bad({ unitCode: '99' }, [404, 'not-found', '/unitCode']),
      'at itself': bad({ targetCode: city }, [422, 'finding-target-not-below', '/targetCode']),
      'at a unit above': bad({ targetCode: '22' }, [422, 'finding-target-not-below', '/targetCode']),
      'at a unit beside': bad({ targetCode: '220202' }, [422, 'finding-target-not-below', '/targetCode']),
      'at no unit': bad({ targetCode: '999999' }, [422, 'finding-target-not-below', '/targetCode']),
      'at a retired unit': bad({ targetCode: retired }, [422, 'finding-unit-invalid', '/targetCode']),
      'an item of another area': bad({ area: 'policy' }, [422, 'finding-item-unfit', '/itemId']),
      'no item': bad({ itemId: 'funds-in-space' }, [422, 'finding-item-unfit', '/itemId']),
      'an item of another level': bad({ itemId: 'funds-ledger', targetCode: '220102001001' }, [
        422,
        'finding-item-unfit',
        '/itemId'
      ]),
      'evidence of tomorrow': bad({ evidence: [{ text: '照片' }, { text: '照片', on: '2026-03-03' }] }, [
        422,
        'evidence-later',
        '/evidence/1/on'
      ]),
      'a term that is over': bad({ rectifyBy: '2026-03-02' }, [422, 'rectify-by-outside', '/rectifyBy']),
      'a term without end': bad({ rectifyBy: '2036-03-02' }, [422, 'rectify-by-outside', '/rectifyBy']),
      'a cause that is not there': bad({ cause: { kind: 'case', id: nowhere } }, [
        422,
        'cause-not-found',
        '/cause'
      ]),
      'a cause of somebody else': bad({ cause: { kind: 'case', id: elsewhere } }, [
        422,
        'cause-not-found',
        '/cause'
      ]),
      'a cause for which the role is missing': {
        ...bad({ cause: { kind: 'case', id: report } }, [422, 'cause-not-found', '/cause']),
        as: person(city, 'y', ['inspector'])
      },
      'a cause of another kind': bad({ cause: { kind: 'inspection', id: report } }, [
        422,
        'cause-not-found',
        '/cause'
      ])
    }
  )
  const clauseOf = async (more: object) => (await make(more)).body.clause?.id
  t.equal(await clauseOf({ targetCode: city }), 'jilin-2019-12:3.3')
  t.equal(await clauseOf({ area: 'policy' }), 'jilin-2019-12:2.5')
  t.equal(await clauseOf({ rectifyBy: '2026-03-01' }), 'jilin-2019-12:4.3')
})

t.test('malformed', async (t) => {
  const bad = (more: object, pointer?: string) => ({
    body: { ...wanted, ...more },
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as: person(city) },
    {
      'no body': { is: [400, 'validation-failed'] },
      'no JSON': { raw: '{', is: [400, 'malformed-json'] },
      'an unknown area': bad({ area: 'weather' }, '/area'),
      'an unknown severity': bad({ severity: 'mortal' }, '/severity'),
      'a blank text': bad({ text: ' ' }, '/text'),
      'a text too long': bad({ text: 'x'.repeat(4001) }, '/text'),
      'too much evidence': bad({ evidence: Array(51).fill({ text: 'x' }) }, '/evidence'),
      'evidence without words': bad({ evidence: [{ on: '2026-03-01' }] }, '/evidence/0/text'),
      'no such day': bad({ rectifyBy: '2026-02-30' }, '/rectifyBy'),
      'a cause that is none': bad({ cause: { kind: 'notice', id: nowhere } }, '/cause/kind'),
      'a state of its own': bad({ state: 'accepted' }, '/state'),
      'a NUL': bad({ text: 'a\0b' }, '/text')
    }
  )
})

t.test('made and recorded: its term begins, and the target learns of it', async (t) => {
  const answer = await make()
  t.equal(answer.status, 201)
  const { id, ...rest } = answer.body
  t.equal(answer.headers.location, `${url}/${id}`)
  t.match(answer.headers.etag, '"1.')
  t.match(rest, {
    ...wanted,
    unitName: '长春市',
    state: 'open',
    dueOn: '2026-04-01',
    overdue: false,
    repeats: null,
    rectifications: [],
    waiveReason: null,
    causes: [],
    terms: [{ rule: 'rectification', state: 'running', days: 30, localDefault: true, dueOn: '2026-04-01' }]
  })
  for (const unit of ['22', city, county, township]) {
    t.strictSame(withoutActions(await read(id, person(unit))), withoutActions(answer.body), `${unit} sees it`)
  }
  for (const unit of ['220102001001', '220102002', '220103', '2202', '*']) {
    t.equal((await call('GET', `${url}/${id}`, { as: person(unit) })).status, 404, `${unit} does not`)
  }
  const details = {
    targetCode: township,
    area: 'funds',
    itemId: 'funds-paid-in-time',
    severity: 'serious',
    dueOn: '2026-04-01',
    repeats: null
  }
  t.strictSame(await noted(service, id), [
    {
      action: 'finding.made',
      actor: '2201:person',
      unitCode: city,
      path: '22.2201',
      details,
      event: 'finding.made',
      data: details
    }
  ])
})

t.test('a last day of its own', async (t) => {
  const one = await made({ rectifyBy: '2026-03-14' })
  t.match(one, { dueOn: '2026-03-16', terms: [{ days: 12, baseDueOn: '2026-03-16', localDefault: false }] })
})

t.test('the latest finding of the same kind at the same target is linked', async (t) => {
  const target = { targetCode: '220103002' }
  // Each a moment after the other: which is the latest is told by the time.
  const later = (more: object) => {
    clock.now = new Date(clock.now.getTime() + 1)
    return made({ ...target, ...more })
  }
  const first = await later({})
  const other = await later({ itemId: 'funds-ledger' })
  const plain = await later({ itemId: undefined })
  const second = await later({ unitCode: '220103' })
  const third = await later({ severity: 'grave' })
  const plainAgain = await later({ itemId: undefined })
  t.equal(first.repeats, null)
  t.equal(other.repeats, null)
  t.equal(plain.repeats, null)
  t.equal(second.repeats, first.id, 'whoever found it')
  t.equal(third.repeats, second.id)
  t.equal(plainAgain.repeats, plain.id)
})

t.test('a cause is shown to who sees it; of a report the accused learns nothing', async (t) => {
  const cause = { kind: 'case', id: report }
  const one = ok(await make({ cause }, { as: clerk }))
  t.match(one.causes, [{ kind: 'case', id: report, summary: /^\S+-R-\w{10}$/ }])
  const everything = (unit: string) =>
    person(unit, `${unit}:all`, ['viewer', 'caseworker', 'leader', 'auditor'])
  t.strictSame((await read(one.id, everything(township))).causes, [])
  t.strictSame((await read(one.id, everything(county))).causes, [], 'nor who may not see the case')
  t.equal((await read(one.id, everything('22'))).causes.length, 1)
  const found = async (unit: string) =>
    (await call('GET', `${url}?cause=case&count=true`, { as: everything(unit) })).body
  t.match(await found(township), { items: [], total: 0 })
  t.match(await found(city), { items: [{ id: one.id }], total: 1 })
  const follows = await call('GET', `/v1/consequences?kind=case&id=${report}`, { as: clerk })
  t.match(follows.body.items, [{ kind: 'finding', id: one.id, state: 'open' }])
})

t.test('several at once: all or none, each with its place', async (t) => {
  const several = (list: object[]) =>
    work(context, { actor: { sub: 'i', name: 'i', unitCode: city, roles: ['inspector'] } }, (work) =>
      makeFindings(work, {}, list.map((one) => ({ ...wanted, ...one })) as never, (n) => `/findings/${n}`)
    )
  await nothingWritten(t, service, async () => {
    await t.rejects(several([{}, { targetCode: '2202' }]), {
      code: 'finding-target-not-below',
      particulars: { pointer: '/findings/1/targetCode' }
    })
    await t.rejects(several([{ unitCode: county }, { unitCode: '22' }]), {
      code: 'not-found',
      particulars: { pointer: '/findings/1/unitCode' }
    })
    await t.rejects(several([{}, { cause: { kind: 'case', id: nowhere } }]), {
      code: 'cause-not-found',
      particulars: { pointer: '/findings/1/cause' }
    })
  })
  t.strictSame(await several([]), [])
  const made = await several([{ text: '甲' }, { text: '乙', targetCode: county, rectifyBy: '2026-03-20' }])
  t.match(made, [
    { text: '甲', dueOn: '2026-04-01', targetCode: township },
    { text: '乙', dueOn: '2026-03-20', targetCode: county, terms: [{ days: 18 }] }
  ])
  t.strictSame(
    await Promise.all(made.map(async ({ id }) => (await noted(service, id)).map(({ action }) => action))),
    [['finding.made'], ['finding.made']]
  )
})

t.test('twice at once with one key gives one finding', async (t) => {
  const headers = { 'idempotency-key': 'one-finding' }
  const text = '只登记一次'
  const answers = await Promise.all(Array.from({ length: 5 }, () => make({ text }, { headers })))
  t.ok(answers.every(({ status }) => [201, 409].includes(status)))
  const list = await call('GET', `${url}?targetCode=${township}&limit=200`, { as: person(city) })
  t.equal(list.body.items.filter((one: { text: string }) => one.text === text).length, 1)
})
