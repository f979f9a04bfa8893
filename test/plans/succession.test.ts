import t from 'tap'
import { approver, plansOf, type Task } from '../examples/plan.ts'
import { redraw } from '../platform/draw/redraw.ts'
import { noted } from '../support/assertions.ts'
import { operator } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { create, draws, frame, tasks } = plansOf(service)
const add = async (code: string, level: string, parentCode: string) =>
  ok(await call('POST', '/v1/units', { body: { code, name: `试验${code}`, level, parentCode } }))
const retire = async (code: string, more: object = {}, on = '2026-03-02') =>
  ok(await call('POST', `/v1/units/${code}/retire`, { body: { on, ...more } }))
const reinstate = async (code: string) =>
  ok(await call('POST', `/v1/units/${code}/reinstate`, { as: operator }))
const move = async (code: string, parentCode: string) => {
  const { headers } = await call('GET', `/v1/units/${code}`)
  const options = { body: { parentCode }, headers: { 'if-match': headers.etag as string } }
  ok(await call('PATCH', `/v1/units/${code}`, options))
}
const progress = async (id: string) => ok(await call('GET', `/v1/inspection-plans/${id}/progress`)).items
const read = async (id: string) => ok(await call('GET', `/v1/inspection-tasks/${id}`))
const verified = async (id: string) =>
  ok(await call('GET', `/v1/draws/${(await draws(id))[0]?.id}/verification`)).valid
const of = (all: Task[], code: string) => all.find(({ targetCode }) => targetCode === code) as Task

/** A city with three counties, each with three townships. */
async function city(code: string): Promise<{ counties: string[]; townships: string[] }> {
  await add(code, 'city', '22')
  const counties = ['a', 'b', 'c'].map((one) => code + one)
  const townships = counties.flatMap((county) => [1, 2, 3].map((n) => county + n))
  for (const county of counties) await add(county, 'county', code)
  for (const township of townships) await add(township, 'township', township.slice(0, -1))
  return { counties, townships }
}

t.test('a full task on a unit that ended or moved away is dropped on its day, and comes back', async (t) => {
  const { counties } = await city('QQ')
  const [a = '', b = '', c = ''] = counties
  await city('RR')
  const plan = await create('QQ')
  const full = await tasks(plan.id, '&coverage=full')
  for (const n of [1, 2, 3]) await move(`${a}${n}`, b)
  await retire(a, { successorCode: b }, '2026-03-10')
  t.match(await read(of(full, a).id), { state: 'pending', reason: null }, 'not before its day')
  clock.now = new Date('2026-03-10T08:00:00+08:00')
  t.match(await read(of(full, a).id), {
    ...{ state: 'dropped', reason: 'ended', droppedOn: '2026-03-10' },
    clause: 'jilin-2019-12:1.2'
  })
  await move(c, 'RR')
  t.match(await read(of(full, c).id), { state: 'dropped', reason: 'moved-away' })
  t.match((await noted(service, of(full, c).id)).at(-1), {
    action: 'inspection-task.dropped',
    details: { planId: plan.id, targetCode: c, reason: 'moved-away', clause: 'jilin-2019-12:1.2' }
  })
  t.match((await progress(plan.id))[0], { required: 3, planned: 1, dropped: 2, uncovered: 0, gap: 1 })
  t.match(
    await call('POST', `/v1/inspection-tasks/${of(full, c).id}/replace`, {
      as: approver,
      body: { reason: '划出' }
    }),
    { status: 409, body: { code: 'task-done' } }
  )
  await move(c, 'QQ')
  await reinstate(a)
  for (const code of [a, c]) t.match(await read(of(full, code).id), { state: 'pending', reason: null })
  t.match((await progress(plan.id))[0], { required: 3, planned: 3, dropped: 0, gap: 3 })
})

