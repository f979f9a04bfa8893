import { createRequire } from 'node:module'
import t from 'tap'
import { counties, evaluationsOf, of } from '../examples/evaluation.ts'
import { textsOf, unpacked } from '../platform/official-document/reading.ts'
import { ok, testService } from '../support/service.ts'

const { read, utils } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
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

t.test('the table of scores, as a list and as the workbook of the report', async (t) => {
  const id = await made()
  await step(id, 'open')
  for (const unit of counties) ok(await enter(id, unit, 'policy', { value: '40' }))
  for (const unit of counties) ok(await enter(id, unit, 'work', { value: '45.5' }))
  await step(id, 'verify')
  const early = await call('GET', `${url}/${id}/scores`, { as: of('2202') })
  t.match(early, { status: 404, body: { code: 'evaluation-report-missing' } })
  ok(await enter(id, '220203', 'work', { value: '30', reason: '台账不符。' }, of('2202')))
  await step(id, 'score')
  const { items } = ok(await call('GET', `${url}/${id}/scores`, { as: of('2202') }))
  t.equal(items.length, 6)
  t.match(items[3], {
    ...{ unitCode: '220203', place: 2, item: 'work', weight: '60', self: '45.5', verified: '30' },
    ...{ external: null, computed: null, score: '30.00', total: '70.00', grade: 'qualified', rank: 3 }
  })
  const authorization = `Bearer ${await token(of('2202'))}`
  const { statusCode, headers, rawPayload } = await app.inject({
    url: `${url}/${id}/report`,
    headers: { authorization, accept: XLSX, 'accept-language': 'zh-CN' }
  })
  t.equal(statusCode, 200)
  t.equal(headers['content-type'], XLSX)
  const [header, first, ...rest] = utils.sheet_to_json<string[]>(read(rawPayload).Sheets['1'] ?? {}, {
    header: 1
  })
  t.match(header, [
    '被评价单位',
    '被评价单位名称',
    '序号',
    '一级指标',
    '指标代码',
    '指标名称',
    '分值',
    '自评值'
  ])
  t.match(first, ['220202', '昌邑区', 1, '工作管理', 'policy', '指标policy', '40', '40'])
  t.equal(rest.length, 5)

  const county = of('220202')
  const closed = { status: 404, body: { code: 'evaluation-report-missing' } }
  t.match(await call('GET', `${url}/${id}/scores`, { as: county }), closed)
  await step(id, 'publish')
  const own = ok(await call('GET', `${url}/${id}/scores`, { as: county })).items
  t.same(
    [...new Set(own.map(({ unitCode }: { unitCode: string }) => unitCode))],
    ['220202'],
    'of others nothing'
  )
  t.same(ok(await call('GET', `${url}/${id}/scores`, { as: of('220221') })).items, [])
})
