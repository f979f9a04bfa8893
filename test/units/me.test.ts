import t from 'tap'
import { permissions } from '../../src/platform/access/permissions.ts'
import { testService } from '../support/service.ts'

const { call, clock } = await testService(t)

t.test('callers see their unit, their roles and what these permit', async (t) => {
  const { body } = await call('GET', '/v1/me', { as: { unit: '220102', roles: ['auditor'], sub: 'li' } })
  const { permissions: own, ...me } = body
  const unit = { code: '220102', name: '南关区', level: 'county', path: ['22', '2201', '220102'] }
  t.same(me, { sub: 'li', name: 'li', unit, roles: ['auditor'] })
  t.ok(own.includes('audit:read') && own.includes('cases:read'))
  t.notOk(own.includes('cases:handle'))
})

t.test('the operator has no unit, and somebody with two roles the permissions of both', async (t) => {
  const { body } = await call('GET', '/v1/me', { as: { unit: '*', roles: ['admin', 'leader'], sub: 'op' } })
  t.equal(body.unit, null)
  const both = Object.entries(permissions).filter(([, roles]: [string, readonly string[]]) =>
    roles.some((role) => role === 'admin' || role === 'leader')
  )
  t.same(
    body.permissions,
    both.map(([name]) => name)
  )
})

t.test('a unit that was renamed is shown by its new name', async (t) => {
  const { headers } = await call('GET', '/v1/units/220103')
  const change = { headers: { 'if-match': String(headers.etag) }, body: { name: '宽城新区民政局' } }
  t.equal((await call('PATCH', '/v1/units/220103', change)).status, 200)
  clock.now = new Date(clock.now.getTime() + 1000)
  const { body } = await call('GET', '/v1/me', { as: { unit: '220103', roles: ['viewer'] } })
  t.equal(body.unit.name, '宽城新区民政局')
})

t.test('each operation of the document names its permission, and each answer the version', async (t) => {
  const { body: document, headers } = await call('GET', '/openapi.json')
  const { '/v1/me': me, '/v1/cases': cases } = document.paths
  t.equal(me.get['x-permission'], 'me:read')
  t.equal(cases.post['x-permission'], 'cases:receive')
  t.equal(headers['api-version'], document.info.version)
  const refused = await call('GET', '/v1/nothing', { as: null })
  t.equal(refused.headers['api-version'], document.info.version)
})
