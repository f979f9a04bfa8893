import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { createSecrets } from '../../src/webhooks/index.ts'
import { sweepWebhooks } from '../../src/webhooks/sending/sweep.ts'
import { account, env, receiver, secrets, webhooksOf } from '../examples/webhook.ts'
import { noted, nowhere, refused } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { env })
const { call, clock, context } = service
const [city, county] = ['2201', '220102']
const as = account(city)
const { made, get, change, post } = webhooksOf(service, as)
const url = 'https://hooks.example.cn/supervision'
const admin: Person = { unit: city, roles: ['admin'], sub: 'admin of the city' }
const others: Person[] = [
  account('2202'),
  account(county),
  account('22'),
  account(city, 'another system'),
  { unit: '2202', roles: ['admin'], sub: 'admin' }
]

t.test('made, with a secret that is shown once and stored sealed', async (t) => {
  const { id, secret, ...shown } = await made(url, ['finding.made'])
  t.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  t.match(shown, {
    url,
    types: ['finding.made'],
    state: 'active',
    failures: 0,
    madeBy: as.sub,
    unitCode: city
  })
  t.same(shown.actions, ['change', 'test', 'rotate-secret'])
  const read = await call('GET', `/v1/webhooks/${id}`, { as })
  t.notMatch(read.text, secret.slice(6))
  t.notMatch((await call('GET', '/v1/webhooks', { as })).text, secret.slice(6))
  const row = await context.db
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  t.notOk(row.sealed.includes(secret.slice(6)))
  t.same(secrets.open(id, { keyId: row.key_id, sealed: row.sealed }), [secret])
  t.same(secrets.open(nowhere, { keyId: row.key_id, sealed: row.sealed }), undefined, 'bound to its webhook')
  t.match(await noted(service, id), [{ action: 'webhook.made', details: { types: 1 }, actor: as.sub }])
  t.notMatch(JSON.stringify(await noted(service, id)), /hooks\.example|whsec/)
})

t.test('refused, and nothing written', async (t) => {
  const { id } = await made(`${url}/refused`)
  const body = (more: object) => ({ body: { url: `${url}/new`, ...more } })
  const create = { method: 'POST', url: '/v1/webhooks', as, ...body({}) } as const
  await refused(t, service, create, {
    'a private address': {
      ...body({ url: 'https://10.1.2.3/' }),
      is: [422, 'webhook-address-private', '/url']
    },
    'an address of this machine': {
      ...body({ url: 'https://[::1]/' }),
      is: [422, 'webhook-address-private']
    },
    'no encryption': {
      ...body({ url: 'http://hooks.example.cn/' }),
      is: [422, 'webhook-address-bad', '/url']
    },
    'no address': { ...body({ url: 'hooks' }), is: [422, 'webhook-address-bad', '/url'] },
    'too long': { ...body({ url: `https://a.cn/${'a'.repeat(500)}` }), is: [400, 'validation-failed'] },
    'an unknown event': {
      ...body({ types: ['finding.made', 'x'] }),
      is: [422, 'webhook-type-unknown', '/types/1']
    },
    'an event that nobody reads': {
      ...body({ types: ['case.identity-opened'] }),
      is: [422, 'webhook-type-unknown', '/types/0']
    },
    'the same address': { ...body({ url: `${url}/refused` }), is: [409, 'webhook-exists'] },
    'a person in service': { as: person(city), is: [403, 'role-missing'] },
    'a third party': { as: { unit: city, roles: ['evaluator', 'events'] }, is: [403, 'roles-mixed'] },
    'the operator': { as: { unit: '*', roles: ['events'] }, is: [409, 'webhook-unit-ended'] }
  })
  const patch = { method: 'PATCH', url: `/v1/webhooks/${id}`, as, body: { types: [] } } as const
  await refused(
    t,
    service,
    { ...patch, headers: { 'if-match': '*' } },
    {
      'an address inside': {
        body: { url: 'https://192.168.1.1/' },
        is: [422, 'webhook-address-private', '/url']
      },
      nothing: { body: {}, is: [400, 'validation-failed'] },
      'another state': { body: { state: 'gone' }, is: [400, 'validation-failed'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'an administrator': { as: { ...admin, roles: ['admin', 'events'] }, is: [403, 'roles-mixed'] },
      'no such webhook': { url: `/v1/webhooks/${nowhere}`, is: [404, 'webhook-not-found'] }
    }
  )
})

t.test('to others it is not there', async (t) => {
  const { id } = await made(`${url}/hidden`)
  for (const other of others) {
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', '']
    ] as const)
      t.equal((await call(method, `/v1/webhooks/${id}${path}`, { as: other })).status, 404, other.sub ?? '')
    t.notMatch((await call('GET', '/v1/webhooks', { as: other })).text, id)
    if (other.roles.includes('admin')) continue
    for (const path of ['/test', '/rotate-secret', `/deliveries/${nowhere}/replay`])
      t.equal((await call('POST', `/v1/webhooks/${id}${path}`, { as: other })).status, 404, path)
    t.equal((await call('GET', `/v1/webhooks/${id}/deliveries`, { as: other })).status, 404)
  }
  t.equal((await call('GET', `/v1/webhooks?within=2202`, { as })).status, 404)
})

