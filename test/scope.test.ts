import t, { type Test as Tap } from 'tap'
import { type Kind, reach } from '../src/platform/access/kinds.ts'
import { type Attempt, attempts, once } from './across/attempts.ts'
import type { Sight } from './across/matrix/index.ts'
import { matrix, routesOf } from './across/matrix/index.ts'
import { withRoutes } from './across/routes.ts'
import * as surface from './across/surface.ts'
import { marksOf, written } from './across/watch.ts'
import {
  addressOf,
  everybody,
  makeWorld,
  named,
  owner,
  people,
  strangers,
  target,
  told,
  unitsIn
} from './across/world.ts'
import { publishComplianceReport } from './across/world-compliance-reports.ts'
import { person } from './support/people.ts'
import { type Answer, type Person, testService } from './support/service.ts'

const service = await withRoutes(() => testService(t, { jobs: true }))
const { call, app, routes } = service
const world = await makeWorld(service)
const absent: Record<string, string> = { unit: '9'.repeat(owner.length), programme: 'of-no-worlds' }
/** What is changed at the top alone, with a body that fits. */
const sharedChanges: Record<string, object> = {
  'PUT /v1/calendar/:year': { state: 'provisional', source: '通知', days: [] },
  'POST /v1/fund-programmes': { code: 'another', name: '特困供养' },
  'PATCH /v1/fund-programmes/:code': { name: '特困供养' },
  'PUT /v1/fund-schedules/:unitCode': { isOn: true, dayOfMonth: 15 }
}
/** Who, besides the owner's own people, finds the owner's records in a list. */
const sharing: Partial<Record<Sight, string[]>> = {
  'list-line': ['below', 'farBelow'],
  'list-addressed': ['below']
}
await publishComplianceReport(service)
const missing = '019cac0f-2680-7000-8000-00000000dead'

t.test('every route stands in the matrix, and says what it asks for and what it shows', async (t) => {
  const own = routes.filter(({ method }) => method !== 'HEAD')
  t.same(own.map(({ method, url }) => `${method} ${url}`).sort(), Object.keys(matrix).sort())
  for (const { method, url, config } of routes) {
    const row = matrix[`${method === 'HEAD' ? 'GET' : method} ${url}`]
    t.equal(config?.scope, row?.scope, `${method} ${url} declares its scope`)
    t.equal(
      config?.permission === 'public',
      row?.sight === 'public',
      `${method} ${url} declares its permission`
    )
    t.ok(config?.permission, `${method} ${url} declares its permission`)
  }
})

t.test('without a token, and without a role, nothing is shown', async (t) => {
  for (const { method, url } of routes) {
    const sight = matrix[`${method === 'HEAD' ? 'GET' : method} ${url}`]?.sight
    const address = url.replace(':code', owner).replace(':id', missing)
    const headers = { 'if-match': '"1"' }
    const nobody = await app.inject({ method: method as 'GET', url: address, headers })
    const stranger = { ...headers, authorization: `Bearer ${await service.token({ unit: '22', roles: [] })}` }
    const idle = await app.inject({ method: method as 'GET', url: address, headers: stranger })
    if (sight === 'public') t.not(nobody.statusCode, 401, `${method} ${url}`)
    else t.same([nobody.statusCode, idle.statusCode], [401, 403], `${method} ${url}`)
  }
})

