import t from 'tap'
import { approver, plansOf, type Task } from '../examples/plan.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type CallOptions, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
const { create, tasks, step, standing, read } = plansOf(service)
const plan = await create('2202', { seed: '2026001' })
const all = await tasks(plan.id)
const one = all[0] as Task
const url = `/v1/inspection-tasks/${one.id}`
const arrange = (body: object, version: number, options: CallOptions = {}) =>
  call('PATCH', url, { body, headers: { 'if-match': `"${version}"` }, ...options })

t.test('refused, and nothing written', async (t) => {
  const closed = (await tasks(await standing('closed', '2203')))[0] as Task
  const headers = { 'if-match': '"1"' }
  await refused(
    t,
    service,
    { method: 'PATCH', url, body: { method: 'open-check' }, headers },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['leader'] }, is: [403, 'role-missing'] },
      'by the target': { as: { unit: one.targetCode, roles: ['planner'] }, is: [404, 'task-not-found'] },
      'by the unit beside': { as: { unit: '2201', roles: ['planner'] }, is: [404, 'task-not-found'] },
      'one that is not there': {
        url: '/v1/inspection-tasks/01900000-0000-7000-8000-000000000000',
        is: [404, 'task-not-found']
      },
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'of an old version': { headers: { 'if-match': '"2"' }, is: [412, 'version-stale'] },
      'before the year': {
        body: { scheduledOn: '2025-12-31' },
        is: [422, 'schedule-outside-year', '/scheduledOn']
      },
      'after the year': {
        body: { scheduledOn: '2027-01-01' },
        is: [422, 'schedule-outside-year', '/scheduledOn']
      },
      'of a closed plan': { url: `/v1/inspection-tasks/${closed.id}`, is: [409, 'plan-closed'] }
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (body: unknown, pointer?: string) => ({
    body,
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  await refused(
    t,
    service,
    { method: 'PATCH', url, headers: { 'if-match': '"1"' } },
    {
      'no JSON': { raw: '}', is: [400, 'malformed-json'] },
      'nothing to change': bad({}),
      'an unknown method': bad({ method: 'phone-call' }, '/method'),
      'a day that is none': bad({ scheduledOn: '2026-02-29' }, '/scheduledOn'),
      'an empty day': bad({ scheduledOn: '' }, '/scheduledOn'),
      'a team that is no list': bad({ team: '王某' }, '/team'),
      'a nameless member': bad({ team: ['王某', ''] }, '/team/1'),
      'a team too large': bad({ team: Array.from({ length: 51 }, () => '王某') }, '/team'),
      'another target': bad({ targetCode: '2201' }, '/targetCode'),
      'a state': bad({ state: 'inspected' }, '/state')
    }
  )
})

t.test('arranged: done and recorded', async (t) => {
  const before = await call('GET', `/v1/inspection-plans/${plan.id}`)
  const body = { method: 'unannounced-visit', scheduledOn: '2026-06-01', team: ['王某', '李某'] }
  const done = await arrange(body, 1)
  t.strictSame([done.status, versionOf(done.headers.etag)], [200, 2])
  t.match(done.body, { ...body, id: one.id, state: 'scheduled', targetCode: one.targetCode, version: 2 })
  t.strictSame((await call('GET', url)).body, done.body)
  t.equal((await call('GET', url, { headers: { 'if-none-match': String(done.headers.etag) } })).status, 304)
  const [line, ...others] = await noted(service, one.id)
  t.strictSame(others, [])
  t.match(line, { action: 'inspection-task.arranged', actor: 'p1', unitCode: '2202', path: '22.2202' })
  t.match(line?.details, { planId: plan.id, ...body })
  t.strictSame([line?.event, line?.data], ['inspection-task.arranged', line?.details])
  const after = await call('GET', `/v1/inspection-plans/${plan.id}`)
  t.not(after.headers.etag, before.headers.etag, 'the plan is another one than before')
})

t.test('what is not named stays; a day that is cleared makes it pending again', async (t) => {
  t.match((await arrange({ method: 'open-check' }, 2)).body, {
    scheduledOn: '2026-06-01',
    team: ['王某', '李某']
  })
  t.match((await arrange({ scheduledOn: null }, 3)).body, {
    scheduledOn: null,
    state: 'pending',
    method: 'open-check'
  })
  const cleared = (await arrange({ method: null, team: [] }, 4)).body
  t.match(cleared, { method: null, state: 'pending', version: 5 })
  t.strictSame(cleared.team, [])
  for (const day of ['2026-01-01', '2026-12-31']) {
    const { version } = (await call('GET', url)).body
    t.match((await arrange({ scheduledOn: day }, version)).body, { scheduledOn: day, state: 'scheduled' })
  }
})

t.test('twice at once from the same version gives one change', async (t) => {
  const { version } = (await call('GET', url)).body
  const days = ['2026-07-01', '2026-07-02', '2026-07-03']
  const before = (await noted(service, one.id)).length
  const answers = await Promise.all(days.map((scheduledOn) => arrange({ scheduledOn }, version)))
  t.strictSame(statuses(answers), [200, 412, 412])
  const won = answers.find(({ status }) => status === 200)
  t.match((await call('GET', url)).body, { scheduledOn: won?.body.scheduledOn })
  t.equal((await noted(service, one.id)).length, before + 1)
})

t.test('arranging a task and closing its plan at once: never a change after the end', async (t) => {
  const id = await standing('approved', '2204')
  const [task] = await tasks(id)
  const [arranged] = await Promise.all([
    call('PATCH', `/v1/inspection-tasks/${task?.id}`, {
      body: { team: ['王某'] },
      headers: { 'if-match': '"1"' }
    }),
    step(id, 'close', { as: approver })
  ])
  t.equal((await read(id)).state, 'closed')
  t.ok(arranged.status === 200 || arranged.body.code === 'plan-closed')
})
