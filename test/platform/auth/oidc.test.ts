import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Test } from 'tap'
import t from 'tap'
import { oidcIssuer } from '../../../src/platform/auth/oidc-issuer.ts'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'
import { audience, login } from './login.ts'

const { url } = await testDatabase(t)
const { issuer, token, rotate, down, up } = await login(t)
const unavailable = { status: 503, body: { code: 'issuer-unavailable' }, headers: { 'retry-after': '5' } }
const invalid = { status: 401, body: { code: 'token-invalid' } }

/** The service with tokens of an issuer; gives what `/v1/me` answers to one. */
async function serviceWith(t: Test, name = issuer, aud = audience, options = {}) {
  const { app, clock, logged } = await serviceOn(t, url, { issuer: oidcIssuer(name, aud, options) })
  clock.now = new Date()
  const me = async (bearer: string) => {
    const { statusCode, json, headers } = await app.inject({
      url: '/v1/me',
      headers: { authorization: `Bearer ${bearer}` }
    })
    return { status: statusCode, body: json(), headers }
  }
  return { me, clock, logged }
}

t.test('tokens of a real issuer, found by discovery', async (t) => {
  const { me } = await serviceWith(t)
  const bearer = await token()
  t.match(decodeProtectedHeader(bearer), { typ: 'at+jwt', alg: 'RS256' })
  t.match(await me(bearer).then(({ status, body }) => ({ status, body })), {
    status: 200,
    body: {
      sub: 'machine',
      name: 'machine',
      unit: { code: '2201', path: ['22', '2201'] },
      roles: ['viewer']
    }
  })
})

t.test('tokens of that issuer that were not meant for this service', async (t) => {
  const { me } = await serviceWith(t)
  t.match(await me(await token('other')), invalid, 'for another audience')
  t.match(await me(await token('none')), invalid, 'opaque')
  const { me: elsewhere } = await serviceWith(t, issuer, 'https://third.example')
  t.match(await elsewhere(await token()), invalid)
})

t.test('an expired one', async (t) => {
  const { me, clock } = await serviceWith(t)
  const bearer = await token()
  clock.now = new Date(Date.now() + 601_000)
  t.match(await me(bearer), { status: 401, body: { code: 'token-expired' } })
})

t.test('while the issuer is away nobody new gets in; those who are in stay', async (t) => {
  const { me } = await serviceWith(t)
  const [known, fresh] = [await token(), await token()]
  await down()
  t.match(await me(known), unavailable)
  await up()
  t.match(await me(known), { status: 200 }, 'it is asked again')
  await down()
  t.match(await me(known), { status: 200 })
  t.match(await me(fresh), { status: 200 }, 'its keys are at hand')
  await up()
})

t.test('when the issuer changes its key', async (t) => {
  const { me } = await serviceWith(t)
  const [known, unseen] = [await token(), await token()]
  t.match(await me(known), { status: 200 })
  rotate()
  const renewed = await token()
  t.not(decodeProtectedHeader(renewed).kid, decodeProtectedHeader(known).kid)
  // The keys are not fetched more than once in ten seconds: unknown kids cost nothing.
  await until(async () => (await me(renewed)).status === 200, 'the new key is known')
  t.match(await me(unseen), invalid, 'the old key counts no more')
  t.match(await me(known), { status: 200 }, 'a token that was verified is good until it expires')
})

t.test('an issuer that gives itself another name is not believed', async (t) => {
  const { me, logged } = await serviceWith(t, issuer.replace('127.0.0.1', 'localhost'))
  t.match(await me(await token()), unavailable)
  t.match(logged, [{ event: 'request.failed', level: 40 }])
  t.match(JSON.stringify(logged), /another issuer/, 'the log tells why')
})

t.test('an address where there is no issuer', async (t) => {
  const { me } = await serviceWith(t, `${issuer}/realm`)
  t.match(await me(await token()), unavailable)
  const { me: nowhere } = await serviceWith(t, 'http://127.0.0.1:1')
  t.match(await nowhere(await token()), unavailable)
})

t.test('an issuer that never answers does not hold callers for ever', async (t) => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  t.teardown(() => silent.close())
  const { me } = await serviceWith(t, `http://127.0.0.1:${(silent.address() as AddressInfo).port}`)
  t.match(await me(await token()), unavailable)
})

t.test('an unknown kid takes no known key away, whether the issuer is there or not', async (t) => {
  let now = 0
  const { me } = await serviceWith(t, issuer, audience, { now: () => now })
  const [first, second, third, fourth] = [await token(), await token(), await token(), await token()]
  t.match(await me(first), { status: 200 })
  now += 11_000
  t.match(await me(otherKid(second)), invalid, 'the issuer was asked, and knows no such key')
  await down()
  // Each time the issuer may be asked again.
  for (const bearer of [second, third]) {
    now += 11_000
    t.match(await me(otherKid(bearer)), unavailable, 'it may be a new key')
    t.match(await me(otherKid(bearer)), unavailable, 'nor can it be told just afterwards')
    t.match(await me(bearer), { status: 200 }, 'the known key still counts')
  }
  now += 3_600_000
  t.match(await me(fourth), { status: 200 }, 'also when it should have been fetched again long ago')
  await up()
})

t.test('many unknown kids at once ask the issuer once', async (t) => {
  let [now, asked] = [0, 0]
  const counting = await login(t, () => {
    asked += 1
  })
  const { me } = await serviceWith(t, counting.issuer, audience, { now: () => now })
  const known = await counting.token()
  t.match(await me(known), { status: 200 })
  now += 11_000
  asked = 0
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => me(otherKid(known, `kid-${n}`))))
  t.ok(answers.every(({ status }) => status === 401))
  t.equal(asked, 2, 'discovery and keys')
})

t.test('stale keys are fetched beside: a withdrawn one counts no more afterwards', async (t) => {
  let now = 0
  const { me } = await serviceWith(t, issuer, audience, { now: () => now })
  t.match(await me(await token()), { status: 200 })
  const bearers = await Promise.all(Array.from({ length: 20 }, () => token()))
  rotate()
  now += 601_000
  t.match(await me(bearers[0] as string), { status: 200 }, 'nobody waits for the issuer')
  let n = 1
  const isRefused = async () => (await me(bearers[n++] as string)).status === 401
  await until(isRefused, 'the withdrawn key is gone')
})

t.test('an issuer that answers without keys is taken for one that is away', async (t) => {
  let [now, isEmpty] = [0, false]
  const poor = createHttpServer((_request, response) => {
    const found = { issuer: base, jwks_uri: `${base}/keys`, keys: isEmpty ? [] : [jwk] }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(found))
  }).listen(0, '127.0.0.1')
  await once(poor, 'listening')
  t.teardown(() => poor.close())
  const base = `http://127.0.0.1:${(poor.address() as AddressInfo).port}`
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }
  const signed = (jti: string) =>
    new SignJWT({ unit: '2201', roles: ['viewer'], jti })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one' })
      .setIssuer(base)
      .setAudience(audience)
      .setSubject('someone')
      .setExpirationTime('10m')
      .sign(privateKey)
  const { me } = await serviceWith(t, base, audience, { now: () => now })
  t.match(await me(await signed('a')), { status: 200 })
  isEmpty = true
  now += 11_000
  t.match(await me(otherKid(await signed('b'))), unavailable)
  t.match(await me(await signed('c')), { status: 200 })
})

/** The token with a `kid` that the issuer never gave: who sends it needs no valid signature. */
function otherKid(bearer: string, kid = 'made-up'): string {
  const header = { ...decodeProtectedHeader(bearer), kid }
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...bearer.split('.').slice(1)].join('.')
}
