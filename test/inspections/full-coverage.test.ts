import t from 'tap'
import { city, county, inspectionsOf, inspector } from '../examples/inspection.ts'
import { plansOf, type Task } from '../examples/plan.ts'
import { nowhere } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { planned, step, plan, run } = inspectionsOf(service)
const { create, tasks } = plansOf(service)
const as = inspector(city)
const six = ['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']
const yearPlan = await create(city)
const full = await tasks(yearPlan.id, '&coverage=full')
const sample = await tasks(yearPlan.id, '&coverage=sample')
const taken = new Set<string>([county])

/** A task on a target that no other test has touched. */
function fresh(from: readonly Task[] = full): Task {
  const found = from.find(({ targetCode }) => !taken.has(targetCode)) as Task
  taken.add(found.targetCode)
  return found
}

type Days = { startedAt?: string; completedAt?: string }
const sound = (areas: readonly string[]) => areas.map((area) => ({ area, conclusion: 'sound' }))

/** Carries out an inspection for a task; gives its id. */
async function carryOut(task: Task, results: { area: string; conclusion: string }[], days: Days = {}) {
  const areas = results.map(({ area }) => area)
  const id = await planned({ taskId: task.id, targetCode: task.targetCode, areas, plannedOn: '2026-03-02' })
  ok(await step(id, 'start', { body: days.startedAt ? { startedAt: days.startedAt } : {} }))
  const { completedAt } = days
  ok(await step(id, 'complete', { body: { areas: results, ...(completedAt && { completedAt }) } }))
  return id
}

const read = async ({ id }: Task) => ok(await call('GET', `/v1/inspection-tasks/${id}`, { as }))
const progress = async () => {
  const { items } = ok(await call('GET', `/v1/inspection-plans/${yearPlan.id}/progress`, { as }))
  return items.find((one: { coverage: string }) => one.coverage === 'full')
}

t.test('until every area has a conclusion it is under way, and says what is missing', async (t) => {
  const task = fresh()
  t.same((await read(task)).missingAreas, six, 'before anything was done')
  await carryOut(task, [...sound(['funds']), { area: 'policy', conclusion: 'not-checked' }])
  const missing = ['deployment', 'policy', 'disclosure', 'petitions', 'accountability']
  t.match(await read(task), { state: 'under-way', missingAreas: missing, scheduledOn: null })
  t.match(await progress(), {
    inspected: 0,
    underWay: 1,
    missingAreas: missing,
    underWayTargets: [{ targetCode: task.targetCode, missingAreas: missing }]
  })
  const list = ok(await call('GET', `/v1/inspection-plans/${yearPlan.id}/tasks?state=under-way`, { as }))
  t.same(
    list.items.map(({ id }: Task) => id),
    [task.id]
  )
  const csv = await call('GET', `/v1/inspection-plans/${yearPlan.id}/tasks?state=under-way`, {
    as,
    headers: { accept: 'text/csv' }
  })
  t.match(csv.text, /deployment.*accountability/)
  const url = `/v1/units/${task.targetCode}/timeline`
  const [told] = ok(await call('GET', url, { as })).items.filter(({ id }: Task) => id === task.id)
  t.match(told, {
    kind: 'inspection-task.under-way',
    missingAreas: missing,
    summary: /尚缺：上级部署推进、政策落实/,
    clause: { id: 'jilin-2019-12:1.2' }
  })
  const target = ok(await call('GET', url, { as: inspector(task.targetCode) })).items
  t.notOk(
    target.some(({ id }: Task) => id === task.id),
    'the target is not told of the task'
  )

  await carryOut(task, [...sound(missing.slice(0, 4)), { area: 'accountability', conclusion: 'problems' }])
  t.match(await read(task), { state: 'inspected', missingAreas: [] }, 'several inspections may do it')
  t.match(await progress(), { inspected: 1, underWay: 0, missingAreas: [], underWayTargets: [] })
  const again = await plan({ more: { taskId: task.id, targetCode: task.targetCode } })
  t.match(again, { status: 409, body: { code: 'task-done' } })
})

t.test('one inspection at a time; the next one keeps the task under way', async (t) => {
  const task = fresh()
  await carryOut(task, sound(['funds']))
  const more = { taskId: task.id, targetCode: task.targetCode, plannedOn: '2026-05-04' }
  const id = await planned(more)
  t.match(await read(task), { state: 'under-way', scheduledOn: '2026-05-04' })
  t.match((await plan({ more })).body, { code: 'task-has-inspection' })
  ok(await step(id, 'start'))
  t.match((await plan({ more })).body, { code: 'task-has-inspection' })
})

t.test('a village is asked for four areas, a city for five', async (t) => {
  for (const [unit, areas] of [
    ['220102001', ['deployment', 'policy', 'disclosure', 'funds']],
    ['22', six.filter((area) => area !== 'disclosure')]
  ] as const) {
    const [one] = await tasks((await create(unit)).id, '&coverage=full')
    t.same((one as unknown as { missingAreas: string[] }).missingAreas, areas)
  }
})

