import t from 'tap'
import { makeProgramme, rosterOf } from '../../examples/batch.ts'
import { county, idNumber, of, township, village } from '../../examples/relatives.ts'
import { refused } from '../../support/assertions.ts'
import { ok, type Person, testService } from '../../support/service.ts'

// All households are on the rosters since 2025-10 and all filers in post since 2024, so that every term for
// filing is over.

const service = await testService(t)
const { call, clock } = service
const programme = 'low-income-rural'
await makeProgramme(service, programme)
const city: Person = { unit: '2201', roles: ['inspector', 'fund-officer', 'viewer'], sub: 'city' }
const keeper = of(county, ['fund-officer', 'leader', 'viewer'])
const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}

const people = 'ABCDEFGHX'
/** The number of a person of the example: a relative by letter, a filer by name. */
const numberOf = (name: string) =>
  idNumber(name.startsWith('m') ? 100 + Number(name.slice(1)) : people.indexOf(name))

const filers = new Map<string, string>()
for (const [name, unitCode, kind] of [
  ['m1', village, 'committee-member'],
  ['m2', village, 'committee-member'],
  ['m3', township, 'assistance-staff'],
  ['m4', village, 'committee-member'],
  ['m5', county, 'assistance-staff'],
  ['m6', village, 'committee-member']
] as const) {
  const body = { unitCode, name, kind, post: '经办', since: '2024-01-01', idNumber: numberOf(name) }
  filers.set(name, ok(await call('POST', '/v1/filers', { as: keeper, body })).id)
}

async function file(
  filer: string,
  recipientNo: string,
  number: string,
  levels: string[],
  relation = 'sibling'
): Promise<void> {
  const place = { programme, recipientNo, villageCode: village }
  const body = { ...place, filerId: filers.get(filer), idNumber: number, relation, isHead: true }
  const { id } = ok(
    await call('POST', '/v1/relative-filings', { as: keeper, body: { ...body, trigger: 'annual' } })
  )
  for (const level of levels) {
    const registration = { level, onBehalf: level !== 'county' }
    ok(await call('POST', `/v1/relative-filings/${id}/register`, { as: keeper, body: registration }))
  }
}

const all = ['village', 'township', 'county']
at('2025-10-15')
await file('m1', 'R1', numberOf('A'), all, 'parent')
await file('m3', 'R4', numberOf('E'), ['village', 'county'])
await file('m5', 'R7', idNumber(500), all)
await file('m4', 'R5', numberOf('F'), all, 'parent')
at('2026-01-10')
await file('m3', 'R6', numberOf('G'), all, 'spouse')
for (const [name, relatives] of [
  ['m1', 1],
  ['m3', 2],
  ['m5', 1],
  ['m6', 0]
] as const) {
  const url = `/v1/filers/${filers.get(name)}`
  const version = String((await call('GET', url, { as: keeper })).headers.etag)
  const body = { declaredOn: '2026-01-10', relatives }
  const headers = { 'if-match': version }
  ok(await call('PUT', `${url}/declarations/2026`, { as: keeper, body, headers }))
}
at('2026-05-06')
const leaving = { on: '2026-04-30', reason: '换届' }
ok(await call('POST', `/v1/filers/${filers.get('m4')}/leave`, { as: keeper, body: leaving }))

at('2026-07-01')
const heads: [string, string][] = [
  ['R1', 'A'],
  ['R2', 'B'],
  ['R3', 'C'],
  ['R4', 'E'],
  ['R5', 'F'],
  ['R7', 'H']
]
const batches = new Map<string, string>()
for (const period of [
  '2025-10',
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06'
]) {
  const body = { programme, unitCode: county, period }
  const { id } = ok(await call('POST', '/v1/disbursements', { as: keeper, body }))
  batches.set(period, id)
  const listed: [string, string][] = period <= '2026-03' ? [...heads, ['R6', 'G']] : heads
  const raw = rosterOf(...listed.map(([no, name]) => `${no},${village},500,1,${numberOf(name)}`))
  ok(await call('PUT', `/v1/disbursements/${id}/roster`, { as: keeper, raw, type: 'text/csv' }))
}

