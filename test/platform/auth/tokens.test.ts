import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import { localIssuer } from '../../../src/platform/auth/local-issuer.ts'
import { testDatabase } from '../../support/database.ts'
import { houseOn } from '../house.ts'

const issuer = 'https://login.example'
const audience = 'supervision'
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { url } = await testDatabase(t)
const house = await houseOn(t, url, { issuer: { issuer, audience, key: async () => keys.publicKey } })
const { app, clock } = house
const now = clock.now.getTime() / 1000

const good: JWTPayload = {
  iss: issuer,
  aud: audience,
  sub: 'wang',
  name: '王科员',
  unit: '2201',
  roles: ['viewer'],
  iat: now,
  exp: now + 600
}

interface Forgery {
  claims?: JWTPayload
  header?: Record<string, unknown>
  key?: Parameters<SignJWT['sign']>[0]
}

function token({ claims = {}, header = {}, key = keys.privateKey }: Forgery = {}): Promise<string> {
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: '1', ...header })
    .sign(key, { crit: { x: false } })
}

async function me(bearer: string | undefined, path = '/v1/me') {
  const headers = bearer === undefined ? {} : { authorization: bearer }
  const { statusCode, json, headers: found } = await app.inject({ url: path, headers })
  return { status: statusCode, body: json(), headers: found }
}

const ask = async (forgery: Forgery) => me(`Bearer ${await token(forgery)}`)
const invalid = { status: 401, body: { code: 'token-invalid' }, headers: { 'www-authenticate': /^Bearer/ } }

t.test('a good token says who calls', async (t) => {
  const expected = {
    sub: 'wang',
    name: '王科员',
    unit: { code: '2201', path: ['22', '2201'] },
    roles: ['viewer']
  }
  t.same((await ask({})).body, expected)
  t.same((await ask({ claims: { aud: ['other', audience] } })).body, expected)
  t.same((await ask({ header: { typ: 'application/at+jwt' } })).body, expected)
  t.match(
    (await ask({ claims: { name: undefined } })).body,
    { name: 'wang' },
    'without a name the subject stands for it'
  )
  t.match((await ask({ claims: { unit: '99' } })).body, { unit: { code: '99', path: null } })
})

