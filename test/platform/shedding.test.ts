import { setTimeout as passing } from 'node:timers/promises'
import t from 'tap'
import { testService } from '../support/service.ts'

/** Nothing else is done meanwhile: as if one request were far too much work. */
function holdUp(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

t.test('a service that cannot keep up says so, stays alive, and comes back', async (t) => {
  const { app, call } = await testService(t, { env: { OVERLOAD_MS: '1000' } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.equal((await call('GET', '/v1/me')).status, 200)
  let refused = await call('GET', '/v1/me')
  for (let tries = 0; refused.status === 200 && tries < 10; tries += 1) {
    // One such moment would be a spike.
    for (let turns = 0; turns < 3; turns += 1) {
      holdUp(1500)
      await passing(0)
    }
    refused = await call('GET', '/v1/me')
  }
  t.match(refused, { status: 503, body: { code: 'overloaded' }, headers: { 'retry-after': '5' } })
  t.equal((await call('GET', '/livez', { as: null })).status, 200, 'health is told all the same')
  let again = refused
  for (let tries = 0; again.status === 503 && tries < 100; tries += 1) {
    await passing(100)
    again = await call('GET', '/v1/me')
  }
  t.equal(again.status, 200, 'the next quiet moment')
})