async function putTies(): Promise<void> {
  const ties = [
    ['m1', 'A', 'parent'],
    ['m1', 'B', 'sibling'],
    ['m1', 'X', 'cousin'],
    ['m2', 'D', 'child'],
    ['m3', 'E', 'sibling'],
    ['m3', 'G', 'spouse'],
    ['m4', 'F', 'parent'],
    ['m5', 'A', 'sibling']
  ].map(([filer = '', person = '', relation]) =>
    [numberOf(filer), numberOf(person), relation, 'registry'].join()
  )
  const raw = ['filerIdNumber,relativeIdNumber,relation,source', ...ties, ''].join('\n')
  const as = of('2201', ['leader'])
  ok(await call('PUT', '/v1/units/2201/relative-ties', { as, raw, type: 'text/csv' }))
}

async function putMembers(): Promise<void> {
  for (const period of ['2026-05', '2026-06']) {
    const lines = heads.map(([no, name]) => `${no},${numberOf(name)}`)
    const raw = ['recipientNo,idNumber', ...lines, `R3,${numberOf('D')}`, ''].join('\n')
    const url = `/v1/disbursements/${batches.get(period)}/members`
    ok(await call('PUT', url, { as: keeper, raw, type: 'text/csv' }))
  }
}

const check = async (more: object = {}) => {
  const body = { unitCode: county, programme, period: '2026-05', ...more }
  return ok(await call('POST', '/v1/relative-checks', { as: city, body }))
}

t.test('without ties: pairs are unknown, filings are judged', async (t) => {
  const made = await check()
  t.match(made, {
    state: 'incomplete',
    asOf: '2026-05-31',
    missing: ['no-members', 'no-ties'],
    totals: { owedPairs: null, matched: null, filings: 5, unproven: 1 },
    filingRate: null,
    exceptions: { unfiled: 0, short: 0, false: 0, stale: 1, unregistered: 1, undeclared: 1 }
  })
})

t.test('without members: only heads are found, and nothing is called false', async (t) => {
  await putTies()
  t.match(await check(), {
    state: 'incomplete',
    missing: ['no-members'],
    totals: { owedPairs: 4, matched: 2, filings: 5, unproven: 1 },
    exceptions: { short: 1, unfiled: 1, false: 0 }
  })
})

t.test('with members and ties', async (t) => {
  await putMembers()
  const made = await check()
  t.match(made, {
    state: 'done',
    missing: [],
    totals: { filers: 5, owedPairs: 5, owedRecipients: 4, matched: 2, running: 0, unproven: 0, filings: 5 },
    filingRate: '0.4000',
    exceptions: {
      unfiled: 2,
      short: 1,
      false: 1,
      stale: 1,
      unregistered: 1,
      late: 1,
      undeclared: 1,
      'no-filing-unit': 0
    },
    compared: { rosters: 1, members: 1, ties: 6, filings: 5, declarations: 4 }
  })
  t.equal((await check()).contentHash, made.contentHash, 'the same data gives the same hash')
  const { items } = ok(await call('GET', `/v1/relative-checks/${made.id}/exceptions?limit=50`, { as: city }))
  const found = items.map(
    (one: { type: string; reason: string | null; filerName: string; recipientNo: string }) =>
      [one.type, one.reason, one.filerName, one.recipientNo].join(' ').trimEnd()
  )
  t.strictSame(found.sort(), [
    'false identity-mismatch m5 R7',
    'late  m3 R6',
    'short  m1 R2',
    'stale left-programme m3 R6',
    'undeclared  m2',
    'unfiled  m2 R3',
    'unfiled  m5 R1',
    'unregistered  m3 R4'
  ])
})

