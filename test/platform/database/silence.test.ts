import { sql } from 'kysely'
import t from 'tap'
import { connect, type PoolOptions } from '../../../src/platform/database/connect.ts'
import { failureOf } from '../../../src/platform/database/failures.ts'
import { Reads } from '../../../src/platform/database/reads.ts'
import { createJobs } from '../../../src/platform/work/jobs.ts'
import { testDatabase } from '../../support/database.ts'
import { proxyTo } from '../../support/proxy.ts'
import { until } from '../../support/until.ts'

const database = await testDatabase(t)

async function through(options: Partial<PoolOptions> = {}) {
  const proxy = await proxyTo(t, database.url)
  const losses: Error[] = []
  const plain = { url: proxy.url, max: 4, statementTimeoutMs: 300, name: 'silent' }
  const opened = connect({ ...plain, onError: (error) => losses.push(error), ...options })
  t.teardown(() => opened.db.destroy())
  return { ...opened, proxy, losses }
}

/** Connections of the pool that are all in use at once, and then idle. */
async function fill(pool: Awaited<ReturnType<typeof through>>['pool']): Promise<void> {
  const clients = await Promise.all(Array.from({ length: 4 }, () => pool.connect()))
  for (const client of clients) client.release()
}

t.test('a statement on a connection that has gone silent ends, and the next ones find others', async (t) => {
  const { db, pool, proxy } = await through()
  await fill(pool)
  proxy.silence()
  const before = proxy.opened()
  const error = await sql`select 1 as one`.execute(db).catch((error: Error) => error)
  t.match(error, { message: /silent/ })
  t.equal(failureOf(error).code, 'database-unavailable')
  await until(() => pool.idleCount === 0, 'the other idle ones are closed too')
  t.same((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }])
  t.ok(proxy.opened() > before)
})

t.test(
  'so does a transaction that has no time limit, once PostgreSQL says that it does nothing',
  async (t) => {
    const { db, proxy } = await through()
    const broken = db.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      proxy.silence()
      await sql`select 1`.execute(tx)
    })
    const error = await broken.catch((error: Error) => error)
    t.equal(failureOf(error).code, 'database-unavailable')
    t.same((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }])
  }
)

t.test('what takes long, and may, is not given up', async (t) => {
  const { db } = await through()
  const rows = await db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    return (await sql`select 1 as one, pg_sleep(4)`.execute(tx)).rows
  })
  t.match(rows, [{ one: 1 }], 'more than three times its limit')
})

t.test('single reads change to other connections', async (t) => {
  const { pool, proxy } = await through()
  const reads = new Reads(pool)
  const one = () => reads.read<{ one: number }>({ name: undefined, text: 'select 1 as one', values: [] })
  for (let n = 0; n < 4; n += 1) await one()
  proxy.silence()
  await t.rejects(one())
  for (let n = 0; n < 4; n += 1) t.same(await one(), [{ one: 1 }], 'none of the other three is waited for')
})

t.test('jobs are taken up over other connections', async (t) => {
  const proxy = await proxyTo(t, database.url)
  const errors: Error[] = []
  const jobs = createJobs(proxy.url, (error) => errors.push(error), 300)
  const done: string[] = []
  await jobs.start(async ({ operationId }) => {
    done.push(operationId)
  })
  t.teardown(() => jobs.stop(1000))
  t.ok(jobs.isReady())
  const enqueue = (operationId: string) =>
    database.db.transaction().execute((tx) => jobs.enqueue(tx, { operationId, unit: '22', province: '22' }))
  await enqueue('first')
  await until(() => done.includes('first'), 'the first job is done')
  proxy.silence()
  await enqueue('second')
  await until(() => done.includes('second'), 'the second is done over other connections')
  t.ok(errors.some(({ message }) => /timeout|terminated/i.test(message)))
})
