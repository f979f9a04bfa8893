import { sql } from 'kysely'
import t from 'tap'
import { at, casesOf, clerk, county, leader, township } from '../examples/case.ts'
import { noted, nothingWritten, type Refused, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { receive, made, read, step, taken } = casesOf(service)
const report = { kind: 'report', category: 'conduct' }
const [beside, third, fourth] = ['220103', '220104', '220105']
const why = { reason: '办理中查明' }
const move = async (code: string, parentCode: string) =>
  ok(await call('PATCH', `/v1/units/${code}`, { headers: { 'if-match': '*' }, body: { parentCode } }))
const retire = async (code: string, successorCode: string) =>
  ok(await call('POST', `/v1/units/${code}/retire`, { body: { on: '2026-03-01', successorCode } }))
const added = async (code: string, level: string, parentCode: string) =>
  ok(await call('POST', '/v1/units', { body: { code, name: `试验${code}`, level, parentCode } }))
const see = async (id: string, unit: string) =>
  (await call('GET', `/v1/cases/${id}`, { as: clerk(unit) })).status
const forward = (id: string, toUnitCode: string, unit = '2201') =>
  step(id, 'forward', { as: clerk(unit), body: { toUnitCode, note: '交办' } })

t.test(
  'several at intake: hidden from each, and handled by the nearest unit above that may see it',
  async (t) => {
    const codes = [third, beside, county]
    const one = await made({ ...report, unitCode: '2201', accusedUnitCodes: codes })
    const set = { accusedUnitCode: null, accusedUnitCodes: codes.toSorted() }
    t.match(one, { ...set, unitCode: '2201' })
    t.match(await read(one.id), set)
    t.match((await call('GET', '/v1/cases?kind=report', { as: clerk('2201') })).body.items, [set])
    const csv = (
      await call('GET', '/v1/cases?kind=report', { as: clerk('2201'), headers: { accept: 'text/csv' } })
    ).text
    t.match(csv, '"[""220102"", ""220103"", ""220104""]"')
    for (const unit of [...codes, township]) t.equal(await see(one.id, unit), 404, unit)
    t.equal((await forward(one.id, township)).body.code, 'report-to-accused')
    const handed = await made({ ...report, unitCode: township, accusedUnitCodes: ['2201', township] })
    t.equal(handed.unitCode, '22')
    const short = await made({
      ...report,
      unitCode: '2201',
      accusedUnitCode: county,
      accusedUnitCodes: [county]
    })
    t.match(short, { accusedUnitCode: county, accusedUnitCodes: [county] })
  }
)

t.test('what cannot be is refused, and nothing written', async (t) => {
  const body = (more: object) => ({ body: { ...sent, ...more } })
  const sent = {
    ...{ ...report, channel: 'letter', receivedAt: '2026-03-02T08:30:00+08:00', unitCode: '2201' },
    ...{ summary: '检举', anonymous: true }
  }
  const many = Array.from({ length: 21 }, (_, n) => `2201${n + 10}`)
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/cases', as: clerk('22') },
    {
      'one form says another unit': {
        ...body({ accusedUnitCode: county, accusedUnitCodes: [beside] }),
        is: [422, 'accused-twice', '/accusedUnitCode']
      },
      'one form says more': {
        ...body({ accusedUnitCode: county, accusedUnitCodes: [county, beside] }),
        is: [422, 'accused-twice', '/accusedUnitCode']
      },
      'no unit': { ...body({ accusedUnitCodes: [] }), is: [400, 'validation-failed', '/accusedUnitCodes'] },
      'too many': {
        ...body({ accusedUnitCodes: many }),
        is: [400, 'validation-failed', '/accusedUnitCodes']
      },
      doubles: {
        ...body({ accusedUnitCodes: [county, county] }),
        is: [400, 'validation-failed', '/accusedUnitCodes']
      },
      'one that is not there': {
        ...body({ accusedUnitCodes: [county, '9999'] }),
        is: [422, 'accused-unknown', '/accusedUnitCodes/1']
      },
      'the top among them': {
        ...body({ accusedUnitCodes: [county, '22'] }),
        is: [422, 'no-unit-above', '/accusedUnitCodes']
      },
      'in an appeal': {
        ...body({ kind: 'appeal', accusedUnitCodes: [county] }),
        is: [422, 'accused-missing', '/accusedUnitCodes']
      }
    }
  )
})

