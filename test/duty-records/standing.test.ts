import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/duty-records'
const of = (unit: string): Person => ({ unit, roles: ['leader', 'viewer'], sub: unit })
const [city, county] = ['2202', '220202']
const areas = ['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']

const file = async (unitCode: string, kind: keyof typeof dutyExamples, change = {}) => {
  const body = { unitCode, year: 2026, ...dutyExamples[kind], ...change }
  return ok(await call('POST', url, { as: of(unitCode), body })).id as string
}
const missing = async (query: string, unit = '22') =>
  ok(await call('GET', `${url}/missing?count=true&${query}`, { as: of(unit) }))
const total = async (query: string) => (await missing(query)).total
const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}
/** How one duty of the county stands. */
const stand = async (kind: string, year = 2026) => {
  const { items } = ok(
    await call('GET', `${url}/overview?within=${county}&level=county&year=${year}`, { as: of(county) })
  )
  return items[0][kind]
}

t.test('known numbers of the bundled tree', async (t) => {
  t.equal(await total('kind=scheme'), 1154)
  t.equal(await total('kind=scheme&state=running'), 1154)
  t.equal(await total('kind=rules'), 82)
  t.equal(await total('kind=scheme&level=city'), 10)
  t.equal(await total('kind=responsibility,rules'), 1154 + 82)
  t.equal(await total('kind=scheme&year=2025&state=missed'), 1154, 'the year before is over')
  const { items, nextCursor } = await missing('kind=scheme&limit=1')
  t.match(items[0], {
    unitCode: '2201',
    kind: 'scheme',
    year: 2026,
    state: 'running',
    dueOn: '2026-03-31',
    records: 0,
    lacking: [],
    clauseId: 'jilin-2019-12:2.6'
  })
  t.type(nextCursor, 'string')
})

t.test('all pages together give all duties, each once', async (t) => {
  const seen = new Set<string>()
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = await missing(`within=${city}&limit=50${cursor}`)
    for (const { unitCode, kind } of items) seen.add(`${unitCode} ${kind}`)
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  t.equal(seen.size, await total(`within=${city}`))
})

t.test('a scheme counts in each year that it names', async (t) => {
  t.equal(await stand('scheme'), 'running')
  const id = await file(county, 'scheme', { validYears: { from: 2026, to: 2027 } })
  t.equal(await stand('scheme'), 'met')
  t.equal(await stand('scheme', 2027), 'met')
  t.equal(await stand('scheme', 2028), 'running')
  t.equal(await total('kind=scheme'), 1153)
  ok(await call('POST', `${url}/${id}/return`, { as: of(city), body: { reason: '缺少措施' } }))
  t.equal(await stand('scheme'), 'running', 'a returned record does not count')
  ok(await call('POST', `${url}/${id}/confirm`, { as: of(city) }))
  t.equal(await stand('scheme'), 'met')
})

t.test('rules need not be of the year; a local rule counts as well', async (t) => {
  t.equal(await stand('rules'), 'running')
  await file(county, 'rules', { year: 2024, issuedOn: '2024-05-01' })
  t.equal(await stand('rules'), 'met')
  t.equal(await total('kind=rules'), 81)
  const rule = {
    unitCode: city,
    effectiveFrom: '2026-07-01',
    document: '细则',
    terms: [{ rule: 'case.conclude', days: 50 }]
  }
  ok(await call('POST', '/v1/local-rules', { body: rule }))
  t.equal(await total('kind=rules'), 80, 'in force by the end of the year')
  t.equal(await total('kind=rules&year=2025'), 81)
})

t.test('publicity needs both topics', async (t) => {
  at('2026-05-11')
  await file(county, 'publicity', { from: undefined, to: undefined, issuedOn: '2026-05-10' })
  t.equal(await stand('publicity'), 'running')
  at('2027-01-01')
  t.equal(await stand('publicity'), 'missed')
  const { items } = await missing(`within=${county}&level=county&kind=publicity&year=2026`)
  t.match(items, [{ state: 'missed', lacking: ['supervision'], records: 1 }])
  at('2026-12-31')
  t.equal(await stand('publicity'), 'running', 'on the last day')
  await file(county, 'publicity', {
    from: undefined,
    to: undefined,
    issuedOn: '2026-06-10',
    topics: ['supervision']
  })
  t.equal(await stand('publicity'), 'met')
})

