import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import t from 'tap'
import { verify } from '../../../src/platform/audit/verify.ts'
import { SealWatch } from '../../../src/platform/audit/watch.ts'
import { key, trail } from './trail.ts'

const folder = mkdtempSync(join(tmpdir(), 'watch-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'made at first', 'audit-seal.json')
const { database, context, write, sealAll, wait } = await trail(t)
const logged: Record<string, unknown>[] = []
const into = new Writable({
  write(line, _encoding, done) {
    logged.push(JSON.parse(line))
    done()
  }
})
const parts = { ...context, log: pino({ level: 'info' }, into) }
const registry = new Registry()
const events = () => logged.splice(0).map(({ event, level }) => [event, level])

t.test('each seal is noted in the file, and each minute in the log', async (t) => {
  const watch = new SealWatch(parts, file, registry)
  await watch.check(context.clock())
  t.same(events(), [], 'nothing is sealed yet')
  await write(1)
  await sealAll(watch)
  t.match(JSON.parse(readFileSync(file, 'utf8')), {
    number: 1,
    hash: /^[0-9a-f]{64}$/,
    through: /^2026-03-02T01:00:01/
  })
  await watch.check(context.clock())
  await watch.check(context.clock())
  t.same(events(), [['audit.seal-noted', 30]])
  t.match(await registry.metrics(), /audit_seal_number 1\n[\s\S]*audit_lines_waiting 0/)
})

t.test('what another instance has sealed is noted within the minute', async (t) => {
  const [one, other] = [new SealWatch(parts, `${file}.1`), new SealWatch(parts, `${file}.2`)]
  await one.check(context.clock())
  await write(1)
  await sealAll(other)
  await write(1)
  await sealAll(one)
  t.equal(one.noted?.number, 3)
  t.equal(await one.check(context.clock()), undefined)
  t.equal(await other.check(context.clock()), undefined)
  t.equal(other.noted?.number, 3)
  logged.length = 0
})

t.test('a line much older than the last seal is refused, once, with an alarm', async (t) => {
  const watch = new SealWatch(parts, file, new Registry())
  const [old] = await write(1)
  wait(10 * 60_000)
  await sql`delete from audit_pending where line_id = ${old}`.execute(database.db)
  await write(1)
  await sealAll(watch)
  await sql`insert into audit_pending values (${old})`.execute(database.db)
  logged.length = 0
  await sealAll(watch)
  t.match(logged, [{ event: 'audit.sealing-refused', level: 50, lineId: old, reason: 'line-too-old' }])
  t.match(await verify(database.db, key, { noted: watch.noted }), {
    valid: false,
    waiting: 0,
    trouble: { code: 'sealing-refused', lineId: old }
  })
  await write(1)
  await sealAll(watch)
  t.equal((await sql`select from audit_pending`.execute(database.db)).rows.length, 0, 'others are sealed')
  logged.length = 0
})

t.test('a pause of the sealer makes no line too old, however many wait', async (t) => {
  const watch = new SealWatch(parts, file)
  const before = (await sql`select from audit_refused`.execute(database.db)).rows.length
  const { number } = watch.noted ?? { number: 0 }
  await write(1001)
  wait(3600_000)
  await write(1)
  await sealAll(watch)
  t.equal((await sql`select from audit_refused`.execute(database.db)).rows.length, before)
  t.equal(watch.noted?.number, number + 2)
})

t.test('lines that wait for more than a minute raise an alarm', async (t) => {
  const watch = new SealWatch(parts, file)
  const [line] = await write(1)
  wait(3600_000)
  logged.length = 0
  const at = (ms: number) => new Date(context.clock().getTime() + ms)
  t.equal(await watch.check(at(0)), undefined, 'not at the start, for a line from before it')
  t.equal(await watch.check(at(59_000)), undefined)
  t.match(await watch.check(at(61_000)), { code: 'lines-waiting', lineId: line })
  await watch.check(at(120_000))
  t.same(
    logged.filter(({ level }) => level === 50).map(({ event }) => event),
    ['audit.lines-waiting'],
    'once'
  )
  const verdict = await verify(database.db, key, { now: at(61_000), after: watch.noted?.number ?? 0 })
  t.equal(verdict.valid, false)
  await sealAll(watch)
  t.equal(await watch.check(at(61_000)), undefined)
})

t.test('a note that cannot be read or written raises an alarm', async (t) => {
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"number":')
  logged.length = 0
  t.equal(new SealWatch(parts, broken).noted, undefined)
  writeFileSync(broken, '{"number":"3"}')
  t.equal(new SealWatch(parts, broken).noted, undefined)
  const watch = new SealWatch(parts, join(broken, 'note.json'))
  await watch.check(context.clock())
  t.match(logged, [
    { event: 'audit.note-unreadable', level: 50 },
    { event: 'audit.note-unreadable', level: 50 }
  ])
  t.ok(logged.some(({ event, level }) => event === 'audit.note-failed' && level === 50))
  t.type(watch.noted?.number, 'number', 'it is still watched from memory')
})
