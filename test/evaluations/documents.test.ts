import t from 'tap'
import { counties, evaluationsOf, of } from '../examples/evaluation.ts'
import { textsOf, unpacked } from '../platform/official-document/reading.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { app, call, token } = service
const { made, step, enter } = evaluationsOf(service)
const url = '/v1/evaluations'
const words = async (path: string, as = of('2202')) => {
  const headers = { authorization: `Bearer ${await token(as)}` }
  const { statusCode, rawPayload } = await app.inject({ url: `${url}/${path}`, headers })
  t.equal(statusCode, 200)
  return textsOf(unpacked(rawPayload)['word/document.xml'] as string)
}

t.test('the report and the table of a unit', async (t) => {
  const id = await made()
  await step(id, 'open')
  const text = '第三季度未按计划开展检查，已补排。'
  for (const [n, unit] of counties.entries()) {
    ok(await enter(id, unit, 'policy', { value: '40' }))
    ok(await enter(id, unit, 'work', { value: String(60 - n * 25), ...(n === 2 && { text }) }))
  }
  const table = await words(`${id}/targets/220204/self-assessment`, of('220204'))
  for (const part of ['年度指标值', '60', '10', text]) {
    t.ok(
      table.some((one) => one.includes(part)),
      part
    )
  }
  t.match(await call('GET', `${url}/${id}/report`, { as: of('2202') }), {
    status: 404,
    body: { code: 'evaluation-report-missing' }
  })
  await step(id, 'verify')
  await step(id, 'score')
  const report = (await words(`${id}/report`)).join('\n')
  for (const part of [
    '基本情况',
    '优秀1个',
    '不合格1个',
    '100.00',
    '50.00',
    '指标work',
    '得分率58.3%',
    '通报或者约谈'
  ]) {
    t.ok(report.includes(part), part)
  }
  const early = await call('GET', `${url}/${id}/report`, { as: of('220202') })
  t.match(early, { status: 404, body: { code: 'evaluation-report-missing' } })
  await step(id, 'publish')
  t.ok((await words(`${id}/report`, of('220202'))).length > 0)
  const sheet = await call('GET', `${url}/${id}/ranking`, {
    as: of('220202'),
    headers: { accept: 'text/csv' }
  })
  t.match(sheet.text, /1,220202,.*,100\.00,excellent/)
})
