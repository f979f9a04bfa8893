import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import t from 'tap'
import { type Cell, CopyIn, type Put, type Shape } from '../../../src/platform/database/copy.ts'
import { testDatabase } from '../../support/database.ts'
import { fc } from '../../support/property.ts'

const { db, pool } = await testDatabase(t)

/** Copies rows into a table of the transaction and gives what the table then holds. */
function copied(fill: (put: Put) => Promise<void>, shape: Shape = { types: ['text', 'text'] }) {
  return db.transaction().execute(async (tx) => {
    await sql`create temporary table copied (n serial, a text, b text) on commit drop`.execute(tx)
    await sql`copy copied (a, b) from stdin (format binary) ${new CopyIn(shape, fill)}`.execute(tx)
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

t.test('values of every type, as PostgreSQL reads them from text', async (t) => {
  const types = {
    a: 'date',
    b: 'uuid',
    c: 'integer',
    d: 'bigint',
    e: 'boolean',
    f: 'bytea',
    g: 'text'
  } as const
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array))
  const long = fc.constantFrom('', 'x', '林'.repeat(30_000), 'x'.repeat(70_000))
  const row = fc.tuple(
    fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    fc.option(fc.maxSafeInteger()),
    fc.option(fc.boolean()),
    fc.option(bytes),
    fc.option(long)
  )
  const table = fc.tuple(day, fc.uuid(), fc.array(row, { maxLength: 8 }))
  const property = fc.asyncProperty(table, async ([date, id, rows]) => {
    const found = await db.transaction().execute(async (tx) => {
      const columns = Object.entries(types).map(([name, type]) => `${name} ${type}`)
      await sql.raw(`create temporary table typed (n serial, ${columns}) on commit drop`).execute(tx)
      const fill = new CopyIn({ types: Object.values(types), head: [date, id] }, async (put) => {
        for (const cells of rows) await put(cells)
      })
      await sql`copy typed (a, b, c, d, e, f, g) from stdin (format binary) ${fill}`.execute(tx)
      const read = await sql<Record<string, unknown>>`
        select a, b, c, d::text, e, f, g from typed order by n`.execute(tx)
      return read.rows.map((one) => Object.values(one))
    })
    const told = (cell: Cell) => (typeof cell === 'number' ? String(cell) : cell)
    const expected = rows.map(([c, d, e, f, g]) => [date, id, c, told(d), e, f, g])
    return isDeepStrictEqual(found, expected)
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
  const narrow = copied(
    async (put) => {
      for (let n = 0; n < 20_000; n += 1) await put(['too', 'many', 'columns'.repeat(10)])
    },
    { types: ['text', 'text', 'text'] }
  )
  await t.rejects(narrow, { code: '22P04' })
  const good = await copied(async (put) => {
    await put(['a', null])
  })
  t.same(good, [['a', null]])
  t.equal(pool.idleCount, pool.totalCount)
})
