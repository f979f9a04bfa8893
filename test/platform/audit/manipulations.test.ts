import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { verify } from '../../../src/platform/audit/verify.ts'
import { SealWatch } from '../../../src/platform/audit/watch.ts'
import type { Tx } from '../../../src/platform/work/work.ts'
import { byOwner, byService } from './manipulations.ts'
import { key, trail } from './trail.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'audit-seal.json')
const made = await trail(t)
const { database, context, write, sealAll } = made

const tables = ['audit_line', 'audit_seal', 'audit_sealed_line', 'audit_refused', 'audit_pending']

/** Three seals, two lines that wait, and the note of the last seal: the trail that is tampered with. */
const ids = await (async (watch: SealWatch) => {
  await sealAll(watch)
  const second = await write(3)
  await sealAll(watch)
  const third = await write(2)
  await sealAll(watch)
  const waiting = await write(2)
  for (const table of tables) {
    await sql`create table ${sql.table(`kept_${table}`)} as table ${sql.table(table)}`.execute(
      database.owner.db
    )
  }
  return { second, third, waiting }
})(new SealWatch(context, file))
const note = readFileSync(file)

/** Puts everything back as it was, without what guards the trail: its owner does away with that first. */
async function putBack(tx: Tx) {
  await sql`truncate ${sql.join(tables.map((table) => sql.table(table)))}`.execute(tx)
  await sql`
    alter table audit_line drop constraint if exists audit_line_pkey, add constraint audit_line_pkey primary key (id)`.execute(
    tx
  )
  await sql`
    alter table audit_sealed_line drop constraint if exists audit_sealed_line_pkey,
      drop constraint if exists audit_sealed_line_position_key,
      add constraint audit_sealed_line_pkey primary key (line_id),
      add constraint audit_sealed_line_position_key unique (seal_number, position)`.execute(tx)
  for (const table of tables) {
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped`.execute(
      tx
    )
    const columns = sql.join(rows.map(({ name }) => sql.ref(name)))
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${sql.table(`kept_${table}`)}`.execute(
      tx
    )
  }
  writeFileSync(file, note)
}

async function guards(tx: Tx, word: 'disable' | 'enable') {
  for (const table of tables.slice(0, 4)) {
    await sql`alter table ${sql.table(table)} ${sql.raw(word)} trigger user`.execute(tx)
  }
}

await database.owner.db.transaction().execute(async (tx) => {
  await guards(tx, 'disable')
  await sql`alter table audit_sealed_line drop constraint audit_sealed_line_seal_fkey`.execute(tx)
})

t.test('an untouched trail is well, to verification and watch', async (t) => {
  const watch = new SealWatch(context, file)
  await sealAll(watch)
  t.match(await verify(database.db, key, { noted: watch.noted, now: context.clock() }), {
    valid: true,
    throughSeal: 4
  })
  t.equal(await watch.check(context.clock()), undefined)
})

t.test('the threat model lists each of them', (t) => {
  const text = readFileSync(new URL('../../../docs/threat-model.md', import.meta.url), 'utf8')
  const listed = text.match(/^\d+\. .*$/gm)
  const line = ({ name, isWatched }: { name: string; isWatched?: boolean }, at: number) =>
    `${at + 1}. ${name}${isWatched ? ' (m)' : ''}`
  t.same(listed, [...byOwner.map(line), ...byService.map(line)])
  t.end()
})

t.test('each manipulation by the owner of the tables is found', async (t) => {
  t.equal(byOwner.length, 32)
  for (const { name, change, code, isWatched = false } of byOwner) {
    await t.test(name, async (t) => {
      await database.owner.db.transaction().execute(putBack)
      const watch = new SealWatch(context, file)
      await database.owner.db.transaction().execute((tx) => change(tx, ids))
      if (isWatched) t.ok(await new SealWatch(context, file).check(context.clock()), 'at the next start')
      if (isWatched) t.ok(await watch.check(context.clock()), 'within the minute')
      // The service goes on, and seals what it finds.
      await write(1)
      await sealAll(watch).catch(() => {})
      const verdict = await verify(database.db, key, { noted: watch.noted, now: context.clock() })
      t.match(verdict, { valid: false, trouble: { code } })
      if (isWatched) t.ok(await watch.check(context.clock()), 'and also after more has been sealed')
    })
  }
})

t.test(
  'each manipulation with the role of the service is found, and nothing stops the sealing',
  async (t) => {
    t.equal(byService.length, 7)
    for (const { name, change, code, isWatched = false } of byService) {
      await t.test(name, async (t) => {
        await database.owner.db.transaction().execute(async (tx) => {
          await putBack(tx)
          await guards(tx, 'enable')
        })
        t.teardown(() => database.owner.db.transaction().execute((tx) => guards(tx, 'disable')))
        const watch = new SealWatch(context, file)
        await database.db.transaction().execute((tx) => change(tx, ids))
        if (isWatched) t.ok(await watch.check(context.clock()), 'within the minute')
        const later = await write(2)
        await sealAll(watch)
        const { rows } =
          await sql`select from audit_sealed_line where line_id = any(${later}::uuid[])`.execute(database.db)
        t.equal(rows.length, 2, 'what came after is sealed')
        t.equal((await sql`select from audit_pending`.execute(database.db)).rows.length, 0)
        const verdict = await verify(database.db, key, { noted: watch.noted, now: context.clock() })
        if (code === null) t.match(verdict, { valid: true, waiting: 0 })
        else t.match(verdict, { valid: false, trouble: { code } })
      })
    }
  }
)

t.test('the role of the service cannot leave the sealer without numbers', async (t) => {
  await database.owner.db.transaction().execute(async (tx) => {
    await putBack(tx)
    await guards(tx, 'enable')
  })
  for (const number of ['9223372036854775807', '5', '0', '-1']) {
    const forged = sql`insert into audit_seal values (${number}::bigint, now(), 0, 'x', 'x', 'x')`
    await t.rejects(forged.execute(database.db), { code: '42501' }, number)
  }
})