t.test('accusing adds: all that are new, and none is replaced', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCode: county })
  const more = { as: clerk('2201'), body: { accusedUnitCodes: [beside, county], ...why } }
  t.match(await taken(id, 'accuse', more), { accusedUnitCodes: [county, beside] })
  t.match((await noted(service, id)).at(-1), { details: { accusedUnitCodes: [beside] } })
  t.match(await step(id, 'accuse', more), { status: 409, body: { code: 'accused-already' } })
  // A unit whose turn it is comes to be accused together with the one above: it goes past both.
  await taken(id, 'accuse', { as: clerk('2201'), body: { accusedUnitCodes: ['2201', third], ...why } })
  t.match(await read(id), { unitCode: '22', accusedUnitCodes: ['2201', county, beside, third] })
  t.equal(await see(id, '2201'), 404)
})

t.test('taking a unit out: only by a leader above the handling unit, and by another person', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCode: county })
  const above = clerk('22', 'leader', 'above')
  await taken(id, 'accuse', { as: { ...above, unit: '2201' }, body: { accusedUnitCode: beside, ...why } })
  const body = { unitCode: beside, reason: '经查与该单位无关' }
  const cases: Record<string, Refused> = {
    'by the handling unit': { as: leader('2201'), is: [403, 'accusation-from-above'] },
    'by who named it, from another unit': { as: above, is: [403, 'accusation-own'] },
    'by the same, written otherwise': { as: { ...above, sub: ' ＡBOVE ' }, is: [403, 'accusation-own'] },
    'by a caseworker': { as: clerk('22'), is: [403, 'role-missing'] },
    'by the accused': { as: leader(beside), is: [404, 'case-not-found'] },
    'of a unit that is not accused': {
      body: { ...body, unitCode: third },
      is: [409, 'not-accused', '/unitCode']
    },
    'without a reason': { body: { unitCode: beside }, is: [400, 'validation-failed', '/reason'] }
  }
  const url = at(id, 'withdraw-accusation')
  await refused(t, service, { method: 'POST', url, as: leader('22'), body }, cases)
  const out = await taken(id, 'withdraw-accusation', { as: leader('22'), body })
  t.match(out, { accusedUnitCode: county, accusedUnitCodes: [county], unitCode: '2201' })
  t.match((await noted(service, id)).at(-1), {
    action: 'case.accusation-withdrawn',
    actor: leader('22').sub,
    details: { accusedUnitCode: beside, reason: body.reason }
  })
  for (const unit of [beside, `${beside}002`]) {
    t.equal(await see(id, unit), 404, 'the past stays hidden')
    t.match(await forward(id, unit), { status: 422, body: { code: 'report-to-accused' } })
    t.notMatch((await call('GET', '/v1/audit?limit=200', { as: clerk(unit, 'auditor') })).text, id)
  }
  // Accused again, it is another person who may take it out.
  await taken(id, 'accuse', { as: leader('2201'), body: { accusedUnitCode: beside, ...why } })
  t.match(await taken(id, 'withdraw-accusation', { as: above, body }), { accusedUnitCodes: [county] })
  t.match(await taken(id, 'withdraw-accusation', { as: above, body: { ...body, unitCode: county } }), {
    accusedUnitCode: null,
    accusedUnitCodes: []
  })
  t.equal(await see(id, county), 404)
  const other = await made({ ...report, unitCode: '22', accusedUnitCode: county })
  t.match(
    await step(other.id, 'withdraw-accusation', { as: leader('22'), body: { ...body, unitCode: county } }),
    { status: 403, body: { code: 'accusation-from-above' } },
    'nobody stands above the province'
  )
})

t.test('the database lets the set grow only', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCodes: [county, beside] })
  for (const set of ['{220102}', null, '{}', '{220102,220104}']) {
    const change = sql`update petition_case set hidden_from = ${set}::text[] where id = ${id}`
    await t.rejects(change.execute(database.db), /stays hidden/, String(set))
  }
})

