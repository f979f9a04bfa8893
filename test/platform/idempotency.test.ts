import { sql } from 'kysely'
import t from 'tap'
import { sweep } from '../../src/platform/work/idempotency.ts'
import type { CallOptions, Person } from '../support/service.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database } = service
const other: Person = { unit: '22', roles: ['admin'], sub: 'p2' }
const unit = (code: string, name = '新市') => ({ code, name, level: 'city', parentCode: '22' })
const add = (body: object, key: string, more: CallOptions = {}) =>
  call('POST', '/v1/units', { body, headers: { 'idempotency-key': key }, ...more })

async function count(table: string, where = sql`true`): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${where}`.execute(database.owner.db)
  return rows[0]?.count ?? 0
}

t.test('a repeated request gets the first answer, byte for byte, and does nothing', async (t) => {
  const first = await add(unit('2291'), 'k-1')
  t.equal(first.status, 201)
  t.equal(first.headers['idempotent-replayed'], undefined)
  const lines = await count('audit_line')
  clock.now = new Date(clock.now.getTime() + 3_600_000)
  const changed = { body: { name: '已改名' }, headers: { 'if-match': '"1"' } }
  t.equal((await call('PATCH', '/v1/units/2291', changed)).status, 200)
  const again = await add(unit('2291'), 'k-1')
  t.equal(again.status, first.status)
  t.equal(again.text, first.text, 'as it was, though the unit has another name by now')
  t.equal(again.headers['idempotent-replayed'], 'true')
  for (const name of ['etag', 'location', 'content-type', 'content-length']) {
    t.equal(again.headers[name], first.headers[name], name)
  }
  t.not(again.headers['x-request-id'], first.headers['x-request-id'])
  t.equal(await count('audit_line'), lines + 1, 'the change of the name alone')
})

t.test('the same content written otherwise is the same request', async (t) => {
  const first = await add(unit('2292'), 'k-2')
  const raw = JSON.stringify(unit('2292'), null, 4)
  const again = await call('POST', '/v1/units', { raw, headers: { 'idempotency-key': 'k-2' } })
  t.match(again, { status: 201, text: first.text, headers: { 'idempotent-replayed': 'true' } })
})

t.test('so are the same fields in another order, within each other as well', async (t) => {
  const nested = { ...unit('2281'), channels: { hotline: '12345', online: 'a.example' } }
  const turned = Object.fromEntries(Object.entries(nested).reverse())
  turned.channels = { online: 'a.example', hotline: '12345' }
  const first = await add(nested, 'k-order')
  t.equal(first.status, 201)
  const again = await add(turned, 'k-order')
  t.match(again, { status: 201, text: first.text, headers: { 'idempotent-replayed': 'true' } })
  const other = { ...turned, channels: { online: '12345', hotline: 'a.example' } }
  t.match(await add(other, 'k-order'), { status: 422, body: { code: 'idempotency-mismatch' } })
})

t.test('another content, address or method is another request', async (t) => {
  t.equal((await add(unit('2293'), 'k-3')).status, 201)
  const refused = { status: 422, body: { code: 'idempotency-mismatch' } }
  t.match(await add(unit('2294'), 'k-3'), refused)
  t.match(await add(unit('2293', '别名'), 'k-3'), refused)
  const elsewhere = { body: { on: '2026-12-31' }, headers: { 'idempotency-key': 'k-3' } }
  t.match(await call('POST', '/v1/units/2293/retire', elsewhere), refused)
  t.equal(await count('unit', sql`code = '2294'`), 0)
  t.match(await add(unit('2293'), 'k-3'), { status: 201 }, 'the first one still counts')
})

t.test('the key of one person says nothing to another', async (t) => {
  t.equal((await add(unit('2294'), 'k-4')).status, 201)
  const same = await add(unit('2294'), 'k-4', { as: other })
  t.match(same, { status: 409, body: { code: 'unit-exists' } })
  t.match(await add(unit('2295'), 'k-4', { as: other }), { status: 201 })
})

t.test('the key of a person says nothing to the same person in another unit', async (t) => {
  const units: [string, Person][] = ['2201', '2202', '*'].map((unit) => [
    unit,
    { unit, roles: ['admin'], sub: 'p1' }
  ])
  const county = (parentCode: string) => ({ code: '22z1', name: '新县', level: 'county', parentCode })
  t.equal((await add(county('22'), 'k-unit')).status, 201)
  for (const [name, as] of units) {
    const again = await add(county('22'), 'k-unit', { as })
    t.equal(again.headers['idempotent-replayed'], undefined, name)
    t.notMatch(again.text, /principal/, name)
  }
})

t.test('a refusal is not kept: the request may be put right under the same key', async (t) => {
  const twice = await add(unit('2294'), 'k-5')
  t.match(twice, { status: 409, body: { code: 'unit-exists' } })
  t.equal(await count('idempotency_answer', sql`key = 'k-5'`), 0)
  t.match(await add(unit('2296'), 'k-5'), { status: 201 })
})

t.test('a request that is refused before its work leaves no trace of the key', async (t) => {
  t.match(await add({ code: '2' }, 'k-6'), { status: 400 })
  t.match(await add(unit('2297'), 'k-6', { as: null }), { status: 401 })
  t.match(await add(unit('2297'), 'k-6', { as: { unit: '22', roles: ['viewer'] } }), { status: 403 })
  t.equal(await count('idempotency_answer', sql`key = 'k-6'`), 0)
})

t.test('of many at once with one key one has an effect, the others hear of it', async (t) => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => add(unit('2297'), 'k-7')))
  const fresh = answers.filter(({ status, headers }) => status === 201 && !headers['idempotent-replayed'])
  t.equal(fresh.length, 1)
  for (const { status, body, text } of answers) {
    if (status === 201) t.equal(text, fresh[0]?.text)
    else t.match({ status, body }, { status: 409, body: { code: 'idempotency-in-progress' } })
  }
  t.equal(await count('audit_line', sql`subject_id = '2297'`), 1)
})

t.test('a key that cannot be one', async (t) => {
  for (const key of ['', ' ', 'a b', '\u00e9', 'x'.repeat(256), 'a\tb']) {
    const answer = await add(unit('2298'), key)
    t.match(answer, { status: 400, body: { code: 'bad-idempotency-key' } }, JSON.stringify(key))
    t.match(answer.body.errors, [{ pointer: 'header:idempotency-key' }])
  }
  t.equal(await count('unit', sql`code = '2298'`), 0)
  t.match(await add(unit('2298'), 'x'.repeat(255)), { status: 201 })
})

t.test('a change under If-Match is replayed although the version has gone on', async (t) => {
  const headers = { 'idempotency-key': 'k-8', 'if-match': '"1"' }
  const retire = { body: { on: '2026-12-31' }, headers }
  const first = await call('POST', '/v1/units/2298/retire', retire)
  t.match(first, { status: 200, headers: { etag: '"2.' } })
  t.match(await call('POST', '/v1/units/2298/retire', retire), { status: 200, text: first.text })
})

t.test('an upload is known by its content', async (t) => {
  const load = (raw: string) =>
    call('POST', '/v1/units/import', { raw, type: 'text/csv', headers: { 'idempotency-key': 'k-9' } })
  const file = 'code,name,level,parentCode\n22xx,新县,county,22\n'
  const first = await load(file)
  t.match(first, { status: 200, body: { created: 1 } })
  t.match(await load(file), { status: 200, text: first.text, headers: { 'idempotent-replayed': 'true' } })
  t.match(await load(`${file}22yy,又一县,county,22\n`), {
    status: 422,
    body: { code: 'idempotency-mismatch' }
  })
  t.equal(await count('unit', sql`code = '22yy'`), 0)
})

t.test('after seven days the key is free again', async (t) => {
  const begun = clock.now.getTime()
  const day = 24 * 3_600_000
  t.equal((await add(unit('22a1'), 'k-10')).status, 201)
  clock.now = new Date(begun + 7 * day - 1000)
  await sweep(database.db, clock.now)
  t.match(await add(unit('22a1'), 'k-10'), { status: 201, headers: { 'idempotent-replayed': 'true' } })
  clock.now = new Date(begun + 7 * day + 1000)
  t.match(await add(unit('22a2'), 'k-10'), { status: 201, headers: { 'idempotent-replayed': undefined } })
  t.match(await add(unit('22a2'), 'k-10'), { status: 201, headers: { 'idempotent-replayed': 'true' } })
  await sweep(database.db, clock.now)
  t.equal(await count('idempotency_answer'), 1, 'only the latest is kept')
})
