import { sql } from 'kysely'
import t from 'tap'
import type { Put } from '../../../src/platform/database/copy.ts'
import { CopyIn } from '../../../src/platform/database/copy.ts'
import { testDatabase } from '../../support/database.ts'
import { fc } from '../../support/property.ts'

const { db, pool } = await testDatabase(t)

/** Copies rows into a table of the transaction and gives what the table then holds. */
function copied(fill: (put: Put) => Promise<void>) {
  return db.transaction().execute(async (tx) => {
    await sql`create temporary table copied (n serial, a text, b text) on commit drop`.execute(tx)
    await sql`copy copied (a, b) from stdin ${new CopyIn(fill)}`.execute(tx)
    const { rows } = await sql<{ a: string; b: string }>`select a, b from copied order by n`.execute(tx)
    return rows.map(({ a, b }) => [a, b])
  })
}

t.test('any text goes through as it is, and so does none', async (t) => {
  const sign = fc.constantFrom('\\', '\t', '\n', '\r', 'N', '.', '\b', '\v', '林', '𠮷', '"', "'", ',', ' ')
  const cell = fc.option(fc.array(sign, { maxLength: 6 }).map((signs) => signs.join('')))
  const rows = fc.array(fc.tuple(cell, cell), { maxLength: 20 })
  const property = fc.asyncProperty(rows, async (rows) => {
    const found = await copied(async (put) => {
      for (const row of rows) await put(row)
    })
    return JSON.stringify(found) === JSON.stringify(rows)
  })
  await fc.assert(property, { numRuns: 60 })
  t.pass('60 tables')
})

t.test('many rows, waiting where the database must catch up', async (t) => {
  let waits = 0
  const rows = await copied(async (put) => {
    for (let n = 0; n < 50_000; n += 1) {
      const wait = put([String(n), 'x'.repeat(100)])
      if (wait !== undefined) waits += 1
      await wait
    }
  })
  t.equal(rows.length, 50_000)
  t.same(rows.at(-1)?.[0], '49999')
  t.ok(waits > 0)
})

t.test('whoever fills it may fail: nothing stays, and the connection is of use', async (t) => {
  const failing = copied(async (put) => {
    await put(['a', 'b'])
    throw new Error('the file ended too early')
  })
  await t.rejects(failing, { message: 'the file ended too early' })
  t.same(await copied(async () => {}), [])
})

t.test('what the database does not take', async (t) => {
  const nul = copied(async (put) => {
    await put(['a\0b', ''])
  })
  await t.rejects(nul, { code: '22021' })
  const narrow = copied(async (put) => {
    for (let n = 0; n < 20_000; n += 1) await put(['too', 'many', 'columns'.repeat(10)])
  })
  await t.rejects(narrow, { code: '22P04' })
  const good = await copied(async (put) => {
    await put(['a', null])
  })
  t.same(good, [['a', null]])
  t.equal(pool.idleCount, pool.totalCount)
})
