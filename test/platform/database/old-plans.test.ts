import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../../../src/platform/database/connect.ts'
import { Reads } from '../../../src/platform/database/reads.ts'
import { testDatabase } from '../../support/database.ts'
import { proxyTo } from '../../support/proxy.ts'
import { testService } from '../../support/service.ts'

const named = (text: string) => ({ name: `of ${text}`, text, values: ['22'] })

t.test('a statement that was prepared before a migration is prepared again', async (t) => {
  const { url, owner } = await testDatabase(t)
  const { db, pool } = connect({ url, max: 3, statementTimeoutMs: 5000, name: 'old', onError: () => {} })
  const reads = new Reads(pool)
  t.teardown(async () => {
    await reads.end()
    await db.destroy()
  })
  const asked = () => sql<object>`select unit.* from unit where code = ${'22'}`.execute(db)
  const read = () => reads.read<object>(named('select unit.* from unit where code = $1'))
  for (const client of await Promise.all([pool.connect(), pool.connect(), pool.connect()])) {
    await client.query(named('select unit.* from unit where code = $1'))
    client.release()
  }
  await Promise.all([asked(), asked(), asked()])
  for (let n = 0; n < 4; n += 1) await read()
  await sql`alter table unit add column later text default 'new'`.execute(owner.db)
  for (let n = 0; n < 4; n += 1) {
    t.match((await asked()).rows, [{ later: 'new' }])
    t.match(await read(), [{ later: 'new' }])
  }
})

t.test('a write that meets such a statement is done again as a whole, once', async (t) => {
  const { call, database } = await testService(t)
  const change = (name: string) =>
    call('POST', '/v1/units', {
      body: { code: `22019${name}`, name: `新区${name}`, level: 'county', parentCode: '2201' }
    })
  t.equal((await change('7')).status, 201)
  t.equal((await call('GET', '/v1/units/2201')).status, 200)
  await sql`alter table unit add column later text default 'new'`.execute(database.owner.db)
  await sql`alter table petition_case add column later text`.execute(database.owner.db)
  t.equal((await change('8')).status, 201)
  t.equal((await call('GET', '/v1/units/2201')).status, 200)
  t.equal((await call('GET', '/v1/cases')).status, 200)
})

t.test('many reads at once are all answered while their connections are changed', async (t) => {
  const { url, owner } = await testDatabase(t)
  const { pool } = connect({ url, max: 1, statementTimeoutMs: 5000, name: 'many', onError: () => {} })
  const reads = new Reads(pool)
  t.teardown(async () => {
    await reads.end()
    await pool.end()
  })
  const read = () => reads.read<object>(named('select unit.* from unit where code = $1'))
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 50 }, read))
    await sql.raw(`alter table unit add column later_${round} text default 'new'`).execute(owner.db)
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        // Some come in the turn of the event loop in which the others are told.
        for (let turn = 0; turn < n % 7; turn += 1) await new Promise((done) => setImmediate(done))
        return read()
      })
    )
    t.match(answers, Array(300).fill([{ [`later_${round}`]: 'new' }]))
  }
})

t.test(
  'those that are asked behind an old plan are answered, however slowly its refusal arrives',
  async (t) => {
    const { url, owner } = await testDatabase(t)
    const proxy = await proxyTo(t, url, { isSlow: true })
    const { pool } = connect({
      url: proxy.url,
      max: 1,
      statementTimeoutMs: 5000,
      name: 'slow',
      onError: () => {}
    })
    const reads = new Reads(pool)
    t.teardown(async () => {
      await reads.end()
      await pool.end()
    })
    const read = () => reads.read<object>(named('select unit.* from unit where code = $1'))
    await Promise.all(Array.from({ length: 20 }, read))
    await sql`alter table unit add column later text default 'new'`.execute(owner.db)
    t.match(await Promise.all(Array.from({ length: 20 }, read)), Array(20).fill([{ later: 'new' }]))
  }
)
