import t from 'tap'
import { plansOf, type Task } from '../examples/plan.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { create, tasks } = plansOf(service)
const plan = await create('2202')
const url = `/v1/inspection-plans/${plan.id}/tasks`
const all = await tasks(plan.id)
const count = async (query: string) => (await call('GET', `${url}?count=true&limit=1&${query}`)).body.total

t.test('by coverage and target, each once', async (t) => {
  const { full, sample } = plan.totals
  t.equal(all.length, full + sample)
  const order = all.map(({ coverage, targetCode }) => `${coverage} ${targetCode}`)
  t.strictSame(order, order.toSorted())
  t.equal(new Set(all.map(({ id }) => id)).size, all.length)
})

t.test('filtered, singly and together', async (t) => {
  const { full, sample } = plan.totals
  const drawn = all.find(({ coverage }) => coverage === 'sample') as Task
  const first = all[0] as Task
  const body = { scheduledOn: '2026-06-01' }
  await call('PATCH', `/v1/inspection-tasks/${first.id}`, { body, headers: { 'if-match': '"1"' } })
  const cases: [query: string, expected: number][] = [
    ['', full + sample],
    ['coverage=full', full],
    ['coverage=sample', sample],
    ['state=scheduled', 1],
    ['state=pending', full + sample - 1],
    ['state=inspected', 0],
    ['state=scheduled,pending', full + sample],
    ['coverage=full,sample', full + sample],
    ['state=scheduled&coverage=sample', 0],
    [`targetCode=${drawn.targetCode}`, 1],
    [`targetCode=${drawn.targetCode}&coverage=full`, 0],
    [`targetCode=${first.targetCode}&state=scheduled&coverage=full`, 1],
    ['targetCode=99', 0]
  ]
  for (const [query, expected] of cases) {
    t.equal(await count(query), expected, query)
    t.equal((await call('GET', `${url}?limit=200&${query}`)).body.items.length, expected, query)
  }
})

t.test('page by page, and as a table', async (t) => {
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=7`; next !== undefined; ) {
    const { body, headers } = await call('GET', next)
    seen.push(...body.items.map(({ id }: Task) => id))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(
    seen,
    all.map(({ id }) => id)
  )
  const { text } = await call('GET', `${url}?coverage=sample`, { headers: { accept: 'text/csv' } })
  t.equal(text.trimEnd().split('\n').length, plan.totals.sample + 1)
})

t.test('of one plan, its draws and its progress: for the unit itself and those above it alone', async (t) => {
  const [draw] = (await call('GET', `/v1/inspection-plans/${plan.id}/draws`)).body.items
  const paths = [
    `/v1/inspection-plans/${plan.id}`,
    url,
    `/v1/inspection-plans/${plan.id}/draws`,
    `/v1/inspection-plans/${plan.id}/progress`,
    `/v1/inspection-tasks/${all[0]?.id}`,
    `/v1/draws/${draw.id}/frame`,
    `/v1/draws/${draw.id}/verification`
  ]
  const see = async (path: string, unit: string) => {
    const as: Person = { unit, roles: ['planner', 'leader', 'inspector'] }
    return (await call('GET', path, { as })).status
  }
  for (const path of paths) {
    for (const unit of ['22', '2202']) t.equal(await see(path, unit), 200, `${unit} ${path}`)
    for (const unit of ['220202', '2201', String(draw.selected[0])])
      t.equal(await see(path, unit), 404, `${unit} ${path}`)
  }
})

t.test('refused', async (t) => {
  const bad = (query: string, pointer: string, code = 'validation-failed') => ({
    url: `${url}?${query}`,
    is: [400, code, pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'GET', url },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a plan that is not there': {
        url: '/v1/inspection-plans/01900000-0000-7000-8000-000000000000/tasks',
        is: [404, 'plan-not-found']
      },
      'a draw that is not there': {
        url: '/v1/draws/01900000-0000-7000-8000-000000000000/frame',
        is: [404, 'draw-not-found']
      },
      'an unknown state': bad('state=done', '?state'),
      'an unknown coverage': bad('coverage=half', '?coverage'),
      'an unknown parameter': bad('method=open-check', '?method'),
      'a broken cursor': bad('cursor=e30', '?cursor', 'bad-cursor')
    }
  )
})
