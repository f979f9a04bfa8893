import t from 'tap'
import { RequestShares } from '../../../src/platform/http/limits/request-shares.ts'
import { type Person, testService } from '../../support/service.ts'
import { until } from '../../support/until.ts'

const ann = { sub: 'ann', unitCode: '2201' }
const ben = { sub: 'ben', unitCode: '2201' }
const far = { sub: 'far', unitCode: '2301' }
const settled = () => new Promise((done) => setImmediate(done))

t.test('each caller and each unit has a share, and nobody waits behind the crowd of another', async (t) => {
  const shares = new RequestShares({ ofCaller: 2, ofUnit: 3 })
  const begun: string[] = []
  const enter = (caller: typeof ann) => shares.enter(caller, () => void begun.push(caller.sub))
  for (const caller of [ann, ann, ann, ann, ben, ben, far]) enter(caller)
  t.same(begun, ['ann', 'ann', 'ben', 'far'])
  shares.leave(far)
  await settled()
  t.equal(begun.length, 4, 'whoever leaves another unit lets nobody of this one in')
  shares.leave(ben)
  await settled()
  t.same(begun.slice(4), ['ben'], 'not ann, who has her share')
  shares.leave(ann)
  await settled()
  shares.leave(ann)
  await settled()
  t.same(begun.slice(5), ['ann', 'ann'], 'in their order')
  for (const caller of [ann, ann, ben]) shares.leave(caller)
  for (const caller of [ann, ann]) enter(caller)
  t.equal(begun.length, 9, 'all is free again')
})

t.test('those who wait are bounded in number, for each person', async (t) => {
  const shares = new RequestShares({ ofCaller: 1, ofUnit: 1 })
  for (let n = 0; n < 2001; n += 1) shares.enter(ann, () => {})
  t.throws(() => shares.enter(ann, () => {}), { code: 'rate-limited', particulars: { retryAfterSeconds: 1 } })
  t.doesNotThrow(() => shares.enter(ben, () => {}), 'others may wait')
})

t.test('a crowd of one planner that waits for a lock leaves connections to another province', async (t) => {
  const service = await testService(t, { jobs: true, connections: 5 })
  const { call, database } = service
  const operator: Person = { unit: '*', roles: ['admin'], sub: 'operator' }
  const province = { code: '23', name: '邻省', level: 'province' }
  t.equal((await call('POST', '/v1/units', { as: operator, body: province })).status, 201)
  const client = await database.owner.pool.connect()
  const name = ['operations of 2201']
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', name)
  const planner: Person = { unit: '2201', roles: ['planner'], sub: 'planner' }
  let answered = 0
  const crowd = Array.from({ length: 30 }, async () => {
    const body = { withinCode: '2201', year: 2026 }
    const answer = await call('POST', '/v1/inspection-plans/generate', { as: planner, body })
    answered += 1
    return answer.status
  })
  try {
    const waiting = `select from pg_locks where not granted and locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`
    const areWaiting = async () => ((await database.owner.pool.query(waiting)).rowCount ?? 0) >= 3
    await until(areWaiting, 'the crowd waits')
    const as: Person = { unit: '23', roles: ['admin', 'planner', 'viewer'], sub: 'p23' }
    const body = { code: '2301', name: '市', level: 'city', parentCode: '23' }
    t.equal((await call('POST', '/v1/units', { as, body })).status, 201)
    t.equal((await call('GET', '/v1/cases', { as })).status, 200)
    const plans = { withinCode: '23', year: 2026 }
    t.equal((await call('POST', '/v1/inspection-plans/generate', { as, body: plans })).status, 202)
    t.equal(answered, 0, 'while the crowd still waits')
  } finally {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', name)
    client.release()
  }
  const statuses = await Promise.all(crowd)
  t.same(new Set(statuses), new Set([202, 429]))
})

t.test('requests that are refused, or whose client has left, give their share back', async (t) => {
  const service = await testService(t, { connections: 2 })
  const { call, app } = service
  const as: Person = { unit: '22', roles: ['admin'], sub: 'a' }
  for (let n = 0; n < 10; n += 1) {
    const body = { code: '220102', name: 'x', level: 'county', parentCode: '2201' }
    t.equal((await call('POST', '/v1/units', { as, body })).status, 409)
    t.equal((await call('POST', '/v1/units', { as, body: { code: 1 } })).status, 400)
  }
  const controller = new AbortController()
  const headers = { authorization: `Bearer ${await service.token(as)}` }
  const left = Array.from({ length: 40 }, () =>
    app
      .inject({ method: 'PATCH', url: '/v1/units/220102', headers, payload: {}, signal: controller.signal })
      .catch(() => undefined)
  )
  controller.abort()
  await Promise.all(left)
  const change = { as, headers: { 'if-match': '*' }, body: { principal: '某某' } }
  t.equal((await call('PATCH', '/v1/units/220102', change)).status, 200)
})
