import { buffer } from 'node:stream/consumers'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import t from 'tap'
import { csvOf } from '../../../src/platform/csv/write.ts'
import { testDatabase } from '../../support/database.ts'
import { fc } from '../../support/property.ts'
import { until } from '../../support/until.ts'
import { read } from './files.ts'

const { db, pool } = await testDatabase(t)

async function csv(
  query: RawBuilder<unknown>,
  columns: { name: string; isPlain?: boolean }[]
): Promise<string> {
  return (await buffer(await csvOf(pool, query.compile(db), columns))).toString()
}

const one = (cell: string | null) => csv(sql`select ${cell}::text as cell`, [{ name: 'cell' }])

t.test('a BOM, the names, and a line for each row', async (t) => {
  const query = sql`select * from (values ('22', '吉林省', 5), ('2201', null, null)) t (code, name, "taskCount")`
  const columns = [{ name: 'code' }, { name: 'name' }, { name: 'taskCount', isPlain: true }]
  t.equal(await csv(query, columns), '\ufeffcode,name,taskCount\n22,吉林省,5\n2201,,\n')
  t.equal(await csv(sql`select 1 as a where false`, [{ name: 'a' }]), '\ufeffa\n', 'no row')
})

t.test('only the columns that are named, in their order', async (t) => {
  const query = sql`select 1 as a, 2 as secret, 3 as b`
  t.equal(await csv(query, [{ name: 'b' }, { name: 'a' }]), '\ufeffb,a\n3,1\n')
})

t.test('what a spreadsheet would take for a formula gets an apostrophe', async (t) => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '=', '-'])
    t.equal(await one(cell), `\ufeffcell\n'${cell}\n`)
  t.equal(await one('\t=1'), `\ufeffcell\n'\t=1\n`)
  t.equal(await one('\r=1'), `\ufeffcell\n"'\r=1"\n`)
  t.equal(await one('=a,b'), `\ufeffcell\n"'=a,b"\n`)
  for (const cell of ['＝1+1', '＋1', '－1', '＠SUM(A1)']) t.equal(await one(cell), `\ufeffcell\n'${cell}\n`)
  t.equal(await one('\n=1'), `\ufeffcell\n"'\n=1"\n`)
  for (const cell of ['1-1', '1＋1', 'a=b', "'=1", ' 林']) t.equal(await one(cell), `\ufeffcell\n${cell}\n`)
  t.equal(await csv(sql`select -5 as n`, [{ name: 'n', isPlain: true }]), '\ufeffn\n-5\n', 'a number is none')
  t.equal(await csv(sql`select -5 as n`, [{ name: 'n' }]), `\ufeffn\n'-5\n`)
})

t.test('without a guard texts stay as they are', async (t) => {
  const query = sql`select '=1+1' as a, '－5' as b`
  const text = await buffer(
    await csvOf(pool, query.compile(db), [{ name: 'a' }, { name: 'b' }], { isGuarded: false })
  )
  t.equal(text.toString(), '\ufeffa,b\n=1+1,－5\n')
})

t.test('values stand as they do in JSON', async (t) => {
  const values: [value: RawBuilder<unknown>, cell: string][] = [
    [sql`'2026-11-27 11:11:04.144Z'::timestamptz`, '2026-11-27T19:11:04.144+08:00'],
    [sql`'2026-11-27 16:00Z'::timestamptz`, '2026-11-28T00:00:00+08:00'],
    [sql`'1990-07-01 00:00Z'::timestamptz`, '1990-07-01T08:00:00+08:00'],
    [sql`null::timestamptz`, ''],
    [sql`'2026-11-27'::date`, '2026-11-27'],
    [sql`array['b', 'a c', '=1']`, '"[""b"", ""a c"", ""=1""]"'],
    [sql`array[]::text[]`, '[]'],
    [sql`null::text[]`, ''],
    [sql`array[1, 2]`, '"[1, 2]"'],
    [sql`'["b"]'::jsonb`, '"[""b""]"'],
    [sql`true`, 'true']
  ]
  for (const [value, cell] of values) {
    for (const isPlain of [true, false]) {
      t.equal(await csv(sql`select ${value} as v`, [{ name: 'v', isPlain }]), `\ufeffv\n${cell}\n`)
    }
  }
})