t.test('what is open is the same for everybody', async (t) => {
  for (const [route] of routesOf('open')) {
    const url = addressOf(route).replace(':id', 'jilin-2019-12').replace(':year', '2026')
    const answers = await Promise.all(everybody().map((as) => look(as, url)))
    t.equal(new Set(answers.map(withoutSteps)).size, 1, url)
    t.match(answers[0], /^\[200,/, url)
  }
  for (const as of everybody())
    t.match((await call('GET', '/v1/me', { as })).body, {
      sub: as.sub,
      unit: as.unit === '*' ? null : { code: as.unit }
    })
})

t.test('a record is seen by its people and those above, and looks to others like none', async (t) => {
  for (const [route, { record = 'plan' }] of routesOf('hidden')) {
    const url = addressOf(route)
    for (const unit of ['22', owner])
      t.match(await look(person(unit), named(url, world[record])), /^\[200,/, `${unit} ${url}`)
    for (const [who, unit] of Object.entries(strangers)) await isLikeNone(t, who, person(unit), url, record)
    await isLikeNone(t, 'the operator', person('*'), url, record, record !== 'operation')
  }
})

t.test('a record that people below are part of is seen by them too', async (t) => {
  for (const [route, { record = 'unit', scope }] of routesOf('line')) {
    const url = addressOf(route)
    const isForOperator = reach[scope as Kind].operator
    for (const unit of ['22', owner, strangers.below, strangers.farBelow, ...(isForOperator ? ['*'] : [])]) {
      t.match(await look(person(unit), named(url, world[record])), /^\[200,/, `${unit} ${url}`)
    }
    if (!isForOperator) await isLikeNone(t, 'the operator', person('*'), url, record)
    const { below: _, farBelow: __, ...others } = strangers
    for (const [who, unit] of Object.entries(others)) await isLikeNone(t, who, person(unit), url, record)
  }
})

/** An answer without the steps that its reader may take, and without the lengths and tags that follow. */
function withoutSteps(answer: string): string {
  const text = answer.replace(/\\"actions\\":\[[^\]]*\]/, '')
  return text.replace(/\["content-length","\d+"\],/, '').replace(/\["etag","[^\]]*"\],/, '')
}

t.test('what is the province’s is the same for all its people, and nothing for others', async (t) => {
  for (const [route, { record }] of routesOf('province')) {
    const url = record === undefined ? addressOf(route) : named(addressOf(route), world[record])
    const { elsewhere, ...own } = strangers
    const answers = await Promise.all(
      ['22', owner, ...Object.values(own)].map((unit) => look(person(unit), url))
    )
    t.equal(new Set(answers.map(withoutSteps)).size, 1, url)
    t.match(answers[0], new RegExp(world.programme), url)
    for (const unit of [elsewhere, '*']) {
      if (record === undefined) t.same((await call('GET', url, { as: person(unit) })).body.items, [], unit)
      else await isLikeNone(t, unit, person(unit), addressOf(route), record)
    }
  }
})

t.test('what units show to their province is seen by all its people, and by no other province', async (t) => {
  const { elsewhere, ...own } = strangers
  for (const [route, { record = 'unit' }] of routesOf('of-province')) {
    const url = named(addressOf(route), world[record])
    for (const unit of ['22', owner, ...Object.values(own), '*'])
      t.match(await look(person(unit), url), /^\[200,/, `${unit} ${url}`)
    await isLikeNone(t, 'elsewhere', person(elsewhere), addressOf(route), record)
  }
  for (const [route] of routesOf('list-province')) {
    const within = (code: string) => `${addressOf(route)}?within=${code}`
    for (const unit of ['22', ...Object.values(own), '*'])
      t.equal((await call('GET', within(owner), { as: person(unit) })).status, 200, `${unit} ${route}`)
    const as = person(elsewhere)
    const [hidden, none] = await Promise.all(
      [owner, absent.unit as string].map((code) => call('GET', within(code), { as }))
    )
    t.same(told(hidden), told(none), route)
    t.equal(hidden?.status, 404, route)
  }
})

t.test(
  'a record about another unit, once told, is seen by that unit too, and by nobody else below',
  async (t) => {
    for (const [route, { record = 'notice' }] of routesOf('addressed')) {
      const url = addressOf(route)
      for (const unit of ['22', owner, target])
        t.match(await look(person(unit), named(url, world[record])), /^\[200,/, `${unit} ${url}`)
      const { below: _, ...others } = strangers
      for (const [who, unit] of Object.entries(others)) await isLikeNone(t, who, person(unit), url, record)
      await isLikeNone(t, 'the operator', person('*'), url, record)
    }
  }
)

t.test('what a county keeps for itself is for its own people alone', async (t) => {
  for (const [route] of routesOf('alone')) {
    const url = named(addressOf(route), target)
    t.match(await look(person(target), url), /^\[200,/, url)
    for (const unit of ['22', owner]) t.match(await look(person(unit), url), /^\[403,/, `${unit} ${url}`)
    const { below: _, ...others } = strangers
    for (const unit of [...Object.values(others), '*']) {
      const hidden = await look(person(unit), url)
      const none = '9'.repeat(target.length)
      t.equal(hidden, (await look(person(unit), named(addressOf(route), none))).replaceAll(none, target))
      t.match(hidden, /^\[404,/, `${unit} ${url}`)
    }
  }
})

t.test('a list covers the own unit, and no other can be named', async (t) => {
  for (const [route, { sight }] of (['list', 'list-line', 'list-addressed'] as const).flatMap(routesOf)) {
    const url = addressOf(route)
    const own = await people(service, owner)
    const listed = unitsIn(await call('GET', `${url}?limit=200&within=${owner}`, { as: person(owner) }))
    t.ok(
      listed.some((code) => own.has(code)),
      url
    )
    for (const [who, unit] of Object.entries(strangers)) {
      const as = person(unit)
      const within = await people(service, unit)
      const page = await call('GET', `${url}?limit=200&count=true`, { as })
      t.equal(page.status, within.size === 0 ? 404 : 200, `${who} ${url}`)
      const isTold = sight === 'list-addressed' && who === 'below'
      t.same(
        unitsIn(page).filter((code) => !within.has(code)),
        isTold ? [owner] : [],
        `${who} ${url} lists nobody else's`
      )
      for (const filter of ['within', 'unitCode'].filter((name) => knows(route, name))) {
        const [hidden, none] = await Promise.all(
          [owner, absent.unit].map((code) => call('GET', `${url}?${filter}=${code}&count=true`, { as }))
        )
        // Who keeps what is told is a filter like any other there: of a unit out of sight nothing is found.
        const isPlain = sight === 'list-addressed' && filter === 'unitCode'
        const isPart = filter === 'unitCode' && (sharing[sight]?.includes(who) ?? false)
        if (isPart) t.same(unitsIn(hidden), [owner], `${who} ${url} by ${filter}`)
        else t.same(told(hidden), told(none), `${who} ${url} by ${filter}`)
        if (!isPart && !isPlain) t.equal(hidden?.status, 404, `${who} ${url} by ${filter}`)
      }
    }
  }
})

t.test('figures cover the own unit, and no other can be named', async (t) => {
  const keysIn = ({ body }: Answer): string[] => (body.items ?? []).map(({ key }: { key: string }) => key)
  for (const [route] of routesOf('figures')) {
    const url = addressOf(route)
    t.equal((await call('GET', `${url}?within=${owner}`, { as: person('22') })).status, 200, url)
    for (const [who, unit] of Object.entries(strangers)) {
      const as = person(unit)
      const within = await people(service, unit)
      const own = await call('GET', url, { as })
      t.equal(own.status, within.size === 0 ? 404 : 200, `${who} ${url}`)
      t.same(
        keysIn(own).filter((key) => !within.has(key)),
        [],
        `${who} ${url} counts nobody else's`
      )
      const [hidden, none] = await Promise.all(
        [owner, absent.unit].map((code) => call('GET', `${url}?within=${code}`, { as }))
      )
      t.same(told(hidden), told(none), `${who} ${url}`)
      t.equal(hidden?.status, 404, `${who} ${url}`)
    }
  }
})

t.test('a list of what is about units covers those of the own unit, whoever keeps it', async (t) => {
  const targetsIn = ({ body }: Answer): string[] =>
    (body.items ?? []).map(({ targetCode }: { targetCode: string }) => targetCode)
  for (const [route] of routesOf('list-about')) {
    const url = addressOf(route)
    const list = (unit: string, query = '') =>
      call('GET', `${url}?limit=200&count=true${query}`, { as: person(unit) })
    for (const unit of ['22', owner, target])
      t.ok(targetsIn(await list(unit)).includes(target), `${unit} ${url}`)
    for (const [who, unit] of [...Object.entries(strangers), ['the operator', '*'] as const]) {
      const within = await people(service, unit)
      const page = await list(unit)
      t.equal(page.status, unit === '*' || within.size === 0 ? 404 : 200, `${who} ${url}`)
      t.same(
        targetsIn(page).filter((code) => !within.has(code)),
        [],
        `${who} ${url} lists nobody else's`
      )
      for (const filter of ['within', 'unitCode', 'targetCode'].filter((name) => knows(route, name))) {
        if (unit === target && filter !== 'within') continue
        const named = filter === 'targetCode' ? target : owner
        const [hidden, none] = [
          await list(unit, `&${filter}=${named}`),
          await list(unit, `&${filter}=${absent.unit}`)
        ]
        t.same(told(hidden), told(none), `${who} ${url} by ${filter}`)
      }
    }
  }
})

t.test('what follows from a record is told to who sees the record', async (t) => {
  for (const [route] of routesOf('follows')) {
    const [kind, name] = route === 'GET /v1/attachments' ? ['subjectKind', 'subjectId'] : ['kind', 'id']
    const about = (id: string | undefined) => `${addressOf(route)}?${kind}=case&${name}=${id}`
    for (const unit of ['22', owner]) t.match(await look(person(unit), about(world.case)), /^\[200,/, unit)
    for (const [who, unit] of [...Object.entries(strangers), ['the operator', '*'] as const]) {
      const [hidden, none] = [
        await look(person(unit), about(world.case)),
        await look(person(unit), about(missing))
      ]
      t.equal(hidden.replaceAll(world.case, missing), none, who)
      t.match(hidden, /^\[404,/, who)
    }
  }
})

t.test('what was assigned to somebody from outside is nothing to people in service', async (t) => {
  for (const [route, { record = 'evaluation' }] of routesOf('assigned')) {
    for (const as of everybody()) await isLikeNone(t, String(as.unit), as, addressOf(route), record)
  }
  for (const [route] of routesOf('list-assigned'))
    for (const as of everybody()) {
      const listed = await call('GET', `${addressOf(route)}?count=true`, { as })
      t.match(listed, { status: 200, body: { items: [], total: 0 } }, `${as.unit} ${route}`)
    }
})

t.test('what is for the top alone is refused to all others', async (t) => {
  for (const [route] of routesOf('top')) {
    const url = addressOf(route).replace(':unitCode', '22')
    t.equal((await call('GET', url, { as: person('22') })).status, 200)
    for (const unit of [owner, strangers.below, strangers.beside]) {
      t.equal((await call('GET', url, { as: person(unit) })).status, 403, `${unit} ${route}`)
    }
  }
})

t.test('what all share is changed at the top alone', async (t) => {
  for (const [route] of routesOf('top-write')) {
    const [method, path = ''] = route.split(' ')
    const body = sharedChanges[route]
    const headers = { 'if-match': '"0"' }
    for (const unit of [owner, strangers.below, strangers.beside]) {
      const url = path.replace(':year', '2030').replace(':code', world.programme).replace(':unitCode', '22')
      const answer = await call(method as 'PUT', url, { as: person(unit), body, headers })
      t.match(answer, { status: 403, body: { code: 'top-unit-only' } }, `${unit} ${route}`)
    }
  }
})

t.test('what is told about a place is told to people of that line', async (t) => {
  for (const [route] of routesOf('place')) {
    const about = (code: string) =>
      `${addressOf(route)}?rule=case.conclude&startedOn=2026-03-02&unitCode=${code}`
    for (const unit of ['22', owner, strangers.below, strangers.farBelow, '*'])
      t.match(await look(person(unit), about(owner)), /^\[200,/, `${unit} ${route}`)
    for (const unit of [strangers.beside, strangers.belowBeside, strangers.elsewhere]) {
      const [hidden, none] = [
        await look(person(unit), about(owner)),
        await look(person(unit), about(absent.unit as string))
      ]
      t.equal(hidden, none.replaceAll(absent.unit as string, owner), `${unit} ${route}`)
      t.match(hidden, /^\[404,/)
    }
  }
})

t.test('a change outside the own unit is refused like one of what does not exist', async (t) => {
  const { unit, programme: _, ...records } = world
  const hiding = routes.filter(({ method, url }) => matrix[`${method} ${url}`]?.sight === 'write')
  const all = attempts(app, hiding, { ids: Object.values(records), units: [owner] }, missing)
  const tried = new Set(all.map(({ name }) => name.split(' ', 2).join(' ')))
  const changes = routesOf('write').map(([route]) => route)
  t.same([...tried].sort(), changes.sort(), 'every change is tried')
  const addressed = routesOf('addressed').map(([, { record = 'notice' }]) => world[record])
  // A visit that has begun is told as well, and so are a check with a finding and a published evaluation; those of
  // the routes are not.
  const toldOf = new Set([...addressed, world.visited, world.toldCheck, world.publishedEvaluation])
  const marks = await marksOf(service.database)
  const before = await marks()
  for (const [who, unit] of Object.entries(strangers)) {
    const onAbsent = once((one) => attempt(person(unit), one))
    for (const { name, asHidden, asAbsent } of all) {
      // What it is told of, it sees: what it may do with that is for the tests of the room.
      if (unit === target && toldOf.has(asHidden.id)) continue
      const [hidden, none] = [await attempt(person(unit), asHidden), await onAbsent(asAbsent)]
      if (hidden !== none) t.equal(hidden, none, `${who}: ${name}`)
      if (!/^\[4(04|12|22|28),/.test(hidden)) t.fail(`${who}: ${name} gives ${hidden.slice(0, 5)}`)
    }
  }
  t.same(written(before, await marks()), [])
})

t.test('the operator makes and changes nothing of what he does not see', async (t) => {
  const { unit: _, programme: __, ...records } = world
  // Having plans generated is the one thing he may start all the same.
  const closed = routes.filter(({ method, url, config }) => {
    const isSeen =
      config?.scope === undefined || !(config.scope in reach) || reach[config.scope as Kind].operator
    return matrix[`${method} ${url}`]?.sight === 'write' && !isSeen && !url.endsWith('/generate')
  })
  t.ok(closed.length > 60, `${closed.length} routes`)
  const marks = await marksOf(service.database)
  const before = await marks()
  const onAbsent = once((one) => attempt(person('*'), one))
  for (const { name, asHidden, asAbsent } of attempts(
    app,
    closed,
    { ids: Object.values(records), units: [owner] },
    missing
  )) {
    const [hidden, none] = [await attempt(person('*'), asHidden), await onAbsent(asAbsent)]
    if (hidden !== none) t.equal(hidden, none, name)
    if (!/^\[4(04|12|22|28),/.test(hidden)) t.fail(`${name} gives ${hidden.slice(0, 5)}`)
  }
  t.same(written(before, await marks()), [])
})

t.test('a unit that is named in a body is looked for in the own unit alone', async (t) => {
  const as = person(strangers.below)
  const village = {
    code: `${strangers.below}77`,
    name: '新村',
    level: 'village',
    parentCode: strangers.below
  }
  t.equal((await call('POST', '/v1/units', { as, body: village })).status, 201)
  const url = `/v1/units/${village.code}`
  const [hidden, none] = [strangers.beside, '9'.repeat(strangers.beside.length)]
  for (const [method, address, body] of [
    ['POST', `${url}/retire`, (code: string) => ({ on: '2026-03-01', successorCode: code })],
    ['PATCH', url, (code: string) => ({ parentCode: code })],
    ['POST', '/v1/units', (code: string) => ({ ...village, code: `${strangers.below}78`, parentCode: code })]
  ] as const) {
    const send = (code: string) =>
      call(method, address, { as, body: body(code), headers: { 'if-match': '"1"' } })
    const [a, b] = [told(await send(hidden)), told(await send(none))]
    t.same(a, b, `${method} ${address}`)
    t.match(a, { status: /^4/ }, `${method} ${address}`)
  }
  const table = (code: string) => `code,name,level,parentCode\n${strangers.below}79,甲,village,${code}\n`
  const upload = (code: string) =>
    call('POST', '/v1/units/import', { as, raw: table(code), type: 'text/csv' })
  t.same(told(await upload(hidden)), told(await upload(none)), 'in a table')
})

function knows(route: string, name: string): boolean {
  const found = routes.find(({ method, url }) => `${method} ${url}` === route)?.schema?.querystring
  return name in ((found as { properties?: object })?.properties ?? {})
}

async function look(as: Person, url: string): Promise<string> {
  return surface.seen(service, await service.token(as), { method: 'GET', url, headers: {} })
}

async function isLikeNone(
  t: Tap,
  who: string,
  as: Person,
  url: string,
  record: keyof typeof world,
  isHidden = true
) {
  const none = absent[record] ?? missing
  const hidden = await look(as, named(url, world[record]))
  const nothing = (await look(as, named(url, none))).replaceAll(none, world[record])
  if (isHidden) t.equal(hidden, nothing, `${who} ${url}`)
  t.match(isHidden ? hidden : nothing, /^\[404,/, `${who} ${url}`)
}

async function attempt(as: Person, { id, headers, ...request }: Attempt): Promise<string> {
  const authorization = `Bearer ${await service.token(as)}`
  const bytes = surface.bytes(await app.inject({ ...request, headers: { ...headers, authorization } }))
  return surface.without(bytes, id)
}
