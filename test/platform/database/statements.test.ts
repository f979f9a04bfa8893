import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'

// A copy of the module: of the names that it gives to statements, other tests of this process may have used all.
const copy = new URL('../../../src/platform/database/connect.ts?copy', import.meta.url).href
const { connect, instantOf } = (await import(
  copy
)) as typeof import('../../../src/platform/database/connect.ts')

const { url } = await testDatabase(t)
const options = { url, max: 1, statementTimeoutMs: 5000, name: 'statements', onError: () => {} }
const { db, pool } = connect(options)
t.teardown(() => db.destroy())

t.test('a statement with values is prepared once on a connection', async (t) => {
  for (const code of ['22', '2201', '2202']) {
    await db.selectFrom('unit').select('name').where('code', '=', code).execute()
  }
  const { rows } = await sql<{ count: number; names: number }>`
    select count(*)::int as count, count(distinct name)::int as names from pg_prepared_statements
    where statement like '%from "unit"%'`.execute(db)
  t.same(rows, [{ count: 1, names: 1 }])
})

t.test('a session is limited in time and known by name', async (t) => {
  const show = async (name: string) => (await pool.query(`show ${name}`)).rows[0][name]
  t.equal(await show('statement_timeout'), '5s')
  t.equal(await show('lock_timeout'), '5s')
  t.equal(await show('idle_in_transaction_session_timeout'), '1min')
  t.equal(await show('TimeZone'), '<+08>-08', 'the time of Shanghai, without the summers before 1992')
  t.match(await show('application_name'), /^social-assistance-supervision statements$/)
})

t.test('instants are RFC 3339', async (t) => {
  t.equal(instantOf('2026-03-01 08:00:00+08'), '2026-03-01T08:00:00+08:00')
  t.equal(instantOf('2026-03-01 08:00:00.5+08'), '2026-03-01T08:00:00.5+08:00')
  t.equal(
    instantOf('1900-01-01 08:05:43+08:05:43'),
    '1900-01-01T08:05:43+08:05:43',
    'before there were zones'
  )
  t.equal(instantOf('1986-07-01 09:00:00+09'), '1986-07-01T09:00:00+09:00', 'when Shanghai had a summer time')
})

t.test('a pool that is used up waits for its time only', async (t) => {
  const held = await pool.connect()
  try {
    await t.rejects(sql`select 1`.execute(db), { message: /timeout exceeded when trying to connect/ })
  } finally {
    held.release()
  }
  t.same((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }])
})
