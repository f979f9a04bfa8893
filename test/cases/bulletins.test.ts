import { sql } from 'kysely'
import t from 'tap'
import { bulletins, bulletinsOf, leader, missed, plain, plant, reader } from '../examples/bulletin.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database } = service
const { draft, step, published, read } = bulletinsOf(service)
const [planted = ''] = await plant(service, [plain, { ...plain, terms: [missed] }])
const body = { withinCode: '2201', from: '2026-01-01', to: '2026-01-31' }
const caseworker: Person = { unit: '2201', roles: ['caseworker'] }
const post = { method: 'POST' as const, url: bulletins, as: leader('2201'), body }

t.test('refused', async (t) => {
  const period = (from: string, to: string) => ({ body: { ...body, from, to } })
  await refused(t, service, post, {
    'nobody asks': { as: null, is: [401, 'token-missing'] },
    'a role is missing': { as: reader('2201'), is: [403, 'role-missing'] },
    'a unit above': { body: { ...body, withinCode: '22' }, is: [404, 'not-found', '/withinCode'] },
    'a unit beside': { body: { ...body, withinCode: '2202' }, is: [404, 'not-found', '/withinCode'] },
    'no unit': { body: { ...body, withinCode: '2299999' }, is: [404, 'not-found', '/withinCode'] },
    'the operator': { as: leader('*'), is: [404, 'not-found', '/withinCode'] },
    'a period backwards': { ...period('2026-02-01', '2026-01-31'), is: [422, 'period-backwards', '/to'] },
    'a period that is not over': {
      ...period('2026-03-01', '2026-03-03'),
      is: [422, 'period-not-over', '/to']
    },
    'a year and two days': { ...period('2025-01-31', '2026-02-01'), is: [422, 'period-too-long', '/from'] },
    'a day that is none': { ...period('2026-02-30', '2026-03-01'), is: [400, 'validation-failed', '/from'] },
    'no period': { body: { withinCode: '2201' }, is: [400, 'validation-failed'] },
    'another field': { body: { ...body, figures: {} }, is: [400, 'validation-failed', '/figures'] },
    'no JSON': { body: undefined, raw: '{', is: [400, 'malformed-json'] }
  })
  for (const [from, to] of [
    ['2025-03-02', '2026-03-02'],
    ['2025-02-28', '2026-02-28'],
    ['2026-03-02', '2026-03-02']
  ])
    t.equal((await call('POST', bulletins, { ...post, ...period(from as string, to as string) })).status, 201)
})

t.test('drafted, refreshed and published, each recorded without a figure', async (t) => {
  const made = await call('POST', bulletins, { as: caseworker, body })
  t.match(made, { status: 201, headers: { etag: '"1.', location: `${bulletins}/${made.body.id}` } })
  t.match(made.body, {
    unitCode: '2201',
    unitName: '长春市',
    state: 'draft',
    createdBy: caseworker.sub ?? '2201:caseworker',
    publishedAt: null,
    withReports: true,
    figures: { totals: { received: 2, overdue: 1, overdueShare: 0.5 } }
  })
  const { id } = made.body
  t.same(withoutActions(await read(id, reader('2201'))), withoutActions(made.body))
  await plant(service, [plain])
  t.equal((await read(id, leader('2201'))).figures.totals.received, 2, 'not before it is refreshed')
  const fresh = await step(id, 'refresh', { as: caseworker })
  t.match(fresh, { status: 200, headers: { etag: '"2.' }, body: { figures: { totals: { received: 3 } } } })
  const url = `${bulletins}/${id}`
  await refused(t, service, post, {
    'published by a caseworker': {
      url: `${url}/publish`,
      as: caseworker,
      body: {},
      is: [403, 'role-missing']
    },
    'another version': {
      url: `${url}/publish`,
      headers: { 'if-match': '"1"' },
      body: {},
      is: [412, 'version-stale']
    },
    'by the unit below': {
      url: `${url}/publish`,
      as: leader('220102'),
      body: {},
      is: [404, 'bulletin-not-found']
    },
    'by a unit beside': {
      url: `${url}/refresh`,
      as: leader('2202'),
      body: {},
      is: [404, 'bulletin-not-found']
    },
    'by the operator': { url: `${url}/refresh`, as: leader('*'), body: {}, is: [404, 'bulletin-not-found'] }
  })
  await plant(service, [plain])
  const done = await step(id, 'publish', { as: leader('2201') })
  t.match(done, { status: 200, headers: { etag: '"3.' } })
  t.match(done.body, { state: 'published', publishedBy: '2201:leader', figures: { totals: { received: 3 } } })
  await refused(
    t,
    service,
    { ...post, body: {} },
    {
      'published twice': { url: `${url}/publish`, is: [409, 'bulletin-published'] },
      'refreshed afterwards': { url: `${url}/refresh`, is: [409, 'bulletin-published'] },
      'refreshed by who only reads it': {
        url: `${url}/refresh`,
        as: leader('220102'),
        is: [404, 'bulletin-not-found']
      }
    }
  )
  const lines = await noted(service, id)
  t.strictSame(
    lines.map(({ action, event, unitCode }) => [action, event, unitCode]),
    ['drafted', 'refreshed', 'published'].map((one) => Array(2).fill(`case-bulletin.${one}`).concat('2201'))
  )
  for (const { details } of lines) t.strictSame(details, { from: body.from, to: body.to })
})

