import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../../../src/platform/database/connect.ts'
import { failureOf } from '../../../src/platform/database/failures.ts'
import { Reads } from '../../../src/platform/database/reads.ts'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const { url, db, owner } = await testDatabase(t)

function reading(statementTimeoutMs = 5000) {
  const losses: Error[] = []
  const onError = (error: Error) => losses.push(error)
  const { pool } = connect({ url, max: 1, statementTimeoutMs, name: 'reads', onError })
  const reads = new Reads(pool)
  t.teardown(() => reads.end())
  const named = (code: string) =>
    reads.read<{ name: string }>({
      name: 'named',
      text: 'select name from unit where code = $1',
      values: [code]
    })
  return { reads, losses, named }
}

const connections = async () => {
  const { rows } = await sql`
    select pid from pg_stat_activity where application_name like '% reads'
      and datname = current_database()`.execute(db)
  return rows.length
}

t.test('statements that fail and statements that succeed, all at once, get their own answers', async (t) => {
  const { reads } = reading()
  const divide = (by: number) =>
    reads.read({ name: 'divide', text: 'select 1000 / $1::int as found', values: [by] })
  const odd = (n: number) =>
    reads.read({ name: undefined, text: `select ${n} as found from nowhere`, values: [] })
  const asked = Array.from({ length: 300 }, (_, n) => (n % 7 === 0 ? odd(n) : divide(n % 5)))
  const answers = await Promise.allSettled(asked)
  for (const [n, answer] of answers.entries()) {
    const expected =
      n % 7 === 0
        ? { reason: { code: '42P01' } }
        : n % 5 === 0
          ? { reason: { code: '22012' } }
          : { value: [{ found: Math.trunc(1000 / (n % 5)) }] }
    t.match(answer, expected, String(n))
  }
  t.equal(await connections(), 4, 'over four connections')
  await reads.end()
})

t.test('a few questions at once go over one connection, the next ones over another', async (t) => {
  const { reads, named } = reading()
  await Promise.all(['22', '2201', '2202'].map(named))
  t.equal(await connections(), 1)
  await Promise.all(['22', '2201', '2202'].map(named))
  t.equal(await connections(), 2)
  await reads.end()
})

t.test('what was asked is answered before the connections are closed', async (t) => {
  const { reads, named, losses } = reading()
  const asked = Array.from({ length: 20 }, () => named('22'))
  const ended = Promise.all(asked).then(() => true)
  await named('22')
  await reads.end()
  t.ok(await ended)
  await until(async () => (await connections()) === 0, 'no connection is left')
  t.same(losses, [], 'and that is no loss')
})

t.test('connections that PostgreSQL ends are opened again', async (t) => {
  const { reads, named, losses } = reading()
  await Promise.all(Array.from({ length: 16 }, () => named('22')))
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name like '% reads'
      and datname = current_database()`.execute(db)
  await until(() => losses.length === 4, 'the loss is noticed')
  const answers = await Promise.all(Array.from({ length: 8 }, () => named('2201')))
  t.match(answers, Array(8).fill([{ name: /./ }]))
  await reads.end()
})

t.test(
  'behind a statement that cannot be prepared nobody waits for ever, and all are told to come back',
  async (t) => {
    const { reads, named } = reading(300)
    await owner.db.transaction().execute(async (tx) => {
      await sql`lock table unit in access exclusive mode`.execute(tx)
      const timed = async (count: number) => {
        const begun = performance.now()
        const answers = await Promise.allSettled(Array.from({ length: count }, () => named('22')))
        return { answers, took: performance.now() - begun }
      }
      const one = await timed(1)
      const { answers, took } = await timed(40)
      t.ok(took < 10 * one.took, 'not ten times the time of one')
      for (const answer of answers) {
        const { code } = failureOf((answer as PromiseRejectedResult).reason)
        t.equal(code, 'database-unavailable', String((answer as PromiseRejectedResult).reason))
      }
    })
    t.match(await named('22'), [{ name: /./ }])
    await reads.end()
  }
)
