import t from 'tap'
import { below, named } from '../examples/jilin.ts'
import { plansOf } from '../examples/plan.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { create, read, tasks, draws, frame } = plansOf(service)
const plan = await create('220102')
const [draw] = await draws(plan.id)
const drawn = String(draw?.selected[0])
const before = { tasks: await tasks(plan.id), frame: await frame(String(draw?.id)) }
const verification = async () => (await call('GET', `/v1/draws/${draw?.id}/verification`)).body
const change = (code: string, body: object, version = 1) =>
  call('PATCH', `/v1/units/${code}`, { body, headers: { 'if-match': `"${version}"` } })
const see = async (unit: string) => {
  const as: Person = { unit, roles: ['viewer'] }
  return (await call('GET', `/v1/inspection-plans/${plan.id}`, { as })).status
}

t.test('a plan keeps the names that it was made with', async (t) => {
  t.equal((await change('220102', { name: '新南关区' })).status, 200)
  t.equal((await change(drawn, { name: '新村' })).status, 200)
  t.equal((await read(plan.id)).unitName, named('220102'))
  t.strictSame(await tasks(plan.id), before.tasks)
  t.equal((await create('220102', { year: 2027 })).unitName, '新南关区', 'the next one has the new name')
})

t.test('and the frame, whatever becomes of the units in it', async (t) => {
  const township = String(below('220102', 'township')[0]?.code)
  t.equal((await change(township, { parentCode: '220103' })).status, 200)
  t.equal((await call('POST', `/v1/units/${drawn}/retire`, { body: { on: '2026-03-02' } })).status, 200)
  const body = { code: '220102new', name: '新村', level: 'village', parentCode: '220102002' }
  t.equal((await call('POST', '/v1/units', { body })).status, 201)
  t.equal(await frame(String(draw?.id)), before.frame)
  const after = new Map((await tasks(plan.id)).map((task) => [task.id, task]))
  for (const task of before.tasks) {
    const left = task.targetCode.startsWith(township)
    if (!left && task.targetCode !== drawn) t.strictSame(after.get(task.id), task)
    else t.match(after.get(task.id), { state: task.coverage === 'full' ? 'dropped' : 'replaced' })
  }
  t.match(await verification(), { valid: true })
  const progress = (await call('GET', `/v1/inspection-plans/${plan.id}/progress`)).body.items
  t.match(progress[1], { required: draw?.required, planned: draw?.required }, 'and what it asks for')
  const [next] = await draws((await create('220102', { year: 2028 })).id)
  const codes = (await frame(String(next?.id))).split('\n')
  t.notOk(codes.includes(drawn), 'the next one is made on the tree of its day')
  t.ok(codes.includes('220102new'))
  t.notOk(codes.some((code) => code.startsWith(township)))
})

t.test('it goes with its unit to another city', async (t) => {
  t.strictSame([await see('2201'), await see('2202')], [200, 404])
  t.equal((await change('220102', { parentCode: '2202' }, 2)).status, 200)
  t.strictSame(
    [await see('2201'), await see('2202'), await see('220102'), await see('22')],
    [404, 200, 200, 200]
  )
  t.match(await verification(), { valid: true })
})
