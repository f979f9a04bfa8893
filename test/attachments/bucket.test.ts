import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import t from 'tap'
import { checkContents, createKeyring, sweepAttachments } from '../../src/attachments/index.ts'
import { ObjectMissing } from '../../src/attachments/objects/object-store.ts'
import { s3Store } from '../../src/attachments/objects/s3.ts'
import { bucketIn } from '../../src/platform/values/bucket.ts'
import type { AppContext } from '../../src/platform/work/work.ts'
import { dutyExamples } from '../examples/duties.ts'
import { upload } from '../examples/files.ts'
import { known, s3Server } from '../examples/s3.ts'
import { person } from '../support/people.ts'
import { ATTACHMENT_SECRET, ok, testService } from '../support/service.ts'

const s3 = await s3Server(t)
const folder = mkdtempSync(join(tmpdir(), 'drafts-'))
t.teardown(() => rmSync(folder, { recursive: true }))

t.test('the address of a bucket', async (t) => {
  t.same(bucketIn('s3://evidence/a/b/?endpoint=https://minio.example:9000&region=cn-north-1'), {
    name: 'evidence',
    prefix: 'a/b/',
    endpoint: 'https://minio.example:9000',
    region: 'cn-north-1'
  })
  t.same(bucketIn('s3://evidence'), {
    name: 'evidence',
    prefix: '',
    endpoint: undefined,
    region: 'us-east-1'
  })
  const wrong = ['/data', 's3://', 's3://A', 's3://b', 's3://evidence?endpoint=x', 's3://evidence?key=secret']
  for (const text of [...wrong, 's3://evidence?endpoint=https://user:password@minio']) {
    t.equal(bucketIn(text), undefined, text)
  }
})

const store = await s3.open('/province')
const draftOf = (content: Buffer) => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, randomBytes(8).toString('hex'))
  writeFileSync(path, content)
  return path
}

t.test('an object is stored, read in parts, and removed', async (t) => {
  const content = randomBytes(300_000)
  await store.put(draftOf(content), 'one')
  t.same([...s3.objects().keys()], ['province/one'], 'below the prefix')
  t.same(await buffer(await store.read('one', 0, content.length)), content)
  t.same(await buffer(await store.read('one', 70_000, 70_010)), content.subarray(70_000, 70_010))
  await t.rejects(store.read('one', content.length, content.length + 1), ObjectMissing)
  await store.remove('one')
  t.equal(s3.objects().size, 0)
  await store.remove('one')
  await t.rejects(store.read('one', 0, 1), ObjectMissing)
  await store.check()
})

t.test('a store that cannot be used is no missing object', async (t) => {
  const bucket = {
    name: 'evidence',
    prefix: '',
    region: 'cn-north-1',
    endpoint: `http://127.0.0.1:${s3.front.port}`
  }
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'wrong' }
  const stores = {
    'wrong credentials': s3Store(bucket, credentials, folder),
    'no such bucket': await s3
      .open('', known)
      .then(() =>
        s3Store({ ...bucket, name: 'another' }, { ...credentials, secretAccessKey: 'S3RVER' }, folder)
      )
  }
  for (const [name, store] of Object.entries(stores)) {
    for (const tried of [
      store.check(),
      store.read('one', 0, 1),
      store.put(draftOf(Buffer.from('x')), 'one')
    ]) {
      const error = await tried.then(
        () => undefined,
        (error: unknown) => error
      )
      t.ok(error instanceof Error && !(error instanceof ObjectMissing), `${name}: ${error}`)
    }
  }
})

t.test('a store that is silent is given up', async (t) => {
  const bucket = {
    name: 'evidence',
    prefix: '',
    region: 'cn-north-1',
    endpoint: `http://127.0.0.1:${s3.front.port}`
  }
  const hasty = s3Store(bucket, { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }, folder, 200)
  s3.front.set({ isSilent: true })
  await t.rejects(hasty.check())
  await t.rejects(hasty.read('one', 0, 1))
  await t.rejects(hasty.put(draftOf(Buffer.from('x')), 'one'))
  s3.front.set({})
  await hasty.check()
})