t.test('quotes and line ends', async (t) => {
  t.equal(await one('a"b'), '\ufeffcell\n"a""b"\n')
  t.equal(await one('a\nb'), '\ufeffcell\n"a\nb"\n')
  t.equal(await one(''), '\ufeffcell\n""\n', 'empty is not the same as missing')
  t.equal(await one(null), '\ufeffcell\n\n')
  t.equal(await one('\\.'), '\ufeffcell\n"\\."\n', 'the end mark of an old COPY')
})

t.test('values of the query stay values', async (t) => {
  const evil = [`'`, `''; drop table unit; --`, `\\'`, `$1`, `$$`, `E'\\n'`, '$&', `"`, `');--`, '好\\']
  for (const value of evil) {
    const query = sql`
      select ${value}::text = any(array[${value}]) as same, ${value}::text as cell where ${value} <> ${''}`
    const [, row] = (await csv(query, [{ name: 'same' }, { name: 'cell' }])).split('\n')
    t.match(row, /^t,|^true,/, value)
  }
  const many = sql.join(Array.from({ length: 12 }, (_one, n) => sql`${n}::int`))
  t.equal(
    await csv(sql`select array_to_string(array[${many}], ' ') as n`, [{ name: 'n' }]),
    '\ufeffn\n0 1 2 3 4 5 6 7 8 9 10 11\n'
  )
  t.equal(
    await csv(sql`select ${true} as b, ${null}::text as n`, [{ name: 'b' }, { name: 'n' }]),
    '\ufeffb,n\ntrue,\n'
  )
})

t.test('what was written is read back as it was', async (t) => {
  const sign = fc.constantFrom('a', '林', '𠮷', '"', ',', '\n', '\r', ' ', "'", '\\', '$1', ';')
  const cell = fc.array(sign, { minLength: 1, maxLength: 8 }).map((signs) => `x${signs.join('')}x`)
  const property = fc.asyncProperty(
    fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
    async (rows) => {
      const values = sql.join(rows.map(([code, name]) => sql`(${code}::text, ${name}::text)`))
      const query = sql`select * from (values ${values}) t (code, name)`
      const found = await read(await csv(query, [{ name: 'code' }, { name: 'name' }]))
      const wanted = rows.map((row) => [...row.map((one) => one.replaceAll('\r\n', '\n')), ''])
      return JSON.stringify(found.rows.map(({ cells }) => cells)) === JSON.stringify(wanted)
    }
  )
  await fc.assert(property, { numRuns: 60 })
  t.pass('60 tables')
})

t.test('the connection goes back to the pool, with its own time limit', async (t) => {
  const limit = async () => (await pool.query('show statement_timeout')).rows[0].statement_timeout
  const before = await limit()
  for (let n = 0; n < 8; n += 1) await one('x')
  t.equal(pool.waitingCount, 0)
  t.equal(pool.idleCount, pool.totalCount)
  t.equal(await limit(), before)
})

t.test('a connection that is lost on the way breaks the download off: half a table is none', async (t) => {
  const query = sql`select n, repeat('x', 1000) as cell from generate_series(1, 1000000) n`
  const stream = await csvOf(pool, query.compile(db), [{ name: 'n' }, { name: 'cell' }])
  const reading = (async () => {
    let bytes = 0
    for await (const chunk of stream) {
      if (bytes === 0) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where query like 'copy (%' and datname = current_database()`.execute(db)
      }
      bytes += chunk.length
    }
    return bytes
  })()
  await t.rejects(reading)
  await until(() => pool.idleCount === pool.totalCount, 'the connection is given up')
  t.equal(await one('x'), '\ufeffcell\nx\n')
})
