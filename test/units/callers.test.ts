import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { type Permission, permissions, rolesOfSystems } from '../../src/platform/access/permissions.ts'
import { serviceWithRoutes } from '../across/routes.ts'
import { everyRole } from '../support/people.ts'
import { ok, type Person, province } from '../support/service.ts'

const { call, clock, routes, token, app } = await serviceWithRoutes(t)
const add = async (code: string, level: string, parentCode: string) => {
  ok(await call('POST', '/v1/units', { body: { code, name: `单位${code}`, level, parentCode } }))
}
await add('X1', 'city', '22')
for (const code of ['X1a', 'X1b']) await add(code, 'county', 'X1')
const own = routes.filter(({ url, config }) => url.startsWith('/v1/') && config?.permission !== 'public')
const isReading = ({ method }: { method: string }) => method === 'GET' || method === 'HEAD'

/** Roles with which a route may be called: those of people, or of systems where it is for systems alone. */
function rolesFor({ config }: (typeof own)[number]): Person['roles'] {
  const needed: readonly string[] = permissions[config?.permission as Permission]
  return everyRole.some((role) => needed.includes(role)) ? everyRole : [...rolesOfSystems]
}

/** Calls a route at some address of it; what is sent is read by nobody where the caller is refused. */
async function tried({ method, url }: { method: string; url: string }, person: Person) {
  const address = url.replace(/:(\w+)/g, (_, name) => (name.endsWith('ode') ? 'X1a' : randomUUID()))
  const response = await app.inject({
    method: method as InjectOptions['method'],
    url: address,
    headers: { authorization: `Bearer ${await token(person)}`, 'if-match': '"1"' }
  } as InjectOptions)
  const isProblem = response.headers['content-type'] === 'application/problem+json' && response.body !== ''
  return { status: response.statusCode, code: isProblem ? response.json().code : '' }
}

t.test('a unit that never existed is refused by every route', async (t) => {
  t.ok(own.length > 100, 'all routes are tried')
  for (const route of own) {
    const { status, code } = await tried(route, { unit: 'X9', roles: rolesFor(route), sub: 'x9' })
    const expected = route.method === 'HEAD' ? [403, ''] : [403, 'unit-unknown']
    t.strictSame([status, code], expected, `${route.method} ${route.url}`)
  }
  const as: Person = { unit: 'X9', roles: everyRole, sub: 'x9' }
  const { body } = await call('GET', '/v1/me', { as, headers: { 'accept-language': 'en' } })
  t.match(body.detail, /no unit with the code X9/)
  await add('X9', 'county', 'X1')
  t.equal((await call('GET', '/v1/me', { as })).status, 200, 'once the unit is added it is known')
})

t.test('people of a unit that has ended read, and write by no route', async (t) => {
  const as: Person = { unit: 'X1a', roles: everyRole, sub: 'a' }
  const patch = () =>
    call('PATCH', '/v1/units/X1a', { as, body: { principal: '某' }, headers: { 'if-match': '*' } })
  ok(await call('POST', '/v1/units/X1a/retire', { body: { on: '2026-03-10', successorCode: 'X1b' } }))
  t.not((await patch()).body.code, 'own-unit-ended', 'until the day before its end it writes')
  clock.now = new Date('2026-03-09T16:00:00Z')
  for (const route of own) {
    const { status, code } = await tried(route, { ...as, roles: rolesFor(route) })
    const what = `${route.method} ${route.url}`
    if (isReading(route)) t.ok(status < 500 && code !== 'own-unit-ended' && code !== 'unit-unknown', what)
    else t.strictSame([status, code], [403, 'own-unit-ended'], what)
  }
  const zh = await patch()
  t.match(zh.body.detail, /X1a自2026-03-10起撤销.*单位X1b \(X1b\)/)
  t.equal((await call('GET', '/v1/units/X1a', { as })).status, 200)
})

t.test(
  'a unit that ended without a successor names the unit above, and writes when its end is taken back',
  async (t) => {
    const as: Person = { unit: 'X1b', roles: ['admin'], sub: 'b' }
    const rename = async () => {
      const { headers } = await call('GET', '/v1/units/X1b', { as })
      const given = { body: { principal: '某' }, headers: { 'if-match': String(headers.etag) } }
      return call('PATCH', '/v1/units/X1b', { as, ...given })
    }
    ok(await call('POST', '/v1/units/X1b/retire', { body: { on: '2026-03-10' } }))
    t.match((await rename()).body, { code: 'own-unit-ended', detail: /单位X1 \(X1\)/ })
    ok(
      await call('POST', '/v1/units/X1b/reinstate', {
        as: { ...province, unit: '*' },
        body: { reason: '误录' }
      })
    )
    t.equal((await rename()).status, 200)
  }
)
