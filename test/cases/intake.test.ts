import t from 'tap'
import { casesOf, clerk, county, inShort, intake, township } from '../examples/case.ts'
import { noted, nowhere, type Refused, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
const { receive, made, read, on } = casesOf(service)

t.test('refused, and nothing written', async (t) => {
  const body = (more: object) => ({ body: intake(more) })
  const invalid = (more: object, pointer: string): Refused => ({
    ...body(more),
    is: [400, 'validation-failed', pointer]
  })
  const report = { kind: 'report', accusedUnitCode: '220103' }
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/cases', as: clerk(), body: intake() },
    {
      'nobody takes in': { as: null, is: [401, 'token-missing'] },
      'a viewer takes in': { as: clerk(county, 'viewer'), is: [403, 'role-missing'] },
      'for a unit beside': { as: clerk('220103'), is: [404, 'not-found', '/unitCode'] },
      'for the unit above': { as: clerk(township), is: [404, 'not-found', '/unitCode'] },
      'for a unit that is not there': {
        ...body({ unitCode: '2299999' }),
        is: [404, 'not-found', '/unitCode']
      },
      'by the operator': { as: clerk('*'), is: [404, 'not-found', '/unitCode'] },
      'by the operator, for a unit that is not there': {
        ...body({ unitCode: '2299999' }),
        as: clerk('*'),
        is: [404, 'not-found', '/unitCode']
      },
      'received tomorrow': {
        ...body({ receivedAt: '2026-03-03T00:00:00+08:00' }),
        is: [422, 'case-received-later', '/receivedAt']
      },
      'received in six minutes': {
        ...body({ receivedAt: new Date(service.clock.now.getTime() + 6 * 60_000).toISOString() }),
        is: [422, 'case-received-later', '/receivedAt']
      },
      'received before any calendar': {
        ...body({ receivedAt: '2003-12-31T23:59:59+08:00' }),
        is: [422, 'start-outside-calendar', '/receivedAt']
      },
      'an appeal against a unit': {
        ...body({ accusedUnitCode: '220103' }),
        is: [422, 'accused-missing', '/accusedUnitCode']
      },
      'a report on nobody we know': {
        ...body({ ...report, accusedUnitCode: '9999' }),
        is: [422, 'accused-unknown', '/accusedUnitCode']
      },
      'linked to a case that is not there': {
        ...body({ sameFactsAs: nowhere }),
        is: [404, 'case-not-found', '/sameFactsAs']
      },
      'an unknown kind': invalid({ kind: 'complaint' }, '/kind'),
      'an unknown channel': invalid({ channel: 'telegram' }, '/channel'),
      'an unknown category': invalid({ category: 'pension' }, '/category'),
      'a day without time': invalid({ receivedAt: '2026-03-02' }, '/receivedAt'),
      'no summary': invalid({ summary: ' ' }, '/summary'),
      'a summary too long': invalid({ summary: '长'.repeat(4001) }, '/summary'),
      'a number of its own': invalid({ number: '220102-2026-000009' }, '/number'),
      'anonymous or not': invalid({ anonymous: 'yes' }, '/anonymous'),
      'no JSON': { raw: '{', is: [400, 'malformed-json'] }
    }
  )
})

