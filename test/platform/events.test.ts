import { sql } from 'kysely'
import t from 'tap'
import { system } from '../../src/platform/auth/actor.ts'
import { type News, oldest, type Reactions, react } from '../../src/platform/work/events.ts'
import { type Work, work } from '../../src/platform/work/work.ts'
import { reactions } from '../../src/service.ts'
import { testService } from '../support/service.ts'

const { context, database } = await testService(t)
const db = context.db
const subject = { id: '01900000-0000-7000-8000-000000000001', unitCode: '2201' }

/** News of these types, each in a transaction of its own. */
async function happen(...types: string[]): Promise<void> {
  for (const type of types) {
    await work(context, { actor: system }, async ({ record }) => record(type, subject, { word: type }))
  }
}

/** The types of what still waits, oldest first. */
async function waiting(): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from outbox_event where handled_at is null order by id`.execute(db)
  return rows.map(({ type }) => type)
}

async function forget(): Promise<void> {
  await sql`update outbox_event set handled_at = now() where handled_at is null`.execute(db)
}

const failing = (error: unknown) => {
  throw error
}

/** A room that writes down what it hears. */
function listener(...types: string[]) {
  const heard: News[] = []
  const hear = async (_: Work, news: News) => {
    heard.push(news)
  }
  const reactions: Reactions = Object.fromEntries(types.map((type) => [type, hear]))
  return { heard, reactions, types: () => heard.map(({ type }) => type) }
}

// What the load of the units left behind.
await forget()

t.test('the oldest first, with what it was about; what nobody waits for stays untouched', async (t) => {
  const room = listener('tale.begun', 'tale.ended')
  await happen('tale.begun', 'other.begun', 'tale.ended', 'tale.begun')
  t.equal(await react(context, [room.reactions], failing), 3)
  t.same(room.types(), ['tale.begun', 'tale.ended', 'tale.begun'])
  t.match(room.heard[0], {
    subjectKind: 'tale',
    subjectId: subject.id,
    unitCode: '2201',
    data: { word: 'tale.begun' }
  })
  t.same(await waiting(), ['other.begun'])
  t.equal(await react(context, [room.reactions], failing), 0, 'nothing is done again')
  t.equal(await react(context, [], failing), 0, 'without rooms nothing happens')
  await forget()
})

t.test('every room that waits for a kind of news hears it', async (t) => {
  const [one, other] = [listener('tale.begun'), listener('tale.begun', 'tale.ended')]
  await happen('tale.begun', 'tale.ended')
  t.equal(await react(context, [one.reactions, other.reactions], failing), 2)
  t.same(one.types(), ['tale.begun'])
  t.same(other.types(), ['tale.begun', 'tale.ended'])
})

t.test('several at once share the work: each piece is done once', async (t) => {
  const room = listener('tale.begun')
  await happen(...Array(12).fill('tale.begun'))
  const done = await Promise.all([1, 2, 3].map(() => react(context, [room.reactions], failing)))
  t.equal(
    done.reduce((sum, one) => sum + one, 0),
    12
  )
  t.equal(new Set(room.heard.map(({ id }) => id)).size, 12)
  t.equal(room.heard.length, 12)
})

t.test('what fails leaves no trace, waits, and keeps nothing else back', async (t) => {
  await happen('tale.begun', 'tale.broken', 'tale.ended')
  const room = listener('tale.begun', 'tale.ended')
  let isMended = false
  const broken: Reactions = {
    'tale.broken': async ({ record }) => {
      record('tale.followed', subject)
      if (!isMended) throw new Error('not today')
    }
  }
  const errors: unknown[] = []
  const go = () => react(context, [room.reactions, broken], (error) => errors.push(error))
  t.equal(await go(), 2)
  t.match(errors, [{ message: 'not today' }])
  t.same(room.types(), ['tale.begun', 'tale.ended'])
  t.same(await waiting(), ['tale.broken'], 'it stays, and what it wrote is gone')
  isMended = true
  t.equal(await go(), 1)
  t.same(await waiting(), ['tale.followed'])
  await forget()
})

t.test('what a room does about news is news as well', async (t) => {
  await happen('tale.begun')
  const room = listener('tale.ended')
  const teller: Reactions = { 'tale.begun': async ({ record }) => record('tale.ended', subject) }
  t.equal(await react(context, [teller, room.reactions], failing), 2)
  t.same(room.types(), ['tale.ended'])
  const { rows } = await sql<{ sub: string }>`
    select actor_sub as sub from audit_line where action = 'tale.ended' order by id desc limit 1`.execute(db)
  t.match(rows, [{ sub: 'service' }], 'the service itself did it')
})

t.test('what nobody waits for is not read, however much of it there is', async (t) => {
  await sql`delete from outbox_event`.execute(database.owner.db)
  await sql`
    insert into outbox_event (id, at, type, subject_kind, subject_id, data)
    select uuid_v7(), now(), 'other.begun', 'tale', n::text, '{}'
    from generate_series(1, 20000) as n`.execute(database.owner.db)
  await sql`analyze outbox_event`.execute(database.owner.db)
  const plan = sql<
    Record<string, string>
  >`explain (analyze, costs off, timing off) ${oldest(['notice-answer.given', 'notice-answer.accepted'], [])}`
  const { rows } = await plan.execute(db)
  const text = rows.map((row) => row['QUERY PLAN']).join('\n')
  t.match(text, /Index Scan using outbox_event_awaited_index/)
  t.notMatch(text, /Rows Removed by Filter/)
})

t.test('the index holds what the rooms wait for, and nothing else', async (t) => {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_indexdef('outbox_event_awaited_index'::regclass) as definition`.execute(db)
  const held = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map(([, type]) => type)
  const awaited = reactions.flatMap((room) => Object.keys(room))
  t.same(
    held.sort(),
    [...new Set(awaited)].sort(),
    'a new reaction needs a migration that makes the index again'
  )
  await sql`delete from outbox_event`.execute(database.owner.db)
  await happen('case.received', 'case.received')
  await sql`vacuum outbox_event`.execute(database.owner.db)
  const entries = await sql<{ count: number }>`
    select reltuples::int as count from pg_class where relname = 'outbox_event_awaited_index'`.execute(db)
  t.same(entries.rows, [{ count: 0 }])
})
