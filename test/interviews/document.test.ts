import t from 'tap'
import { city, county, held, interviewsOf, leader, township } from '../examples/interview.ts'
import { textsOf, unpacked } from '../platform/official-document/reading.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { app, token } = service
const { summoned, step, spoken, fulfil } = interviewsOf(service)

async function file(id: string, unit = '22', headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await token(leader(unit))}`
  return app.inject({ url: `/v1/interviews/${id}/document`, headers: { authorization, ...headers } })
}

async function texts(id: string, unit?: string): Promise<string[]> {
  const { statusCode, rawPayload } = await file(id, unit)
  t.equal(statusCode, 200)
  return textsOf(unpacked(rawPayload)['word/document.xml'] as string).filter((text) => text !== '')
}

t.test('called: the notice that goes to the unit', async (t) => {
  const id = await summoned({ reason: '资金发放超期 <b>两次</b>\n未整改' })
  const told = await texts(id, county)
  t.same(told, [
    '吉林省民政厅文件',
    '吉民约谈〔2026〕1号',
    '约谈通知书',
    '南关区民政局：',
    '依据吉民发〔2019〕12号 第三部分（五），决定约谈你单位主要负责人，现将有关事项通知如下：',
    '一、约谈事由',
    '资金发放超期 <b>两次</b>',
    '未整改',
    '二、约谈时间',
    '2026年3月10日9时00分',
    '三、有关要求',
    '请你单位主要负责人按时参加，并就上述事由作好说明。',
    '吉林省民政厅',
    '2026年3月2日'
  ])
  const { headers } = await file(id)
  t.match(headers.etag, '"1.')
  t.match(headers['content-disposition'], encodeURIComponent('约谈通知书.docx'))
  t.equal((await file(id, '22', { 'if-none-match': String(headers.etag) })).statusCode, 304)
})

t.test('held: the minutes with what was promised', async (t) => {
  const id = await spoken()
  const told = await texts(id, city)
  t.ok(told.includes('约谈纪要'))
  for (const text of ['张三、李四', held.minutes, '承诺事项', '补发拖欠资金', '2026年3月8日']) {
    t.ok(
      told.some((one) => one.includes(text)),
      text
    )
  }
  t.equal(told.at(-1), '2026年3月2日')
  const before = (await file(id)).rawPayload
  ok(await fulfil(id, 1))
  t.same((await file(id)).rawPayload, before, 'what was agreed stays as it was')
  t.notOk((await texts(await spoken({ commitments: [] }))).some((one) => one.includes('承诺事项')))
})

t.test('called off: the notice, as it was', async (t) => {
  const id = await summoned()
  ok(await step(id, 'cancel', { body: { reason: 'x' } }))
  t.ok((await texts(id)).includes('约谈通知书'))
})

t.test('for nobody who does not see the interview', async (t) => {
  const id = await summoned()
  for (const unit of [township, '2202', '*']) {
    t.match((await file(id, unit)).json(), { status: 404, code: 'interview-not-found' }, unit)
  }
})
