import t from 'tap'
import { issueToken } from '../../../src/platform/auth/local-issuer.ts'
import { testDatabase } from '../../support/database.ts'
import { serviceOn } from '../service-on.ts'
import { type Claims, invalid, now, trusting } from './signer.ts'

const HOUR = 3600

t.test('a token lives for a day at most', async (t) => {
  const { ask } = await trusting(t, { TOKEN_MAX_HOURS: '' })
  const cases: [string, Claims, boolean][] = [
    ['a day', { iat: now, exp: now + 24 * HOUR }, true],
    ['a second more', { iat: now, exp: now + 24 * HOUR + 1 }, false],
    ['counted from its issue', { iat: now - 20 * HOUR, exp: now + 5 * HOUR }, false],
    ['without an issue, from now', { iat: undefined, exp: now + 24 * HOUR }, true],
    ['without an issue, too long', { iat: undefined, exp: now + 25 * HOUR }, false],
    ['an issue that lies ahead', { iat: now + 1000 * HOUR, exp: now + 1001 * HOUR }, false],
    ['a number without end', { exp: 1e308 }, false],
    ['the largest number', { exp: Number.MAX_SAFE_INTEGER }, false]
  ]
  for (const [what, claims, fits] of cases) {
    const answer = await ask({ claims })
    if (fits) t.equal(answer.status, 200, what)
    else t.match(answer, { ...invalid, body: { code: 'token-invalid', detail: /24.*TOKEN_MAX_HOURS/ } }, what)
  }
})

t.test('the setting allows longer and shorter lives', async (t) => {
  const { ask } = await trusting(t, { TOKEN_MAX_HOURS: '1' })
  t.equal((await ask({ claims: { exp: now + HOUR } })).status, 200)
  t.equal((await ask({ claims: { exp: now + 2 * HOUR } })).status, 401)
})

t.test('types of tokens that the setting allows', async (t) => {
  const { ask } = await trusting(t, { OIDC_TOKEN_TYPES: 'at+jwt, JWT' })
  for (const typ of ['JWT', 'jwt', 'at+jwt', 'application/at+jwt'])
    t.equal((await ask({ header: { typ } })).status, 200, typ)
  for (const typ of ['logout+jwt', undefined]) {
    const answer = await ask({ header: { typ } })
    t.match(answer, { status: 401, body: { detail: /应为 at\+jwt 或 jwt/ } }, String(typ))
  }
})

t.test('claims under other names, and inside objects', async (t) => {
  const { ask } = await trusting(t, { OIDC_UNIT_CLAIM: 'org.unit', OIDC_ROLES_CLAIM: 'realm_access.roles' })
  const claims = { unit: '22', roles: ['admin'], org: { unit: '2201' }, realm_access: { roles: ['viewer'] } }
  t.match((await ask({ claims })).body, { unit: { code: '2201' }, roles: ['viewer'] })
  const flat = { ...claims, 'org.unit': '2202', org: undefined }
  t.match((await ask({ claims: flat })).body, { unit: { code: '2202' } }, 'a name with a dot in it')
  for (const wrong of [{ org: undefined }, { org: '2201' }, { org: { unit: {} } }, { realm_access: [] }]) {
    const answer = await ask({ claims: { ...claims, ...wrong } })
    t.match(answer, { status: 401, body: { detail: /org\.unit 和 realm_access\.roles/ } })
  }
})

t.test('the issuer of trials gives tokens for years, unless the setting says otherwise', async (t) => {
  const { url } = await testDatabase(t)
  const years = 10 * 365 * 24 * HOUR
  for (const [most, status] of [
    ['', 200],
    ['24', 401]
  ] as const) {
    const { app, dataDir } = await serviceOn(t, url, { env: { TOKEN_MAX_HOURS: most } })
    const actor = { sub: 'p1', name: 'p1', unitCode: '22', roles: ['viewer' as const] }
    const headers = { authorization: `Bearer ${await issueToken(dataDir, actor, years)}` }
    t.equal((await app.inject({ url: '/v1/me', headers })).statusCode, status, `TOKEN_MAX_HOURS=${most}`)
  }
})
