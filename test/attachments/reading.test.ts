import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { files, upload } from '../examples/files.ts'
import { findingsOf } from '../examples/finding.ts'
import { person } from '../support/people.ts'
import { type Answer, ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const province = person('22')
const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000)])

const petition = {
  kind: 'report',
  channel: 'visit',
  receivedAt: '2026-03-02T08:30:00+08:00',
  category: 'conduct',
  summary: '检举截留低保资金',
  anonymous: true
}

async function report() {
  const body = { ...petition, unitCode: '22', accusedUnitCode: '2204' }
  const { id } = ok(await call('POST', '/v1/cases', { as: province, body }))
  const query = `?subjectKind=case&subjectId=${id}`
  return { id, query, file: ok(await upload(service, query, '材料.pdf', content, { as: province })) }
}

const readings = async (caseId: string) => {
  const { rows } = await sql<{ way: string; sub: string }>`
    select way, sub from report_reading where case_id = ${caseId}::uuid order by id`.execute(
    service.database.owner.db
  )
  return rows
}

t.test(
  'a file of a report is as secret as the report, and reading it is recorded as reading the report',
  async (t) => {
    const { id, query, file } = await report()
    const urls = [`/v1/attachments/${file.id}`, `/v1/attachments/${file.id}/content`]
    for (const url of urls) {
      for (const unit of ['2204', '220402', '*']) {
        const { status, body } = await call('GET', url, { as: person(unit) })
        t.same([status, body.code], [404, 'attachment-not-found'], `${unit} ${url}`)
      }
      const { status } = await call('DELETE', urls[0] as string, { as: person('2204') })
      t.equal(status, 404)
    }
    const list = await call('GET', `/v1/attachments${query}`, { as: person('2204') })
    t.same([list.status, list.body.code], [404, 'attachment-subject-unknown'])
    t.same(await readings(id), [], 'who is refused has read nothing')
    const reader = { ...province, sub: 'reader' }
    for (const url of [...urls, `/v1/attachments${query}`])
      t.equal((await call('GET', url, { as: reader })).status, 200)
    t.same(await readings(id), Array(3).fill({ way: 'record', sub: 'reader' }))
  }
)

t.test('the list has the files of one record, the latest first', async (t) => {
  const { made } = findingsOf(service)
  const { id } = await made()
  const query = `?subjectKind=finding&subjectId=${id}`
  const names = ['甲.pdf', '乙.jpg', '丙.txt']
  const kept = [files.pdf, files.jpg, files.txt]
  for (const [n, name] of names.entries()) {
    service.clock.now = new Date(service.clock.now.getTime() + 1000)
    ok(await upload(service, query, name, kept[n] as Buffer, { as: province }))
  }
  const page = await call('GET', `/v1/attachments${query}&limit=2&count=true`, { as: province })
  t.match(page.body, { items: [{ name: '丙.txt' }, { name: '乙.jpg' }], total: 3 })
  const next = await call('GET', `/v1/attachments${query}&limit=2&cursor=${page.body.nextCursor}`, {
    as: province
  })
  t.match(next.body, { items: [{ name: '甲.pdf', subject: { kind: 'finding', id } }], nextCursor: null })
  const table = await call('GET', `/v1/attachments${query}`, {
    as: province,
    headers: { accept: 'text/csv' }
  })
  t.match(table.text, /丙\.txt/)
})

t.test('downloads', async (t) => {
  const { file } = await report()
  const url = `/v1/attachments/${file.id}/content`
  const get = async (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
    const authorization = `Bearer ${await service.token(province)}`
    return service.app.inject({ method, url, headers: { ...headers, authorization } })
  }
  const whole = await get()
  t.equal(whole.statusCode, 200)
  t.ok(whole.rawPayload.equals(content))
  t.match(whole.headers, {
    'content-type': 'application/pdf',
    'content-length': content.length,
    'content-disposition': 'attachment; filename="attachment.pdf"; filename*=UTF-8\'\'%E6%9D%90%E6%96%99.pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes'
  })
  const head = await get({}, 'HEAD')
  t.match(head, { statusCode: 200, payload: '' })
  t.equal(Number(head.headers['content-length']), content.length)
  t.equal(head.headers.etag, whole.headers.etag)
  for (const [from, to] of [
    [0, 0],
    [65_530, 65_540],
    [131_072, 200_008]
  ] as const) {
    const part = await get({ range: `bytes=${from}-${to}` })
    t.equal(part.statusCode, 206)
    t.ok(part.rawPayload.equals(content.subarray(from, to + 1)), `${from}–${to}`)
    t.equal(part.headers['content-range'], `bytes ${from}-${to}/${content.length}`)
  }
  const etag = String(whole.headers.etag)
  t.equal((await get({ range: 'bytes=0-1', 'if-range': etag })).statusCode, 206)
  t.equal((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).statusCode, 200)
  t.equal((await get({ 'if-none-match': etag })).statusCode, 304)
  const outside: Answer = await call('GET', url, {
    as: province,
    headers: { range: `bytes=${content.length}-` }
  })
  t.match(outside, {
    status: 416,
    headers: { 'content-range': `bytes */${content.length}` },
    body: { code: 'attachment-range' }
  })
})

t.test('a content that was changed or is missing is not given', async (t) => {
  const { file } = await report()
  const url = `/v1/attachments/${file.id}/content`
  const owner = service.database.owner.db
  await sql`update attachment_object set wrapped = decode(repeat('00', 60), 'hex')
    where id = (select object_id from attachment where id = ${file.id})`.execute(owner)
  t.match(await call('GET', url, { as: province }), {
    status: 409,
    body: { code: 'attachment-content-missing' }
  })
  await sql`update attachment_object set key_id = 'another'
    where id = (select object_id from attachment where id = ${file.id})`.execute(owner)
  t.match(await call('GET', url, { as: province }), {
    status: 409,
    body: { code: 'attachment-content-missing' }
  })
})
