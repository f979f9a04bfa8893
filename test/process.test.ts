import { Agent, get as httpGet, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from './support/database.ts'
import { serviceProcess } from './support/process.ts'
import { proxyTo } from './support/proxy.ts'
import { until } from './support/until.ts'

const database = await testDatabase(t)

function get(url: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((done, fail) => httpGet(url, { agent }, done).on('error', fail))
}

/** Lines of the log that are not JSON. */
const notJson = (out: string) =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .filter((line) => {
      try {
        return typeof JSON.parse(line) !== 'object'
      } catch {
        return true
      }
    })

t.test('told to stop it drains: it says so, answers on, and closes each connection', async (t) => {
  const service = serviceProcess(t, database.url, { DRAIN_SECONDS: '2', SHUTDOWN_SECONDS: '10' })
  const at = await service.ready()
  const agent = new Agent({ keepAlive: true })
  t.equal((await get(`${at}/readyz`, agent)).statusCode, 200)
  service.child.kill('SIGTERM')
  let answer: IncomingMessage | undefined
  await until(async () => {
    answer = await get(`${at}/readyz`, agent)
    return answer.statusCode === 503
  }, 'it is not ready any more')
  t.equal(answer?.headers.connection, 'close')
  t.match(answer?.headers['content-type'], /problem\+json/)
  const body = JSON.parse(await text(answer as IncomingMessage))
  t.match(body, { status: 503, code: 'draining' })
  const other = await get(`${at}/v1/units`, agent)
  t.match(other, { statusCode: 401, headers: { connection: 'close' } }, 'requests are still answered')
  agent.destroy()
  t.match(await service.ended, { code: 0 })
  t.match(service.said.out, /stopped/)
  t.same(notJson(service.said.out), [], 'no line for people among the lines of the log')
  t.equal(service.said.err, '')
})

t.test('a terminal that is closed (SIGHUP) stops it like SIGTERM', async (t) => {
  const service = serviceProcess(t, database.url)
  await service.ready()
  service.child.kill('SIGHUP')
  t.match(await service.ended, { code: 0, signal: null })
})

t.test('it ends although PostgreSQL is silent, and says what it waited for', async (t) => {
  const proxy = await proxyTo(t, database.url)
  const service = serviceProcess(t, proxy.url, { SHUTDOWN_SECONDS: '1' })
  const at = await service.ready()
  proxy.silenceAll()
  // So that something is under way.
  const probe = fetch(`${at}/readyz`).then(
    ({ status }) => status,
    () => 0
  )
  service.child.kill('SIGTERM')
  t.match(await service.ended, { code: 1, signal: null })
  t.match(service.said.out, /stopped without waiting any longer for: /)
  await probe
})

t.test('a second signal ends it at once', async (t) => {
  const proxy = await proxyTo(t, database.url)
  const service = serviceProcess(t, proxy.url, { SHUTDOWN_SECONDS: '600' })
  await service.ready()
  proxy.silenceAll()
  service.child.kill('SIGTERM')
  await until(() => /finishing/.test(service.said.out), 'it has heard the first')
  service.child.kill('SIGINT')
  t.match(await service.ended, { code: 1 })
  t.match(service.said.out, /SIGINT again/)
})

t.test('it ends when it is told to while it starts, and PostgreSQL is silent', async (t) => {
  const proxy = await proxyTo(t, database.url)
  proxy.silenceAll()
  const service = serviceProcess(t, proxy.url, { SHUTDOWN_SECONDS: '1' })
  await until(() => proxy.opened() > 0, 'it is starting')
  service.child.kill('SIGTERM')
  t.match(await service.ended, { signal: null })
})

t.test('a failed start is one sentence', async (t) => {
  const service = serviceProcess(t, 'postgres://nobody:secret@127.0.0.1:1/none')
  t.match(await service.ended, { code: 1 })
  t.match(service.said.err, /^The database of DATABASE_URL cannot be brought up to date \(.*\): .*\.\n$/)
  t.notMatch(service.said.err, /secret|\n./)
})

t.test('three at once on an empty database all come up', async (t) => {
  const { ownerUrl, owner } = await testDatabase(t, { empty: true })
  const env = { SEED_UNITS: 'data/jilin-units.csv' }
  const services = [1, 2, 3].map(() => serviceProcess(t, ownerUrl, env))
  for (const service of services) t.equal((await fetch(`${await service.ready()}/readyz`)).status, 200)
  const { rows } = await sql<{ units: number }>`select count(*)::int as units from unit`.execute(owner.db)
  t.same(rows, [{ units: 13_015 }])
  for (const { child } of services) child.kill('SIGTERM')
  for (const { ended } of services) t.match(await ended, { code: 0 })
})
