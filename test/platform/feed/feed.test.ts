import { sql } from 'kysely'
import t from 'tap'
import { deleteExpired } from '../../../src/platform/feed/index.ts'
import { awaitedBy } from '../../../src/platform/work/events.ts'
import { reactions } from '../../../src/rooms.ts'
import { type Event, eventsOf } from '../../examples/events.ts'
import { city, county, findingsOf, person, township } from '../../examples/finding.ts'
import { nothingWritten } from '../../support/assertions.ts'
import { type Person, testService } from '../../support/service.ts'

const service = await testService(t)
const { call, context, database, clock } = service
const { made, step } = findingsOf(service)
const { get, all, end } = eventsOf(service)

const reader = (unit: string): { as: Person } => ({
  as: { unit, roles: ['events'], sub: `system of ${unit}` }
})
const types = (events: readonly Event[]) => events.map(({ type }) => type)

t.test('what happens to a record, once and in order, in the form of CloudEvents', async (t) => {
  const start = await end(reader(city))
  const { id } = await made()
  await step(id, 'rectify')
  const { body } = await get(`after=${start}`, reader(city))
  t.same(types(body.items), ['finding.made', 'finding.rectified'])
  t.match(body.items[0], {
    specversion: '1.0',
    source: '/v1/events',
    subject: `finding/${id}`,
    time: '2026-03-02T09:00:00+08:00',
    datacontenttype: 'application/json',
    unitcode: city,
    data: { targetCode: township, area: 'funds' }
  })
  const again = await get(`after=${start}`, reader(city))
  t.same(again.body.items, body.items, 'the same events have the same identifiers')
  t.same((await get(`after=${body.next}`, reader(city))).body.items, [], 'and come once')
  const { rows } = await sql<{ id: string }>`select id from outbox_event where subject_id = ${id}`.execute(
    context.db
  )
  for (const { id } of rows)
    t.notMatch(
      body.items.map((one: Event) => one.id),
      [id],
      'not those of audit lines'
    )
})

t.test('pages, types and units', async (t) => {
  const start = await end(reader(city))
  const first = await made()
  const second = await made()
  await step(first.id, 'waive')
  const seen: Event[] = []
  let next = start
  for (const count of [1, 1, 1, 0]) {
    const { body } = await get(`limit=1&after=${next}`, reader(city))
    t.equal(body.items.length, count)
    seen.push(...body.items)
    next = body.next
  }
  t.same(
    seen.map(({ subject }) => subject),
    [first, second, first].map(({ id }) => `finding/${id}`)
  )
  const waived = await get(`type=finding.waived,notice.issued&after=${start}`, reader(city))
  t.same(types(waived.body.items), ['finding.waived'])
  t.same(
    (await get(`after=${waived.body.next}`, reader(city))).body.items,
    [],
    'its cursor has passed the others'
  )
  t.equal((await get(`within=${city}&after=${start}`, reader(city))).body.items.length, 3)
  t.same((await get(`within=${county}&after=${start}`, reader(city))).body.items, [])
})

t.test(
  'people below the unit that keeps the record see that something happened, without the payload',
  async (t) => {
    const start = await end(reader(township))
    const { id } = await made()
    await step(id, 'rectify')
    const { body } = await get(`after=${start}`, reader(township))
    t.match(body.items, [
      { type: 'finding.made', subject: `finding/${id}`, data: {} },
      { type: 'finding.rectified', subject: `finding/${id}`, data: {} }
    ])
    t.strictSame(
      body.items.map(({ data }: Event) => data),
      [{}, {}]
    )
  }
)

t.test('no text that a person wrote, and no person', async (t) => {
  const start = await end(reader(city))
  const { id } = await made()
  await step(id, 'waive', { body: { reason: '王某说情况已消除。' } })
  const { text } = await get(`after=${start}`, reader(city))
  t.match(text, 'finding.waived')
  t.notMatch(text, /王某|"sub"|"traceId"|"reason"/)
})

t.test('people of other units see nothing of it', async (t) => {
  const before = await end(reader('220203'))
  await made()
  t.same((await get(`after=${before}`, reader('220203'))).body.items, [])
})

t.test('who may read it, and what a system may do besides', async (t) => {
  const as = reader(city).as
  t.equal((await call('GET', '/v1/me', { as })).status, 200)
  t.equal((await call('GET', '/v1/dictionaries', { as })).status, 200)
  for (const url of [
    '/v1/units',
    '/v1/findings',
    '/v1/cases',
    '/v1/audit',
    '/v1/operations',
    '/v1/policies'
  ]) {
    t.equal((await call('GET', url, { as })).status, 403, url)
  }
  t.equal((await get('', { as: person(city) })).status, 200, 'people in service')
  t.match((await get('', { as: { unit: city, roles: ['admin'] } })).body, { code: 'role-missing' })
  t.match((await get('', { as: { unit: city, roles: ['evaluator', 'events'] } })).body, {
    code: 'roles-mixed'
  })
})

