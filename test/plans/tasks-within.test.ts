import t from 'tap'
import { plansOf, type Task } from '../examples/plan.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { create, tasks, step } = plansOf(service)
const url = '/v1/inspection-tasks'
interface Listed extends Task {
  unitCode: string
  unitName: string
  year: number
  method: string | null
  scheduledOn: string | null
  overdue: boolean
  updatedAt: string
}

const city = await create('2202')
const county = await create('220202')
const beside = await create('220102')
const nextYear = await create('220202', { year: 2027 })
const arrange = async (task: Task | undefined, body: object) =>
  call('PATCH', `${url}/${task?.id}`, { body, headers: { 'if-match': `"${task?.version}"` } })
const [first, second, third] = await tasks(county.id)
clock.now = new Date('2026-03-03T01:00:00Z')
await arrange(first, { method: 'open-check', scheduledOn: '2026-06-01' })
await arrange(second, { method: 'unannounced-visit', scheduledOn: '2026-06-03' })
await arrange(third, { method: 'evaluation' })

async function list(query = '', as?: Person): Promise<Listed[]> {
  const found: Listed[] = []
  for (let next: string | undefined = `${url}?limit=200&${query}`; next !== undefined; ) {
    const { body, headers } = await call('GET', next, { as })
    found.push(...body.items)
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  return found
}
const ids = async (query = '', as?: Person) => (await list(query, as)).map(({ id }) => id)

t.test('tasks of all plans of a subtree: as the lists of the plans have them, in order', async (t) => {
  const own = async (...plans: string[]) => (await Promise.all(plans.map((id) => tasks(id)))).flat()
  const idsOf = (all: Task[]) => all.map(({ id }) => id)
  t.same(await ids('within=220202'), idsOf(await own(county.id, nextYear.id)))
  t.same(await ids('within=2202'), idsOf(await own(city.id, county.id, nextYear.id)))
  t.same(await ids(), idsOf(await own(beside.id, city.id, county.id, nextYear.id)))
  t.same(await ids('unitCode=2202'), idsOf(await own(city.id)))
  t.same(await ids('unitCode=220202&year=2027'), idsOf(await own(nextYear.id)))
  const { body } = await call('GET', `${url}?within=2202&count=true&limit=1`)
  t.equal(body.total, (await own(city.id, county.id, nextYear.id)).length)
  const [one] = await list('within=220202')
  t.match(one, { unitCode: '220202', unitName: county.unitName, year: 2026, planId: county.id })
})

t.test('page by page, across plans', async (t) => {
  for (const limit of [1, 3]) {
    const seen: string[] = []
    for (let next: string | undefined = `${url}?within=220202&limit=${limit}`; next !== undefined; ) {
      const { body, headers } = await call('GET', next)
      seen.push(...body.items.map(({ id }: Task) => id))
      next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    }
    t.same(seen, await ids('within=220202'), `${limit}`)
  }
  const { text } = await call('GET', `${url}?unitCode=220202`, { headers: { accept: 'text/csv' } })
  const [head] = text.split('\n')
  t.match(head, /^\ufeff?id,planId,unitCode,targetCode,targetName,targetLevel,coverage,method,scheduledOn/)
  t.equal(text.trimEnd().split('\n').length - 1, (await ids('unitCode=220202')).length)
})

t.test('filtered, by one value or several', async (t) => {
  const all = await list('within=220202')
  const cases: [query: string, keep: (task: Listed) => boolean][] = [
    ['state=scheduled', ({ state }) => state === 'scheduled'],
    ['state=scheduled,pending', () => true],
    ['state=inspected,replaced', () => false],
    ['coverage=full', ({ coverage }) => coverage === 'full'],
    ['coverage=full,sample', () => true],
    ['method=open-check', ({ method }) => method === 'open-check'],
    ['method=open-check,evaluation', ({ method }) => method === 'open-check' || method === 'evaluation'],
    [`targetCode=${first?.targetCode}`, ({ targetCode }) => targetCode === first?.targetCode],
    ['from=2026-06-01&to=2026-06-01', ({ scheduledOn }) => scheduledOn === '2026-06-01'],
    ['from=2026-06-02', ({ scheduledOn }) => scheduledOn === '2026-06-03'],
    ['to=2026-06-02&state=scheduled', ({ scheduledOn }) => scheduledOn === '2026-06-01'],
    ['year=2027&state=scheduled', () => false]
  ]
  for (const [query, keep] of cases) {
    const expected = all.filter(keep).map(({ id }) => id)
    t.same(await ids(`within=220202&${query}`), expected, query)
    const { body } = await call('GET', `${url}?within=220202&count=true&limit=1&${query}`)
    t.equal(body.total, expected.length, query)
  }
})

t.test('changed since an instant', async (t) => {
  const since = '&updatedSince=2026-03-03T00:00:00%2B08:00'
  t.same(await ids(`within=220202${since}`), [first?.id, second?.id, third?.id])
  const { body } = await call(
    'GET',
    `/v1/inspection-plans/${county.id}/tasks?updatedSince=2026-03-04T00:00:00Z`
  )
  t.same(body.items, [])
  t.equal((await list('within=220202'))[0]?.updatedAt, '2026-03-03T09:00:00+08:00')
})

t.test('overdue: its day, or the year of its plan, has passed and it is not done', async (t) => {
  const overdue = async (today: string, isOverdue = true) => {
    clock.now = new Date(`${today}T01:00:00Z`)
    return ids(`within=220202&year=2026&overdue=${isOverdue}`)
  }
  const all = await ids('within=220202&year=2026')
  t.same(await overdue('2026-06-01'), [])
  t.same(await overdue('2026-06-02'), [first?.id])
  t.same(await overdue('2026-06-04'), [first?.id, second?.id])
  t.same(
    await overdue('2026-06-04', false),
    all.filter((id) => id !== first?.id && id !== second?.id)
  )
  t.same(await overdue('2026-12-31'), [first?.id, second?.id])
  t.same(await overdue('2027-01-01'), all)
  const { totals } = (await call('GET', `/v1/inspection-plans/${county.id}`)).body
  t.equal(totals.overdue, all.length, 'as the plan counts them')
  clock.now = new Date('2026-03-03T01:00:00Z')
})

t.test('for the unit and those above it: not for the target, nor for others', async (t) => {
  const as = (unit: string): Person => ({ unit, roles: ['planner', 'inspector', 'leader'] })
  t.same(await ids('', as('220202')), await ids('within=220202'))
  t.same(await ids('', as(String(first?.targetCode))), [], 'the target')
  t.same(await ids('', as('2203')), [])
  const cases: Parameters<typeof refused>[3] = {}
  for (const filter of ['within', 'unitCode']) {
    for (const unit of ['2202', '2201', '99'])
      cases[`${filter} ${unit}`] = { url: `${url}?${filter}=${unit}`, is: [404, 'not-found'] }
  }
  cases['the operator'] = { as: { unit: '*', roles: ['planner'] }, is: [404, 'not-found'] }
  cases['who reads no plans'] = { as: { unit: '22', roles: ['admin'] }, is: [403, 'role-missing'] }
  cases['an unknown state'] = { url: `${url}?state=pending,done`, is: [400, 'validation-failed', '?state'] }
  cases['a broken cursor'] = { url: `${url}?cursor=e30`, is: [400, 'bad-cursor', '?cursor'] }
  await refused(t, service, { method: 'GET', url, as: as('220202') }, cases)
})

t.test('a closed plan stays in the list', async (t) => {
  await step(beside.id, 'submit')
  t.same(
    await ids('within=220102'),
    (await tasks(beside.id)).map(({ id }) => id)
  )
})