t.test('over HTTP', async (t) => {
  const store = await s3.open('/http')
  const contents = { store, keyring: createKeyring([ATTACHMENT_SECRET]) }
  const service = await testService(t, { contents })
  const { call, clock, context, database } = service
  const city = person('2202')
  const duty = { unitCode: '2202', year: 2026, ...dutyExamples.publicity }
  const { id } = ok(await call('POST', '/v1/duty-records', { as: city, body: duty }))
  const to = `?subjectKind=duty-record&subjectId=${id}`
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n种植的内容'), randomBytes(3_000_000)])
  const drafts = () => readdirSync(store.drafts)
  const get = (id: string, range?: string) =>
    call('GET', `/v1/attachments/${id}/content`, { as: city, headers: { ...(range && { range }) } })
  const rows = async () => {
    const { rows } = await sql`
      select (select count(*)::int from attachment) as attachments,
        (select count(*)::int from attachment_object) as objects,
        (select count(*)::int from attachment_unused) as unused,
        (select count(*)::int from outbox_event) as events`.execute(database.owner.db)
    return rows[0] as Record<string, number>
  }
  const ours = () => [...s3.objects()].filter(([name]) => name.startsWith('http/'))

  const made = ok(await upload(service, to, '种植的名字.pdf', pdf, { as: city }))
  t.equal(made.sha256, createHash('sha256').update(pdf).digest('hex'))
  t.match(await get(made.id), { status: 200, headers: { 'content-length': String(pdf.length) } })
  t.match(await get(made.id, 'bytes=2000000-2000009'), {
    status: 206,
    headers: { 'content-range': `bytes 2000000-2000009/${pdf.length}` }
  })
  t.equal(ours().length, 1)
  for (const [name, bytes] of ours()) {
    t.match(name, /^http\/[0-9a-f]{64}$/)
    t.notOk(bytes.includes('种植'), 'sealed')
  }
  t.same(drafts(), [])

  for (const [what, change] of Object.entries({
    'the store is gone': { isClosed: true },
    'the store breaks off in the middle': { after: 1_000_000 }
  })) {
    t.test(what, async (t) => {
      s3.front.set(change)
      const before = await rows()
      const content = Buffer.concat([pdf, Buffer.from(what)])
      const refused = await upload(service, to, 'b.pdf', content, { as: city })
      t.match(refused, { status: 503, body: { code: 'attachment-store-unavailable' } })
      t.ok(Number(refused.headers['retry-after']) > 0)
      t.same(await rows(), { ...before, unused: 1 }, 'nothing but a note for the sweep')
      t.same(drafts(), [], 'no draft stays')
      if (change.isClosed)
        t.match(await get(made.id), { status: 503, body: { code: 'attachment-store-unavailable' } })
      s3.front.set({})
      t.equal((await get(made.id)).status, 200)
      clock.now = new Date(clock.now.getTime() + 2 * 3600_000)
      await sweepAttachments(context, contents)
      t.same(await rows(), before)
      t.equal(ours().length, 1, 'what this server keeps of a body that was cut off is gone as well')
    })
  }

  t.test('an object that was deleted by hand is said to be missing', async (t) => {
    const lost = ok(await upload(service, to, 'c.pdf', Buffer.concat([pdf, Buffer.from('c')]), { as: city }))
    const names = ours().map(([name]) => name.slice('http/'.length))
    const kept = await database.owner.db
      .selectFrom('attachment_object')
      .select('name')
      .orderBy('id', 'desc')
      .execute()
    t.same(new Set(names), new Set(kept.map(({ name }) => name)))
    await store.remove(kept[0]?.name ?? '')
    t.match(await get(lost.id), { status: 409, body: { code: 'attachment-content-missing' } })
  })

  t.test('what is removed leaves the bucket', async (t) => {
    ok(await call('DELETE', `/v1/attachments/${made.id}`, { as: city }))
    await sweepAttachments(context, contents)
    t.equal(ours().length, 0)
  })
})

t.test('at the start the log says that the store cannot be reached', async (t) => {
  const { database } = await testService(t)
  const said: object[] = []
  const log = { error: (line: object) => said.push(line) } as unknown as AppContext['log']
  const context = { db: database.db, log } as unknown as AppContext
  const contents = { store: await s3.open(), keyring: createKeyring([ATTACHMENT_SECRET]) }
  await checkContents(context, contents)
  t.same(said, [])
  s3.front.set({ isClosed: true })
  await checkContents(context, contents)
  s3.front.set({})
  t.match(said, [{ event: 'attachments.store-unavailable', reason: /\w/ }])
})