t.test('administrators see it, and can do nothing but delete it', async (t) => {
  const { id } = await made(`${url}/administered`)
  for (const unit of [city, '22']) {
    const by = { ...admin, unit }
    t.match(await call('GET', `/v1/webhooks/${id}`, { as: by }), { status: 200, body: { actions: [] } })
    t.match((await call('GET', '/v1/webhooks', { as: by })).text, id)
    t.equal((await call('GET', `/v1/webhooks/${id}/deliveries`, { as: by })).status, 403)
  }
  t.equal((await call('DELETE', `/v1/webhooks/${id}`, { as: admin })).status, 204)
  t.equal((await call('GET', `/v1/webhooks/${id}`, { as })).status, 404)
  t.match(await noted(service, id), [{}, { action: 'webhook.removed', actor: admin.sub }])
})

t.test('ten at most, also when they are made at the same time', async (t) => {
  const many = account(city, 'many')
  const ask = (n: number) => call('POST', '/v1/webhooks', { as: many, body: { url: `${url}/${n}` } })
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n)))
  t.equal(answers.filter(({ status }) => status === 201).length, 10)
  t.match(answers.find(({ status }) => status !== 201)?.body, { code: 'webhooks-too-many' })
})

t.test('a new secret: for a day events are signed with both', async (t) => {
  const { url: local, received } = await receiver(t)
  const { send, post } = webhooksOf(service, as)
  const webhook = await made(local)
  const rotated = ok(await post(webhook.id, '/rotate-secret'))
  t.not(rotated.secret, webhook.secret)
  t.equal(Date.parse(rotated.previousSecretUntil), clock.now.getTime() + 24 * 3_600_000)
  const signaturesNow = async () => {
    ok(await post(webhook.id, '/test'))
    await send()
    const last = received.at(-1)
    const at = new Date(Number(last?.headers['webhook-timestamp']) * 1000)
    t.equal(at.getTime(), clock.now.getTime())
    const by = (secret: string) =>
      new Webhook(secret).sign(String(last?.headers['webhook-id']), at, String(last?.body))
    const sent = String(last?.headers['webhook-signature']).split(' ')
    return { sent, before: by(webhook.secret), now: by(rotated.secret) }
  }
  const both = await signaturesNow()
  t.same(both.sent, [both.now, both.before])
  clock.now = new Date(clock.now.getTime() + 24 * 3_600_000)
  const one = await signaturesNow()
  t.same(one.sent, [one.now])
})

t.test('a key that changed: opened by the one before it, and sealed again', async (t) => {
  const { id, secret } = await made(`${url}/resealed`)
  const fresh = createSecrets(['another key of the webhooks, long enough', env.WEBHOOK_KEY])
  await sweepWebhooks(context.db, fresh, new Date(0))
  const row = await context.db
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  t.equal(row.key_id, fresh.keyId)
  t.same(fresh.open(id, { keyId: row.key_id, sealed: row.sealed }), [secret])
  t.equal(secrets.open(id, { keyId: row.key_id, sealed: row.sealed }), undefined)
  t.equal((await get(id)).version, 1)
})

t.test('paused and resumed by its account', async (t) => {
  const { id } = await made(`${url}/paused`)
  t.match((await change(id, { state: 'paused' })).body, { state: 'paused', pausedReason: 'asked' })
  t.match((await change(id, { state: 'active' })).body, {
    state: 'active',
    pausedReason: null,
    pausedAt: null
  })
  t.match(await noted(service, id), [
    {},
    { action: 'webhook.changed', details: { changed: ['state'] } },
    { action: 'webhook.changed' }
  ])
  t.equal((await post(id, '/test')).status, 202)
})
