import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { files, named, upload } from '../examples/files.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { env: { ATTACHMENT_MAX_MB: '1' } })
const { call } = service
const county = person('220202')
const viewer: Person = { unit: '220202', roles: ['viewer'], sub: 'v' }
const duty = async (as = county) =>
  ok(
    await call('POST', '/v1/duty-records', {
      as,
      body: { unitCode: as.unit, year: 2026, ...dutyExamples.publicity }
    })
  )
const record = await duty()
const to = ({ id }: { id: string }, kind = 'duty-record') => `?subjectKind=${kind}&subjectId=${id}`

t.test('refused, and nothing written', async (t) => {
  const withdrawn = await duty()
  await call('POST', `/v1/duty-records/${withdrawn.id}/withdraw`, { as: county, body: { reason: '误报' } })
  const { pdf } = files
  const type = 'application/octet-stream'
  const at = (query: string) => `/v1/attachments${query}`
  await refused(
    t,
    service,
    { method: 'POST', url: at(to(record)), as: county, raw: pdf, type, headers: named('a.pdf') },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: viewer, is: [403, 'role-missing'] },
      'without the role for such records': {
        as: { unit: '220202', roles: ['fund-officer'] },
        is: [403, 'attachment-not-yours']
      },
      'from the unit above, which does not file': { as: person('2202'), is: [403, 'attachment-not-yours'] },
      'from a unit beside': { as: person('220203'), is: [404, 'attachment-subject-unknown', '?subjectId'] },
      'from the operator': { as: person('*'), is: [404, 'attachment-subject-unknown'] },
      'for no record': {
        url: at(to({ id: nowhere })),
        is: [404, 'attachment-subject-unknown', '?subjectId']
      },
      'for a record of another kind': {
        url: at(to(record, 'finding')),
        is: [404, 'attachment-subject-unknown', '?subjectId']
      },
      'for a record that was withdrawn': { url: at(to(withdrawn)), is: [409, 'attachment-subject-closed'] },
      'without a kind': {
        url: at(`?subjectId=${record.id}`),
        is: [422, 'attachment-subject-half', '?subjectKind']
      },
      'without an identifier': {
        url: at('?subjectKind=case'),
        is: [422, 'attachment-subject-half', '?subjectId']
      },
      'of a kind that takes none': {
        url: at(to(record, 'unit')),
        is: [400, 'validation-failed', '?subjectKind']
      },
      'without a name': { headers: {}, is: [422, 'attachment-name-missing', 'header:content-disposition'] },
      'an archive': {
        headers: named('a.zip'),
        is: [415, 'attachment-type-unknown', 'header:content-disposition']
      },
      'a photo that is none': { headers: named('a.jpg'), is: [422, 'attachment-type-differs'] },
      'a program called a photo': {
        headers: named('a.png'),
        raw: Buffer.from('7f454c4602010100', 'hex'),
        is: [422, 'attachment-type-differs']
      },
      'an empty file': { raw: '', is: [422, 'attachment-empty'] },
      'a file that is too large': {
        raw: Buffer.concat([pdf, Buffer.alloc(1024 * 1024)]),
        is: [413, 'attachment-too-large']
      }
    }
  )
})

t.test('done, and recorded', async (t) => {
  const answer = await upload(service, to(record), '宣传照片.jpg', files.jpg, { as: county })
  t.match(answer, {
    status: 201,
    headers: { location: `/v1/attachments/${answer.body.id}` },
    body: {
      subject: { kind: 'duty-record', id: record.id },
      name: '宣传照片.jpg',
      mediaType: 'image/jpeg',
      size: files.jpg.length,
      sha256: createHash('sha256').update(files.jpg).digest('hex'),
      createdAt: '2026-03-02T09:00:00+08:00',
      actions: ['remove']
    }
  })
  const lines = await noted(service, answer.body.id)
  t.match(lines, [
    { action: 'attachment.added', actor: county.sub, unitCode: '220202', path: '22.2202.220202' }
  ])
  t.match(lines[0]?.data, { subjectKind: 'duty-record', subjectId: record.id, mediaType: 'image/jpeg' })
  t.notMatch(JSON.stringify(lines), '宣传照片', 'the name is in no line')
  const found = await call('GET', `/v1/attachments/${answer.body.id}`, { as: county })
  t.same(found.body, answer.body)
  t.equal(
    (
      await call('GET', `/v1/attachments/${answer.body.id}`, {
        as: county,
        headers: { 'if-none-match': String(found.headers.etag) }
      })
    ).status,
    304
  )
})

