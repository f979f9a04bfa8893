import fastify from 'fastify'
import t from 'tap'
import { readConfig } from '../../../src/config.ts'
import { everyRole, permissions, type Role, roles } from '../../../src/platform/access/permissions.ts'
import { authenticate } from '../../../src/platform/auth/authenticate.ts'
import { Tokens } from '../../../src/platform/auth/tokens.ts'
import { testService } from '../../support/service.ts'

const issuer = {
  issuer: 'none',
  audience: 'none',
  key: () => Promise.reject(new Error('no key')),
  longestHours: 0
}

t.test('a route that does not name its permission and its scope does not start', async (t) => {
  const app = fastify()
  const uncounted = { failures: async () => {}, calls: async () => {} }
  authenticate(app, new Tokens(issuer, () => new Date(), readConfig({})), uncounted)
  const answer = async () => ({})
  t.throws(() => app.get('/v1/open', answer), /GET \/v1\/open must name its permission and its scope/)
  t.throws(() => app.get('/v1/half', { config: { permission: 'units:read' } }, answer), /must name/)
  t.throws(() => app.get('/v1/other', { config: { scope: 'unit' } }, answer), /must name/)
  app.get('/v1/named', { config: { permission: 'units:read', scope: 'unit' } }, answer)
  app.get('/beside', answer)
  const { statusCode } = await app.inject('/beside')
  t.equal(statusCode, 500, 'a route beside the contract without a permission is closed, too')
})

t.test('without a token nothing of the contract is open', async (t) => {
  const { app, call } = await testService(t)
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, { security?: unknown[] }>> }
  const open: string[] = []
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { security }] of Object.entries(operations)) {
      const url = path.replace(/\{[^}]+\}/g, '22')
      const { status } = await call(method.toUpperCase() as 'GET', url, { as: null })
      if (status !== 401) open.push(path)
      t.equal(status !== 401, security?.length === 0, `${method} ${path} as the document says`)
    }
  }
  t.same(open.sort(), ['/livez', '/readyz'])
})

t.test('each permission is needed: without its role the answer is 403', async (t) => {
  const { call } = await testService(t)
  const routes: [permission: keyof typeof permissions, method: 'GET' | 'POST' | 'PATCH', url: string][] = [
    ['audit:read', 'GET', '/v1/audit'],
    ['audit:verify', 'GET', '/v1/audit/verification'],
    ['units:write', 'POST', '/v1/units'],
    ['units:write', 'PATCH', '/v1/units/22'],
    ['units:import', 'POST', '/v1/units/import'],
    ['policy:write', 'POST', '/v1/local-rules'],
    ['plans:make', 'POST', '/v1/inspection-plans'],
    ['plans:make', 'POST', '/v1/inspection-plans/generate']
  ]
  for (const [permission, method, url] of routes) {
    const needed: readonly Role[] = permissions[permission]
    const others = everyRole.filter((role) => !needed.includes(role))
    const { status, body } = await call(method, url, { as: { unit: '22', roles: others } })
    t.match({ status, body }, { status: 403, body: { code: 'role-missing' } }, `${method} ${url}`)
    for (const role of needed) t.match(body.detail, roles[role].zh)
  }
})
