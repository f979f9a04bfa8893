import t from 'tap'
import { batchesOf, county, makeProgramme, officer, rosterOf, village } from '../examples/batch.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
await makeProgramme(service)
const { batch, roster } = batchesOf(service)
const other = '220103'
const beside = { ...officer, unit: other, sub: 'beside' }

t.test('a roster names the villages of its month, wherever they stand now', async (t) => {
  const { headers } = await call('GET', `/v1/units/${village}`)
  const moved = { body: { parentCode: '220103002' }, headers: { 'if-match': headers.etag as string } }
  clock.now = new Date('2026-03-02T09:00:00+08:00')
  ok(await call('PATCH', `/v1/units/${village}`, moved))
  clock.now = new Date('2026-05-10T09:00:00+08:00')
  const file = rosterOf(`R1,${village},685.5,,`)
  const months: [period: string, status: [here: number, there: number]][] = [
    ['2026-02', [200, 422]],
    // It moved within the month.
    ['2026-03', [200, 200]],
    ['2026-04', [422, 200]]
  ]
  for (const [period, [here, there]] of months) {
    t.equal((await roster(await batch({ period }), file)).status, here, `${county} ${period}`)
    const body = { programme: 'urban-low-income', unitCode: other, period }
    const { id } = ok(await call('POST', '/v1/disbursements', { as: beside, body }))
    t.equal((await roster(id, file, { as: beside })).status, there, `${other} ${period}`)
  }
})
