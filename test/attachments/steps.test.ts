import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { files, upload } from '../examples/files.ts'
import { noted, nothingWritten, nowhere, refused } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const county = person('220202')
const city = person('2202')
const duty = async () =>
  ok(
    await call('POST', '/v1/duty-records', {
      as: county,
      body: { unitCode: '220202', year: 2026, ...dutyExamples.publicity }
    })
  )
const waiting = async (as = county) => ok(await upload(service, '', '照片.jpg', files.jpg, { as }))
const attached = async (id: string) =>
  ok(await upload(service, `?subjectKind=duty-record&subjectId=${id}`, '照片.jpg', files.jpg, { as: county }))
const remove = (id: string, as = county) => call('DELETE', `/v1/attachments/${id}`, { as })
const link = (id: string, record: string, as = county) =>
  call('POST', `/v1/attachments/${id}/link`, { as, body: { kind: 'duty-record', id: record } })

t.test('a file that waits is its uploader’s alone', async (t) => {
  const { id, actions, subject } = await waiting()
  t.same({ actions, subject }, { actions: ['link', 'remove'], subject: null })
  for (const as of [{ ...county, sub: 'colleague' }, city, person('22')]) {
    for (const url of [`/v1/attachments/${id}`, `/v1/attachments/${id}/content`])
      t.equal((await call('GET', url, { as })).status, 404, `${as.sub}`)
    t.equal((await remove(id, as)).status, 404)
    t.equal((await link(id, (await duty()).id, as)).status, 404)
  }
  t.equal((await call('GET', `/v1/attachments/${id}/content`, { as: county })).status, 200)
})

t.test('linking', async (t) => {
  const record = await duty()
  const { id } = await waiting()
  await refused(
    t,
    service,
    {
      method: 'POST',
      url: `/v1/attachments/${id}/link`,
      as: county,
      body: { kind: 'duty-record', id: record.id }
    },
    {
      'to no record': {
        body: { kind: 'duty-record', id: nowhere },
        is: [404, 'attachment-subject-unknown', '/id']
      },
      'to another kind': {
        body: { kind: 'case', id: record.id },
        is: [404, 'attachment-subject-unknown', '/id']
      },
      'to a kind without files': {
        body: { kind: 'unit', id: record.id },
        is: [400, 'validation-failed', '/kind']
      },
      'of another version': { headers: { 'if-match': '"2"' }, is: [412, 'version-stale'] },
      'of no attachment': { url: `/v1/attachments/${nowhere}/link`, is: [404, 'attachment-not-found'] }
    }
  )
  const done = await link(id, record.id)
  t.match(done, {
    status: 200,
    body: { subject: { kind: 'duty-record', id: record.id }, actions: ['remove'] }
  })
  t.match(await noted(service, id), [{ action: 'attachment.added' }, { action: 'attachment.linked' }])
  t.equal((await call('GET', `/v1/attachments/${id}`, { as: city })).status, 200, 'now seen like its record')
  t.match(await link(id, record.id), { status: 409, body: { code: 'attachment-linked' } })
  const other = await waiting()
  const [a, b] = await Promise.all([link(other.id, record.id), link(other.id, (await duty()).id)])
  t.same([a.status, b.status].sort(), [200, 409], 'twice at the same time gives one link')
})

t.test('removing', async (t) => {
  const record = await duty()
  const { id } = await attached(record.id)
  t.match(await remove(id, city), { status: 403, body: { code: 'attachment-not-yours' } })
  t.equal((await remove(id)).status, 204)
  t.match(await noted(service, id), [{ action: 'attachment.added' }, { action: 'attachment.removed' }])
  t.equal((await remove(id)).status, 404)
  t.equal((await call('GET', `/v1/attachments/${id}`, { as: county })).status, 404)
  const two = await attached(record.id)
  t.same((await Promise.all([remove(two.id), remove(two.id)])).map(({ status }) => status).sort(), [204, 404])
})

t.test('once the record is past its draft, its files stay', async (t) => {
  const record = await duty()
  const { id } = await attached(record.id)
  ok(await call('POST', `/v1/duty-records/${record.id}/confirm`, { as: city }))
  await nothingWritten(t, service, async () => {
    t.match(await remove(id), { status: 409, body: { code: 'attachment-kept' } })
    const query = `?subjectKind=duty-record&subjectId=${record.id}`
    const more = await upload(service, query, '照片.jpg', files.jpg, { as: county })
    t.match(more, { status: 409, body: { code: 'attachment-subject-closed' } })
  })
  t.same((await call('GET', `/v1/attachments/${id}`, { as: county })).body.actions, [])
})
