import t from 'tap'
import { testService } from '../support/service.ts'
import { cityOf, everyUnit, of, tree } from './city.ts'

/** Yearly reports, while their units move or end. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read, eyes } = cityOf(service)
const url = '/v1/compliance-reports'
for (const [code, level, parent] of tree) await add(code, level, parent)

const published = async (unitCode: string): Promise<string> => {
  const { id } = await post(unitCode, url, { unitCode, year: 2026 })
  await post(unitCode, `${url}/${id}/publish`)
  return id
}

t.test('a county goes to another city: its report goes with it, and says what it said', async (t) => {
  on('2027-01-05')
  const draft = (await post('AAy', url, { unitCode: 'AAy', year: 2026 })).id
  t.same((await eyes(url, draft, everyUnit)).readers, ['22', 'AA', 'AAy'])
  const id = await published('AAx')
  const below = ['AAx', 'AAx1', 'AAx2', 'AAx1v', 'AAx1w']
  t.same((await eyes(url, id, everyUnit)).readers, ['22', 'AA', ...below])
  const before = await read('22', `${url}/${id}`)
  await move('AAx', 'BB')
  t.same((await eyes(url, id, everyUnit)).readers, ['22', 'BB', ...below])
  const after = await read('22', `${url}/${id}`)
  t.same(after.figures, before.figures)
  t.equal(
    (await call('POST', `${url}/${id}/withdraw`, { as: of('AA'), body: { reason: '有误' } })).status,
    404
  )
  await post('BB', `${url}/${id}/withdraw`, { reason: '数字有误，重新编制。' })
  t.equal((await post('BB', url, { unitCode: 'AAx', year: 2026 })).state, 'draft')
})

t.test('a county that ends keeps its report, which those above can read, and makes no other', async (t) => {
  on('2027-01-06')
  const id = await published('AAz')
  for (const township of ['AAz1', 'AAz2']) await move(township, 'AAy')
  await retire('AAz', '2027-01-06', 'AAy')
  on('2027-01-08')
  const { readers } = await eyes(url, id, ['22', 'AA', 'BB', 'AAy', 'AAz1'])
  t.same(readers.slice(0, 2), ['22', 'AA'])
  t.notOk(readers.includes('BB'))
  const again = await call('POST', url, { as: of('AA'), body: { unitCode: 'AAz', year: 2025 } })
  t.equal(again.status, 422)
})