t.test('it counts for the year in which it was carried out, from beginning to end', async (t) => {
  clock.now = new Date('2027-01-02T01:00:00Z')
  const cases: [name: string, days: Days, counts: boolean][] = [
    ['in 2019', { startedAt: '2019-03-01T09:00:00+08:00', completedAt: '2019-03-01T17:00:00+08:00' }, false],
    [
      'begun in 2019',
      { startedAt: '2019-03-01T09:00:00+08:00', completedAt: '2026-03-01T17:00:00+08:00' },
      false
    ],
    [
      'begun on the last day of 2025',
      { startedAt: '2025-12-31T23:59:59+08:00', completedAt: '2026-01-01T08:00:00+08:00' },
      false
    ],
    [
      'done on 1 January 2027',
      { startedAt: '2026-12-31T09:00:00+08:00', completedAt: '2027-01-01T00:00:00+08:00' },
      false
    ],
    [
      'on the first day',
      { startedAt: '2026-01-01T00:00:00+08:00', completedAt: '2026-01-01T17:00:00+08:00' },
      true
    ],
    ['on the last day', { startedAt: '2025-12-31T16:00:00Z', completedAt: '2026-12-31T15:59:59Z' }, true]
  ]
  for (const [name, days, counts] of cases) {
    for (const from of [full, sample]) {
      const task = fresh(from)
      await carryOut(task, sound(six), days)
      t.match(
        await read(task),
        { state: counts ? 'inspected' : 'pending', scheduledOn: counts ? String : null },
        name
      )
      if (!counts)
        await carryOut(task, sound(six), {
          startedAt: '2026-05-04T09:00:00+08:00',
          completedAt: '2026-05-04T17:00:00+08:00'
        })
      t.match(await read(task), { state: 'inspected' }, `${name}: the next one does`)
    }
  }
  const summer = fresh()
  const id = await carryOut(summer, sound(six), {
    startedAt: '1988-07-01T00:30:00+08:00',
    completedAt: '1988-07-02T09:00:00+08:00'
  })
  t.match(await call('GET', `/v1/inspections/${id}`, { as }), {
    body: { startedAt: '1988-07-01T00:30:00+08:00' }
  })
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('what was not checked is no inspection of a drawn target either', async (t) => {
  const task = fresh(sample)
  await carryOut(task, [{ area: 'funds', conclusion: 'not-checked' }])
  t.match(await read(task), { state: 'pending', missingAreas: [] })
  await carryOut(task, sound(['funds']))
  t.match(await read(task), { state: 'inspected', missingAreas: [] }, 'one area is enough')
})

t.test('a visit counts for the campaign in whose period it was carried out', async (t) => {
  const campaignId = await run({ from: '2026-02-01', to: '2026-02-28' })
  const at = `/v1/campaigns/${campaignId}`
  const target = async () =>
    ok(await call('GET', `${at}/targets`, { as })).items.find((one: Task) => one.targetCode === county)
  const visit = async (days: Days) => {
    const id = await planned({ campaignId, plannedOn: '2026-02-20', areas: ['funds'] })
    ok(await step(id, 'start', { body: { startedAt: days.startedAt } }))
    ok(await step(id, 'complete', { body: { areas: sound(['funds']), completedAt: days.completedAt } }))
    return id
  }
  const late = await visit({
    startedAt: '2026-02-28T09:00:00+08:00',
    completedAt: '2026-03-01T09:00:00+08:00'
  })
  t.match(ok(await call('GET', at, { as })).progress, { planned: 0, underWay: 0, completed: 0 })
  t.match(await target(), { inspectionId: late, state: 'completed', counts: false })
  const inTime = await visit({
    startedAt: '2026-02-01T00:00:00+08:00',
    completedAt: '2026-02-28T23:59:59+08:00'
  })
  t.match(ok(await call('GET', at, { as })).progress, { targets: 2, completed: 1 })
  t.match(await target(), { inspectionId: inTime, counts: true })
  const again = await plan({ more: { campaignId, plannedOn: '2026-02-20' } })
  t.match(again, { status: 409, body: { code: 'campaign-has-inspection' } })
  t.equal((await plan({ more: { campaignId: nowhere, plannedOn: '2026-02-20' } })).status, 404)
})

t.test('a cancelled inspection leaves a task under way that another one has begun', async (t) => {
  const task = fresh()
  await carryOut(task, sound(['funds']))
  const more = { taskId: task.id, targetCode: task.targetCode, plannedOn: '2026-05-04' }
  const id = await planned(more)
  ok(await step(id, 'cancel', { body: { reason: '检查对象遭受洪灾' } }))
  t.match(await read(task), { state: 'under-way', scheduledOn: null, missingAreas: { length: 5 } })
  ok(await plan({ more }))
})