t.test('every accepted type', async (t) => {
  for (const [type, content] of Object.entries(files)) {
    const { status, text } = await upload(service, '', `a.${type}`, content, { as: county })
    t.equal(status, 201, `${type} ${text}`)
  }
})

t.test('in a form', async (t) => {
  const form = (...parts: string[]) => `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`
  const file = (name: string, content: string) =>
    `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${content}`
  const field = 'Content-Disposition: form-data; name="note"\r\n\r\nx'
  const pdf = files.pdf.toString('latin1')
  const type = 'multipart/form-data; boundary=x'
  const url = `/v1/attachments${to(record)}`
  const done = await call('POST', url, { as: county, raw: form(file('方案.pdf', pdf)), type })
  t.match(done, { status: 201, body: { name: '方案.pdf', size: pdf.length } })
  await refused(
    t,
    service,
    { method: 'POST', url, as: county, type },
    {
      'two files': { raw: form(file('a.pdf', pdf), file('b.pdf', pdf)), is: [422, 'attachment-form'] },
      'a field before the file': { raw: form(field, file('a.pdf', pdf)), is: [422, 'attachment-form'] },
      'a field after the file': { raw: form(file('a.pdf', pdf), field), is: [422, 'attachment-form'] },
      'no file': { raw: form(), is: [422, 'attachment-form'] },
      'cut off': { raw: form(file('a.pdf', pdf)).slice(0, -20), is: [422, 'attachment-form'] },
      'without a boundary': { raw: 'x', type: 'multipart/form-data', is: [422, 'attachment-form'] },
      'a name that is no name': { raw: form(file('..', pdf)), is: [422, 'attachment-name-missing'] },
      'a type that is not accepted': { raw: form(file('a.exe', pdf)), is: [415, 'attachment-type-unknown'] }
    }
  )
})

t.test('with a key, it is done once', async (t) => {
  const headers = { 'idempotency-key': 'once' }
  const as = { as: county, headers }
  const first = await upload(service, to(record), 'once.txt', files.txt, as)
  const again = await upload(service, to(record), 'once.txt', files.txt, as)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal(again.text, first.text)
  const other = await upload(service, to(record), 'other.txt', files.txt, as)
  t.match(other, { status: 422, body: { code: 'idempotency-mismatch' } }, 'the name is part of the request')
  const content = await upload(service, to(record), 'once.txt', Buffer.from('其他'), as)
  t.match(content, { status: 422, body: { code: 'idempotency-mismatch' } })
})

t.test('the same bytes twice at the same time: two attachments, one content', async (t) => {
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000)])
  const people = [county, { ...county, sub: 'another' }]
  const [a, b] = await Promise.all(
    people.map((as) => upload(service, to(record), `${as.sub}.pdf`, content, { as }))
  )
  t.same([a?.status, b?.status], [201, 201])
  t.not(a?.body.id, b?.body.id)
  const { rows } = await sql<{ objects: number; unused: number }>`
    select (select count(distinct object_id)::int from attachment where id in (${a?.body.id}, ${b?.body.id})) as objects,
      (select count(*)::int from attachment_unused) as unused`.execute(service.database.owner.db)
  t.same(rows, [{ objects: 1, unused: 0 }])
})
