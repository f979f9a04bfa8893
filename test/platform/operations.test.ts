import { sql } from 'kysely'
import type { Test } from 'tap'
import t from 'tap'
import type { Actor } from '../../src/platform/auth/actor.ts'
import { refuse } from '../../src/platform/errors/wordings.ts'
import type { Handlers } from '../../src/platform/operations/index.ts'
import { runOperation, startOperation, sweepEnded } from '../../src/platform/operations/index.ts'
import type { Attempt } from '../../src/platform/work/jobs.ts'
import { work } from '../../src/platform/work/work.ts'
import { constraints } from '../../src/rooms.ts'
import { testDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'
import { admin, serviceOn } from './service-on.ts'

const { url, db, owner } = await testDatabase(t)
const service = await serviceOn(t, url)
const { app, context, jobs, clock, logged, token } = service
const planner: Actor = { ...admin, sub: 'planner', unitCode: '2201', roles: ['planner'] }

// The queue hands its jobs to nobody until a test wants them: the others run theirs themselves.
let byQueue: (attempt: Attempt) => Promise<void> = async () => {}
await jobs.start((attempt) => byQueue(attempt))
t.teardown(() => jobs.stop(1000))

const start = (kind: string, input = {}) =>
  work(context, { actor: planner }, (work) => startOperation(work, jobs, { kind, input }))

async function get(id: string, actor = planner) {
  const headers = { authorization: `Bearer ${await token(actor)}` }
  const answer = await app.inject({ url: `/v1/operations/${id}`, headers })
  return { status: answer.statusCode, body: answer.json(), etag: answer.headers.etag }
}

const run = (handlers: Handlers, operationId: string, isLast = false) =>
  runOperation(context, handlers, constraints, { operationId, isLast })

const touch = sql`update unit set principal = 'touched' where code = '220102'`

async function touched(t: Test, expected: string | null) {
  const { rows } = await sql<{ principal: string }>`select principal from unit where code = '220102'`.execute(
    db
  )
  t.equal(rows[0]?.principal ?? null, expected)
}

t.test('queued with its cause, or not at all', async (t) => {
  const { rows: before } = await sql`select count(*) from pgboss.job where name = 'operations'`.execute(
    owner.db
  )
  const undone = work(context, { actor: planner }, async (work) => {
    await startOperation(work, jobs, { kind: 'test', input: {} })
    throw new Error('undone')
  })
  await t.rejects(undone, { message: 'undone' })
  const { rows: after } = await sql`select count(*) from pgboss.job where name = 'operations'`.execute(
    owner.db
  )
  t.same(after, before)
  const { id } = await start('test')
  t.match(await get(id), {
    status: 200,
    body: { id, kind: 'test', state: 'queued', unitCode: '2201', result: null }
  })
})

t.test('progress is seen while it runs, the result at the end', async (t) => {
  const { id } = await start('test', { size: 3 })
  const seen: unknown[] = []
  const etags = new Set<unknown>()
  const phases = ['reading', 'comparing', 'recording'] as const
  await run(
    {
      test: async ({ actor, tx, record }, input: { size: number }, progress) => {
        for (let done = 1; done <= input.size; done += 1) {
          await progress(done, input.size, phases[done - 1] ?? 'recording')
          const { body, etag } = await get(id)
          seen.push([body.state, body.progress.done, body.progress.total, body.progress.phase])
          etags.add(etag)
        }
        await touch.execute(tx)
        record('unit.begun-again', { code: '220102' })
        return { by: actor.sub }
      }
    },
    id
  )
  t.same(seen, [
    ['running', 1, 3, 'reading'],
    ['running', 2, 3, 'comparing'],
    ['running', 3, 3, 'recording']
  ])
  t.equal(etags.size, 3, 'each with a version of its own')
  const { body } = await get(id)
  t.match(body, {
    state: 'succeeded',
    result: { by: 'planner' },
    problem: null,
    progress: { done: 3, total: 3, phase: null }
  })
  t.equal(body.startedAt, '2026-03-02T09:00:00+08:00')
  await touched(t, 'touched')
  const { rows } =
    await sql`select actor_sub, request_id from audit_line where action = 'unit.begun-again'`.execute(db)
  t.same(rows, [{ actor_sub: 'planner', request_id: id }], 'on record under the name of whoever asked for it')
})

t.test('a refusal ends it, as a problem, and nothing of its work stays', async (t) => {
  await sql`update unit set principal = null where code = '220102'`.execute(owner.db)
  const { id } = await start('test')
  let attempts = 0
  const handlers: Handlers = {
    test: async ({ tx }) => {
      attempts += 1
      await touch.execute(tx)
      throw refuse('not-found', { pointer: '/withinCode' })
    }
  }
  await run(handlers, id)
  const { body } = await get(id)
  t.match(body, {
    state: 'failed',
    result: null,
    problem: { code: 'not-found', status: 404, title: '不存在或无权查看' }
  })
  t.match(body.problem.errors, [{ pointer: '/withinCode' }])
  t.ok(body.endedAt)
  await touched(t, null)
  await run(handlers, id, true)
  t.equal(attempts, 1, 'what has ended is not done again')
})

t.test('a defect is tried again, and told without its cause after the last time', async (t) => {
  const { id } = await start('test')
  const handlers: Handlers = {
    test: async ({ tx }) => {
      await touch.execute(tx)
      throw new Error('the cause')
    }
  }
  await t.rejects(run(handlers, id), { message: 'the cause' })
  t.equal((await get(id)).body.state, 'running')
  await touched(t, null)
  await t.rejects(run(handlers, id, true), { message: 'the cause' })
  const { body } = await get(id)
  t.match(body, { state: 'failed', problem: { code: 'internal-error', status: 500 } })
  t.notMatch(JSON.stringify(body), /the cause/)
  const failures = logged.filter(({ level, err }) => level >= 50 && err?.message === 'the cause')
  t.ok(failures.length > 0, 'the cause stands in the log')
})

t.test('it succeeds when a later attempt does', async (t) => {
  const { id } = await start('test')
  let attempts = 0
  const handlers: Handlers = {
    test: async () => {
      attempts += 1
      if (attempts === 1) throw new Error('crashed')
      return { attempts }
    }
  }
  await t.rejects(run(handlers, id), { message: 'crashed' })
  clock.now = new Date(clock.now.getTime() + 60_000)
  await run(handlers, id)
  t.match((await get(id)).body, {
    state: 'succeeded',
    result: { attempts: 2 },
    endedAt: '2026-03-02T09:01:00+08:00'
  })
})

t.test('what nobody knows how to do fails in the end', async (t) => {
  const { id } = await start('unknown')
  await t.rejects(run({}, id, true))
  t.match((await get(id)).body, { state: 'failed', problem: { code: 'internal-error' } })
})

t.test('an operation is seen in its unit and above, not beside or below', async (t) => {
  const { id } = await start('test')
  const seen = async (unitCode: string) => (await get(id, { ...planner, sub: 'other', unitCode })).status
  t.same([await seen('2201'), await seen('22')], [200, 200])
  t.same([await seen('2202'), await seen('220102'), await seen('220102001')], [404, 404, 404])
  const stranger = { ...planner, unitCode: '2202' }
  const { body: hidden } = await get(id, stranger)
  const { body: missing } = await get('01900000-0000-7000-8000-000000000000', stranger)
  t.same({ ...hidden, instance: '', requestId: '' }, { ...missing, instance: '', requestId: '' })
  t.equal((await get('not-an-id')).status, 400)
})

t.test('the queue takes it up, and again after a crash', async (t) => {
  let attempts = 0
  const handlers: Handlers = {
    test: async () => {
      attempts += 1
      if (attempts === 1) throw new Error('crashed')
      return { attempts }
    }
  }
  byQueue = (attempt) => runOperation(context, handlers, constraints, attempt)
  const { id } = await start('test')
  await until(async () => (await get(id)).body.state === 'succeeded', 'the second attempt')
  t.equal(attempts, 2)
})

t.test('what dies with its process each time is told as failed in the end', async (t) => {
  byQueue = async (attempt) => {
    if (attempt.isGivenUp) return runOperation(context, {}, constraints, attempt)
    await sql`
      update pgboss.job set retry_limit = retry_count
      where data->>'operationId' = ${attempt.operationId}`.execute(owner.db)
    throw new Error('the process was gone before it could say anything')
  }
  const { id } = await start('test')
  await until(async () => (await get(id)).body.state === 'failed', 'the end')
  t.match((await get(id)).body.problem, { code: 'internal-error', status: 500 })
})

t.test('what ended long ago is forgotten, however much it is', async (t) => {
  const rows = (ended: string) =>
    sql`
    insert into operation (id, kind, state, actor, input, created_at, ended_at)
    select uuid_v7(), 'swept', 'succeeded', '{}', '{}', '2025-01-01', ${ended}::timestamptz
    from generate_series(1, 2500)`.execute(owner.db)
  await rows('2025-11-30T00:00:00Z')
  await rows('2025-12-30T00:00:00Z')
  const { id } = await start('test')
  await sweepEnded(db, new Date('2026-03-02T00:00:00Z'))
  const left = await sql<{ count: number }>`
    select count(*)::int as count from operation where kind = 'swept'`.execute(owner.db)
  t.equal(left.rows[0]?.count, 2500, 'those of less than 90 days stay')
  t.equal((await get(id)).status, 200)
})
