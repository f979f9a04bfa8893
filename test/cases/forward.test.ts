import t from 'tap'
import { at, bodies, casesOf, clerk, county, inShort, township } from '../examples/case.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, taken, on } = casesOf(service)
const below = clerk(township)

/** A case that was forwarded to the township on 2 March. */
async function forwarded(more: object = {}): Promise<string> {
  on('2026-03-02')
  const { id } = await made(more)
  await taken(id, 'forward')
  return id
}

t.test('refused, and nothing written', async (t) => {
  await refusedScenes(t, service, {
    step: 'forward',
    from: ['received'],
    malformed: {
      'no unit': [{ note: 'x' }, '/toUnitCode'],
      'no note': [{ toUnitCode: township }, '/note'],
      'a unit that cannot be': [{ toUnitCode: '*', note: 'x' }, '/toUnitCode']
    }
  })
  await refusedScenes(t, service, {
    step: 'object',
    from: ['received'],
    malformed: { 'no reason': [{}, '/reason'] }
  })
})

t.test('refused to units that cannot have it', async (t) => {
  const retired = { code: '220102998', name: '撤销街道', level: 'township', parentCode: county }
  await call('POST', '/v1/units', { body: retired })
  await call('POST', '/v1/units/220102998/retire', { body: { on: '2026-03-02' } })
  const { id } = await made()
  const { id: report } = await made({ kind: 'report', accusedUnitCode: township })
  const to = (toUnitCode: string, status: number, code: string) => ({
    body: { toUnitCode, note: 'x' },
    is: [status, code, '/toUnitCode'] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'forward'), as: clerk() },
    {
      'to itself': to(county, 422, 'forward-to-same-unit'),
      'to one beside': to('220103', 404, 'not-found'),
      'to none': to('2299999', 404, 'not-found'),
      'to one that is retired': to('220102998', 422, 'case-unit-invalid'),
      'a report to the accused': { url: at(report, 'forward'), ...to(township, 422, 'report-to-accused') },
      'back, though it was not forwarded': {
        url: at(id, 'object'),
        body: bodies.object,
        is: [409, 'not-forwarded']
      }
    }
  )
})

t.test('forwarded down: the other unit has the same days, and five working days to object', async (t) => {
  const id = await forwarded()
  const body = await read(id)
  t.match(body, {
    state: 'received',
    unitCode: township,
    decidingUnitCode: township,
    receivingUnitCode: county,
    // Whether to object is its own choice: it is not late when it does not.
    nextDueOn: '2026-03-17',
    forwardings: [
      {
        fromUnitCode: county,
        toUnitCode: township,
        note: '请依职权办理',
        forwardedOn: '2026-03-02',
        objectedOn: null
      }
    ]
  })
  t.strictSame(inShort(body), [
    'case.notify 2026-03-02 2026-03-17 2026-03-02 met',
    'case.notify 2026-03-02 2026-03-17 - running',
    'case.object 2026-03-02 2026-03-09 - running'
  ])
  t.strictSame((await read(id, below)).id, id, 'the other unit sees it now')
  const [, line] = await noted(service, id)
  t.match(line, {
    action: 'case.forwarded',
    event: 'case.forwarded',
    actor: '220102 caseworker',
    unitCode: township,
    path: `22.2201.220102.${township}`,
    details: { fromUnitCode: county, toUnitCode: township, terms: [{ rule: 'case.notify', isMet: true }] }
  })
  on('2026-03-12')
  t.equal((await read(id)).overdue, false, 'the days for objecting are over, and nobody is late')
  const accepted = await taken(id, 'accept', { as: below })
  t.match(accepted, { state: 'accepted' })
  const { items } = (await call('GET', `/v1/cases/${id}/timeline`, { as: below })).body
  t.match(items[2], { action: 'case.accepted', terms: [{ rule: 'case.notify', isMet: true }] })
  t.equal(items[2].terms.length, 1, 'nor is it told that the objection was missed')
})

t.test('forwarded up: out of sight of the unit, which is shown what came of it', async (t) => {
  on('2026-03-02')
  const { id } = await made({ unitCode: township })
  const body = await taken(id, 'forward', { as: below, body: { toUnitCode: county, note: '涉及多个乡镇' } })
  t.equal(body.unitCode, county)
  t.equal((await call('GET', `/v1/cases/${id}`, { as: below })).status, 404)
  t.equal((await step(id, 'accept', { as: below })).status, 404)
  t.equal((await step(id, 'object')).status, 200)
  t.equal((await read(id, below)).unitCode, township)
})

