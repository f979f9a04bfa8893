import t from 'tap'
import type { Actor } from '../../src/platform/auth/actor.ts'
import { runOperation, startOperation } from '../../src/platform/operations/index.ts'
import { work } from '../../src/platform/work/work.ts'
import { constraints } from '../../src/rooms.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { until } from '../support/until.ts'

/** Reading an operation with `wait`: the answer comes at its end, and no connection is held until then. */
const service = await testService(t, { jobs: true })
const { call, context, database } = service
const planner: Person = { unit: '2201', roles: ['planner'], sub: 'planner' }
const actor: Actor = { sub: 'planner', name: 'planner', unitCode: '2201', roles: ['planner'] }
const queue = { enqueue: async () => {} } as never
const start = () =>
  work(context, { actor }, (work) => startOperation(work, queue, { kind: 'tests.wait', input: {} }))
const end = (id: string) =>
  runOperation(context, { 'tests.wait': async () => ({ by: 'hand' }) }, constraints, {
    operationId: id,
    isLast: true,
    isGivenUp: false
  })
const read = (id: string, wait: number, as = planner) =>
  call('GET', `/v1/operations/${id}?wait=${wait}`, { as })

t.test('the answer comes with the end', async (t) => {
  const { id } = await start()
  const waiting = Array.from({ length: 8 }, () => read(id, 30))
  await until(() => database.pool.idleCount === database.pool.totalCount, 'all connections are free')
  await end(id)
  for (const { status, body, headers } of await Promise.all(waiting)) {
    t.match({ status, body }, { status: 200, body: { state: 'succeeded', result: { by: 'hand' } } })
    t.notOk('retry-after' in headers, 'nothing to come again for')
  }
})

t.test('or at the time that was asked for, with the seconds until it is worth asking again', async (t) => {
  const { id } = await start()
  const began = performance.now()
  const { body, headers } = await read(id, 1)
  t.equal(body.state, 'queued')
  t.equal(headers['retry-after'], '1')
  t.ok(performance.now() - began >= 900)
  t.match((await read(id, 0)).headers, { 'retry-after': '1' })
  await end(id)
})

t.test('one that has ended is answered at once, one that is not theirs is not there', async (t) => {
  const { id } = await start()
  await end(id)
  const began = performance.now()
  t.equal((await read(id, 30)).body.state, 'succeeded')
  t.match(await read(id, 30, { ...planner, unit: '2202' }), { status: 404, body: { code: 'not-found' } })
  t.ok(performance.now() - began < 29_000, 'without a wait')
  for (const wait of [-1, 31, 1.5]) t.equal((await read(id, wait)).status, 400, `${wait}`)
})

t.test('the answer that begins an operation says when to come again', async (t) => {
  const body = { withinCode: '2201', year: 2026 }
  const answer = await call('POST', '/v1/inspection-plans/generate', { as: planner, body })
  t.match(answer, { status: 202, headers: { 'retry-after': '1' } })
  t.equal(ok(await read(answer.body.id, 30)).state, 'succeeded')
})
