import t from 'tap'
import { eventsOf } from '../../examples/events.ts'
import { city, findingsOf } from '../../examples/finding.ts'
import { type Person, testService } from '../../support/service.ts'
import { until } from '../../support/until.ts'

const service = await testService(t)
const { call, database } = service
const { made } = findingsOf(service)
const { get, end } = eventsOf(service)
const as: Person = { unit: city, roles: ['events'], sub: 'reader' }

/** Whether a promise has ended. */
function watched<T>(promise: Promise<T>) {
  const one = { promise, isOver: false }
  const note = () => {
    one.isOver = true
  }
  promise.then(note, note)
  return one
}

t.test('a request that waits gets the event once it is committed', async (t) => {
  const start = await end({ as })
  const waiting = watched(get(`wait=30&after=${start}`, { as }))
  await made()
  const { body } = await waiting.promise
  t.match(body.items, [{ type: 'finding.made' }])
})

t.test('it does not wake for types that it did not ask for, and ends at its time', async (t) => {
  const start = await end({ as })
  const began = performance.now()
  const waiting = get(`wait=2&type=notice.issued&after=${start}`, { as })
  await made()
  const { status, body } = await waiting
  t.same([status, body.items], [200, []])
  t.ok(performance.now() - began >= 1900, 'after two seconds')
  t.match((await get(`after=${start}`, { as })).body.items, [{ type: 'finding.made' }])
})

t.test('many who wait hold no connection, and no place of other requests', async (t) => {
  const start = await end({ as })
  const systems = Array.from({ length: 8 }, (_, n) => ({ ...as, sub: `reader ${n}` }))
  const starts = await Promise.all(systems.map((one) => end({ as: one })))
  const all = systems.flatMap((one, n) =>
    Array.from({ length: 10 }, () => watched(get(`wait=30&after=${starts[n]}`, { as: one })))
  )
  // Three connections serve all requests of this service.
  await until(() => database.pool.idleCount === database.pool.totalCount, 'all connections are free')
  t.equal((await call('GET', '/v1/findings', { as: { ...as, roles: ['viewer'] } })).status, 200)
  t.equal(all.filter(({ isOver }) => isOver).length, 0, 'all wait')
  const refused = await get(`wait=30&after=${starts[0]}`, { as: systems[0] })
  t.match(refused, { status: 429, body: { code: 'rate-limited' } }, 'no more than ten of one system')
  await made()
  const answers = await Promise.all(all.map(({ promise }) => promise))
  for (const { status, body } of answers) t.match({ status, items: body.items }, { status: 200, items: [{}] })
  t.match((await get(`after=${start}`, { as })).body.items, [{}])
})

t.test('who waits is let go when the service stops', async (t) => {
  const stopping = await testService(t)
  const feed = eventsOf(stopping)
  const start = await feed.end({ as })
  const waiting = watched(feed.get(`wait=30&after=${start}`, { as }))
  await until(() => stopping.database.pool.idleCount > 0, 'it waits')
  const began = performance.now()
  await stopping.app.close()
  const { status, body } = await waiting.promise
  t.same([status, body.items], [200, []])
  t.ok(performance.now() - began < 20_000, 'long before its time')
})
