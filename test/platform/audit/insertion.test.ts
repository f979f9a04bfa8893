import { sql } from 'kysely'
import t from 'tap'
import { verify } from '../../../src/platform/audit/verify.ts'
import type { Tx } from '../../../src/platform/work/work.ts'
import { key, sealedTrail } from './trail.ts'

const { behind, database, second } = await sealedTrail(t)
const forged = '019cac0f-0000-7000-8000-000000000000'

/** A line as an intruder writes it, who knows a genuine one but not the key. */
const insertLine = (model = second[1]) => sql`
  insert into audit_line (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
    unit_code, path, request_id, details, mac)
  select ${forged}, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
    unit_code, path, request_id, details, mac
  from audit_line where id = ${model}`

/** Puts the line into a seal, which is made for it where there is none of that number. */
const cover = (number: number) => sql`
  with seal as (
    insert into audit_seal select ${number}::bigint, sealed_at, 1, key_id, previous_hash, hash
    from audit_seal where number = 2 on conflict do nothing
  )
  insert into audit_sealed_line values (${forged}, ${number}, 99)`

async function verdictAfter(...changes: ((tx: Tx) => Promise<unknown>)[]) {
  let verdict: Awaited<ReturnType<typeof verify>> | undefined
  await behind(async (tx) => {
    for (const change of changes) await change(tx)
    verdict = await verify(tx, key)
  })
  return verdict
}

const run = (statement: ReturnType<typeof sql>) => (tx: Tx) => statement.execute(tx)

t.test('a line beside the queue and the seals is found', async (t) => {
  const verdict = await verdictAfter(run(insertLine()))
  t.match(verdict, { valid: false, trouble: { code: 'line-inserted', seal: null, lineId: forged } })
})

t.test('a line put into a seal that is there is found', async (t) => {
  for (const number of [1, 2, 3]) {
    const verdict = await verdictAfter(run(insertLine()), run(cover(number)))
    t.match(verdict, { valid: false, trouble: { seal: number, lineId: forged } }, `seal ${number}`)
  }
})

t.test('a genuine line put into a seal a second time is found', async (t) => {
  const unique = sql`alter table audit_sealed_line drop constraint audit_sealed_line_pkey`
  const again = sql`insert into audit_sealed_line values (${second[1]}, 2, 99)`
  const verdict = await verdictAfter(run(unique), run(again))
  t.match(verdict, { valid: false, trouble: { code: 'line-inserted', seal: 2 } })
})

t.test('a line under a seal beside the chain is found', async (t) => {
  for (const number of [0, -1, 4, 1_000_000]) {
    const verdict = await verdictAfter(run(insertLine()), run(cover(number)))
    t.equal(verdict?.valid, false, `seal ${number}`)
  }
})

t.test('a line said to be under a seal that does not exist is found', async (t) => {
  for (const number of [0, 4]) {
    const claimed = sql`insert into audit_sealed_line values (${forged}, ${number}, 1)`
    const verdict = await verdictAfter(run(insertLine()), run(claimed))
    t.equal(verdict?.valid, false, `seal ${number}`)
  }
})

t.test('a line put into the queue is found, before its seal and after it', async (t) => {
  const other = await sealedTrail(t)
  const { db } = other.database.owner
  await insertLine(other.second[1]).execute(db)
  await sql`insert into audit_pending values (${forged})`.execute(db)
  const waiting = await verify(db, key)
  t.match(waiting, { waiting: 1, valid: false, trouble: { seal: null, lineId: forged } }, 'while it waits')
  t.equal(await other.seal(), 1)
  const sealed = await verify(db, key)
  t.match(sealed, { waiting: 0, valid: false, trouble: { code: 'line-changed', seal: 4, lineId: forged } })
})

t.test('a line taken out of the queue before it was sealed is found', async (t) => {
  await behind(async (tx) => {
    await sql`delete from audit_sealed_line where seal_number = 3`.execute(tx)
    await sql`delete from audit_seal where number = 3`.execute(tx)
    t.match(await verify(tx, key), { valid: false, throughSeal: 2, trouble: { code: 'line-inserted' } })
  })
})

t.test('a line deleted while it waits is found by its place in the queue', async (t) => {
  const verdict = await verdictAfter(run(sql`insert into audit_pending values (${forged})`))
  t.match(verdict, { waiting: 1, valid: false, trouble: { code: 'line-missing', lineId: forged } })
})

t.test('after all that the trail is as it was', async (t) => {
  t.match(await verify(database.db, key), { valid: true, throughSeal: 3, complete: true, waiting: 0 })
})
