import t from 'tap'
import { city, clerk, county, noticesOf, township } from '../examples/notice.ts'
import { textsOf, unpacked } from '../platform/official-document/reading.ts'
import { nowhere, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { made, issued, step } = noticesOf(service)

/** The texts of the document, as somebody gets it. */
async function textsFor(id: string, as: Person = clerk(city)): Promise<string[]> {
  const authorization = `Bearer ${await service.token(as)}`
  const { statusCode, rawPayload } = await service.app.inject({
    url: `/v1/notices/${id}/document`,
    headers: { authorization }
  })
  t.equal(statusCode, 200)
  return textsOf(unpacked(rawPayload)['word/document.xml'] as string)
}

t.test('a draft says that it is one', async (t) => {
  const texts = await textsFor(await made())
  t.ok(texts.includes('草稿'))
  t.notOk(texts.some((text) => text.includes('〔')))
})

t.test('issued: red head, number, addressees, text, signature and date, in this order', async (t) => {
  const id = await issued({ answerBy: '2026-03-20' })
  const texts = await textsFor(id)
  const expected = [
    '长春市民政局文件',
    '长春民通报〔2026〕1号',
    '关于社会救助资金发放不及时的通报',
    '南关区民政局、宽城区民政局：',
    '经查，你单位未按时足额发放低保金，予以通报。',
    '请立即整改。',
    '请于2026年3月20日前书面反馈整改情况。',
    '长春市民政局',
    '2026年3月2日'
  ]
  t.same(
    texts.filter((text) => expected.includes(text)),
    expected
  )
})

t.test('who is addressed does not read whom else it went to', async (t) => {
  const id = await issued()
  const texts = await textsFor(id, clerk(county))
  t.ok(texts.includes('南关区民政局：'))
  t.notOk(texts.some((text) => text.includes('宽城区')))
})

t.test('many units are not named one by one', async (t) => {
  const all = await issued({ addressees: { withinCode: county } })
  t.ok((await textsFor(all)).includes('各有关单位：'))
  t.ok((await textsFor(all, clerk(county))).includes('各有关单位：'))
  const few = await textsFor(all, clerk(township))
  t.notOk(few.includes('各有关单位：'), 'its own few are')
})

t.test('a version is read once; refused to all who do not see the notice', async (t) => {
  const id = await made()
  const url = `/v1/notices/${id}/document`
  const first = await service.call('GET', url, { as: clerk(city) })
  const headers = { 'if-none-match': String(first.headers.etag) }
  t.equal((await service.call('GET', url, { as: clerk(city), headers })).status, 304)
  ok(await step(id, 'issue'))
  t.equal((await service.call('GET', url, { as: clerk(city), headers })).status, 200)
  await refused(
    t,
    service,
    { method: 'GET', url, as: clerk(city) },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: clerk(city, 'x', ['admin']), is: [403, 'role-missing'] },
      'a unit below who is addressed': { as: clerk(township), is: [404, 'notice-not-found'] },
      'no notice': { url: `/v1/notices/${nowhere}/document`, is: [404, 'notice-not-found'] }
    }
  )
})
