import t from 'tap'
import { taskLists } from '../../src/plans/tasks/list.ts'
import * as tasks from '../../src/plans/tasks/store.ts'
import {
  everyRole,
  type Permission,
  permissions,
  type Role,
  roles
} from '../../src/platform/access/permissions.ts'
import type { List } from '../../src/platform/http/lists/lists.ts'
import { belongingTo } from '../../src/platform/http/lists/scopes.ts'
import { matrix } from '../across/matrix/index.ts'
import { withRoutes } from '../across/routes.ts'
import { makeWorld, named } from '../across/world.ts'
import { hotline } from '../across/world-channels.ts'
import { person } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** One fact, one permission: what a route withholds from a role, no other route shows to it. */
const service = await withRoutes(() => testService(t, { jobs: true }))
const { app, call, routes, token } = service

type Shown = { id: string } & Record<string, unknown>
const today = '2026-03-02'
const common = ['22', '2201', '2026', 'jilin-2019-12']
type World = Awaited<ReturnType<typeof makeWorld>>

/** All that somebody reads: each GET route, with the records that its address may name. */
async function everything(
  roles: Role[],
  ids: readonly string[],
  world?: World
): Promise<Map<string, string>> {
  const bearer = await token({ unit: '22', roles, sub: 'reader' })
  const told = new Map<string, string>()
  for (const { method, url, config } of routes) {
    const permission = config?.permission
    if (method !== 'GET' || permission === undefined || permission === 'public') continue
    if (!permissions[permission].some((role) => (roles as string[]).includes(role))) continue
    // An address is tried with its own record; where nobody says which one that is, with every record.
    const own = world === undefined ? undefined : matrix[`GET ${url}`]?.record
    const candidates = own === undefined || world === undefined ? ids : [...common, world[own]]
    const addresses = url.includes(':') ? candidates.map((id) => named(url, id)) : [url]
    for (const address of addresses) {
      const answer = await app.inject({ url: address, headers: { authorization: `Bearer ${bearer}` } })
      if (answer.statusCode === 200) told.set(`GET ${address}`, answer.body)
    }
  }
  return told
}

/** The texts of an answer, without those that say nothing by themselves. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

const before = [...(await everything(everyRole, common)).values()].join('\n')
const world = await makeWorld(service)
const ids = [...new Set(Object.values(world) as string[])]

const { rows: names } = await service.database.pool.query('select code, name from unit')
const units = new Set(names.flatMap(({ code, name }) => [code, name]))
const programmes = textsIn((await call('GET', '/v1/fund-programmes', { as: person('22') })).body)

const sets = textsIn((await call('GET', '/v1/indicator-sets', { as: person('22') })).body)

/** Whether a text is of one record: no name of a unit or programme, no day or month, no number of a series. */
function isTelling(text: string, record: string | undefined): boolean {
  if (text.length < 6 || units.has(text) || before.includes(JSON.stringify(text))) return false
  if (/^\d{4}-\d{2}(-\d{2})?($|T)|^[\d-]*\d{4}-\d{6}$|everything$|^server: |^sha256-/.test(text)) return false
  // An evaluation names its set.
  if (record === 'evaluation' && sets.includes(text)) return false
  if (record !== 'programme' && programmes.includes(text)) return false
  // Everybody may read the telephones of a unit, one of which was tested.
  if (text === hotline) return false
  // The identifier of another record that this one names.
  return !ids.includes(text) || world[record as 'plan'] === text
}

/** A system that reads events gets those of a viewer (decision 062). It reads nothing else. */
const readsAs = (role: Role): Role => (role === 'events' ? 'viewer' : role)

t.test('a role that may not read a record finds nothing of it anywhere', async (t) => {
  const told = new Map<Role, Map<string, string>>()
  for (const role of Object.keys(roles) as Role[])
    told.set(role, await everything([role], [...common, ...ids], world))
  const homes = Object.entries(matrix).filter(
    ([route, { record }]) => record && /^GET \S+\/:(id|code)$/.test(route)
  )
  t.ok(homes.length > 15, `${homes.length} kinds of records`)
  for (const [route, { record }] of homes) {
    const url = route.split(' ')[1] as string
    const permission = routes.find((one) => one.method === 'GET' && one.url === url)?.config
      ?.permission as Permission
    const answer = await call('GET', named(url, world[record as 'plan']), { as: person('22') })
    const facts = [...new Set(textsIn(answer.body))].filter((text) => isTelling(text, record))
    const blind = (Object.keys(roles) as Role[]).filter(
      (role) => !(permissions[permission] as readonly Role[]).includes(readsAs(role))
    )
    for (const role of blind)
      for (const [address, text] of told.get(role) as Map<string, string>) {
        const found = facts.filter((fact) => text.includes(JSON.stringify(fact)))
        if (found.length > 0)
          t.fail(`${role} may not ${permission}, and reads ${found.join(', ')} at ${address}`)
      }
  }
})

