import t from 'tap'
import type { Role } from '../../src/platform/access/permissions.ts'
import { refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const url = '/v1/operations'
const of = (unit: string, ...roles: Role[]): Person => ({ unit, roles, sub: `${unit} ${roles}` })
const planner = (unit: string) => of(unit, 'planner')

async function started(unit: string, role: Role, path: string, body: object): Promise<string> {
  const { id } = ok(await call('POST', path, { as: of(unit, role), body }))
  await service.ended(id)
  // Identifiers go up with the clock.
  clock.now = new Date(clock.now.getTime() + 1000)
  return id
}
const generated = (unit: string, year: number) =>
  started(unit, 'planner', '/v1/inspection-plans/generate', { withinCode: unit, year })

const plansOfCounty = await generated('220102', 2026)
const moneyOfCity = await started('2201', 'fund-officer', '/v1/fund-checks/run', {
  withinCode: '2201',
  period: '2026-01'
})
const plansBeside = await generated('220202', 2026)
const failed = await generated('220102', 2199)

const ids = async (as: Person, query = ''): Promise<string[]> => {
  const { body } = await call('GET', `${url}?count=true${query}`, { as })
  t.equal(body.total, body.items.length, `${as.unit} ${query}`)
  return body.items.map(({ id }: { id: string }) => id)
}

t.test('operations that the own unit and those below it asked for, the newest first', async (t) => {
  t.same(await ids(planner('220102')), [failed, plansOfCounty])
  t.same(await ids(planner('22')), [failed, plansBeside, plansOfCounty])
  t.same(await ids(planner('22'), '&within=2202'), [plansBeside])
  t.same(await ids(planner('220102001')), [])
  t.same(await ids(planner('2203')), [])
  const { body } = await call('GET', url, { as: planner('220102') })
  const [, first] = body.items
  t.same(first, (await call('GET', `${url}/${plansOfCounty}`, { as: planner('220102') })).body)
  t.match(first, { unitCode: '220102', state: 'succeeded', progress: { done: 5, total: 5 } })
  t.type(first.unitName, 'string')
})

t.test('as by its identifier: for those who may read what it is about', async (t) => {
  const readers: Role[] = ['viewer', 'planner', 'caseworker', 'leader', 'admin', 'identity-reader']
  for (const role of readers) {
    const as = of('22', role)
    const seen: string[] = []
    for (const id of [failed, plansBeside, moneyOfCity, plansOfCounty]) {
      if ((await call('GET', `${url}/${id}`, { as })).status === 200) seen.push(id)
    }
    t.same(await ids(as), seen, role)
  }
  t.same(await ids(of('22', 'viewer')), [failed, plansBeside, moneyOfCity, plansOfCounty])
  t.same(await ids(of('22', 'admin')), [])
  t.same(await ids(of('*', 'planner')), [failed, plansBeside, plansOfCounty], 'the operator reads no money')
})

t.test('by state and kind, one or several', async (t) => {
  const viewer = of('22', 'viewer')
  const { body } = await call('GET', `${url}/${failed}`, { as: viewer })
  t.same(await ids(viewer, `&state=${body.state}&kind=inspection-plans.generate&within=220102`), [
    failed,
    ...(body.state === 'succeeded' ? [plansOfCounty] : [])
  ])
  t.same(await ids(viewer, '&state=queued,running'), [])
  t.same((await ids(viewer, '&state=succeeded,failed')).length, 4)
  t.same(await ids(viewer, '&kind=fund-checks.run,other.work'), [moneyOfCity])
  t.same(await ids(viewer, '&kind=no.such'), [])
})

t.test('page by page, and as a table', async (t) => {
  const as = of('22', 'viewer')
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=1`; next !== undefined; ) {
    const { body, headers } = await call('GET', next, { as })
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.same(seen, await ids(as))
  const { text } = await call('GET', url, { as, headers: { accept: 'text/csv' } })
  t.match(text, /^\ufeff?id,kind,state,unitCode,unitName,done,total,phase,result,problem,createdAt/)
  t.equal(text.trimEnd().split('\n').length, 5)
})

t.test('refused', async (t) => {
  await refused(
    t,
    service,
    { method: 'GET', url, as: planner('220102') },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a unit above': { url: `${url}?within=2201`, is: [404, 'not-found'] },
      'a unit beside': { url: `${url}?within=220202`, is: [404, 'not-found'] },
      'an unknown state': { url: `${url}?state=succeeded,done`, is: [400, 'validation-failed', '?state'] },
      'no kind': { url: `${url}?kind=`, is: [400, 'validation-failed', '?kind'] },
      'a broken cursor': { url: `${url}?cursor=e30`, is: [400, 'bad-cursor', '?cursor'] }
    }
  )
})