t.test('no token', async (t) => {
  const missing = { status: 401, body: { code: 'token-missing' }, headers: { 'www-authenticate': /^Bearer/ } }
  const some = await token()
  for (const header of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${some}`,
    some,
    `Bearer ${some} x`,
    'Bearer a b'
  ]) {
    t.match(await me(header), missing, String(header))
  }
  t.match(await me(`bearer ${some}`), { status: 200 })
})

t.test('no token at all, whatever it looks like', async (t) => {
  const some = await token()
  const [head, body, signature] = some.split('.') as [string, string, string]
  for (const broken of [
    'x',
    'a.b.c',
    `${head}.${body}.`,
    `${head}..${signature}`,
    `${some}x`,
    `${head}.${body}.${body}`
  ]) {
    t.match(await me(`Bearer ${broken}`), invalid, broken)
  }
  t.match(await me(`Bearer ${'x'.repeat(9000)}`), { status: 401 })
})

t.test('a changed claim', async (t) => {
  const [head, , signature] = (await token()).split('.')
  const claims = Buffer.from(JSON.stringify({ ...good, roles: ['admin'] })).toString('base64url')
  t.match(await me(`Bearer ${head}.${claims}.${signature}`), invalid)
})

t.test('signatures that prove nothing', async (t) => {
  t.match(await me(`Bearer ${new UnsecuredJWT(good).encode()}`), invalid, 'none')
  const [, claims] = (await token()).split('.')
  for (const alg of ['none', 'None', 'NONE']) {
    const head = Buffer.from(JSON.stringify({ alg, typ: 'at+jwt' })).toString('base64url')
    t.match(await me(`Bearer ${head}.${claims}.`), invalid, alg)
  }
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' })
  const shared = createSecretKey(Buffer.from(pem))
  t.match(await ask({ header: { alg: 'HS256' }, key: shared }), invalid, 'the public key as a shared secret')
  t.match(await ask({ key: foreign.privateKey }), invalid, 'a foreign key under the same kid')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  t.match(await ask({ header: { alg: 'RS256' }, key: rsa.privateKey }), invalid, 'another kind of key')
  const jwk = foreign.publicKey.export({ format: 'jwk' })
  t.match(
    await ask({ key: foreign.privateKey, header: { jwk } }),
    invalid,
    'a key that the token brings along'
  )
  t.match(await ask({ header: { crit: ['x'], x: 1 } }), invalid, 'what must be understood and is not')
})

t.test('claims that are wrong or missing', async (t) => {
  const cases: Record<string, JWTPayload> = {
    'another issuer': { iss: 'https://other.example' },
    'an issuer that only begins alike': { iss: `${issuer}.evil` },
    'no issuer': { iss: undefined },
    'another audience': { aud: 'other' },
    'no audience': { aud: undefined },
    'no expiry': { exp: undefined },
    'not valid yet': { nbf: now + 60 },
    'no subject': { sub: undefined },
    'an empty subject': { sub: '' },
    'a long subject': { sub: 'x'.repeat(256) },
    'a subject with NUL': { sub: 'a\0b' },
    'half a character in the name': { name: '\ud800' },
    'a name that is no text': { name: 5 },
    'no unit': { unit: undefined },
    'a unit that is none': { unit: "22' or true" },
    'units in a list': { unit: ['22'] },
    'no roles': { roles: undefined },
    'roles in one text': { roles: 'admin' }
  }
  for (const [what, claims] of Object.entries(cases)) t.match(await ask({ claims }), invalid, what)
})

t.test('a token of another type', async (t) => {
  for (const typ of ['JWT', 'id_token', 'logout+jwt', '', undefined]) {
    t.match(await ask({ header: { typ } }), invalid, String(typ))
  }
})

t.test('what is wrong is told in general terms', async (t) => {
  const { body } = await ask({ claims: { iss: 'https://other.example', secret: 'geheim' } })
  t.notMatch(JSON.stringify(body), /geheim|login\.example|other\.example/)
})

t.test('roles: the needed one, unknown ones are left out', async (t) => {
  const unknown = await ask({ claims: { roles: ['viewer', 'root', 'constructor', '__proto__', 5, null] } })
  t.same(unknown.body.roles, ['viewer'])
  const bearer = `Bearer ${await token({ claims: { roles: ['viewer', 'Auditor', 'admin '] } })}`
  const refused = await me(bearer, '/v1/audit')
  t.match(refused, { status: 403, body: { code: 'role-missing', detail: /auditor/ } })
  const none = await ask({ claims: { roles: ['root'] } })
  t.match(none, { status: 403, body: { code: 'role-missing' } })
})

t.test('an expired token, and one that expires while it is remembered', async (t) => {
  const expired = { status: 401, body: { code: 'token-expired' }, headers: { 'www-authenticate': /^Bearer/ } }
  t.match(await ask({ claims: { exp: now - 1 } }), expired)
  t.match(await ask({ claims: { exp: now } }), expired)
  const some = `Bearer ${await token({ claims: { jti: 'remembered' } })}`
  t.match(await me(some), { status: 200 })
  clock.now = new Date((now + 599) * 1000)
  t.match(await me(some), { status: 200 })
  clock.now = new Date((now + 600) * 1000)
  t.match(await me(some), expired)
  t.match(await me(some), expired)
  clock.now = new Date(now * 1000)
})

t.test('a verified token is not verified again, another one is', async (t) => {
  let asked = 0
  const key = async () => {
    asked += 1
    return keys.publicKey
  }
  const { app } = await houseOn(t, url, { issuer: { issuer, audience, key } })
  const [first, second] = [await token({ claims: { jti: '1' } }), await token({ claims: { jti: '2' } })]
  for (const bearer of [first, first, second, first, second]) {
    const { statusCode } = await app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${bearer}` } })
    t.equal(statusCode, 200)
  }
  t.equal(asked, 2)
})

t.test('the local issuer takes its own tokens only', async (t) => {
  const house = await houseOn(t, url)
  const other = await houseOn(t, url)
  const at = (app: typeof house.app, bearer: string) =>
    app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${bearer}` } })
  const own = await house.token()
  t.equal((await at(house.app, own)).statusCode, 200)
  t.equal((await at(other.app, own)).statusCode, 401)
  t.equal((await at(house.app, await token())).statusCode, 401)
  const again = await localIssuer(house.dataDir)
  t.match(again, { issuer: /local/, audience: /./ }, 'its key stays where it is')
})
