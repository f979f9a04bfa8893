import { sql } from 'kysely'
import { pino } from 'pino'
import t from 'tap'
import { auditKey } from '../../../src/platform/audit/key.ts'
import type { Actor } from '../../../src/platform/auth/actor.ts'
import type { AppContext, Work } from '../../../src/platform/work/work.ts'
import { oneAtATime, work } from '../../../src/platform/work/work.ts'
import { AUDIT_SECRET } from '../../support/cluster.ts'
import type { TestDatabase } from '../../support/database.ts'
import { testDatabase } from '../../support/database.ts'

const actor: Actor = { sub: 'clerk', name: '王科员', unitCode: '22', roles: ['admin'] }

function shopOn({ db }: TestDatabase): AppContext {
  const log = pino({ level: 'silent' })
  return { db, auditKey: auditKey(AUDIT_SECRET), clock: () => new Date(), log }
}

/** Two pieces of work that wait for each other before they go on. */
function meeting() {
  let arrived = 0
  let open = () => {}
  const both = new Promise<void>((done) => {
    open = done
  })
  return async () => {
    arrived += 1
    if (arrived >= 2) open()
    await both
  }
}

async function versionOf({ db }: TestDatabase, code: string) {
  const { rows } = await sql<{ version: number }>`select version from unit where code = ${code}`.execute(db)
  return rows[0]?.version
}

const touch = (code: string) => sql`update unit set version = version + 1 where code = ${code}`

async function lines({ db }: TestDatabase) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_line where action = 'unit.begun-again'`.execute(db)
  return rows[0]?.count
}

t.test('of two that lock each other out, one is done again: both get there', async (t) => {
  const database = await testDatabase(t)
  const meet = meeting()
  let attempts = 0
  const touching = (first: string, second: string) =>
    work(shopOn(database), { actor }, async ({ tx, record }: Work) => {
      attempts += 1
      await touch(first).execute(tx)
      await meet()
      await touch(second).execute(tx)
      record('unit.begun-again', { code: first })
    })
  await Promise.all([touching('2201', '2202'), touching('2202', '2201')])
  t.ok(attempts > 2, `${attempts} attempts`)
  t.same([await versionOf(database, '2201'), await versionOf(database, '2202')], [3, 3])
  t.equal(await lines(database), 2, 'and what was recorded by the attempt that failed is gone')
})

t.test('a serialisation failure is tried again', async (t) => {
  const database = await testDatabase(t)
  const meet = meeting()
  let attempts = 0
  const adding = () =>
    work(shopOn(database), { actor }, async ({ tx }: Work) => {
      attempts += 1
      await sql`set transaction isolation level repeatable read`.execute(tx)
      await sql`select version from unit where code = '2201'`.execute(tx)
      await meet()
      await touch('2201').execute(tx)
    })
  await Promise.all([adding(), adding()])
  t.equal(attempts, 3)
  t.equal(await versionOf(database, '2201'), 3)
})

t.test('not for ever', async (t) => {
  const database = await testDatabase(t)
  let attempts = 0
  const failing = work(shopOn(database), { actor }, async ({ tx }) => {
    attempts += 1
    await sql`do $$ begin raise exception 'no' using errcode = 'serialization_failure'; end $$`.execute(tx)
  })
  await t.rejects(failing, { code: '40001' })
  t.equal(attempts, 4)
})

t.test('not for another reason', async (t) => {
  const database = await testDatabase(t)
  let attempts = 0
  const failing = work(shopOn(database), { actor }, async ({ tx }) => {
    attempts += 1
    await sql`do $$ begin raise exception 'no' using errcode = 'check_violation'; end $$`.execute(tx)
  })
  await t.rejects(failing, { message: 'no' })
  t.equal(attempts, 1)
})

t.test('one reading of the clock goes for all of a piece of work', async (t) => {
  const database = await testDatabase(t)
  let readings = 0
  const late = new Date('2026-12-31T16:30:00Z')
  const clock = () => {
    readings += 1
    return late
  }
  const context = { ...shopOn(database), clock }
  const seen = await work(context, { actor }, async ({ now, today, record }) => {
    record('unit.begun-again', { code: '22' })
    return { now, today }
  })
  t.same(seen, { now: late, today: '2027-01-01' }, 'the day in Asia/Shanghai')
  t.equal(readings, 1)
})

t.test('one at a time: the second waits for the end of the first', async (t) => {
  const database = await testDatabase(t)
  const context = shopOn(database)
  const steps: string[] = []
  let inside = 0
  const alone = (name: string) =>
    work(context, { actor }, async ({ tx }) => {
      await oneAtATime(tx, name)
      inside += 1
      steps.push(`${inside}`)
      await sql`select pg_sleep(0.05)`.execute(tx)
      inside -= 1
    })
  await Promise.all(Array.from({ length: 4 }, () => alone('tree')))
  t.same(steps, ['1', '1', '1', '1'])
})

t.test('others with another name do not wait', async (t) => {
  const database = await testDatabase(t)
  const context = shopOn(database)
  const meet = meeting()
  const alone = (name: string) =>
    work(context, { actor }, async ({ tx }) => {
      await oneAtATime(tx, name)
      await meet()
      return name
    })
  t.same(await Promise.all([alone('tree'), alone('draw')]), ['tree', 'draw'])
})
