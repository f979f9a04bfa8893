import t from 'tap'
import { approver, plansOf, type Task } from '../examples/plan.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { create, tasks, step, standing } = plansOf(service)
const leader: Person = { unit: '2202', roles: ['leader'], sub: 'l3' }
const planner: Person = { unit: '2202', roles: ['planner'], sub: 'p3' }
const viewer: Person = { unit: '22', roles: ['viewer'], sub: 'v' }
const actions = async (id: string, as: Person) =>
  (await call('GET', `/v1/inspection-plans/${id}`, { as })).body.actions
const taskActions = async (id: string, as: Person) =>
  (await call('GET', `/v1/inspection-tasks/${id}`, { as })).body.actions

t.test('a reader is told the steps of a plan that they may take now', async (t) => {
  const { id } = await create('2202')
  t.same(await actions(id, planner), ['submit', 'add-task'])
  t.same(await actions(id, leader), [])
  t.same(await actions(id, viewer), [])
  const both: Person = { unit: '2202', roles: ['planner', 'leader'], sub: 'both' }
  const submitted = await step(id, 'submit', { as: both })
  t.same(submitted.body.actions, ['return', 'add-task'], 'the submitter does not approve')
  t.same(await actions(id, leader), ['approve', 'return'])
  t.same((await step(id, 'approve', { as: leader })).body.actions, ['close'])
  t.same((await step(id, 'close', { as: leader })).body.actions, [])
  t.same(await actions(id, planner), [], 'no task is added to a closed plan')
})

t.test('no task is added after the year of the plan', async (t) => {
  const id = await standing('approved', '2203')
  const own: Person = { ...planner, unit: '2203' }
  t.same(await actions(id, own), ['add-task'])
  clock.now = new Date('2027-01-01T01:00:00Z')
  t.same(await actions(id, own), [])
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('the steps of a task', async (t) => {
  const { id } = await create('2204')
  const all = await tasks(id)
  const full = all.find(({ coverage }) => coverage === 'full') as Task
  const drawn = all.find(({ coverage }) => coverage === 'sample') as Task
  const at = (one: Person): Person => ({ ...one, unit: '2204' })
  t.same(await taskActions(full.id, at(planner)), ['change'])
  t.same(await taskActions(full.id, at(leader)), [], 'a full inspection has no substitute')
  t.same(await taskActions(drawn.id, at(leader)), ['replace'])
  t.same(await taskActions(drawn.id, viewer), [])
  const body = { reason: '道路中断' }
  const { body: substitute } = await call('POST', `/v1/inspection-tasks/${drawn.id}/replace`, {
    as: at(leader),
    body
  })
  t.match(substitute, {
    replacesCode: drawn.targetCode,
    replacesName: drawn.targetName,
    actions: ['replace']
  })
  t.same(await taskActions(drawn.id, at(leader)), [], 'it is replaced')
})

t.test('who may not take a step is told so before they learn of a version', async (t) => {
  const id = await standing('submitted', '2205')
  const submitter: Person = { unit: '22', roles: ['leader'], sub: 'p1' }
  const stale = { headers: { 'if-match': '"1"' } }
  t.match(await step(id, 'approve', { as: submitter, ...stale }), { status: 403 })
  t.match(await step(id, 'approve', { as: approver, ...stale }), { status: 412 })
  t.match(await step(id, 'close', { as: approver, ...stale }), { status: 412 }, 'and 412 before 409')
  const [task] = await tasks(id)
  const { status } = await call('POST', `/v1/inspection-tasks/${task?.id}/replace`, {
    as: approver,
    body: { reason: 'x' },
    headers: { 'if-match': '"7"' }
  })
  t.equal(status, 412)
})

t.test('when a plan was last changed', async (t) => {
  clock.now = new Date('2026-04-01T01:00:00Z')
  const { id } = await create('2206')
  const updatedAt = async () => (await call('GET', `/v1/inspection-plans/${id}`)).body.updatedAt
  t.equal(await updatedAt(), '2026-04-01T09:00:00+08:00')
  clock.now = new Date('2026-04-02T01:00:00Z')
  await step(id, 'submit')
  t.equal(await updatedAt(), '2026-04-02T09:00:00+08:00')
  const list = async (query: string): Promise<string[]> =>
    (await call('GET', `/v1/inspection-plans?${query}`)).body.items.map((one: { id: string }) => one.id)
  t.same(await list('updatedSince=2026-04-02T00:00:00%2B08:00'), [id])
  t.equal((await list('sort=updatedAt&limit=200')).at(-1), id)
  clock.now = new Date('2026-04-03T01:00:00Z')
  const [task] = await tasks(id)
  await call('PATCH', `/v1/inspection-tasks/${task?.id}`, {
    body: { team: ['王某'] },
    headers: { 'if-match': '"1"' }
  })
  t.equal(await updatedAt(), '2026-04-03T09:00:00+08:00', 'a plan counts its tasks')
})