t.test('people who were trained are not added up', async (t) => {
  at('2026-12-31')
  await file(county, 'training', { issuedOn: '2026-06-01' })
  t.equal(await stand('training'), 'running', '17 of 22 are 77.27 per cent')
  await file(county, 'training', { issuedOn: '2026-09-01', figures: { people: 4 } })
  t.equal(await stand('training'), 'running')
  at('2027-01-01')
  t.equal(await stand('training'), 'missed')
  at('2026-12-31')
  await file(county, 'training', { issuedOn: '2026-09-02', figures: { people: 4, distinctPeople: 18 } })
  t.equal(await stand('training'), 'met', '18 of 22 are 81.82 per cent')
})

t.test('where no number of staff is stated, any training counts', async (t) => {
  await file(city, 'training', { issuedOn: '2026-09-02', figures: { people: 4 } })
  const { items } = await missing(`within=${city}&level=city&kind=training`)
  t.same(items, [])
})

t.test('where there is a register of staff, it says how many are to be trained', async (t) => {
  const { pool } = service.database.owner
  const enter = (kind: string, from: number, to: number, until = 'infinity') =>
    pool.query(
      `insert into filer (id, unit_code, path, name, kind, post, identity_hash, identity_end, since, until,
         leave_reason, left_at, left_by, registered_at, registered_by)
       select gen_random_uuid(), code, path, '甲', $1::text, '经办', sha256(convert_to(n::text, 'UTF8')), '0000',
         '2025-01-01', $4::date, case when $4 <> 'infinity' then '调离' end,
         case when $4 <> 'infinity' then now() end, case when $4 <> 'infinity' then 'x' end, now(), 'x'
       from unit, generate_series($2::int, $3::int) as n where code = '220202'`,
      [kind, from, to, until]
    )
  await enter('assistance-staff', 1, 22)
  t.equal(await stand('training'), 'met', '18 of 22')
  await enter('assistance-staff', 23, 23, '2026-10-01')
  t.equal(await stand('training'), 'met', 'who has left does not count')
  await enter('assistance-staff', 24, 24)
  t.equal(await stand('training'), 'running', '18 of 23 are 78.26 per cent, whatever the record states')
})

t.test('somebody is responsible for each area, in one record or in several', async (t) => {
  const assigned = (list: string[]) => list.map((area) => ({ area, post: '科长', name: '王芳' }))
  await file(county, 'responsibility', { assignments: assigned(areas.slice(0, 4)) })
  const { items } = await missing(`within=${county}&level=county&kind=responsibility`)
  t.same(items[0].lacking, ['funds', 'accountability'])
  await file(county, 'responsibility', { assignments: assigned(areas.slice(4)) })
  t.equal(await stand('responsibility'), 'met')
})

t.test('units outside the quotas, and villages, have no such duties', async (t) => {
  const { items } = ok(await call('GET', `${url}/overview?within=220202001`, { as: of(county) }))
  t.match(
    items,
    [{ unitCode: '220202001', rules: 'not-required' }],
    'the township alone, without its villages'
  )
  const left = await total('kind=scheme')
  const headers = { 'if-match': '"1"' }
  const body = { countsInQuota: false }
  ok(await call('PATCH', '/v1/units/220202001', { as: { unit: '22', roles: ['admin'] }, body, headers }))
  t.equal(await total('kind=scheme'), left - 1)
})

t.test('refused', async (t) => {
  for (const [query, status] of [
    ['year=1999', 400],
    ['kind=other', 400],
    ['within=2201', 404],
    ['cursor=x', 400]
  ] as const) {
    t.equal((await call('GET', `${url}/missing?${query}`, { as: of(city) })).status, status, query)
  }
  const { status, body } = await call('GET', `${url}/missing?year=2010`, { as: of(city) })
  t.match([status, body.code], [422, 'no-policy-in-force'])
})
