import t from 'tap'
import { evaluationsOf, of, points } from '../examples/evaluation.ts'
import { files, upload } from '../examples/files.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** Files as evidence of values: from the evaluated unit, or from the evaluating one. */
const service = await testService(t)
const { call } = service
const { made, step, enter, target, published } = evaluationsOf(service)
const [city, county, beside] = [of('2202'), of('220202'), of('220203')]
const items = [points('policy', '40', { evidenceRequired: true }), points('work', '60')]
const setId = await published({ items })

const waiting = async (as: Person, name: string, content: Buffer) =>
  ok(await upload(service, '', name, content, { as })).id as string
const content = async (id: string, as: Person) => {
  const { statusCode, rawPayload } = await service.app.inject({
    url: `/v1/attachments/${id}/content`,
    headers: { authorization: `Bearer ${await service.token(as)}` }
  })
  return { statusCode, rawPayload }
}

t.test('a document and a picture prove a value, and only the unit and those above read them', async (t) => {
  const id = await made({ setId })
  await step(id, 'open')
  const [paper, picture] = [
    await waiting(county, '文件.pdf', files.pdf),
    await waiting(county, '现场.png', files.png)
  ]
  const missing = await enter(id, '220202', 'policy', { value: '36' })
  t.match(missing, { status: 422, body: { code: 'evaluation-evidence-missing' } })
  const value = { value: '36', evidence: [paper, picture] }
  t.match(ok(await enter(id, '220202', 'policy', value)).values[0], { self: value })
  ok(await enter(id, '220202', 'policy', { value: '37' }))
  t.same((await target(id, '220202')).values[0].self.evidence, [paper, picture], 'what is not named stays')

  const subject = `?subjectKind=evaluation-target&subjectId=${(await target(id, '220202')).id}`
  const listed = ok(await call('GET', `/v1/attachments${subject}`, { as: city }))
  t.match(listed.items.map(({ name, mediaType }: Record<string, string>) => [name, mediaType]).sort(), [
    ['文件.pdf', 'application/pdf'],
    ['现场.png', 'image/png']
  ])
  for (const as of [county, city, of('22')]) {
    const read = await content(paper, as)
    t.equal(read.statusCode, 200)
    t.ok(read.rawPayload.equals(files.pdf))
  }
  for (const as of [beside, of('220221'), of('220202001')]) {
    t.equal((await content(paper, as)).statusCode, 404, String(as.unit))
    t.equal((await call('GET', `/v1/attachments${subject}`, { as })).status, 404)
  }
  const foreign = await enter(id, '220203', 'policy', { value: '1', evidence: [paper] }, beside)
  t.match(foreign, { status: 422, body: { code: 'attachment-unknown' } })

  await step(id, 'verify')
  const check = await waiting(city, '核查.pdf', files.pdf)
  ok(await enter(id, '220202', 'policy', { value: '30', reason: '文件无文号。', evidence: [check] }, city))
  t.same((await target(id, '220202')).values[0].verified.evidence, [check])
  t.equal((await content(check, county)).statusCode, 200)
  t.equal((await content(check, beside)).statusCode, 404)
  await step(id, 'score')
  await step(id, 'publish')
  t.equal((await content(paper, beside)).statusCode, 404, 'nor after the publication')
  const late = await call('DELETE', `/v1/attachments/${paper}`, { as: county })
  t.match(late, { status: 409, body: { code: 'attachment-kept' } })
})