t.test('taken in and recorded, with the terms of its kind', async (t) => {
  const cases: [kind: string, terms: string[], due: string][] = [
    ['appeal', ['case.notify 2026-03-02 2026-03-17 - running'], '2026-03-17'],
    ['suggestion', ['case.notify 2026-03-02 2026-03-17 - running'], '2026-03-17'],
    // Five working days: Tuesday to Monday.
    ['enquiry', ['case.enquiry 2026-03-02 2026-03-09 - running'], '2026-03-09'],
    ['report', ['case.notify 2026-03-02 2026-03-17 - running'], '2026-03-17']
  ]
  for (const [n, [kind, terms, due]] of cases.entries()) {
    const { status, body, headers } = await receive({ kind }, { as: clerk() })
    t.equal(status, 201)
    t.strictSame([headers.location, versionOf(headers.etag)], [`/v1/cases/${body.id}`, 1])
    t.strictSame(inShort(body), terms, kind)
    t.match(body, {
      number: kind === 'report' ? /^220102-2026-R-\w{10}$/ : `220102-2026-00000${n + 1}`,
      kind,
      state: 'received',
      unitCode: county,
      receivingUnitCode: county,
      decidingUnitCode: county,
      receivedAt: '2026-03-02T08:30:00+08:00',
      nextDueOn: due,
      overdue: false,
      handlerName: null
    })
    t.strictSame(await read(body.id), body)
    const details = { kind, channel: 'hotline', category: 'low-income-allowance' }
    t.strictSame(await noted(service, body.id), [
      {
        action: 'case.received',
        actor: '220102 caseworker',
        unitCode: county,
        path: '22.2201.220102',
        details,
        event: 'case.received',
        data: details
      }
    ])
    const { items } = (await call('GET', `/v1/cases/${body.id}/timeline`, { as: clerk() })).body
    t.match(items, [{ action: 'case.received', actorUnit: county, terms: [] }])
  }
})

t.test('the day of receipt goes by Shanghai; what is late already is overdue', async (t) => {
  const cases: [receivedAt: string, startedOn: string, dueOn: string, overdue: boolean][] = [
    ['2026-02-28T16:00:00Z', '2026-03-01', '2026-03-16', false],
    ['2026-02-28T15:59:59Z', '2026-02-28', '2026-03-16', false],
    ['2026-02-15T10:00:00+08:00', '2026-02-15', '2026-03-02', false],
    // Ends on 1 March, a Sunday.
    ['2026-02-14T10:00:00+08:00', '2026-02-14', '2026-03-02', false],
    ['2026-02-12T10:00:00+08:00', '2026-02-12', '2026-02-27', true]
  ]
  for (const [receivedAt, startedOn, dueOn, overdue] of cases) {
    const { terms, ...one } = await made({ receivedAt })
    t.match([terms[0]?.startedOn, one.nextDueOn, one.overdue], [startedOn, dueOn, overdue], receivedAt)
  }
})

t.test('of a unit below; not of one that is retired', async (t) => {
  const { id, number } = await made({ unitCode: '220102003' })
  t.equal(number, '220102003-2026-000001')
  t.equal((await read(id, clerk('220102003'))).id, id)
  const unit = { code: '220102999', name: '撤销街道', level: 'township', parentCode: county }
  await call('POST', '/v1/units', { body: unit })
  await call('POST', '/v1/units/220102999/retire', { body: { on: '2026-03-02' } })
  const { status, body } = await receive({ unitCode: '220102999' })
  t.match([status, body.code, body.errors[0].pointer], [422, 'case-unit-invalid', '/unitCode'])
})

t.test('twice at once with a key gives one case', async (t) => {
  on('2026-03-02')
  const options = { headers: { 'idempotency-key': 'once' } }
  const answers = await Promise.all([1, 2, 3].map(() => receive({ unitCode: '220104' }, options)))
  t.equal(
    answers.filter(({ status, headers }) => status === 201 && !headers['idempotent-replayed']).length,
    1
  )
  t.ok(answers.every(({ status }) => status === 201 || status === 409))
  const again = await receive({ unitCode: '220104' }, options)
  t.match([again.status, again.headers['idempotent-replayed']], [201, 'true'])
  const other = await receive({ unitCode: '220104', kind: 'report' }, options)
  t.match([other.status, other.body.code], [422, 'idempotency-mismatch'])
  const { total } = (await call('GET', '/v1/cases?within=220104&count=true', { as: clerk('22') })).body
  t.equal(total, 1)
  t.strictSame(statuses([again]), [201])
})