t.test('a unit that leaves an accused one takes the secrecy along, with all below it', async (t) => {
  await added('220198', 'county', '2201')
  await added('220198001', 'township', '220198')
  await added('220198001001', 'village', '220198001')
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCode: '220198' })
  await move('220198001', fourth)
  for (const unit of ['220198001', '220198001001']) {
    t.equal(await see(id, unit), 404)
    t.match(await forward(id, unit), { status: 422, body: { code: 'report-to-accused' } })
  }
  ok(await forward(id, fourth))
  // From there the village moves on by itself.
  await move('220198001001', '220105001')
  t.match(await forward(id, '220198001001', fourth), { status: 422, body: { code: 'report-to-accused' } })
  ok(await forward(id, '220105001', fourth))
  t.equal(await see(id, '220105001'), 200)
  const later = await made({ ...report, unitCode: '2201', accusedUnitCode: '220198' })
  ok(await forward(later.id, '220198001'))
  t.equal(await see(later.id, '220198001'), 200, 'a report that came in afterwards does not concern it')
})

t.test('nor does a unit read it that passes into the accused one, or into a unit below it', async (t) => {
  await added('220197', 'county', '2201')
  const ids = [
    (await made({ ...report, unitCode: '220197', accusedUnitCode: county })).id,
    (await made({ ...report, unitCode: '220197', accusedUnitCode: fourth })).id
  ]
  for (const id of ids) t.equal(await see(id, '220197'), 200)
  await retire('220197', county)
  t.strictSame(await Promise.all(ids.map((id) => see(id, '220197'))), [404, 200])
  t.strictSame(await Promise.all(ids.map((id) => see(id, '2201'))), [200, 200])
})

t.test(
  'a report that its handling unit may not see any more goes to the nearest unit that may',
  async (t) => {
    await added('220196', 'county', '2201')
    await added('220196001', 'township', '220196')
    const [received, accepted, seen] = [
      await made({ ...report, unitCode: '220196001', accusedUnitCode: fourth }),
      await made({ ...report, unitCode: '220196', accusedUnitCode: fourth }),
      await made({ ...report, unitCode: '220196', accusedUnitCode: third })
    ]
    await taken(accepted.id, 'accept', { as: clerk('220196') })
    await move('220196001', '220106')
    await retire('220196', fourth)
    t.match(await read(received.id), { unitCode: '220196001' })
    t.match(await read(accepted.id), { unitCode: '2201', state: 'accepted', handlerName: null })
    t.equal(await see(accepted.id, fourth), 404)
    t.match(await read(seen.id), { unitCode: '220196' }, 'its successor may see it')
    t.match((await noted(service, accepted.id)).at(-1), {
      ...{ action: 'case.handed-on', unitCode: '2201' },
      details: { fromUnitCode: '220196', toUnitCode: '2201' }
    })
    // The township comes to lie below the accused unit.
    await move('220196001', fourth)
    const { terms, ...handed } = await read(received.id)
    t.match(handed, { unitCode: '2201', decidingUnitCode: '2201', state: 'received' })
    t.match(terms, [{ state: 'met' }, { rule: 'case.notify', state: 'running' }], 'a term begins there')
    t.equal(await see(received.id, '220196001'), 404)
  }
)

t.test('a clue is not handed to an accused unit by its name', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCodes: [county] })
  const { name } = (await call('GET', `/v1/units/${township}`)).body
  const refer = (receiverName: string) =>
    call('POST', `/v1/cases/${id}/referrals`, {
      as: clerk('2201'),
      body: { receiver: 'other', receiverName, text: '线索' }
    })
  await nothingWritten(t, service, async () => {
    for (const receiverName of [name, ` ${name} `]) {
      const answer = await refer(receiverName)
      t.match(answer, {
        status: 422,
        body: { code: 'report-to-accused', errors: [{ pointer: '/receiverName' }] }
      })
    }
  })
  t.equal((await refer('市纪委监委')).status, 201)
})

t.test('a report knows no review by which it could reach a unit', async (t) => {
  const { id } = await made({ ...report, unitCode: '2201', accusedUnitCode: county })
  await taken(id, 'accept', { as: clerk('2201') })
  await taken(id, 'reply', { as: clerk('2201') })
  t.match(await step(id, 'request-review', { as: clerk('2201') }), {
    status: 409,
    body: { code: 'wrong-kind' }
  })
  t.equal((await receive({ ...report, unitCode: '2201' })).status, 201)
})
