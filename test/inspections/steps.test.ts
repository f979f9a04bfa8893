import t from 'tap'
import {
  beside,
  city,
  county,
  inspectionsOf,
  inspector,
  sound,
  township,
  village
} from '../examples/inspection.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { planned, step, change, upTo, read, task, run } = inspectionsOf(service)

t.test('notified: of an open check alone', async (t) => {
  const [visit, open, special] = [
    await planned(),
    await planned({ method: 'open-check' }),
    await planned({ method: 'special-supervision' })
  ]
  const url = (id: string) => ({ url: `/v1/inspections/${id}/notify` })
  await refused(
    t,
    service,
    { method: 'POST', ...url(open), as: inspector(city) },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: inspector(city, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'a visit': { ...url(visit), is: [409, 'visit-not-notified'] },
      'another method': { ...url(special), is: [409, 'only-open-checks-notified'] },
      'by the target': { as: inspector(county), is: [404, 'inspection-not-found'] },
      'by the operator': { as: inspector('*'), is: [404, 'inspection-not-found'] },
      none: { ...url(nowhere), is: [404, 'inspection-not-found'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'a body': { body: { day: 1 }, is: [400, 'validation-failed'] }
    }
  )
  t.match((await step(visit, 'notify')).body, { clause: { id: 'jilin-2019-12:3.3' } })
  t.match(ok(await step(open, 'notify')), { state: 'notified', notifiedAt: '2026-03-02T09:00:00+08:00' })
  t.match((await step(open, 'notify')).body, { code: 'inspection-step' })
  t.match((await read(open, county)).body, { state: 'notified', team: null, taskId: null })
  t.equal((await read(open, township)).status, 404)
  const late = await step(open, 'start', { as: inspector(county) })
  t.match(late, { status: 403, body: { code: 'inspection-not-yours', clause: { id: 'jilin-2019-12:3.3' } } })
  t.match((await change(open, { method: 'unannounced-visit' })).body, { code: 'notified-method' })
})

t.test('steps out of turn and times out of order', async (t) => {
  const [fresh, running, over] = [await planned(), await upTo('start'), await upTo('complete')]
  const notified = await upTo('notify')
  const at = (id: string, name: string, body?: object) => ({ url: `/v1/inspections/${id}/${name}`, body })
  const day = '2026-03-02T08:59:00+08:00'
  await refused(
    t,
    service,
    { method: 'POST', url: '', as: inspector(city) },
    {
      'complete what has not begun': { ...at(fresh, 'complete', sound), is: [409, 'inspection-step'] },
      'publish what is under way': { ...at(running, 'publish'), is: [409, 'inspection-step'] },
      'start again': { ...at(running, 'start'), is: [409, 'inspection-step'] },
      'complete again': { ...at(over, 'complete', sound), is: [409, 'inspection-step'] },
      'begun tomorrow': {
        ...at(fresh, 'start', { startedAt: '2026-03-03T00:00:00+08:00' }),
        is: [422, 'day-in-future', '/startedAt']
      },
      'begun before the notice': {
        ...at(notified, 'start', { startedAt: day }),
        is: [422, 'days-out-of-order', '/startedAt']
      },
      'ended before it began': {
        ...at(running, 'complete', { ...sound, completedAt: day }),
        is: [422, 'days-out-of-order', '/completedAt']
      },
      'ended tomorrow': {
        ...at(running, 'complete', { ...sound, completedAt: '2027-01-01T00:00:00Z' }),
        is: [422, 'day-in-future', '/completedAt']
      },
      'no conclusion at all': { ...at(running, 'complete'), is: [422, 'conclusion-missing', '/areas'] },
      'one conclusion missing': {
        ...at(running, 'complete', {
          areas: [{ area: 'disclosure', conclusion: 'sound' }, { area: 'funds' }]
        }),
        is: [422, 'conclusion-missing', '/areas/1/conclusion']
      },
      'no instant': {
        ...at(fresh, 'start', { startedAt: 'now' }),
        is: [400, 'validation-failed', '/startedAt']
      }
    }
  )
  const publish = { as: inspector(city, 'x', ['inspector', 'planner']) }
  t.equal((await step(over, 'publish', publish)).status, 403, 'only a leader publishes')
})

t.test('results: of the level, of the area, once; and nothing is written otherwise', async (t) => {
  const [id, fresh] = [await upTo('start'), await planned()]
  const item = { item: 'funds-in-time', conclusion: 'problems' }
  const patch = (areas: object[], is: [number, string, string?]) => ({ body: { areas }, is })
  await refused(
    t,
    service,
    { method: 'PATCH', url: `/v1/inspections/${id}`, as: inspector(city), headers: { 'if-match': '*' } },
    {
      'no version': { headers: {}, body: sound, is: [428, 'precondition-required'] },
      'an old version': { headers: { 'if-match': '"1"' }, body: sound, is: [412, 'version-stale'] },
      'the arrangement': { body: { plannedOn: '2026-06-09' }, is: [409, 'inspection-step'] },
      'by the target': { as: inspector(county), body: sound, is: [403, 'inspection-not-yours'] },
      'by one beside': { as: inspector(beside), body: sound, is: [404, 'inspection-not-found'] },
      nothing: { body: {}, is: [400, 'validation-failed'] },
      'an unknown item': patch(
        [{ area: 'funds', items: [{ ...item, item: 'funds-none' }] }],
        [422, 'item-unknown', '/areas/0/items/0/item']
      ),
      'of another area': patch(
        [{ area: 'disclosure', items: [item] }],
        [422, 'item-of-other-area', '/areas/0/items/0/item']
      ),
      'of another level': patch(
        [{ area: 'disclosure', items: [{ ...item, item: 'disclosure-board' }] }],
        [422, 'item-of-other-level', '/areas/0/items/0/item']
      ),
      'an item twice': patch(
        [{ area: 'funds', items: [item, item] }],
        [422, 'item-twice', '/areas/0/items/1/item']
      ),
      'an area twice': patch([{ area: 'funds' }, { area: 'funds' }], [422, 'area-twice', '/areas/1/area']),
      contradicted: patch(
        [{ area: 'funds', conclusion: 'sound', items: [item] }],
        [422, 'conclusion-contradicted', '/areas/0/conclusion']
      ),
      'before it begins': {
        url: `/v1/inspections/${fresh}`,
        ...patch([{ area: 'funds', conclusion: 'sound' }], [409, 'inspection-step'])
      }
    }
  )
})

t.test('from the task to the published result', async (t) => {
  const taskId = await task()
  const as = inspector(city)
  const ofTask = async () => (await call('GET', `/v1/inspection-tasks/${taskId}`, { as })).body
  const person = { unitCode: city, name: '王芳', post: '科员' }
  const staffId = ok(await call('POST', '/v1/staff', { as, body: person })).id
  const id = await planned({ taskId, team: [staffId] })
  const moved = ok(
    await change(id, { plannedOn: '2026-06-10', areas: [{ area: 'funds' }, { area: 'policy' }] })
  )
  t.match(moved, { plannedOn: '2026-06-10', areas: [{ area: 'policy' }, { area: 'funds' }], version: 2 })
  t.match(await ofTask(), { scheduledOn: '2026-06-10', state: 'scheduled' })
  t.equal((await read(id, county)).status, 404, 'the target knows nothing')

  clock.now = new Date('2026-06-10T01:00:00Z')
  const startedAt = '2026-06-10T08:30:00+08:00'
  t.match(ok(await step(id, 'start', { body: { startedAt } })), { state: 'under-way', startedAt })
  t.match((await read(id, county)).body, {
    taskId: null,
    team: [{ id: staffId, name: '王芳', unitCode: city }],
    areas: [{ conclusion: null }, {}]
  })
  const late = { item: 'funds-in-time', conclusion: 'problems', remarks: '晚拨两个月' }
  ok(await change(id, { areas: [{ area: 'funds', remarks: '查阅账簿', items: [late] }] }))
  const areas = [
    { area: 'policy', conclusion: 'sound' },
    { area: 'funds', conclusion: 'problems' },
    { area: 'petitions', conclusion: 'not-checked' }
  ]
  const completed = ok(await step(id, 'complete', { body: { areas } }))
  t.match(completed, {
    state: 'completed',
    completedAt: '2026-06-10T09:00:00+08:00',
    areas: [{ area: 'policy' }, { area: 'petitions' }, { area: 'funds', remarks: '查阅账簿', items: [late] }]
  })
  const task_ = await ofTask()
  const missingAreas = ['deployment', 'disclosure', 'petitions', 'accountability']
  t.match(task_, { state: 'under-way', missingAreas, scheduledOn: null }, 'a full task asks for every area')
  const plan = await call('GET', `/v1/inspection-plans/${task_.planId}`, { as })
  t.equal(plan.body.totals.inspected, 0)
  t.equal((await read(id, beside)).status, 404, 'not yet told to those beside')
  ok(await step(id, 'publish'))
  t.match((await read(id, beside)).body, {
    state: 'published',
    team: null,
    areas: [{}, {}, { remarks: '查阅账簿' }]
  })
  t.equal((await read(id, village)).status, 200)
  t.equal((await read(id, '2202')).status, 404, 'outside the inspecting unit')
  const events = (await noted(service, id)).map(({ action }) => action)
  t.same(events, [
    'inspection.planned',
    'inspection.changed',
    'inspection.started',
    'inspection.changed',
    'inspection.completed',
    'inspection.published'
  ])
  const timeline = await call('GET', `/v1/units/${county}/timeline`, { as: inspector(county) })
  const told = timeline.body.items.filter((one: { id: string }) => one.id === id)
  t.same(
    told.map(({ kind }: { kind: string }) => kind),
    ['inspection.started', 'inspection.completed', 'inspection.published']
  )
  for (const { clause } of told) t.match(clause, { id: 'jilin-2019-12:3' })
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('a campaign follows its inspections', async (t) => {
  const campaignId = await run()
  const as = inspector(city)
  const progress = async () => (await call('GET', `/v1/campaigns/${campaignId}`, { as })).body.progress
  const id = await planned({ campaignId, plannedOn: '2026-03-02' })
  await planned({ campaignId, targetCode: beside, plannedOn: '2026-03-03' })
  t.same(await progress(), { targets: 2, planned: 2, underWay: 0, completed: 0 })
  ok(await step(id, 'start'))
  t.same(await progress(), { targets: 2, planned: 1, underWay: 1, completed: 0 })
  ok(await step(id, 'complete', { body: sound }))
  t.same(await progress(), { targets: 2, planned: 1, underWay: 0, completed: 1 })
  t.match((await read(id, county)).body, { campaignId: null }, 'the target is not told of it')
})

t.test('twice at once gives one effect', async (t) => {
  const id = await upTo('start')
  const people = ['a', 'b', 'c'].map((sub) => inspector(city, sub))
  const ends = await Promise.all(people.map((as) => step(id, 'complete', { as, body: sound })))
  t.same(statuses(ends), [200, 409, 409])
  const published = await Promise.all(people.map((as) => step(id, 'publish', { as })))
  t.same(statuses(published), [200, 409, 409])
  const actions = (await noted(service, id)).map(({ action }) => action)
  t.same(actions, [
    'inspection.planned',
    'inspection.started',
    'inspection.completed',
    'inspection.published'
  ])
})

t.test('a task that was replaced meanwhile stays as it is', async (t) => {
  const as = inspector(city)
  const url = `/v1/inspection-plans?unitCode=${city}&year=2026`
  const planId = ok(await call('GET', url, { as })).items[0].id
  const drawn = `/v1/inspection-plans/${planId}/tasks?coverage=sample&limit=1`
  const [one] = ok(await call('GET', drawn, { as })).items
  const id = await planned({ taskId: one.id, targetCode: one.targetCode })
  ok(await call('POST', `/v1/inspection-tasks/${one.id}/replace`, { as, body: { reason: '道路中断' } }))
  ok(await step(id, 'start'))
  t.match(ok(await step(id, 'complete', { body: sound })), { state: 'completed' })
  t.match((await call('GET', `/v1/inspection-tasks/${one.id}`, { as })).body, { state: 'replaced' })
})
