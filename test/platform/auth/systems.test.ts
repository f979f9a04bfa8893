import t from 'tap'
import { oidcIssuer } from '../../../src/platform/auth/oidc-issuer.ts'
import { testDatabase } from '../../support/database.ts'
import { serviceOn } from '../service-on.ts'
import { audience, login } from './login.ts'
import { type Claims, trusting } from './signer.ts'

t.test('a system with a real client-credentials token is called by its client id', async (t) => {
  const { url } = await testDatabase(t)
  const { issuer, token } = await login(t, undefined, undefined, ['intake'])
  const { app, clock } = await serviceOn(t, url, { issuer: oidcIssuer(issuer, audience) })
  clock.now = new Date()
  const headers = { authorization: `Bearer ${await token()}` }
  const me = await app.inject({ url: '/v1/me', headers })
  t.match(me.json(), { sub: 'machine', name: 'machine', unit: { code: '2201' }, roles: ['intake'] })
  t.equal((await app.inject({ url: '/v1/handed-in-cases', headers })).statusCode, 200)
  t.equal((await app.inject({ url: '/v1/cases', headers })).statusCode, 403)
})

t.test('tokens of systems and of people are told apart', async (t) => {
  const { ask } = await trusting(t)
  const machine: Claims = { sub: 'hotline', client_id: 'hotline', name: undefined }
  const signs: Record<string, Claims> = {
    'the client is the subject': machine,
    'the same by azp': { ...machine, client_id: undefined, azp: 'hotline' },
    'the issuer names the grant': { ...machine, sub: 'hotline@clients', gty: 'client-credentials' },
    'a name says nothing': { ...machine, name: '王科员' }
  }
  for (const [what, claims] of Object.entries(signs)) {
    const { status, body } = await ask({ claims: { ...claims, roles: ['intake', 'events'] } })
    t.match({ status, body }, { status: 200, body: { sub: 'hotline', name: 'hotline' } }, what)
  }
  const person: Claims = { client_id: 'overview-page', azp: 'overview-page' }
  t.match((await ask({ claims: person })).body, { sub: 'wang', name: '王科员' }, 'signed in by a program')
  const refused = async (claims: Claims, code: string) =>
    t.match(await ask({ claims }), { status: 403, body: { code } }, code)
  await refused({ ...person, roles: ['intake'] }, 'roles-of-systems')
  await refused({ roles: ['intake'] }, 'roles-of-systems')
  await refused({ ...machine, roles: ['caseworker'] }, 'roles-of-people')
  await refused({ ...machine, roles: ['viewer', 'leader'] }, 'roles-of-people')
  await refused({ ...machine, roles: ['intake', 'viewer'] }, 'roles-mixed')
  await refused({ roles: ['evaluator', 'events'] }, 'roles-mixed')
  t.equal((await ask({ claims: { ...machine, roles: ['viewer'] } })).status, 200, 'a system may read')
  t.match(await ask({ claims: { ...machine, sub: 'system', client_id: 'system' } }), { status: 401 })
})
