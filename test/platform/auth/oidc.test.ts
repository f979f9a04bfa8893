import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { decodeProtectedHeader } from 'jose'
import type { Test } from 'tap'
import t from 'tap'
import { oidcIssuer } from '../../../src/platform/auth/oidc-issuer.ts'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { houseOn } from '../house.ts'
import { audience, login } from './login.ts'

const { url } = await testDatabase(t)
const { issuer, token, rotate, down, up } = await login(t)
const unavailable = { status: 503, body: { code: 'issuer-unavailable' }, headers: { 'retry-after': '5' } }
const invalid = { status: 401, body: { code: 'token-invalid' } }

/** The service with tokens of an issuer; gives what `/v1/me` answers to one. */
async function serviceWith(t: Test, name = issuer, aud = audience) {
  const { app, clock, logged } = await houseOn(t, url, { issuer: oidcIssuer(name, aud) })
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
  t.same(await me(bearer).then(({ status, body }) => ({ status, body })), {
    status: 200,
    body: {
      sub: 'machine',
      name: '长春市民政局',
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
  const begun = performance.now()
  t.match(await me(await token()), unavailable)
  t.ok(performance.now() - begun < 8000)
})