t.test('given back within five working days, with the reason', async (t) => {
  const id = await forwarded()
  on('2026-03-09')
  const body = await taken(id, 'object', { as: below })
  t.match(body, {
    state: 'received',
    unitCode: county,
    decidingUnitCode: county,
    // The petitioner was told nothing: the days run on from the first receipt.
    nextDueOn: '2026-03-17',
    forwardings: [{ objection: '不属于本单位职权范围', objectedOn: '2026-03-09' }]
  })
  t.strictSame(inShort(body), [
    'case.notify 2026-03-02 2026-03-17 - running',
    'case.notify 2026-03-02 2026-03-17 2026-03-09 met',
    'case.object 2026-03-02 2026-03-09 2026-03-09 met'
  ])
  t.match((await noted(service, id))[2], {
    action: 'case.objected',
    unitCode: county,
    details: {
      fromUnitCode: township,
      toUnitCode: county,
      reason: '不属于本单位职权范围',
      dueOn: '2026-03-17'
    }
  })
  t.match(await step(id, 'object'), { status: 409, body: { code: 'not-forwarded' } })
})

t.test('forwarded to and fro, the first days are not begun again; they may be over', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  for (const [forward, object] of [
    ['2026-03-06', '2026-03-11'],
    ['2026-03-12', '2026-03-18']
  ] as const) {
    on(forward)
    await taken(id, 'forward')
    on(object)
    await taken(id, 'object', { as: below })
  }
  const body = await read(id)
  t.match(body, { unitCode: county, nextDueOn: '2026-03-17', overdue: true })
  t.strictSame(inShort(body), [
    'case.notify 2026-03-02 2026-03-17 - missed',
    'case.notify 2026-03-06 2026-03-23 2026-03-11 met',
    'case.object 2026-03-06 2026-03-13 2026-03-11 met',
    'case.notify 2026-03-12 2026-03-27 2026-03-18 met',
    'case.object 2026-03-12 2026-03-19 2026-03-18 met'
  ])
  on('2026-03-19')
  t.strictSame(inShort(await taken(id, 'accept'))[0], 'case.notify 2026-03-02 2026-03-17 2026-03-19 missed')
})

t.test('a unit to which it was forwarded itself has its days from then', async (t) => {
  on('2026-03-02')
  const { id } = await made({ unitCode: '2201' })
  on('2026-03-04')
  await taken(id, 'forward', { as: clerk('2201'), body: { toUnitCode: county, note: 'x' } })
  on('2026-03-05')
  await taken(id, 'forward')
  on('2026-03-06')
  const body = await taken(id, 'object', { as: below })
  t.match(body, { unitCode: county, nextDueOn: '2026-03-19' })
  t.match((await taken(id, 'object')).nextDueOn, '2026-03-17', 'and the one before it from the first receipt')
})

t.test('nobody above objects for the unit', async (t) => {
  const id = await forwarded()
  const url = at(id, 'object')
  const is: [number, string] = [403, 'step-of-that-unit']
  const body = bodies.object
  await refused(
    t,
    service,
    { method: 'POST', url, body, as: clerk() },
    { 'the one that forwarded it': { is }, 'the province': { as: clerk('22'), is } }
  )
  t.equal((await taken(id, 'object', { as: below })).unitCode, county)
})

t.test('too late to object: told when it ended, and by which clause', async (t) => {
  const id = await forwarded()
  on('2026-03-10')
  const { status, body } = await step(id, 'object', { as: below })
  t.match([status, body.code, body.clause.id], [409, 'objection-too-late', 'xinfang-2022:23'])
  t.match(body.detail, '2026-03-09')
})

t.test('each unit has its own days to object, not those of the next', async (t) => {
  on('2026-03-02')
  const { id } = await made({ unitCode: '2201' })
  await taken(id, 'forward', { as: clerk('2201'), body: { toUnitCode: county, note: 'x' } })
  on('2026-03-09')
  await taken(id, 'forward')
  on('2026-03-10')
  t.equal((await taken(id, 'object', { as: below })).unitCode, county)
  const { status, body } = await step(id, 'object')
  t.match([status, body.code], [409, 'objection-too-late'])
  t.match(body.detail, '2026-03-09')
})

t.test('an enquiry keeps its working days', async (t) => {
  const body = await read(await forwarded({ kind: 'enquiry' }))
  t.strictSame(inShort(body), [
    'case.enquiry 2026-03-02 2026-03-09 2026-03-02 met',
    'case.enquiry 2026-03-02 2026-03-09 - running',
    'case.object 2026-03-02 2026-03-09 - running'
  ])
})

t.test('twice at once gives one effect', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  const clerks = ['a', 'b', 'c'].map((sub) => clerk(county, 'caseworker', sub))
  const answers = await Promise.all(clerks.map((as) => step(id, 'forward', { as })))
  t.strictSame(statuses(answers), [200, 422, 422])
  const { id: other } = await made()
  const targets = [township, '220102002', '220102003']
  const apart = await Promise.all(
    targets.map((toUnitCode) =>
      step(other, 'forward', { body: { toUnitCode, note: 'x' }, headers: { 'if-match': '"1"' } })
    )
  )
  t.strictSame(statuses(apart), [200, 412, 412])
  const back = await Promise.all(
    ['a', 'b'].map((sub) => step(id, 'object', { as: clerk(township, 'caseworker', sub) }))
  )
  t.strictSame(statuses(back), [200, 404], 'for the second one the case has gone')
  t.equal((await noted(service, id)).length, 3)
})
