import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { sealedTrail } from './trail.ts'

const tables = ['audit_line', 'audit_seal', 'audit_sealed_line', 'audit_refused']
const columns = { audit_line: 'details', audit_seal: 'hash', audit_refused: 'reason' }
const refused = { code: '42501' }

t.test('the role of the service may add to the trail, and nothing else', async (t) => {
  const { database } = await sealedTrail(t)
  for (const table of tables) {
    const name = sql.table(table)
    const column = sql.ref(columns[table as keyof typeof columns] ?? 'position')
    await t.rejects(
      sql`update ${name} set ${column} = ${column}`.execute(database.db),
      refused,
      `update ${table}`
    )
    await t.rejects(sql`delete from ${name}`.execute(database.db), refused, `delete from ${table}`)
    await t.rejects(sql`delete from ${name} where false`.execute(database.db), refused, 'even of no row')
    await t.rejects(sql`truncate ${name} cascade`.execute(database.db), refused, `truncate ${table}`)
  }
})

t.test('not even the owner does so by mistake', async (t) => {
  const { database } = await sealedTrail(t)
  for (const table of tables) {
    const name = sql.table(table)
    await t.rejects(sql`delete from ${name}`.execute(database.owner.db), refused, `delete from ${table}`)
    await t.rejects(sql`truncate ${name} cascade`.execute(database.owner.db), refused, `truncate ${table}`)
  }
})

t.test('the role of the service does not own what guards the trail', async (t) => {
  const { url, ownerUrl, db } = await testDatabase(t)
  if (url === ownerUrl) {
    t.pass('the tests were given one role for both')
    return
  }
  for (const table of tables) {
    const disarm = sql`alter table ${sql.table(table)} disable trigger user`
    await t.rejects(disarm.execute(db), refused, table)
  }
  await t.rejects(sql`set session_replication_role = replica`.execute(db), refused)
  await t.rejects(sql`create table own (id int)`.execute(db), refused)
  await t.rejects(
    sql`create or replace function refuse_rewriting() returns trigger language plpgsql
      as 'begin end'`.execute(db),
    refused
  )
})
