import t from 'tap'
import { finished, item } from '../examples/deployment.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, everyUnit, of, tree } from './city.ts'

/** Deployments and their reports, while addressed units move or end, and the issuing unit is merged. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read, eyes } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)

async function issued(unitCode: string, ...unitCodes: string[]): Promise<string> {
  const body = { unitCode, title: '年度复核', issuedOn: '2026-03-01', items: [item] }
  const { id } = await post(unitCode, '/v1/deployments', { ...body, addressees: { unitCodes } })
  await post(unitCode, `/v1/deployments/${id}/issue`)
  return id
}
const report = (id: string, as: string, more: object = {}) =>
  call('POST', `/v1/deployments/${id}/reports`, { as: of(as), body: { ...finished, ...more } })

t.test('a county goes to another city: its line goes with it, and it still reports', async (t) => {
  const id = await issued('22', 'AAx', 'AAy')
  ok(await report(id, 'AAx', { state: 'under-way', value: 50 }))
  t.same((await eyes('/v1/deployments', id, everyUnit)).readers, ['22', 'AA', 'AAx', 'AAy'])
  await move('AAx', 'BB')
  t.same((await eyes('/v1/deployments', id, everyUnit)).readers, ['22', 'AA', 'BB', 'AAx', 'AAy'])
  const units = async (unit: string) =>
    (await read(unit, `/v1/deployments/${id}/progress`)).items.map(
      (one: { unitCode: string }) => one.unitCode
    )
  t.same([await units('AA'), await units('BB')], [['AAy'], ['AAx']])
  const { items } = await read('BB', `/v1/deployments/${id}/reports`)
  t.match(items, [{ unitCode: 'AAx', value: 50 }], 'earlier reports go along')
  ok(await report(id, 'AAx'))
  await move('AAx', 'AA')
})

t.test('the successor of an addressed unit reports for it', async (t) => {
  const id = await issued('AA', 'AAz1', 'AAy')
  t.equal((await report(id, 'AAy', { unitCode: 'AAz1' })).status, 403)
  t.equal((await report(id, 'AAz2', { unitCode: 'AAz1' })).status, 404)
  await retire('AAz1', '2026-03-10', 'AAz2')
  on('2026-03-11')
  t.match(ok(await report(id, 'AAz2', { unitCode: 'AAz1' })), { unitCode: 'AAz1', actingUnitCode: 'AAz2' })
  t.match(await read('AA', `/v1/deployments/${id}`), { items: [{ figures: { addressees: 2, claimed: 1 } }] })
})

t.test('a draft to a unit that has ended is not issued', async (t) => {
  const body = { unitCode: 'AA', title: '复核', issuedOn: '2026-03-01', items: [item] }
  const { id } = await post('AA', '/v1/deployments', { ...body, addressees: { unitCodes: ['AAx1', 'AAx2'] } })
  await retire('AAx2', '2026-03-15', 'AAx1')
  on('2026-03-16')
  const refused = await call('POST', `/v1/deployments/${id}/issue`, { as: of('AA') })
  t.same([refused.status, refused.body.code], [422, 'deployment-addressee-unknown'])
  t.same((await read('AA', `/v1/deployments/${id}`)).state, 'draft')
})

t.test('when the issuing unit is merged, those above still review', async (t) => {
  const id = await issued('AAx1', 'AAx1v')
  const one = ok(await report(id, 'AAx1v'))
  for (const village of ['AAx1v', 'AAx1w']) await move(village, 'AAy1')
  await retire('AAx1', '2026-03-20', 'AAy1')
  on('2026-03-21')
  t.match(await read('AA', `/v1/deployments/${id}`), { unitCode: 'AAx1', actingUnitCode: 'AAy1' })
  const confirm = await call('POST', `/v1/deployment-reports/${one.id}/confirm`, { as: of('AA') })
  t.equal(ok(confirm).review, 'confirmed')
  t.match(await read('AAx1v', `/v1/deployments/${id}/progress`), { items: [{ state: 'done' }] })
})
