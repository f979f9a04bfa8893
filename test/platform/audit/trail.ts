import { sql } from 'kysely'
import { pino } from 'pino'
import type { Test } from 'tap'
import { auditKey } from '../../../src/platform/audit/key.ts'
import { sealWaiting } from '../../../src/platform/audit/seal.ts'
import type { SealWatch } from '../../../src/platform/audit/watch.ts'
import type { Actor } from '../../../src/platform/auth/actor.ts'
import type { AppContext, Tx } from '../../../src/platform/work/work.ts'
import { work } from '../../../src/platform/work/work.ts'
import { AUDIT_SECRET } from '../../support/cluster.ts'
import type { TestDatabase } from '../../support/database.ts'
import { testDatabase } from '../../support/database.ts'

export const key = auditKey(AUDIT_SECRET)
export const clerk: Actor = { sub: 'clerk', name: '王科员', unitCode: '2201', roles: ['admin'] }

export interface Trail {
  database: TestDatabase
  context: AppContext
  /** Writes lines in one piece of work; gives their ids in order. */
  write(count: number): Promise<string[]>
  /** Lets time pass. */
  wait(ms: number): void
  /** Seals what waits, once. */
  seal(): Promise<number>
  /** Seals until nothing waits, as the service does with its watch. */
  sealAll(watch: SealWatch): Promise<void>
  /** Does something behind the service's back, as the owner of the tables, and takes it back afterwards. */
  behind(change: (tx: Tx) => Promise<void>): Promise<void>
}

export async function trail(t: Test): Promise<Trail> {
  const database = await testDatabase(t)
  let now = Date.parse('2026-03-02T01:00:00Z')
  const clock = () => new Date(now)
  const context = { db: database.db, auditKey: key, clock, log: pino({ level: 'silent' }) }
  const write = async (count: number) => {
    now += 1000
    await work(context, { actor: clerk, requestId: 'request-1' }, async (work) => {
      for (let n = 0; n < count; n += 1) {
        work.record(
          'unit.renamed',
          { code: '220102' },
          { before: { name: '旧名' }, after: { name: `新名 ${now} ${n}` } }
        )
      }
    })
    const { rows } = await sql<{ id: string }>`
      select id from audit_line order by id desc limit ${count}`.execute(database.db)
    return rows.map(({ id }) => id).reverse()
  }
  const seal = () => sealWaiting(database.db, key, clock())
  const sealAll = async (watch: SealWatch) => {
    while ((await sealWaiting(database.db, key, clock(), watch)) > 0);
  }
  const wait = (ms: number) => {
    now += ms
  }
  return { database, context, write, wait, seal, sealAll, behind: (change) => asOwner(database, change) }
}

/** Three seals: the line of the first import of units, then three lines, then two. */
export async function sealedTrail(t: Test) {
  const made = await trail(t)
  await made.seal()
  const second = await made.write(3)
  await made.seal()
  const third = await made.write(2)
  await made.seal()
  return { ...made, second, third }
}

const tables = ['audit_line', 'audit_seal', 'audit_sealed_line']

async function asOwner({ owner }: TestDatabase, change: (tx: Tx) => Promise<void>): Promise<void> {
  const undone = new Error('undone')
  const doing = owner.db.transaction().execute(async (tx) => {
    for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
    await sql`alter table audit_sealed_line drop constraint audit_sealed_line_seal_fkey`.execute(tx)
    await change(tx)
    throw undone
  })
  await doing.catch((error: unknown) => {
    if (error !== undone) throw error
  })
}
