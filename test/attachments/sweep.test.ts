import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createKeyring, openStore, rewrapAttachments, sweepAttachments } from '../../src/attachments/index.ts'
import { dutyExamples } from '../examples/duties.ts'
import { upload } from '../examples/files.ts'
import { nowhere } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ATTACHMENT_SECRET, ok, testService } from '../support/service.ts'

const folder = mkdtempSync(join(tmpdir(), 'swept-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const store = await openStore({ ATTACHMENT_STORE: folder, DATA_DIR: folder })
const contents = { store, keyring: createKeyring([ATTACHMENT_SECRET]) }
const service = await testService(t, { contents })
const { call, clock, context, database } = service
const city = person('2202')
const HOUR_MS = 3600_000

/** The files in the store, by their paths. */
const stored = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const pass = (hours: number) => {
  clock.now = new Date(clock.now.getTime() + hours * HOUR_MS)
}
const sweep = () => sweepAttachments(context, contents)
const text = (word: string) => `${word}\n`.repeat(10_000)
const duty = async (attachmentId?: string) =>
  call('POST', '/v1/duty-records', {
    as: city,
    body: { unitCode: '2202', year: 2026, ...dutyExamples.publicity, ...(attachmentId && { attachmentId }) }
  })
const to = (id: string) => `?subjectKind=duty-record&subjectId=${id}`

t.test('no byte of a file, and nothing of its name, is in the store in clear', async (t) => {
  const { id } = ok(await duty())
  ok(await upload(service, to(id), '种植的名字.txt', text('种植的内容'), { as: city }))
  const files = stored()
  t.equal(files.length, 1)
  t.match(files[0], /\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/, 'the name is an address')
  const bytes = readFileSync(files[0] as string)
  for (const word of ['种植的内容', '种植']) t.notOk(bytes.includes(word))
  t.equal((await call('GET', `/v1/attachments${to(id)}`, { as: city })).body.items.length, 1)
})

t.test('two attachments with one content: removing one keeps the other', async (t) => {
  const { id } = ok(await duty())
  const before = stored().length
  const [a, b] = [
    ok(await upload(service, to(id), '甲.txt', text('同样'), { as: city })),
    ok(await upload(service, to(id), '乙.txt', text('同样'), { as: city }))
  ]
  t.equal(stored().length, before + 1)
  const remove = (one: { id: string }) => call('DELETE', `/v1/attachments/${one.id}`, { as: city })
  await remove(a)
  await sweep()
  t.equal((await call('GET', `/v1/attachments/${b.id}/content`, { as: city })).text, text('同样'))
  await remove(b)
  t.equal(stored().length, before + 1, 'rows go first')
  await sweep()
  t.equal(stored().length, before)
  const again = ok(await upload(service, to(id), '丙.txt', text('同样'), { as: city }))
  await sweep()
  t.equal((await call('GET', `/v1/attachments/${again.id}/content`, { as: city })).status, 200)
})

t.test('what is not linked within a day is removed', async (t) => {
  const before = stored().length
  const { id } = ok(await upload(service, '', '忘记.txt', text('忘记'), { as: city }))
  pass(23)
  await sweep()
  t.equal((await call('GET', `/v1/attachments/${id}`, { as: city })).status, 200)
  pass(2)
  await sweep()
  t.equal((await call('GET', `/v1/attachments/${id}`, { as: city })).status, 404)
  t.equal(stored().length, before)
})

t.test('what a crash left is removed: an object that no row uses, and a draft', async (t) => {
  const before = stored().length
  const name = randomBytes(32).toString('hex')
  const [draft, path] = [join(store.drafts, 'draft'), join(folder, name.slice(0, 2), name)]
  writeFileSync(draft, 'x')
  mkdirSync(join(folder, name.slice(0, 2)), { recursive: true })
  writeFileSync(path, 'x')
  await database.db.insertInto('attachment_unused').values({ name, since: clock.now.toISOString() }).execute()
  const old = new Date(clock.now.getTime())
  utimesSync(draft, old, old)
  await sweep()
  t.ok(existsSync(path) && existsSync(draft), 'they may belong to an upload that is under way')
  pass(2)
  await sweep()
  t.notOk(existsSync(path) || existsSync(draft))
  t.equal(stored().length, before)
})

t.test('a refused upload leaves nothing in the store', async (t) => {
  const before = stored()
  t.equal((await upload(service, to(nowhere), 'a.txt', text('被拒'), { as: city })).status, 404)
  t.same(stored(), before)
})

t.test('a duty record names its attachment', async (t) => {
  const mine = ok(await upload(service, '', '方案.txt', text('方案'), { as: city }))
  t.match(await duty(nowhere), { status: 422, body: { code: 'attachment-unknown' } })
  const others = ok(await upload(service, '', '方案.txt', text('方案'), { as: person('2203') }))
  t.match(await duty(others.id), { status: 422, body: { code: 'attachment-unknown' } })
  const record = ok(await duty(mine.id))
  t.equal(record.attachmentId, mine.id)
  t.match((await call('GET', `/v1/attachments/${mine.id}`, { as: person('22') })).body.subject, {
    kind: 'duty-record',
    id: record.id
  })
  t.match(
    await duty(mine.id),
    { status: 422, body: { code: 'attachment-unknown' } },
    'it belongs to one record'
  )
  const next = ok(await upload(service, to(record.id), '新方案.txt', text('新方案'), { as: city }))
  const url = `/v1/duty-records/${record.id}`
  const change = (attachmentId: string) =>
    call('PATCH', url, { as: city, body: { attachmentId }, headers: { 'if-match': '*' } })
  t.equal(ok(await change(next.id)).attachmentId, next.id, 'a file of the record')
  t.match(await change(others.id), { status: 422, body: { code: 'attachment-unknown' } })
  t.equal((await call('DELETE', `/v1/attachments/${next.id}`, { as: city })).status, 204)
  t.equal(ok(await call('GET', url, { as: city })).attachmentId, null)
})

t.test('with the identity of a reporter, the files of the case are erased', async (t) => {
  const reporter = { name: '张三', phone: '13900000000' }
  const petition = {
    kind: 'appeal',
    channel: 'visit',
    receivedAt: '2026-03-02T08:30:00+08:00',
    unitCode: '2202',
    category: 'low-income-allowance',
    summary: '反映低保申请',
    anonymous: false,
    reporter
  }
  const { id } = ok(await call('POST', '/v1/cases', { as: city, body: petition }))
  const file = ok(
    await upload(service, `?subjectKind=case&subjectId=${id}`, '证件.txt', text('证件'), { as: city })
  )
  await sweep()
  const count = stored().length
  ok(await call('POST', `/v1/cases/${id}/erase-identity`, { as: city, body: { reason: '本人申请' } }))
  ok(await call('POST', `/v1/cases/${id}/confirm-erasure`, { as: person('22') }))
  t.equal((await call('GET', `/v1/attachments/${file.id}`, { as: city })).status, 404)
  await sweep()
  t.equal(stored().length, count - 1)
})

t.test('a rotation wraps the keys again and leaves the files as they are', async (t) => {
  const { id } = ok(await duty())
  const file = ok(await upload(service, to(id), '轮换.txt', text('轮换'), { as: city }))
  const before = stored().map((path) => [path, readFileSync(path, 'hex')])
  const fresh = 'another secret of the tests, long enough'
  const both = createKeyring([fresh, ATTACHMENT_SECRET])
  await t.rejects(
    rewrapAttachments(database.owner.db, createKeyring([fresh]), () => {}),
    /which is not given/
  )
  const { done, left } = await rewrapAttachments(database.owner.db, both, () => {})
  t.ok(done > 0)
  t.equal(left, 0)
  t.same((await rewrapAttachments(database.owner.db, both, () => {})).done, 0)
  t.same(
    stored().map((path) => [path, readFileSync(path, 'hex')]),
    before
  )
  const url = `/v1/attachments/${file.id}/content`
  t.equal((await call('GET', url, { as: city })).status, 409, 'the old key alone opens nothing')
  contents.keyring = createKeyring([fresh])
  t.equal((await call('GET', url, { as: city })).status, 200)
})