t.test(
  'the term of a filer who left ends on a Saturday, which moves it after the day of the check',
  async (t) => {
    t.match((await check({ asOf: '2026-06-01' })).exceptions, { stale: 1 })
    const june = await check({ period: '2026-06' })
    t.match(june, { asOf: '2026-06-30', exceptions: { stale: 2 } })
  }
)

t.test('only the unit that made the check and those above it see it', async (t) => {
  const { id } = await check()
  const url = `/v1/relative-checks/${id}`
  for (const unit of ['22', '2201'])
    t.equal((await call('GET', url, { as: of(unit, ['leader']) })).status, 200)
  for (const unit of [county, township, village, '2202'])
    for (const one of [url, `${url}/exceptions`])
      t.match(await call('GET', one, { as: of(unit, ['leader']) }), { status: 404 }, `${unit} ${one}`)
  const { items } = ok(await call('GET', '/v1/relative-checks', { as: of(county, ['leader']) }))
  t.strictSame(items, [])
})

t.test('a county that checks itself leaves its own staff to the city', async (t) => {
  const body = { unitCode: county, programme, period: '2026-05' }
  const own = ok(await call('POST', '/v1/relative-checks', { as: of(county, ['leader']), body }))
  t.match(own, {
    missing: ['no-ties'],
    totals: { filers: 4, ownStaff: 1, filings: 4, owedPairs: null }
  })
})

t.test('findings: one for each type and unit, without any person', async (t) => {
  const { id, exceptions } = await check()
  const make = (types: string[]) =>
    call('POST', `/v1/relative-checks/${id}/findings`, { as: city, body: { types, severity: 'serious' } })
  t.match(exceptions, { unfiled: 2 })
  const made = ok(await make(['unfiled', 'unregistered']))
  t.strictSame(
    made.items.map(({ targetCode, itemId }: { targetCode: string; itemId: string }) => [targetCode, itemId]),
    [
      [county, 'relatives-complete'],
      [village, 'relatives-complete'],
      [township, 'relatives-filed']
    ]
  )
  for (const { text } of made.items) t.notMatch(text, /m\d|R\d/)
  t.match(await make(['unfiled']), { status: 409, body: { code: 'relative-check-finding-exists' } })
  t.match(await make(['no-filing-unit']), { status: 422, body: { code: 'relative-check-sound' } })
  const { causes } = ok(await call('GET', `/v1/findings/${made.items[0].id}`, { as: city }))
  t.match(causes ?? [{ kind: 'relative-check', id }], [{ kind: 'relative-check', id }])
})

t.test('refused, and nothing is written', async (t) => {
  const body = { unitCode: county, programme, period: '2026-05' }
  const bad = (more: object, is: [number, string, string?]) => ({ body: { ...body, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/relative-checks', as: city, body },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: of('2201', ['viewer']), is: [403, 'role-missing'] },
      'a unit of another city': { as: of('2202', ['leader']), is: [404, 'not-found', '/unitCode'] },
      'the unit above': { as: of(township, ['leader']), is: [404, 'not-found', '/unitCode'] },
      'an unknown programme': bad({ programme: 'none' }, [422, 'programme-unknown', '/programme']),
      'a month to come': bad({ period: '2026-08' }, [422, 'relative-check-early', '/period']),
      'a day to come': bad({ asOf: '2026-07-02' }, [422, 'relative-check-day', '/asOf']),
      'a day before the month': bad({ asOf: '2026-04-30' }, [422, 'relative-check-day', '/asOf']),
      'no month': bad({ period: '2026-13' }, [400, 'validation-failed', '/period'])
    }
  )
})

t.test('a check is frozen', async (t) => {
  const { id } = await check()
  for (const change of [
    `update relative_check set as_of = '2026-05-30' where id = '${id}'`,
    `delete from relative_exception where check_id = '${id}'`,
    'truncate relative_check cascade'
  ])
    await t.rejects(service.database.owner.pool.query(change), /is frozen/, change)
})
