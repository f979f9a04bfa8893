import t from 'tap'
import { seedUnits } from '../../../src/units/index.ts'
import { withStandby } from '../../support/standby.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'

const { primary, url, standbyAdmin, stop } = await withStandby(t)
const service = await serviceOn(t, primary.url, {
  env: { DATABASE_URL: primary.url, ALLOW_LOCAL_ISSUER: 'true', DATABASE_REPLICA_URL: url }
})
await seedUnits(service.context, 'data/jilin-units.csv')
const authorization = `Bearer ${await service.token({ sub: 'a', name: '甲', unitCode: '22', roles: ['admin', 'caseworker', 'planner'] })}`

async function outcomes(): Promise<Record<string, number>> {
  const text = await service.metrics.registry.metrics()
  const found = text.matchAll(/^replica_reads_total\{outcome="(\w+)"\} (\d+)/gm)
  return Object.fromEntries([...found].map(([, outcome = '', count]) => [outcome, Number(count)]))
}

const get = (path: string, accept = 'application/json') =>
  service.app.inject({ url: path, headers: { authorization, accept } })

let made = 0
async function receive(): Promise<string> {
  made += 1
  const answer = await service.app.inject({
    method: 'POST',
    url: '/v1/cases',
    headers: { authorization },
    payload: {
      kind: 'appeal',
      channel: 'hotline',
      receivedAt: '2026-03-01T08:00:00+08:00',
      unitCode: '220102',
      category: 'low-income-allowance',
      summary: `反映低保申请长期未得到答复（${made}）`,
      anonymous: true
    }
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json().id
}

t.test('a caller finds their own last write in each kind of list, page, count and download', async (t) => {
  for (let n = 0; n < 20; n += 1) {
    const id = await receive()
    const page = (await get('/v1/cases?limit=200&count=true')).json()
    t.ok(
      page.items.some((one: { id: string }) => one.id === id),
      `case ${n} is on the page`
    )
    t.equal(page.total, made)
    t.match((await get('/v1/cases', 'text/csv')).body, id)
  }
  for (const path of [
    '/v1/units?parent=22',
    '/v1/findings',
    '/v1/inspections',
    '/v1/notices',
    '/v1/cases?q=低保'
  ])
    t.equal((await get(encodeURI(path))).statusCode, 200, path)
  const { served = 0, ...others } = await outcomes()
  t.ok(served > 0, `${served} were read on the standby`)
  t.comment(JSON.stringify({ served, ...others }))
})

t.test('a standby that is behind does not answer, and it is counted', async (t) => {
  await standbyAdmin.query('select pg_wal_replay_pause()')
  const id = await receive()
  const before = await outcomes()
  const page = (await get('/v1/cases?limit=200')).json()
  t.ok(page.items.some((one: { id: string }) => one.id === id))
  t.match((await get('/v1/cases', 'text/csv')).body, id)
  const after = await outcomes()
  t.equal((after.behind ?? 0) - (before.behind ?? 0), 2)
  t.equal(after.served, before.served)
  t.ok(service.logged.some(({ event }) => event === 'database.replica-behind'))
  await standbyAdmin.query('select pg_wal_replay_resume()')
  await until(async () => {
    await get('/v1/cases')
    return ((await outcomes()).served ?? 0) > (before.served ?? 0)
  }, 'it answers again when it has caught up')
})

t.test('what is read in a transaction, and single records, stay with the primary', async (t) => {
  const before = await outcomes()
  const id = await receive()
  t.equal((await get(`/v1/cases/${id}`)).statusCode, 200)
  t.equal((await get('/v1/units/220102')).statusCode, 200)
  t.strictSame(await outcomes(), before)
})

t.test('a standby that is gone is no failure', async (t) => {
  stop()
  for (let n = 0; n < 5; n += 1) {
    const id = await receive()
    const page = (await get('/v1/cases?limit=200')).json()
    t.ok(page.items.some((one: { id: string }) => one.id === id))
    t.match((await get('/v1/cases', 'text/csv')).body, id)
  }
  t.ok(((await outcomes()).down ?? 0) >= 9)
  t.ok(service.logged.some(({ event }) => event === 'database.replica-down'))
})

t.test('a server that does not follow the primary is not asked', async (t) => {
  const alone = await serviceOn(t, primary.url, {
    env: { DATABASE_URL: primary.url, ALLOW_LOCAL_ISSUER: 'true', DATABASE_REPLICA_URL: primary.url }
  })
  const token = `Bearer ${await alone.token()}`
  const answer = await alone.app.inject({ url: '/v1/units?parent=22', headers: { authorization: token } })
  t.equal(answer.statusCode, 200)
  t.match(await alone.metrics.registry.metrics(), /replica_reads_total\{outcome="down"\} 1/)
  t.ok(alone.logged.some(({ err }) => /follows no primary/.test(err?.message ?? '')))
})
