import { sql } from 'kysely'
import t from 'tap'
import { auditKey } from '../../../src/platform/audit/key.ts'
import type { Trouble } from '../../../src/platform/audit/troubles.ts'
import { verify } from '../../../src/platform/audit/verify.ts'
import { key, sealedTrail } from './trail.ts'

const { behind, database, second, third } = await sealedTrail(t)
const [first, middle, last] = second as [string, string, string]

/** Tampers, and tells what the verification then says. */
async function troubleAfter(...statements: ReturnType<typeof sql>[]) {
  let trouble: Trouble | null = null
  await behind(async (tx) => {
    for (const statement of statements) await statement.execute(tx)
    trouble = (await verify(tx, key)).trouble
  })
  return trouble as Trouble | null
}

/** Columns of a table that can be written, with a statement that changes them a little. */
async function changesTo(table: string, where: ReturnType<typeof sql>) {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped
    order by attnum`.execute(database.owner.db)
  return rows.map(({ name, type }) => {
    const column = sql.ref(name)
    const other = {
      uuid: sql`'01900000-0000-7000-8000-000000000000'::uuid`,
      'timestamp with time zone': sql`${column} + interval '1 microsecond'`,
      text: sql`coalesce(${column}, '') || 'x'`,
      json: sql`(${column}::text || ' ')::json`,
      integer: sql`${column} + 1`,
      bigint: sql`${column} + 10`
    }[type]
    return { name, change: sql`update ${sql.table(table)} set ${column} = ${other} where ${where}` }
  })
}

t.test('an untouched trail is well', async (t) => {
  t.equal(await troubleAfter(), null)
})

t.test('a change to any column of a line is found, and where', async (t) => {
  const changes = await changesTo('audit_line', sql`id = ${middle}`)
  t.ok(changes.length >= 13)
  for (const { name, change } of changes) {
    const code = name === 'id' ? 'line-missing' : 'line-changed'
    t.same(await troubleAfter(change), { code, seal: 2, lineId: middle }, name)
  }
})

t.test('details that read the same but are written otherwise are found', async (t) => {
  const respaced = sql`update audit_line set details = details::jsonb::text::json where id = ${middle}`
  t.same(await troubleAfter(respaced), { code: 'line-changed', seal: 2, lineId: middle })
})

t.test('a change to any column of a seal is found', async (t) => {
  for (const number of [2, 3]) {
    for (const { name, change } of await changesTo('audit_seal', sql`number = ${number}`)) {
      t.ok(await troubleAfter(change), `${name} of seal ${number}`)
    }
  }
})

t.test('a change to any column of the order of lines is found', async (t) => {
  for (const { name, change } of await changesTo('audit_sealed_line', sql`line_id = ${last}`)) {
    if (name === 'position') continue
    t.ok(await troubleAfter(change), name)
  }
})

t.test('a line that is gone is found', async (t) => {
  const line = sql`delete from audit_line where id = ${middle}`
  const place = sql`delete from audit_sealed_line where line_id = ${middle}`
  t.same(await troubleAfter(line), { code: 'line-missing', seal: 2, lineId: middle })
  t.same(await troubleAfter(line, place), { code: 'line-missing', seal: 2, lineId: null })
  const fewer = sql`update audit_seal set lines = lines - 1 where number = 2`
  t.match(await troubleAfter(line, place, fewer), { code: 'seal-changed', seal: 2 })
})

t.test('lines in another order are found', async (t) => {
  const swapped = sql`
    update audit_sealed_line
    set line_id = case line_id when ${first} then ${last}::uuid else ${first}::uuid end
    where line_id in (${first}, ${last})`
  const unique = sql`alter table audit_sealed_line drop constraint audit_sealed_line_pkey`
  t.same(await troubleAfter(unique, swapped), { code: 'lines-reordered', seal: 2, lineId: null })
  const places = sql`alter table audit_sealed_line drop constraint audit_sealed_line_position_key`
  const exchanged = sql`
    update audit_sealed_line set position = 4 - position where line_id in (${first}, ${last})`
  t.same(await troubleAfter(places, exchanged), { code: 'lines-reordered', seal: 2, lineId: null })
})

t.test('two lines that changed places with all they hold are found', async (t) => {
  const swapped = sql`
    update audit_line set id = case id when ${first} then ${last}::uuid else ${first}::uuid end
    where id in (${first}, ${last})`
  const unique = sql`alter table audit_line drop constraint audit_line_pkey`
  t.match(await troubleAfter(unique, swapped), { code: 'line-changed', seal: 2 })
})

t.test('lines exchanged between two seals are found', async (t) => {
  const [other] = third as [string]
  const unique = sql`alter table audit_sealed_line drop constraint audit_sealed_line_pkey`
  const swapped = sql`
    update audit_sealed_line
    set line_id = case line_id when ${first} then ${other}::uuid else ${first}::uuid end
    where line_id in (${first}, ${other})`
  t.match(await troubleAfter(unique, swapped), { seal: 2 })
})

t.test('a seal that is gone is found', async (t) => {
  const gone = (number: number) => sql`delete from audit_seal where number = ${number}`
  const lines = (number: number) => sql`delete from audit_sealed_line where seal_number = ${number}`
  t.same(await troubleAfter(gone(2)), { code: 'seal-missing', seal: 2, lineId: null })
  t.same(await troubleAfter(gone(2), lines(2)), { code: 'seal-missing', seal: 2, lineId: null })
  t.match(await troubleAfter(gone(1)), { code: 'seal-missing', seal: 1 })
  t.match(
    await troubleAfter(gone(3), lines(3)),
    { code: 'line-inserted', lineId: third[0] },
    'its lines stay'
  )
  t.ok(await troubleAfter(gone(3)), 'the last one, while the order of its lines stays')
})

t.test('the last seal gone with its lines is found by whoever noted its hash', async (t) => {
  const noted = await verify(database.db, key)
  t.match(noted, { valid: true, throughSeal: 3, throughHash: /^[0-9a-f]{64}$/, checkedLines: 6 })
  const start = { after: noted.throughSeal, hash: noted.throughHash }
  t.match(await verify(database.db, key, start), { valid: true, checkedLines: 0 })
  await behind(async (tx) => {
    await sql`delete from audit_line where id = any(${third}::uuid[])`.execute(tx)
    await sql`delete from audit_sealed_line where seal_number = 3`.execute(tx)
    await sql`delete from audit_seal where number = 3`.execute(tx)
    t.match(await verify(tx, key, start), { valid: false, trouble: { code: 'seal-missing', seal: 3 } })
  })
  const other = { after: 2, hash: noted.throughHash }
  t.match(await verify(database.db, key, other), { valid: false, trouble: { code: 'seal-changed', seal: 2 } })
})

t.test('seals under another key are found', async (t) => {
  const verdict = await verify(database.db, auditKey('another secret, just as long as that one'))
  t.match(verdict, { valid: false, throughSeal: 0, trouble: { code: 'other-key', seal: 1 } })
})
