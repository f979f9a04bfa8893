import t from 'tap'
import { testService } from '../../support/service.ts'

const { call } = await testService(t)
const chinese = '单位不存在或无权查看'
const english = 'The unit does not exist or is not visible to you'

t.test('Chinese unless the caller prefers English', async (t) => {
  const cases: [header: string | undefined, title: string][] = [
    [undefined, chinese],
    ['', chinese],
    ['*', chinese],
    ['zh', chinese],
    ['zh-CN,zh;q=0.9,en;q=0.8', chinese],
    ['en', english],
    ['en-GB', english],
    ['EN-us,en;q=0.5', english],
    ['en;q=0.8, zh;q=0.3', english],
    ['en;q=0.3, zh;q=0.8', chinese],
    ['fr, en;q=0.1', english],
    ['fr', chinese],
    ['en;q=0', chinese],
    ['en;q=nonsense', chinese],
    [';;;,,', chinese]
  ]
  for (const [header, title] of cases) {
    const headers: Record<string, string> = header === undefined ? {} : { 'accept-language': header }
    const answer = await call('GET', '/v1/units/99', { headers })
    t.equal(answer.body.title, title, `Accept-Language: ${header}`)
    t.equal(answer.headers['content-language'], title === english ? 'en' : 'zh-CN')
    t.match(answer.headers.vary, /accept-language/i)
  }
})

t.test('the single faults are told in the same language', async (t) => {
  const refused = { body: { code: '2291', name: '新市', level: 'hamlet' } }
  const zh = await call('POST', '/v1/units', refused)
  t.match(zh.body.errors[0], {
    pointer: '/level',
    message: /^应为以下之一：省（province）、市（州）（city）/
  })
  const en = await call('POST', '/v1/units', { ...refused, headers: { 'accept-language': 'en' } })
  t.match(en.body.errors[0], { pointer: '/level', message: /Expected one of: province, city/ })
})

t.test('a value of the caller stands in the sentence as it is', async (t) => {
  const parameter = encodeURIComponent('{count}$&')
  const { body } = await call('GET', `/v1/units?${parameter}=1`, { headers: { 'accept-language': 'en' } })
  t.match(body, { detail: /^1 place\(s\) do not match/, errors: [{ pointer: '?{count}$&' }] })
})