t.test('who joins later is uncovered until it is added', async (t) => {
  await city('SS')
  const plan = await create('SS')
  await add('SSd', 'county', 'SS')
  await add('SSt', 'township', 'SS')
  const uncoveredTargets = [{ targetCode: 'SSd', targetName: '试验SSd' }]
  const before = await progress(plan.id)
  const level = (items: typeof before, wanted: string) =>
    items.find((one: (typeof items)[number]) => one.coverage === 'full' && one.targetLevel === wanted)
  t.match(level(before, 'county'), { required: 3, uncovered: 1, uncoveredTargets, gap: 4 })
  t.match(level(before, 'township'), { required: 0, uncovered: 1, gap: 1 }, 'of a level that is new')
  const url = `/v1/inspection-plans/${plan.id}/tasks`
  const join = (targetCode: string, as: Person = { unit: 'SS', roles: ['planner'] }) =>
    call('POST', url, { as, body: { targetCode } })
  t.match(await join('SSd', { unit: 'SS', roles: ['viewer'] }), { status: 403 })
  t.match(await join('SSa'), { status: 409, body: { code: 'task-exists' } })
  t.match(await join('SSa1'), { status: 422, body: { code: 'not-direct-subordinate' } })
  t.match(await join('RRx'), { status: 404 })
  const added = await join('SSd')
  t.match(added, {
    status: 201,
    body: { targetCode: 'SSd', coverage: 'full', state: 'pending', unitCode: 'SS' }
  })
  t.equal(added.headers.location, `/v1/inspection-tasks/${added.body.id}`)
  t.match((await noted(service, added.body.id)).at(-1), { action: 'inspection-task.added' })
  ok(await join('SSt'))
  const after = await progress(plan.id)
  t.match(level(after, 'county'), { required: 3, planned: 4, added: 1, uncovered: 0, gap: 4 })
  t.match(level(after, 'township'), { required: 0, planned: 1, added: 1, uncovered: 0, gap: 1 })
})

t.test(
  'a drawn target that is gone gives way to the next that is in office; the draw verifies',
  async (t) => {
    const { townships } = await city('TT')
    const plan = await create('TT', { seed: '2026001' })
    const [draw] = await draws(plan.id)
    const order = redraw(townships, '2026001', townships.length)
    const required = draw?.required as number
    const frozen = await frame(draw?.id as string)
    const [first = ''] = order
    const [passed = '', next = ''] = order.slice(required)
    await retire(passed)
    await retire(first)
    const sample = await tasks(plan.id, '&coverage=sample')
    t.match(of(sample, first), { state: 'replaced', reason: 'ended', replaceApprovedBy: 'service' })
    t.match(of(sample, next), { state: 'pending', replacesCode: first, drawRank: required + 2 })
    t.match(await draws(plan.id), [
      {
        selected: draw?.selected,
        replaced: [{ code: first, by: next }],
        passedOver: [{ code: passed, rank: required + 1, reason: 'ended', on: '2026-03-10' }]
      }
    ])
    t.equal(await frame(draw?.id as string), frozen)
    t.ok(await verified(plan.id))
    t.match((await progress(plan.id))[1], { required, planned: required, dropped: 0, gap: required })
    await reinstate(first)
    const back = await tasks(plan.id, '&coverage=sample')
    t.match(of(back, first), { state: 'pending', reason: null, replaceReason: null })
    t.match(of(back, next), { state: 'dropped', reason: 'target-back' })
    t.ok(await verified(plan.id))
    t.match((await progress(plan.id))[1], { planned: required, dropped: 0 })
    // By hand as well: the next one in office.
    const [, , third = '', fourth = ''] = order.slice(required)
    await move(third, 'RRa')
    const replaced = await call('POST', `/v1/inspection-tasks/${of(back, first).id}/replace`, {
      as: approver,
      body: { reason: '因洪水不通路' }
    })
    t.match(replaced, { status: 201, body: { targetCode: fourth } })
    t.match((await draws(plan.id))[0]?.passedOver, [{}, { code: third, reason: 'moved-away' }])
    t.ok(await verified(plan.id))
  }
)

t.test('where nobody is left, a drawn task is dropped', async (t) => {
  await add('Ud', 'county', 'RR')
  await add('Udt', 'township', 'Ud')
  for (const n of [1, 2]) await add(`Udv${n}`, 'village', 'Udt')
  const plan = await create('Ud')
  const [draw] = await draws(plan.id)
  for (const n of [1, 2]) await retire(`Udv${n}`)
  const sample = await tasks(plan.id, '&coverage=sample')
  t.equal(sample.filter(({ state }) => state === 'dropped').length, draw?.required)
  t.match((await progress(plan.id))[1], { required: draw?.required, dropped: draw?.required, gap: 0 })
  t.ok(await verified(plan.id))
})

t.test(
  'the plan of a unit that ended is carried out by its successor, with what joined that one',
  async (t) => {
    await city('WW')
    const plan = await create('WWa')
    for (const n of [1, 2, 3]) await move(`WWa${n}`, 'WWb')
    const full = await tasks(plan.id, '&coverage=full')
    t.match(of(full, 'WWa1'), { state: 'dropped', reason: 'moved-away' })
    await retire('WWa', { successorCode: 'WWb' }, '2026-03-10')
    t.match(of(await tasks(plan.id, '&coverage=full'), 'WWa1'), { state: 'pending', reason: null })
    const as: Person = { unit: 'WWb', roles: ['planner'] }
    t.equal((await call('GET', `/v1/inspection-plans/${plan.id}`, { as })).status, 200)
    t.match(await progress((await create('WWb')).id), [{ coverage: 'full', required: 6, uncovered: 0 }])
  }
)
