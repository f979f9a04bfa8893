import { sql } from 'kysely'
import t from 'tap'
import { system } from '../../src/platform/auth/actor.ts'
import { migrationFiles } from '../../src/platform/database/migration/migrate.ts'
import {
  awaitedBy,
  type DomainEvent,
  oldest,
  type Reactions,
  react,
  waitingInstants
} from '../../src/platform/work/events.ts'
import { type Work, work } from '../../src/platform/work/work.ts'
import { reactions } from '../../src/rooms.ts'
import { testService } from '../support/service.ts'

const { context, database } = await testService(t)
const db = context.db
const subject = { id: '01900000-0000-7000-8000-000000000001', unitCode: '2201' }

type Name = 'term-due-soon' | 'term-missed' | 'term-mark-cleared'
const payload = { rule: 'rectification', dueOn: '2026-03-02' }
const since = '0002_platform'

/** Events of these names, each in a transaction of its own; what a unit told is of no room here. */
async function happen(...names: (`notice-answer.${Name}` | 'case.term-missed')[]): Promise<void> {
  for (const name of names) {
    await work(context, { actor: system }, async ({ record }) => record(name, subject, payload))
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
function listener(...names: `notice-answer.${Name}`[]) {
  const heard: DomainEvent[] = []
  const react = async (_: Work, event: DomainEvent) => {
    heard.push(event)
  }
  const reactions: Reactions = Object.fromEntries(names.map((name) => [name, { since, react }]))
  return { heard, reactions, types: () => heard.map(({ type }) => type) }
}

// What the load of the units left behind.
await forget()

t.test('the oldest first, with what it was about; what nobody waits for stays untouched', async (t) => {
  const room = listener('notice-answer.term-due-soon', 'notice-answer.term-missed')
  await happen(
    'notice-answer.term-due-soon',
    'case.term-missed',
    'notice-answer.term-missed',
    'notice-answer.term-due-soon'
  )
  t.equal(await react(context, [room.reactions], failing), 3)
  t.same(room.types(), [
    'notice-answer.term-due-soon',
    'notice-answer.term-missed',
    'notice-answer.term-due-soon'
  ])
  t.match(room.heard[0], {
    subjectKind: 'notice-answer',
    subjectId: subject.id,
    unitCode: '2201',
    data: payload
  })
  t.same(await waiting(), ['case.term-missed'])
  t.equal(await react(context, [room.reactions], failing), 0, 'nothing is done again')
  t.equal(await react(context, [], failing), 0, 'without rooms nothing happens')
  await forget()
})

t.test('every room that waits for a kind of news hears it', async (t) => {
  const [one, other] = [
    listener('notice-answer.term-due-soon'),
    listener('notice-answer.term-due-soon', 'notice-answer.term-missed')
  ]
  await happen('notice-answer.term-due-soon', 'notice-answer.term-missed')
  t.equal(await react(context, [one.reactions, other.reactions], failing), 2)
  t.same(one.types(), ['notice-answer.term-due-soon'])
  t.same(other.types(), ['notice-answer.term-due-soon', 'notice-answer.term-missed'])
})

t.test('several at once share the work: each piece is done once', async (t) => {
  const room = listener('notice-answer.term-due-soon')
  await happen(...Array(12).fill('notice-answer.term-due-soon'))
  const done = await Promise.all([1, 2, 3].map(() => react(context, [room.reactions], failing)))
  t.equal(
    done.reduce((sum, one) => sum + one, 0),
    12
  )
  t.equal(new Set(room.heard.map(({ id }) => id)).size, 12)
  t.equal(room.heard.length, 12)
})

t.test('what fails leaves no trace, waits, and keeps nothing else back', async (t) => {
  await happen('notice-answer.term-due-soon', 'notice-answer.term-mark-cleared', 'notice-answer.term-missed')
  const room = listener('notice-answer.term-due-soon', 'notice-answer.term-missed')
  let isMended = false
  const broken: Reactions = {
    'notice-answer.term-mark-cleared': {
      since,
      react: async ({ record }) => {
        record('notice.drafted', subject)
        if (!isMended) throw new Error('not today')
      }
    }
  }
  const errors: unknown[] = []
  const go = () => react(context, [room.reactions, broken], (error) => errors.push(error))
  t.equal(await go(), 2)
  t.match(errors, [{ message: 'not today' }])
  t.same(room.types(), ['notice-answer.term-due-soon', 'notice-answer.term-missed'])
  t.same(await waiting(), ['notice-answer.term-mark-cleared'], 'it stays, and what it wrote is gone')
  isMended = true
  t.equal(await go(), 1)
  t.same(await waiting(), ['notice.drafted'])
  await forget()
})

t.test('what a room does about news is news as well', async (t) => {
  await happen('notice-answer.term-due-soon')
  const room = listener('notice-answer.term-missed')
  const teller: Reactions = {
    'notice-answer.term-due-soon': {
      since,
      react: async ({ record }) => record('notice-answer.term-missed', subject, payload)
    }
  }
  t.equal(await react(context, [teller, room.reactions], failing), 2)
  t.same(room.types(), ['notice-answer.term-missed'])
  const { rows } = await sql<{ sub: string }>`
    select actor_sub as sub from audit_line where action = 'notice-answer.term-missed' order by id desc limit 1`.execute(
    db
  )
  t.match(rows, [{ sub: 'service' }], 'the service itself did it')
})

t.test('what nobody waits for is not read, however much of it there is', async (t) => {
  await sql`delete from outbox_event`.execute(database.owner.db)
  await sql`
    insert into outbox_event (id, at, type, subject_kind, subject_id, data)
    select uuid_v7(), now(), 'case.term-missed', 'tale', n::text, '{}'
    from generate_series(1, 20000) as n`.execute(database.owner.db)
  await sql`analyze outbox_event`.execute(database.owner.db)
  const plan = sql<
    Record<string, string>
  >`explain (analyze, costs off, timing off) ${oldest(awaitedBy(reactions), [])}`
  const { rows } = await plan.execute(db)
  const text = rows.map((row) => row['QUERY PLAN']).join('\n')
  t.match(text, /Index Scan using outbox_event_awaited_index/)
  t.notMatch(text, /Rows Removed by Filter/)
})

/** Lets a migration have run now. */
async function runNow(name: string): Promise<void> {
  await new Promise((later) => setTimeout(later, 5))
  await sql`
    update kysely_migration set timestamp = ${new Date().toISOString()} where name = ${name}`.execute(
    database.owner.db
  )
  await new Promise((later) => setTimeout(later, 5))
}

t.test('a new reaction leaves history alone', async (t) => {
  await sql`delete from outbox_event`.execute(database.owner.db)
  const [old, recent] = [listener('notice-answer.term-missed'), listener('notice-answer.term-missed')]
  const later: Reactions = {
    'notice-answer.term-missed': {
      since: '0007_cases',
      react: async (_, event) => void recent.heard.push(event)
    }
  }
  await happen('notice-answer.term-missed', 'notice-answer.term-missed')
  await runNow('0007_cases')
  t.equal(await react(context, [later], failing), 0, 'what was recorded before its migration does not count')
  t.same(await waiting(), ['notice-answer.term-missed', 'notice-answer.term-missed'])
  const waits = async () => (await sql`${waitingInstants(awaitedBy([later]), 100)}`.execute(db)).rows.length
  t.equal(await waits(), 0, 'and is no backlog')
  await happen('notice-answer.term-missed')
  t.equal(await waits(), 1)
  t.equal(await react(context, [old.reactions, later], failing), 3)
  t.equal(old.heard.length, 3, 'a reaction that was there before gets all of them')
  t.equal(recent.heard.length, 1)
})

t.test('the start of each reaction is a migration that there is', async (t) => {
  const files = (await migrationFiles()).map(({ name }) => name)
  for (const { name, since } of awaitedBy(reactions)) t.ok(files.includes(since), `${name} since ${since}`)
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
  await happen('case.term-missed', 'case.term-missed')
  await sql`vacuum outbox_event`.execute(database.owner.db)
  const entries = await sql<{ count: number }>`
    select reltuples::int as count from pg_class where relname = 'outbox_event_awaited_index'`.execute(db)
  t.same(entries.rows, [{ count: 0 }])
})