t.test('bad input is refused, and nothing is written', async (t) => {
  await made()
  const cursor = await end(reader(city))
  await made()
  const sent = Buffer.from(cursor, 'base64url')
  sent[20] = (sent[20] ?? 0) ^ 1
  const bad: [query: string, as: { as: Person }, status: number, code: string][] = [
    ['after=eyJ', reader(city), 400, 'bad-cursor'],
    [`after=${cursor}A`, reader(city), 400, 'bad-cursor'],
    [`after=${sent.toString('base64url')}`, reader(city), 400, 'bad-cursor'],
    [`after=${cursor}`, reader(county), 400, 'bad-cursor'],
    [`after=${cursor}`, { as: { ...reader(city).as, sub: 'another' } }, 400, 'bad-cursor'],
    ['after=', reader(city), 400, 'validation-failed'],
    ['type=finding.nothing', reader(city), 400, 'validation-failed'],
    ['type=case.identity-opened', reader(city), 400, 'validation-failed'],
    ['limit=201', reader(city), 400, 'validation-failed'],
    ['wait=31', reader(city), 400, 'validation-failed'],
    ['from=2026-01-01', reader(city), 400, 'validation-failed'],
    ['within=22', reader(city), 404, 'not-found'],
    ['within=2299', reader(city), 404, 'not-found']
  ]
  await nothingWritten(t, service, async () => {
    for (const [query, as, status, code] of bad)
      t.match(await get(query, as), { status, body: { code } }, query)
  })
})

t.test('old events are deleted, and a consumer that comes later has to read the records anew', async (t) => {
  const awaited = awaitedBy(reactions)
  const late = await end(reader(city))
  await made()
  clock.now = new Date('2026-04-02T01:00:00Z')
  const start = await end(reader(city))
  await made()
  await deleteExpired(context.db, new Date('2026-04-01T00:00:00Z'), awaited)
  t.match(await get(`after=${late}`, reader(city)), {
    status: 410,
    body: { code: 'events-expired', detail: /90/, errors: [{ pointer: '?after' }] }
  })
  t.same(types((await get(`after=${start}`, reader(city))).body.items), ['finding.made'], 'the others go on')
  t.same(
    types((await all(reader(city))).events),
    ['finding.made'],
    'and one that is new begins with what is left'
  )
  const { rows } = await sql`select from outbox_event where at < '2026-04-01' and (
    handled_at is not null or type not in (${sql.join(awaited.map(({ name }) => name))}))`.execute(context.db)
  t.equal(rows.length, 0, 'the others are gone')
})

t.test('events that nobody has read yet expire as well, with the cursor before them', async (t) => {
  const before = await end(reader(city))
  await made()
  await deleteExpired(context.db, new Date('2026-05-01T00:00:00Z'), awaitedBy(reactions))
  t.equal((await get(`after=${before}`, reader(city))).status, 410)
  const { next } = await all(reader(city))
  await made()
  t.same(types((await get(`after=${next}`, reader(city))).body.items), ['finding.made'])
})

t.test('an event that a room still has to handle stays until it is handled', async (t) => {
  await sql`insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    values (gen_random_uuid(), '2026-01-01', 'finding.term-missed', 'finding', gen_random_uuid()::text, '22', '{}')`.execute(
    database.owner.db
  )
  await sql`update outbox_event set id = 'ffffffff-ffff-7fff-bfff-ffffffffffff' where at = '2026-01-01'`.execute(
    database.owner.db
  )
  const rows = async () =>
    (await sql`select from outbox_event where at = '2026-01-01'`.execute(context.db)).rows.length
  const old = new Date('2026-02-01T00:00:00Z')
  await deleteExpired(context.db, old, awaitedBy(reactions))
  t.equal(await rows(), 1)
  await sql`update outbox_event set handled_at = now() where at = '2026-01-01'`.execute(context.db)
  await deleteExpired(context.db, old, awaitedBy(reactions))
  t.equal(await rows(), 0)
})

t.test('a database that was restored from a backup does not go on with cursors from before', async (t) => {
  await end(reader(city))
  await made()
  const cursor = await end(reader(city))
  // The last event is lost, and another one gets its position.
  await sql`with lost as (delete from outbox_event where position = (select last_position from event_feed))
    update event_feed set last_position = last_position - 1`.execute(context.db)
  t.equal((await get(`after=${cursor}`, reader(city))).status, 410)
  await made()
  await end(reader(city))
  t.equal((await get(`after=${cursor}`, reader(city))).status, 410)
})
