import t from 'tap'
import { watchRetention } from '../../src/retention/index.ts'
import { retainedKinds } from '../../src/rooms.ts'
import { deploymentsOf, province } from '../examples/deployment.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, context } = service
const { issued, step, read } = deploymentsOf(service)
const auditor: Person = { unit: province, roles: ['leader', 'auditor'], sub: 'auditor' }
const at = async (day: string) => {
  clock.now = new Date(`${day}T09:00:00+08:00`)
  await watchRetention(context, { kinds: retainedKinds, erases: [] })
  return ok(await call('GET', '/v1/retention?kind=deployment', { as: auditor })).items
}

t.test('a closed deployment is listed after ten years, and stays; one that runs is not', async (t) => {
  const [id, running] = [await issued(), await issued()]
  ok(await step(id, 'close', province))
  t.strictSame(await at('2036-03-02'), [], 'the last day of the period')
  const items = await at('2036-03-03')
  t.match(items, [{ subjectId: id, unitCode: province, dueOn: '2036-03-02', years: 10, state: 'due' }])
  t.equal(items.length, 1)
  for (const one of [id, running]) t.equal((await read(one, province)).status, 200, 'listed only')
})