t.test('whoever writes a record may read what the write answers with', (t) => {
  const shown = new Map<string, Permission[]>()
  const answersOf = (route: (typeof routes)[number]) =>
    [...JSON.stringify(route.schema?.response ?? {}).matchAll(/"\$ref":"(\w+)#"/g)].map(
      ([, name]) => name as string
    )
  for (const route of routes) {
    const permission = route.config?.permission
    if (route.method !== 'GET' || permission === undefined || permission === 'public') continue
    for (const name of answersOf(route)) shown.set(name, [...(shown.get(name) ?? []), permission])
  }
  for (const route of routes) {
    const permission = route.config?.permission
    if (['GET', 'HEAD'].includes(route.method) || permission === undefined || permission === 'public')
      continue
    for (const name of answersOf(route)) {
      const readers = shown.get(name)?.flatMap((one) => [...permissions[one]] as Role[])
      const blind = permissions[permission].filter((role) => readers !== undefined && !readers.includes(role))
      t.same(blind, [], `${route.method} ${route.url} shows ${name}`)
    }
  }
  t.end()
})

t.test('plans, draws, tasks and progress are for people in service', async (t) => {
  for (const role of ['admin', 'identity-reader'] as Role[]) {
    const as: Person = { unit: '22', roles: [role] }
    for (const [route] of Object.entries(matrix).filter(([, { scope }]) => scope === 'inspection-plan')) {
      const [method, url = ''] = route.split(' ')
      if (method !== 'GET') continue
      const record = matrix[route]?.record ?? 'plan'
      const answer = await call('GET', named(url, world[record]), { as })
      t.match(answer, { status: 403, body: { code: 'role-missing' } }, `${role} ${route}`)
    }
    t.match(await call('GET', `/v1/operations/${world.operation}`, { as }), { status: 404 }, role)
  }
})

t.test(
  'of an unannounced visit a task shows method, day and team to readers of inspections alone',
  async (t) => {
    const db = service.database.db
    const reader = { sub: 'x', name: 'x', unitCode: '22', roles: ['planner'] as Role[] }
    const [whole, masked] = await Promise.all([
      tasks.find(db, reader, world.task, today),
      tasks.find(db, { ...reader, roles: ['admin'] }, world.task, today)
    ])
    t.match(whole, { method: 'unannounced-visit', scheduledOn: '2026-06-03' })
    t.match(masked, { method: null, scheduledOn: null, team: [], targetCode: whole?.targetCode })
    const scope = belongingTo('inspection_task.plan_id', world.plan)
    const viewer = { ...reader, today }
    const rows = async ({ page }: Pick<List<Shown>, 'page'>) => (await page?.(200)) ?? []
    const listed = (name: 'ofPlan' | 'ofTree', roles: Role[], query: object = {}) => {
      return rows(taskLists({ roles })[name].asked({ db }, query, scope, viewer))
    }
    for (const name of ['ofPlan', 'ofTree'] as const) {
      const [first] = await listed(name, ['admin'])
      t.match(first, { method: null, scheduledOn: null, team: [] }, name)
      t.match((await listed(name, ['planner']))[0], { method: 'unannounced-visit' }, name)
    }
    // Nor does a filter tell: neither what it finds nor what it leaves out.
    const day = { from: '2026-06-03', to: '2026-06-03' }
    for (const query of [{ method: ['unannounced-visit'] }, day]) {
      const found = await listed('ofTree', ['planner'], query)
      t.ok(
        found.some(({ id }) => id === world.task),
        JSON.stringify(query)
      )
      t.same(await listed('ofTree', ['admin'], query), [], JSON.stringify(query))
    }
    const later = { ...viewer, today: '2026-06-04' }
    const overdue = (roles: Role[]) => {
      return rows(taskLists({ roles }).ofTree.asked({ db }, { overdue: true }, scope, later))
    }
    t.match((await overdue(['planner']))[0], { id: world.task, overdue: true })
    t.same(await overdue(['admin']), [], 'the year is not over')
  }
)

t.test('the plans of all provinces at once are for operators who may read plans', async (t) => {
  const body = { withinCode: '*', year: 2027 }
  const as: Person = { unit: '*', roles: ['planner'], sub: 'operator' }
  const { id } = ok(await call('POST', '/v1/inspection-plans/generate', { as, body }))
  const status = async (unit: string, role: Role) =>
    (await call('GET', `/v1/operations/${id}`, { as: { unit, roles: [role] } })).status
  for (const role of ['planner', 'auditor'] as Role[]) t.equal(await status('*', role), 200, role)
  for (const role of ['admin', 'identity-reader'] as Role[]) t.equal(await status('*', role), 404, role)
  t.equal(await status('22', 'planner'), 404)
})

t.test('the result of an operation about money is for those who may read money', async (t) => {
  const started = { withinCode: '2201', period: '2026-01' }
  const as: Person = { unit: '2201', roles: ['fund-officer'], sub: 'f' }
  const { id } = ok(await call('POST', '/v1/fund-checks/run', { as, body: started }))
  await service.ended(id)
  const status = async (unit: string, roles: Role[]) =>
    (await call('GET', `/v1/operations/${id}`, { as: { unit, roles } })).status
  t.equal(await status('2201', ['viewer']), 200)
  t.equal(await status('22', ['leader']), 200)
  for (const role of ['admin', 'identity-reader', 'caseworker', 'planner'] as Role[])
    t.equal(await status('2201', [role]), 404, role)
  t.equal(await status('*', ['fund-officer', 'admin']), 404, 'nor is it for the operator')
  t.equal(await status('220102', ['fund-officer']), 404)
})
