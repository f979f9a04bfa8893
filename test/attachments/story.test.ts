import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createKeyring, openStore, sweepAttachments } from '../../src/attachments/index.ts'
import { files, named, upload } from '../examples/files.ts'
import { findingsOf } from '../examples/finding.ts'
import * as visits from '../examples/inspection.ts'
import { person } from '../support/people.ts'
import { ATTACHMENT_SECRET, ok, type Person, testService } from '../support/service.ts'

const MB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'story-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const contents = {
  store: await openStore({ ATTACHMENT_STORE: folder, DATA_DIR: folder }),
  keyring: createKeyring([ATTACHMENT_SECRET])
}
const service = await testService(t, { contents })
const { call, clock, context } = service
const city = person(visits.city)
/** A film and a scan as large as the largest that people send. */
const film = Buffer.concat([files.mp4, randomBytes(48 * MB - files.mp4.length)])
const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(48 * MB - 9)])
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const stored = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
const at = (kind: string, id: string) => `?subjectKind=${kind}&subjectId=${id}`

async function content(id: string, as: Person, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await service.token(as)}`
  const url = `/v1/attachments/${id}/content`
  const answer = await service.app.inject({ method: 'GET', url, headers: { ...headers, authorization } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

/** Whether parts of a content are the bytes of the file, at its edges and at the edges of sealed pieces. */
async function sameInParts(t: Test, id: string, bytes: Buffer) {
  const { length } = bytes
  const middle = length / 2
  const parts: [string, number, number][] = [
    ['bytes=0-0', 0, 1],
    ['bytes=0-65535', 0, 65_536],
    ['bytes=65535-65536', 65_535, 65_537],
    [`bytes=${middle - 3}-${middle + 100_000}`, middle - 3, middle + 100_001],
    [`bytes=${length - 1}-`, length - 1, length],
    [`bytes=${length - 70_000}-${length + 5}`, length - 70_000, length],
    ['bytes=-131073', length - 131_073, length]
  ]
  for (const [range, from, to] of parts) {
    const part = await content(id, city, { range })
    t.equal(part.status, 206, range)
    t.equal(part.headers['content-range'], `bytes ${from}-${to - 1}/${length}`)
    t.ok(part.bytes.equals(bytes.subarray(from, to)), `the bytes of ${range}`)
  }
  for (const range of [`bytes=${length}-`, `bytes=${length + 1}-${length + 2}`, 'bytes=-0']) {
    const outside = await content(id, city, { range })
    t.same([outside.status, outside.headers['content-range']], [416, `bytes */${length}`], range)
  }
}

t.test('a film as the body, and a scan in a form: the same bytes, as a whole and in parts', async (t) => {
  const id = await visits.inspectionsOf(service).planned()
  const to = at('inspection', id)
  const sent = ok(await upload(service, to, '检查录像.mp4', film, { as: city }))
  t.match(sent, { mediaType: 'video/mp4', size: 48 * MB, sha256: sha256(film) })
  const head =
    '--border\r\nContent-Disposition: form-data; name="file"; filename="台账扫描件.pdf"\r\n' +
    'Content-Type: application/pdf\r\n\r\n'
  const raw = Buffer.concat([Buffer.from(head), scan, Buffer.from('\r\n--border--\r\n')])
  const type = 'multipart/form-data; boundary=border'
  const formed = ok(await call('POST', `/v1/attachments${to}`, { as: city, raw, type }))
  t.match(formed, { name: '台账扫描件.pdf', size: 48 * MB, sha256: sha256(scan) })
  for (const [one, bytes] of [
    [sent, film],
    [formed, scan]
  ] as const) {
    t.ok((await content(one.id, city)).bytes.equals(bytes))
    await sameInParts(t, one.id, bytes)
  }
  const large = Buffer.concat([film, Buffer.alloc(3 * MB)])
  const refused = await upload(service, to, '过大.mp4', large, { as: city })
  t.match([refused.status, refused.body.code], [413, 'attachment-too-large'])
})

t.test('200 files of one finding, read page by page', async (t) => {
  const { id } = await findingsOf(service).made()
  const to = at('finding', id)
  const sent: string[] = []
  for (let n = 0; n < 200; n += 1) {
    clock.now = new Date(clock.now.getTime() + 1000)
    const name = `现场照片${n + 1}.jpg`
    const photo = Buffer.concat([files.jpg.subarray(0, -2), randomBytes(2000), files.jpg.subarray(-2)])
    sent.push(ok(await upload(service, to, name, photo, { as: city })).id)
  }
  const found: string[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = ok(
      await call('GET', `/v1/attachments${to}&limit=60${cursor}`, { as: person(visits.township) })
    )
    found.push(...items.map((one: { id: string }) => one.id))
    if (nextCursor === null) break
    t.equal(items.length, 60)
    cursor = `&cursor=${nextCursor}`
  }
  t.same(found, sent.toReversed(), 'each one once, the latest first')
  t.equal(ok(await call('GET', `/v1/attachments${to}&limit=1&count=true`, { as: city })).total, 200)
})

/** What somebody gets for a file, its content, and the list of its record. */
const answers = async (as: Person, id: string, to: string) => [
  (await call('GET', `/v1/attachments/${id}`, { as })).status,
  (await content(id, as)).status,
  (await content(id, as, { range: 'bytes=0-0' })).status,
  (await call('GET', `/v1/attachments${to}`, { as })).status
]
const hidden = [404, 404, 404, 404]
const seen = [200, 200, 206, 200]

t.test('a picture of an unannounced visit is hidden from the target until the visit begins', async (t) => {
  const { planned, step } = visits.inspectionsOf(service)
  const id = await planned()
  const to = at('inspection', id)
  const file = ok(await upload(service, to, '门前.jpg', files.jpg, { as: city }))
  for (const unit of [visits.county, visits.township, visits.beside, '*'])
    t.same(await answers(person(unit), file.id, to), hidden, `before, ${unit}`)
  for (const unit of [visits.city, '22']) t.same(await answers(person(unit), file.id, to), seen, unit)
  ok(await step(id, 'start'))
  t.same(await answers(person(visits.county), file.id, to), seen, 'once it has begun')
  t.same(await answers(person(visits.beside), file.id, to), hidden, 'others still know nothing')
})

const petition = {
  channel: 'hotline',
  receivedAt: '2026-03-02T08:30:00+08:00',
  unitCode: visits.city,
  category: 'conduct'
}

t.test('the recording of a report is hidden from who is reported, and from units beside', async (t) => {
  const report = {
    ...petition,
    kind: 'report',
    summary: '电话检举截留低保资金',
    anonymous: true,
    accusedUnitCode: visits.county
  }
  const { id } = ok(await call('POST', '/v1/cases', { as: city, body: report }))
  const to = at('case', id)
  const file = ok(await upload(service, to, '录音.mp3', files.mp3, { as: city }))
  for (const unit of [visits.county, visits.township, visits.beside, '2202', '*'])
    t.same(await answers(person(unit), file.id, to), hidden, unit)
  t.same(await answers(city, file.id, to), seen)
})

t.test('with an identity its files are erased, and the bytes go with the next sweep', async (t) => {
  const appeal = {
    ...petition,
    kind: 'appeal',
    summary: '反映低保申请',
    anonymous: false,
    reporter: { name: '张三', phone: '13900000000' }
  }
  const { id } = ok(await call('POST', '/v1/cases', { as: city, body: appeal }))
  const to = at('case', id)
  const recording = Buffer.concat([files.mp3, randomBytes(5 * MB)])
  const file = ok(await upload(service, to, '来电录音.mp3', recording, { as: city }))
  clock.now = new Date(clock.now.getTime() + 2 * 3600_000)
  await sweepAttachments(context, contents)
  const before = stored()
  ok(await call('POST', `/v1/cases/${id}/erase-identity`, { as: city, body: { reason: '本人申请' } }))
  t.same(await answers(city, file.id, to), seen, 'asked for, not yet confirmed')
  ok(await call('POST', `/v1/cases/${id}/confirm-erasure`, { as: person('22') }))
  t.same(await answers(city, file.id, to), [404, 404, 404, 200])
  await sweepAttachments(context, contents)
  t.equal(stored(), before - 1)
})

t.test('a film that was linked to nothing is there for a day, and its bytes no longer', async (t) => {
  const before = stored()
  const lost = Buffer.concat([files.mp4, randomBytes(20 * MB)])
  const { id } = ok(await upload(service, '', '忘记.mp4', lost, { as: city, headers: named('忘记.mp4') }))
  t.equal((await content(id, person('22'))).status, 404, 'only the uploader sees it')
  clock.now = new Date(clock.now.getTime() + 23 * 3600_000)
  await sweepAttachments(context, contents)
  t.ok((await content(id, city)).bytes.equals(lost))
  clock.now = new Date(clock.now.getTime() + 2 * 3600_000)
  await sweepAttachments(context, contents)
  t.equal((await content(id, city)).status, 404)
  t.equal(stored(), before)
})
