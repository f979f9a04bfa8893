import t from 'tap'
import {
  beside,
  city,
  county,
  inspectionsOf,
  inspector,
  township,
  village,
  visit
} from '../examples/inspection.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { plan, planned, read, task, run, list, step } = inspectionsOf(service)
const clause = { id: 'jilin-2019-12:3.3' }
const own = await task()

t.test('refused: by whom, on whom and out of what, and nothing is written', async (t) => {
  const used = await planned({ taskId: await task(2027), plannedOn: '2027-05-01' })
  const usedTask = (await read(used)).body.taskId
  const of = (more: object, is: [number, string, string?]) => ({ body: { ...visit, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/inspections', as: inspector(city), body: visit },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: inspector(city, 'x', ['viewer', 'auditor']), is: [403, 'role-missing'] },
      'the target': { as: inspector(county), is: [404, 'not-found', '/unitCode'] },
      'a unit beside': { as: inspector('2202'), is: [404, 'not-found', '/unitCode'] },
      'the operator': { as: inspector('*'), is: [404, 'not-found', '/unitCode'] },
      'a target elsewhere': of({ targetCode: '2202' }, [404, 'not-found', '/targetCode']),
      'no such target': of({ targetCode: '999999' }, [404, 'not-found', '/targetCode']),
      'the own unit': of({ targetCode: city }, [422, 'target-not-below', '/targetCode']),
      'a target beside the unit': {
        as: inspector('22'),
        ...of({ targetCode: '220202' }, [422, 'target-not-below', '/targetCode'])
      },
      'two origins': of({ taskId: own, campaignId: nowhere }, [422, 'two-origins', '/campaignId']),
      'no such task': of({ taskId: nowhere }, [404, 'task-not-found', '/taskId']),
      'a task on another': of({ taskId: own, targetCode: beside }, [422, 'task-of-others', '/taskId']),
      'a task of another': {
        as: inspector('22'),
        ...of({ taskId: own, unitCode: '22' }, [422, 'task-of-others', '/taskId'])
      },
      'a task that has one': of({ taskId: usedTask, plannedOn: '2027-05-02' }, [409, 'task-has-inspection']),
      'outside the year of the plan': of({ taskId: own, plannedOn: '2027-01-01' }, [
        422,
        'schedule-outside-year',
        '/plannedOn'
      ]),
      'no such campaign': of({ campaignId: nowhere }, [404, 'campaign-not-found', '/campaignId']),
      'an area twice': of({ areas: ['funds', 'funds'] }, [422, 'area-twice', '/areas/1']),
      'an evaluator of a visit': of({ evaluator: { name: '某机构' } }, [
        422,
        'evaluator-not-evaluation',
        '/evaluator'
      ]),
      'nobody on the register': of({ team: [nowhere] }, [422, 'inspector-unknown', '/team/0'])
    }
  )
  t.match((await plan({ more: { targetCode: city } })).body, { clause, detail: /2201/ })
  t.match((await plan({ more: { targetCode: city, method: 'evaluation' } })).body, {
    clause: { id: 'jilin-2019-12:3.4' }
  })
})

t.test('malformed', async (t) => {
  const bad = (more: object, pointer: string) => ({
    body: { ...visit, ...more },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/inspections', as: inspector(city) },
    {
      'no body': { is: [400, 'validation-failed'] },
      'an unknown method': bad({ method: 'notice' }, '/method'),
      'no day': bad({ plannedOn: '2026-02-30' }, '/plannedOn'),
      'no areas': bad({ areas: [] }, '/areas'),
      'an unknown area': bad({ areas: ['health'] }, '/areas/0'),
      'a state of its own': bad({ state: 'completed' }, '/state'),
      'somebody twice': bad({ team: [nowhere, nowhere] }, '/team')
    }
  )
  await refused(
    t,
    service,
    { method: 'GET', url: '', as: inspector(city) },
    {
      'an unknown filter': { url: '/v1/inspections?by=2201', is: [400, 'validation-failed'] },
      'an unknown state': { url: '/v1/inspections?state=late', is: [400, 'validation-failed', '?state'] },
      'outside the own unit': { url: '/v1/inspections?within=2202', is: [404, 'not-found', '?within'] },
      'a cursor of something else': {
        url: '/v1/inspections?cursor=WzFd',
        is: [400, 'bad-cursor', '?cursor']
      },
      'no inspection': { url: `/v1/inspections/${nowhere}`, is: [404, 'inspection-not-found'] }
    }
  )
})

t.test('planned and recorded; its task is scheduled', async (t) => {
  const made = await plan({ more: { taskId: own } })
  const { id } = made.body
  t.equal(made.status, 201)
  t.equal(made.headers.location, `/v1/inspections/${id}`)
  t.match(made.body, {
    unitCode: city,
    unitName: '长春市',
    targetCode: county,
    targetName: '南关区',
    targetLevel: 'county',
    taskId: own,
    campaignId: null,
    method: 'unannounced-visit',
    plannedOn: '2026-06-03',
    evaluator: null,
    state: 'planned',
    startedAt: null,
    team: [],
    areas: [
      { area: 'disclosure', conclusion: null, remarks: null, items: [] },
      { area: 'funds', conclusion: null, remarks: null, items: [] }
    ],
    version: 1
  })
  t.strictSame((await read(id)).body, made.body)
  t.strictSame((await read(id, '22')).body, made.body)
  const tasks = await call('GET', `/v1/inspection-tasks/${own}`, { as: inspector(city) })
  t.match(tasks.body, { state: 'scheduled', scheduledOn: '2026-06-03', method: 'unannounced-visit' })
  const lines = await noted(service, id)
  t.match(lines, [
    {
      action: 'inspection.planned',
      event: 'inspection.planned',
      unitCode: city,
      path: '22.2201',
      details: { targetCode: county, method: 'unannounced-visit', taskId: own }
    }
  ])
})

t.test('from a campaign, or evaluated by somebody from outside', async (t) => {
  const campaignId = await run()
  const one = ok(await plan({ more: { campaignId, plannedOn: '2026-05-01' } }))
  t.equal(one.campaignId, campaignId)
  const refusals = {
    again: { more: { campaignId, plannedOn: '2026-05-02' }, is: [409, 'campaign-has-inspection'] },
    'not a target': {
      more: { campaignId, targetCode: township, plannedOn: '2026-05-01' },
      is: [422, 'not-in-campaign']
    },
    'out of its period': {
      more: { campaignId, targetCode: beside, plannedOn: '2026-07-01' },
      is: [422, 'outside-campaign']
    }
  }
  for (const [name, { more, is }] of Object.entries(refusals)) {
    const { status, body } = await plan({ more })
    t.same([status, body.code], is, name)
  }
  const evaluator = { name: '某社会工作服务中心', registrationNo: '52220000000000000X' }
  t.match(ok(await plan({ more: { method: 'evaluation', evaluator } })), { method: 'evaluation', evaluator })
})

t.test('twice at once gives one effect', async (t) => {
  const taskId = await task(2028)
  const more = { taskId, plannedOn: '2028-03-01' }
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((sub) => plan({ more, as: inspector(city, sub) }))
  )
  t.same(statuses(answers), [201, 409, 409, 409])
  const headers = { 'idempotency-key': 'one-visit' }
  const same = await Promise.all(Array.from({ length: 4 }, () => plan({ headers })))
  const made = same.filter(({ status }) => status === 201)
  t.ok(made.length >= 1 && same.every(({ status }) => [201, 409].includes(status)))
  t.equal(new Set(made.map(({ body }) => body.id)).size, 1)
})

t.test('listed by the place of the target, the latest first, page by page', async (t) => {
  const days = ['2026-08-01', '2026-08-03', '2026-08-02']
  const ids: string[] = []
  for (const plannedOn of days) ids.push(await planned({ targetCode: village, plannedOn }))
  const latest = [ids[1], ids[2], ids[0]]
  t.same(await list(city, `?within=${township}`), latest)
  t.same(await list('22', `?targetCode=${village}&from=2026-08-02&to=2026-08-03`), latest.slice(0, 2))
  t.same(await list(city, `?within=${village}&unitCode=22`), [])
  for (const unit of [township, village]) t.same(await list(unit), [], `${unit} is not told`)
  const told = ids[2] as string
  ok(await step(told, 'start'))
  for (const unit of [township, village]) t.same(await list(unit), [told], `${unit} is told`)
  const first = ok(
    await call('GET', `/v1/inspections?within=${village}&limit=2&count=true`, { as: inspector(city) })
  )
  t.equal(first.total, 3)
  t.same(await list(city, `?within=${village}&cursor=${first.nextCursor}`), latest.slice(2))
  const table = await call('GET', `/v1/inspections?within=${village}`, {
    as: inspector(city),
    headers: { accept: 'text/csv' }
  })
  t.equal(table.text.trim().split(/\r?\n/).length, 4)
})