t.test('twice at once gives one effect', async (t) => {
  const headers = { 'idempotency-key': 'one-bulletin' }
  const count = async () => (await call('GET', `${bulletins}?count=true&limit=1`)).body.total
  const before = await count()
  const both = await Promise.all([1, 2].map(() => call('POST', bulletins, { ...post, headers })))
  t.ok(both.some(({ status }) => status === 201))
  t.ok(both.every(({ status, body }) => status === 201 || body.code === 'idempotency-in-progress'))
  t.equal(await count(), before + 1)
  const { id } = await draft('2201')
  const steps = await Promise.all(['publish', 'publish', 'refresh', 'refresh'].map((name) => step(id, name)))
  t.equal(steps.slice(0, 2).filter(({ status }) => status === 200).length, 1)
  t.ok(steps.every(({ status, body }) => status === 200 || body.code === 'bulletin-published'))
  t.equal((await read(id, leader('22'))).state, 'published')
})

t.test('what is published stays, whatever becomes of the cases and whoever tries', async (t) => {
  const { id } = await published('2201')
  const before = await Promise.all([leader('22'), reader('220102')].map((as) => read(id, as)))
  await plant(service, Array(7).fill({ ...plain, kind: 'report', terms: [missed] }))
  const { db } = database.owner
  await sql`update petition_case set state = 'closed', concluded_on = '2026-02-02' where id = ${planted}`.execute(
    db
  )
  await sql`update term set due_on = '2027-01-01' where subject_id = ${planted}`.execute(db)
  clock.now = new Date('2026-05-02T01:00:00Z')
  t.same(await Promise.all([leader('22'), reader('220102')].map((as) => read(id, as))), before)
  const attempts = [
    sql`update case_bulletin set figures = '{}' where id = ${id}`,
    sql`update case_bulletin set open_figures = '{}' where id = ${id}`,
    sql`update case_bulletin set state = 'draft' where id = ${id}`,
    sql`update case_bulletin set period_to = period_to + 1 where id = ${id}`,
    sql`update case_bulletin set published_by = 'x' where id = ${id}`,
    sql`delete from case_bulletin where id = ${id}`,
    sql`truncate case_bulletin`
  ]
  for (const attempt of attempts) await t.rejects(attempt.execute(db), { code: '23001' })
  await sql`delete from case_bulletin where state = 'draft'`.execute(database.db)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('a unit that moves takes its bulletins along, also those that are published', async (t) => {
  const { id } = await published('220183')
  const headers = { 'if-match': '"1"' }
  const moved = await call('PATCH', '/v1/units/220183', { body: { parentCode: '2202' }, headers })
  t.equal(moved.status, 200)
  t.equal((await read(id, leader('2202'))).withReports, true)
  t.equal((await call('GET', `${bulletins}/${id}`, { as: leader('2201') })).status, 404)
})

t.test('steps that the caller may take now', async (t) => {
  const open = await draft('2207')
  const actions = async (id: string, as: Person) => (await read(id, as)).actions
  t.strictSame(await actions(open.id, leader('2207')), ['refresh', 'publish'])
  t.strictSame(await actions(open.id, leader('22')), ['refresh', 'publish'], 'units above take them, too')
  t.strictSame(await actions(open.id, reader('2207')), [])
  const done = await published('2208')
  for (const as of [leader('2208'), leader('22'), leader('220802')]) {
    t.strictSame(await actions(done.id, as), [], as.unit)
  }
})

t.test('listed without figures, the newest first', async (t) => {
  const city = await published('2205')
  clock.now = new Date('2026-03-02T02:00:00Z')
  const open = await draft('2205')
  clock.now = new Date('2026-03-02T03:00:00Z')
  const county = await draft('220502')
  const ids = async (query: string, as: Person) =>
    (await call('GET', `${bulletins}?count=true&${query}`, { as })).body.items.map(
      ({ id }: { id: string }) => id
    )
  t.strictSame(await ids('', leader('2205')), [county.id, open.id, city.id])
  t.strictSame(await ids('state=draft', leader('2205')), [county.id, open.id])
  t.strictSame(await ids('state=draft,published', leader('2205')), [county.id, open.id, city.id])
  t.strictSame(await ids('updatedSince=2026-03-02T02:30:00Z', leader('2205')), [county.id])
  t.strictSame(await ids('unitCode=2205', leader('2205')), [open.id, city.id])
  t.strictSame(await ids('within=2205', leader('22')), [county.id, open.id, city.id])
  t.strictSame(await ids('', reader('220502')), [county.id])
  t.strictSame(await ids('unitCode=2205', reader('220502')), [city.id], 'of the city what is published')
  t.strictSame(await ids('unitCode=2205&state=draft', reader('220502')), [])
  t.strictSame(await ids('', reader('220503')), [])
  const page = await call('GET', `${bulletins}?limit=1&count=true`, { as: leader('2205') })
  t.match(page.body, { total: 3, items: [{ id: county.id, from: '2026-01-01', state: 'draft' }] })
  t.notOk('figures' in page.body.items[0])
  const rest = await call('GET', `${bulletins}?cursor=${page.body.nextCursor}`, { as: leader('2205') })
  t.strictSame(
    rest.body.items.map(({ id }: { id: string }) => id),
    [open.id, city.id]
  )
  const { text } = await call('GET', bulletins, { as: leader('2205'), headers: { accept: 'text/csv' } })
  t.equal(text.trimEnd().split('\n').length, 4)
  t.notMatch(text, 'totals')
  await refused(
    t,
    service,
    { method: 'GET', url: bulletins, as: reader('220502') },
    {
      'within a unit above': { url: `${bulletins}?within=2205`, is: [404, 'not-found', '?within'] },
      'of a unit beside': { url: `${bulletins}?unitCode=220503`, is: [404, 'not-found'] },
      'the draft of the unit above': { url: `${bulletins}/${open.id}`, is: [404, 'bulletin-not-found'] },
      'by the operator': { url: `${bulletins}/${city.id}`, as: reader('*'), is: [404, 'bulletin-not-found'] },
      'from beside': { url: `${bulletins}/${city.id}`, as: reader('2206'), is: [404, 'bulletin-not-found'] },
      'a state that is none': { url: `${bulletins}?state=open`, is: [400, 'validation-failed', '?state'] }
    }
  )
  const { headers } = await call('GET', `${bulletins}/${city.id}`)
  const known = { 'if-none-match': String(headers.etag) }
  t.equal((await call('GET', `${bulletins}/${city.id}`, { headers: known })).status, 304)
})
