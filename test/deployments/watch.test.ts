import { sql } from 'kysely'
import t from 'tap'
import { watchDeployments } from '../../src/deployments/index.ts'
import { city, deploymentsOf, item, province } from '../examples/deployment.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { context, clock } = service
const { issued, reported, step } = deploymentsOf(service)
const on = (day: string) => {
  clock.now = new Date(`${day}T09:00:00+08:00`)
}
const overdue = async (id: string) =>
  (await noted(service, id)).filter(({ action }) => action === 'deployment.item-overdue')

t.test('an item that becomes overdue at a unit is an event, once for each last day', async (t) => {
  const id = await issued({ addressees: { unitCodes: [city, '2202', '2203'] } })
  await reported(id, '2202')
  await reported(id, '2203', { state: 'under-way', value: 99 })
  on('2026-06-30')
  t.equal(await watchDeployments(context), 0, 'the last day is not over')
  on('2026-07-01')
  t.same(await Promise.all([watchDeployments(context), watchDeployments(context)]), [2, 0])
  t.match(await overdue(id), [
    { unitCode: city, data: { itemNo: 1, dueOn: '2026-06-30' } },
    { unitCode: '2203' }
  ])
  on('2026-07-02')
  t.equal(await watchDeployments(context), 0)
  ok(await step(id, 'items', province, { reason: '延期', items: [{ ...item, dueOn: '2026-07-31' }] }))
  on('2026-08-01')
  t.equal(await watchDeployments(context), 2, 'the new last day has passed as well')
  const { rows } = await sql<{
    total: number
  }>`select count(*)::int as total from deployment_overdue`.execute(service.database.owner.db)
  t.same(rows, [{ total: 4 }])
})

t.test('nothing is overdue once a deployment is closed', async (t) => {
  const id = await issued({ issuedOn: '2026-07-01', items: [{ ...item, dueOn: '2026-08-05' }] })
  ok(await step(id, 'close', province))
  on('2026-08-06')
  t.equal(await watchDeployments(context), 0)
  t.same(await overdue(id), [])
})
