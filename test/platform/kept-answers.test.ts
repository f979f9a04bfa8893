import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import t from 'tap'
import { visibleRecords } from '../../src/rooms.ts'
import { casesOf, clerk, county, leader, township } from '../examples/case.ts'
import { person as inspector } from '../examples/finding.ts'
import { type Answer, ok, type Person, testService } from '../support/service.ts'

/** An answer that was kept for an idempotency key is replayed only to somebody who may see what it shows. */
const service = await testService(t, { jobs: true })
const { call, database } = service
const { made, taken } = casesOf(service)
const report = { kind: 'report', category: 'conduct', summary: '反映优亲厚友' }
const accusing = (accusedUnitCode: string) => ({ accusedUnitCode, reason: '办理中查明' })
let keys = 0

/** A keyed request that was answered; gives it again, as the same person or as another one. */
async function keyed(url: string, body: unknown, as: Person) {
  const headers = { 'idempotency-key': `kept-${++keys}` }
  const first = await call('POST', url, { as, body, headers })
  ok(first)
  return {
    first,
    again: (other: Partial<Person> = {}) => call('POST', url, { as: { ...as, ...other }, body, headers })
  }
}

/** How many rows stand in the tables that a repeated effect would add to. */
async function written(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from audit_line)::int as count`.execute(database.owner.db)
  return rows[0]?.count as number
}

const isReplay = ({ headers }: Answer) => headers['idempotent-replayed'] === 'true'
const withheld = { status: 404, body: { code: 'not-found' } }

t.test('what a unit did with a report goes with its sight of it, in every kind of answer', async (t) => {
  const one = await made(report)
  const url = `/v1/cases/${one.id}`
  const as = clerk()
  const kept = [
    await keyed(`${url}/accept`, undefined, as),
    await keyed(`${url}/letters`, { kind: 'urge', grounds: 'other', text: '请按期办理' }, clerk('2201')),
    await keyed(
      `${url}/referrals`,
      { receiver: 'discipline', receiverName: '县纪委监委', text: '涉嫌优亲厚友' },
      as
    )
  ]
  for (const { again } of kept) t.ok(isReplay(await again()))
  ok(await call('POST', `${url}/accuse`, { as: clerk('22'), body: accusing(county) }))
  const before = await written()
  const [accepted, letter, referred] = await Promise.all(kept.map(({ again }) => again()))
  for (const answer of [accepted, referred]) {
    t.match(answer, withheld)
    t.notMatch(answer?.text, /优亲厚友/)
  }
  t.ok(isReplay(letter as Answer), 'the city sees the report still')
  t.equal(await written(), before, 'and nothing was done a second time')
})

t.test('an answer of the one who put the own unit among the accused is not given again', async (t) => {
  const { id } = await made(report)
  const { again } = await keyed(`/v1/cases/${id}/accuse`, accusing(county), clerk())
  t.match(await again(), withheld)
})

t.test('the same person in another unit, another province or as operator starts afresh', async (t) => {
  const sub = 'the same everywhere'
  ok(await call('POST', '/v1/units', { as: { unit: '*', roles: ['admin'] }, body: elsewhere }))
  const body = {
    ...report,
    channel: 'hotline',
    receivedAt: '2026-03-02T08:30:00+08:00',
    unitCode: '2201',
    anonymous: true,
    accusedUnitCode: county
  }
  const { first, again } = await keyed('/v1/cases', body, { ...clerk('2201'), sub })
  t.match(await again(), { status: 201, text: first.text })
  for (const unit of [county, township, '2202', '23', '*']) {
    const answer = await again({ unit })
    t.notOk(isReplay(answer), unit)
    t.notMatch(answer.text, first.body.id, unit)
  }
})
const elsewhere = { code: '23', name: '另一省', level: 'province' }

t.test(
  'what became of a case that left the unit is shown to it again, until the case is secret',
  async (t) => {
    const { id } = await made({ ...report, unitCode: '2201' })
    const to = { body: { toUnitCode: '220103', note: '请依职权办理' }, as: clerk('2201') }
    await taken(id, 'forward', to)
    const objection = { reason: '不属于本单位职权范围' }
    const { first, again } = await keyed(`/v1/cases/${id}/object`, objection, clerk('220103'))
    t.equal((await call('GET', `/v1/cases/${id}`, { as: clerk('220103') })).status, 404)
    t.match(await again(), { status: 200, text: first.text })
    ok(await call('POST', `/v1/cases/${id}/accuse`, { as: clerk('22'), body: accusing('220103') }))
    t.match(await again(), withheld)
  }
)

t.test('a record that names a case as its cause goes with the sight of the case', async (t) => {
  const { id } = await made({ ...report, summary: '反映村干部虚报' })
  const finding = {
    unitCode: county,
    targetCode: township,
    area: 'funds',
    severity: 'minor',
    text: '资金未按时发放',
    cause: { kind: 'case', id }
  }
  const { first, again } = await keyed('/v1/findings', finding, leader())
  t.match(first.text, id)
  t.notMatch(first.text, /反映村干部虚报/, 'the text of a report is read at the report')
  t.match(await again(), { status: 201, text: first.text })
  ok(await call('POST', `/v1/cases/${id}/accuse`, { as: clerk('22'), body: accusing(county) }))
  const answer = await again()
  t.match(answer, withheld)
  t.notMatch(answer.text, id)
})

t.test('what has been moved out of the unit is not shown there again', async (t) => {
  const as: Person = { unit: '2201', roles: ['admin'], sub: 'keeper' }
  const unit = { code: '2201z1', name: '新县', level: 'county', parentCode: '2201' }
  const added = await keyed('/v1/units', unit, as)
  const target = { ...inspector('2201'), sub: 'i' }
  const visit = {
    unitCode: '2201',
    targetCode: '2201z1',
    method: 'unannounced-visit',
    plannedOn: '2026-03-05',
    areas: ['funds'],
    team: []
  }
  const planned = await keyed('/v1/inspections', visit, target)
  t.ok(isReplay(await added.again()))
  t.ok(isReplay(await planned.again()))
  const parent = { parentCode: '2202' }
  ok(await call('PATCH', '/v1/units/2201z1', { body: parent, headers: { 'if-match': '"1"' } }))
  t.match(await added.again(), withheld)
  t.ok(isReplay(await planned.again()), 'an inspection stays with the unit that carries it out')
})

t.test('an operation that was started is told of as long as it may be read', async (t) => {
  const as: Person = { unit: '2203', roles: ['planner'], sub: 'maker' }
  const { first, again } = await keyed(
    '/v1/inspection-plans/generate',
    { withinCode: '220302', year: 2026 },
    as
  )
  await service.ended(first.body.id)
  t.match(await again(), { status: 202, text: first.text })
  const { headers } = await call('GET', '/v1/units/220302')
  const body = { parentCode: '2204' }
  ok(await call('PATCH', '/v1/units/220302', { body, headers: { 'if-match': headers.etag as string } }))
  t.match(await again(), withheld)
  t.match(await call('GET', `/v1/operations/${first.body.id}`, { as }), withheld)
})

t.test('every kind of record that is put on record says who sees it', (t) => {
  const folder = fileURLToPath(new URL('../../src', import.meta.url))
  const files = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.ts'))
  const texts = files.map((name) => readFileSync(join(folder, String(name)), 'utf8'))
  const kinds = texts.flatMap((text) => [
    ...text.matchAll(/\b(?:record|recordInStatement)\(\s*(?:[^()'"`]*\?\s*)?['"`]([a-z-]+)\./g)
  ])
  const recorded = new Set(kinds.map(([, kind]) => kind as string))
  t.ok(recorded.size > 15, [...recorded].join(', '))
  // No answer is kept of a PUT, nor of opening an identity.
  for (const kind of recorded)
    if (!['calendar', 'fund-schedule', 'identity'].includes(kind))
      t.ok(visibleRecords[kind], `${kind} is known`)
  t.end()
})
