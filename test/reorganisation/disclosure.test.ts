import t from 'tap'
import { makeProgramme, rosterOf } from '../examples/batch.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, of, tree } from './city.ts'

/**
 * What units show to the public, while a village goes to another township, a county is merged into another one,
 * and a county that was checked goes to another city.
 */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)
const programme = 'low-income-rural'
await makeProgramme(service, programme)

const boardOf = (unitCode: string) =>
  post(unitCode, '/v1/notice-boards', { unitCode, place: '村委会门口', since: '2020-05-01' })
const gaps = async (unit: string, query: string) =>
  (await read(unit, `/v1/disclosures/missing?${query}`)).items.map((one: Record<string, string>) =>
    [one.unitCode, one.content, one.period].filter(Boolean).join(' ')
  )
const step = (unit: string, id: string, body: object) =>
  call('POST', `/v1/disclosures/${id}/remove`, { as: of(unit), body })

t.test('boards and disclosures follow the village', async (t) => {
  const board = await boardOf('AAx1v')
  const shown = { content: 'policy', channel: 'board', boardId: board.id, postedOn: '2026-03-01' }
  const ofVillage = await post('AAx1v', '/v1/disclosures', { unitCode: 'AAx1v', ...shown })
  const ofTownship = await post('AAx1', '/v1/disclosures', {
    ...shown,
    unitCode: 'AAx1',
    content: 'procedure'
  })
  t.strictSame(await gaps('AAx1v', ''), [])
  await move('AAx1v', 'AAx2')
  t.strictSame(await gaps('AAx2', 'within=AAx1v'), [], 'both are still up at the village')
  t.equal((await read('AAx2', '/v1/notice-boards?within=AAx2')).items.length, 1)
  t.equal((await read('AAx2', '/v1/notice-boards?within=AAx1')).items.length, 0)
  t.equal((await read('AAx2', '/v1/notice-boards/missing?within=AAx1v')).items.length, 0)
  t.equal((await step('AAx1', ofVillage.id, { on: '2026-03-02' })).status, 404, 'no longer theirs')
  t.equal((await step('AAx2', ofVillage.id, { on: '2026-03-02' })).status, 200)
  t.equal((await step('AAx1', ofTownship.id, { on: '2026-03-02' })).status, 200, 'their own stays theirs')
})

t.test('a county that was merged leaves its months to its successor', async (t) => {
  const as = of('AAz')
  await add('AAz1v', 'village', 'AAz1')
  const batch = await post('AAz', '/v1/disbursements', { programme, unitCode: 'AAz', period: '2026-03' })
  const raw = rosterOf('D001,AAz1v,500.00,,')
  ok(await call('PUT', `/v1/disbursements/${batch.id}/roster`, { as, raw, type: 'text/csv' }))
  await service.react()
  for (const township of ['AAz1', 'AAz2']) await move(township, 'AAy')
  await retire('AAz', '2026-03-10', 'AAy')
  on('2026-03-17')
  t.strictSame(await gaps('AAy', 'channel=website'), ['AAy recipients 2026-03'])
  const address = 'https://www.example.gov.cn/202603.html'
  const list = { content: 'recipients', channel: 'website', programme, period: '2026-03', address }
  await post('AAy', '/v1/disclosures', { ...list, unitCode: 'AAy', postedOn: '2026-03-17' })
  t.strictSame(await gaps('AAy', 'channel=website'), [])
})

t.test('a check stays with its keeper when the unit goes to another city', async (t) => {
  const about = { unitCode: 'AA', targetCode: 'AAx', checkedOn: '2026-03-02', channel: 'website' }
  const make = (result: string) =>
    post('AA', '/v1/disclosure-checks', { ...about, observations: [{ content: 'policy', result }] })
  const [hidden, told] = [await make('missing'), await make('leaks')]
  await move('AAx', 'BB')
  const status = async (unit: string, { id }: { id: string }) =>
    (await call('GET', `/v1/disclosure-checks/${id}`, { as: of(unit) })).status
  t.strictSame(
    [await status('AA', hidden), await status('BB', hidden), await status('AAx', hidden)],
    [200, 404, 404]
  )
  t.strictSame(
    [await status('AA', told), await status('BB', told), await status('AAx', told)],
    [200, 200, 200]
  )
  t.match(await read('AA', `/v1/disclosure-checks/${told.id}`), { handedOver: true })
  const listed = async (unit: string) => (await read(unit, '/v1/disclosure-checks')).items.length
  t.strictSame([await listed('AA'), await listed('BB'), await listed('AAx')], [2, 1, 1])
})
