import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import t from 'tap'
import { localIssuer } from '../../../src/platform/auth/local-issuer.ts'
import { serviceOn } from '../service-on.ts'
import { audience, good, invalid, issuer, keys, now, token, trusting } from './signer.ts'

const { me, ask, clock, url } = await trusting(t)
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' })

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
  const { app } = await serviceOn(t, url, { issuer: { issuer, audience, key, longestHours: 24 } })
  const [first, second] = [await token({ claims: { jti: '1' } }), await token({ claims: { jti: '2' } })]
  for (const bearer of [first, first, second, first, second]) {
    const { statusCode } = await app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${bearer}` } })
    t.equal(statusCode, 200)
  }
  t.equal(asked, 2)
})

t.test('the local issuer takes its own tokens only', async (t) => {
  const service = await serviceOn(t, url)
  const other = await serviceOn(t, url)
  const at = (app: typeof service.app, bearer: string) =>
    app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${bearer}` } })
  const own = await service.token()
  t.equal((await at(service.app, own)).statusCode, 200)
  t.equal((await at(other.app, own)).statusCode, 401)
  t.equal((await at(service.app, await token())).statusCode, 401)
  const again = await localIssuer(service.dataDir)
  t.match(again, { issuer: /local/, audience: /./ }, 'its key stays where it is')
})
