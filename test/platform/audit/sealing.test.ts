import { sql } from 'kysely'
import t from 'tap'
import { keepSealing, sealWaiting } from '../../../src/platform/audit/seal.ts'
import { verify } from '../../../src/platform/audit/verify.ts'
import { until } from '../../support/until.ts'
import { key, trail } from './trail.ts'

interface Sealed {
  number: string
  lines: number
  previous: string
  hash: string
  ids: string[]
}

async function seals(db: Parameters<ReturnType<typeof sql>['execute']>[0]): Promise<Sealed[]> {
  const { rows } = await sql<Sealed>`
    select number, lines, previous_hash as previous, hash, array_agg(line_id::text order by position) as ids
    from audit_seal join audit_sealed_line on seal_number = number group by number order by number`.execute(
    db
  )
  return rows
}

t.test('lines are sealed in order, and seals hang on each other', async (t) => {
  const { database, write, seal } = await trail(t)
  const earlier = await write(2)
  const later = await write(2)
  t.equal(await seal(), 5, 'with the line of the first import')
  const last = await write(1)
  t.equal(await seal(), 1)
  t.equal(await seal(), 0, 'nothing waits')
  const [first, second] = await seals(database.db)
  t.same(first?.ids.slice(1), [...earlier, ...later])
  t.same(second?.ids, last)
  t.match(first, { number: '1', lines: 5, previous: '0'.repeat(64) })
  t.match(second, { number: '2', lines: 1, previous: first?.hash })
})

t.test('several sealers at once seal each line once', async (t) => {
  const { database, write } = await trail(t)
  for (let round = 0; round < 5; round += 1) {
    const writing = write(20)
    const sealing = Array.from({ length: 4 }, () => sealWaiting(database.db, key, new Date()))
    await Promise.all([writing, ...sealing])
  }
  await sealWaiting(database.db, key, new Date())
  const verdict = await verify(database.db, key)
  t.match(verdict, { valid: true, complete: true, waiting: 0, checkedLines: 101 })
  const found = await seals(database.db)
  t.same(
    found.map(({ number }) => Number(number)),
    found.map((_seal, n) => n + 1)
  )
})

t.test('a transaction that commits late is sealed later, not lost', async (t) => {
  const { database, write, seal } = await trail(t)
  await seal()
  let sealedMeanwhile = 0
  const late = '019cac0f-0000-7000-8000-00000000000a'
  await database.db.transaction().execute(async (tx) => {
    await sql`insert into audit_pending values (${late})`.execute(tx)
    await sql`
      insert into audit_line (id, at, actor_sub, actor_name, action, subject_kind, subject_id, details, mac)
      values (${late}, now(), 'late', 'late', 'unit.changed', 'unit', '22', '{}', 'x')`.execute(tx)
    await write(1)
    sealedMeanwhile = await seal()
  })
  t.equal(sealedMeanwhile, 1, 'a writer that has not finished holds nobody up')
  t.equal(await seal(), 1)
  const { rows } = await sql`select seal_number from audit_sealed_line where line_id = ${late}`.execute(
    database.db
  )
  t.same(rows, [{ seal_number: '3' }])
})

t.test('one seal takes a bounded number of lines', async (t) => {
  const { database, write, seal } = await trail(t)
  await write(2300)
  const sizes = [await seal(), await seal(), await seal(), await seal()]
  t.same(sizes, [1000, 1000, 301, 0])
  t.match(await verify(database.db, key), { valid: true, throughSeal: 3, checkedLines: 2301 })
})

t.test('a verification begins after any seal', async (t) => {
  const { database, write, seal } = await trail(t)
  for (let round = 0; round < 60; round += 1) {
    await write(1)
    await seal()
  }
  t.match(await verify(database.db, key), { valid: true, complete: true, throughSeal: 60, checkedLines: 61 })
  t.match(await verify(database.db, key, { after: 58 }), { valid: true, throughSeal: 60, checkedLines: 2 })
  t.match(await verify(database.db, key, { after: 61 }), {
    valid: false,
    trouble: { code: 'seal-missing', seal: 61 }
  })
})

t.test('the background step seals, and the rest when it stops', async (t) => {
  const { database, write, context } = await trail(t)
  const troubles: unknown[] = []
  const sealing = keepSealing(database.db, key, context.clock, (error) => troubles.push(error))
  await write(3)
  await until(async () => (await verify(database.db, key)).waiting === 0, 'all lines are sealed')
  await write(1)
  await sealing.stop()
  t.match(await verify(database.db, key), { valid: true, waiting: 0, checkedLines: 5 })
  t.same(troubles, [])
})
