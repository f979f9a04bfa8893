import t from 'tap'
import { makeProgramme, programme } from '../examples/batch.ts'
import { county, idNumber, of, otherVillage, relativesOf, township, village } from '../examples/relatives.ts'
import { textsOf, unpacked } from '../platform/official-document/reading.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { app, token } = service
const { filer, filing, step } = relativesOf(service)
await makeProgramme(service)
const url = (unit: string) => `/v1/units/${unit}/relative-filings/document`

async function file(unit: string, query = '', as = of(county), headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await token(as)}`
  return app.inject({ url: `${url(unit)}${query}`, headers: { authorization, ...headers } })
}

async function texts(unit: string, query = ''): Promise<string[]> {
  const { statusCode, rawPayload } = await file(unit, query)
  t.equal(statusCode, 200)
  return textsOf(unpacked(rawPayload)['word/document.xml'] as string).filter((text) => text !== '')
}

t.test('the filings in force, with filers by name and recipients by number', async (t) => {
  const person = idNumber(900)
  const member = await filer({ name: '王建国', post: '村委会主任' })
  const { id } = await filing(member.id, { idNumber: person, recipientNo: 'R7', relation: 'sibling' })
  ok(await step(id, 'register', { level: 'county' }))
  const ended = await filing((await filer({ name: '赵离任', unitCode: otherVillage })).id)
  ok(await step(ended.id, 'end', { on: '2026-03-02', reason: 'left-programme' }))
  const told = await texts(township)
  t.match(told.join('\n'), /近亲属备案汇总表/)
  t.match(told.join('\n'), /备案人员1人，有效备案1条/)
  const header = ['工作人员', '职务', '关系', '救助对象编号', '证件后四位', '村', '登记村/乡/县', '备案日期']
  const at = told.indexOf('工作人员')
  t.same(told.slice(at, at + 8), header)
  const row = told.slice(at + 8, at + 16)
  t.same(row.slice(0, 5), ['王建国', '村委会主任', '兄弟姐妹', 'R7', person.slice(-4)])
  t.same(row.slice(6), ['否/否/是', '2026-03-02'])
  t.notMatch(told.join('\n'), person)
  t.notMatch(told.join('\n'), /赵离任/)
  t.match((await texts(county, `?programme=${programme}`)).join('\n'), /有效备案1条/)
  t.match((await texts(county, '?programme=none')).join('\n'), /有效备案0条/)
})

t.test('not for others; 304 where the reader has it already', async (t) => {
  for (const unit of ['220103', otherVillage, '*'])
    t.equal((await file(village, '', of(unit))).statusCode, 404, unit)
  t.equal((await file(village, '', of(county, ['caseworker']))).statusCode, 200)
  const { headers } = await file(village)
  t.match(headers['content-disposition'], encodeURIComponent('近亲属备案汇总表.docx'))
  const known = { 'if-none-match': String(headers.etag) }
  t.equal((await file(village, '', of(county), known)).statusCode, 304)
})
