import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { deleteExpired } from '../../src/platform/feed/index.ts'
import { awaitedBy } from '../../src/platform/work/events.ts'
import { reactions } from '../../src/rooms.ts'
import { pauses } from '../../src/webhooks/rules.ts'
import { clerk, intake } from '../examples/case.ts'
import { eventsOf } from '../examples/events.ts'
import { city, findingsOf, township } from '../examples/finding.ts'
import {
  account,
  answering,
  done,
  env,
  eventIn,
  receiver,
  senderOf,
  webhooksOf
} from '../examples/webhook.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { env, connections: 4 })
const { call, clock, context, database } = service
const as = account(city)
const { made, get, change, post, deliveries, send } = webhooksOf(service, as)
const findings = findingsOf(service)
const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000)
}
const types = ['finding.made', 'finding.waived']

t.test('events as the feed shows them, in order, each once and signed', async (t) => {
  await findings.made()
  const feed = eventsOf(service)
  const start = await feed.end({ as })
  const { url, received, events } = await receiver(t)
  const { id, secret } = await made(url, types)
  const one = await findings.made()
  await findings.step(one.id, 'waive')
  await findings.made()
  await send()
  await send()
  const { items } = ok(await feed.get(`after=${start}`, { as }))
  t.same(events(), items, 'what was before it was made is not sent')
  for (const { headers, body } of received) {
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    t.equal(headers['webhook-id'], JSON.parse(body).id)
    t.equal(headers['webhook-signature'], new Webhook(secret).sign(String(headers['webhook-id']), at, body))
    t.match(headers['content-type'], 'application/cloudevents+json')
    t.notMatch(body, /情况已消除|"sub"|"traceId"/)
  }
  const listed = await deliveries(id)
  t.same(
    listed.map(({ messageId }: { messageId: string }) => messageId).sort(),
    items.map(({ id }: { id: string }) => id).sort()
  )
  for (const one of listed)
    t.match(one, {
      kind: 'event',
      state: 'delivered',
      attempts: [{ at: /\+08:00$/, status: 204, error: null }]
    })
  t.match(await get(id), { failures: 0, deliveredAt: /^2026-03-02/ })
})

t.test('the library of the receiver accepts a test event', async (t) => {
  const before = clock.now
  clock.now = new Date()
  t.teardown(() => {
    clock.now = before
  })
  const { url, received } = await receiver(t)
  const { id, secret } = await made(url, types)
  const asked = ok(await post(id, '/test'))
  t.match(asked, { kind: 'test', type: 'webhook.test', state: 'waiting', attempts: [] })
  await send()
  const [{ headers, body } = { headers: {}, body: '' }] = received
  t.match(new Webhook(secret).verify(body, headers as Record<string, string>), {
    type: 'webhook.test',
    id: asked.messageId,
    subject: `webhook/${id}`
  })
  t.throws(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>))
  t.match(await deliveries(id), [{ id: asked.id, state: 'delivered' }])
  ok(await change(id, { state: 'paused' }))
})

t.test('a failure is tried again after growing pauses, and holds back what comes after it', async (t) => {
  let isWell = false
  const { url, received, events } = await receiver(t, (response) =>
    (isWell ? done : answering(500))(response)
  )
  const { id } = await made(url, types)
  const first = await findings.made()
  const second = await findings.made()
  await send()
  t.equal(received.length, 1)
  t.match(await get(id), { failures: 1, state: 'active' })
  later(4)
  await send()
  t.equal(received.length, 1, 'not before its time')
  later(1)
  await send()
  t.equal(received.length, 2)
  later(pauses[1] ?? 0)
  isWell = true
  await send()
  t.same(
    events().map(({ subject }) => subject),
    [first, first, first, second].map(({ id }) => `finding/${id}`)
  )
  t.equal(new Set(received.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size, 1)
  const [, failed] = await deliveries(id)
  t.match(failed.attempts, [{ status: 500, error: 'status' }, { status: 500 }, { status: 204, error: null }])
  t.notMatch(JSON.stringify(failed), '王某', 'what the receiver answered is not kept')
  t.match(await get(id), { failures: 0, failingSince: null, nextAttemptAt: null })
})

t.test('after three days it is paused and reported; resumed, it goes on where it was', async (t) => {
  let isWell = false
  const { url, received, events } = await receiver(t, (response) =>
    (isWell ? done : answering(503))(response)
  )
  const { id } = await made(url, types)
  const first = await findings.made()
  await send()
  const begun = clock.now.getTime()
  for (const pause of pauses) {
    t.equal((await get(id)).state, 'active')
    later(pause)
    await send()
  }
  t.equal(Math.round((clock.now.getTime() - begun) / 86_400_000), 3)
  t.match(await get(id), { state: 'paused', pausedReason: 'failing', failures: pauses.length + 1 })
  t.match((await noted(service, id)).at(-1), { action: 'webhook.paused', details: { reason: 'failing' } })
  t.match(await service.metrics(), /^webhooks_paused [1-9]/m)
  const second = await findings.made()
  later(86_400)
  await send()
  t.equal(received.length, pauses.length + 1, 'nothing is sent while it is paused')
  isWell = true
  ok(await change(id, { state: 'active' }))
  await send()
  t.same(
    events()
      .slice(-2)
      .map(({ subject }) => subject),
    [first, second].map(({ id }) => `finding/${id}`)
  )
})

t.test('a receiver that is gone is paused at once', async (t) => {
  const { url } = await receiver(t, answering(410))
  const { id } = await made(url, types)
  await findings.made()
  await send()
  t.match(await get(id), { state: 'paused', pausedReason: 'gone' })
})

t.test('an event is sent once more with the same identifier, also while it is paused', async (t) => {
  const { url, received } = await receiver(t)
  const { id } = await made(url, types)
  await findings.made()
  await send()
  ok(await change(id, { state: 'paused' }))
  const [{ id: delivery }] = await deliveries(id)
  t.match(await post(id, `/deliveries/${delivery}/replay`), { status: 202, body: { state: 'waiting' } })
  await send()
  await send()
  t.equal(received.length, 2)
  t.equal(received[1]?.headers['webhook-id'], received[0]?.headers['webhook-id'])
  t.equal(received[1]?.body, received[0]?.body)
  t.match(await deliveries(id), [{ state: 'delivered', attempts: [{}, { status: 204 }] }])
  const other = await made(`${url}/other`, types)
  t.match(await post(other.id, `/deliveries/${delivery}/replay`), {
    status: 404,
    body: { code: 'webhook-delivery-not-found' }
  })
  t.match((await noted(service, id)).at(-1), { action: 'webhook.replayed' })
})

t.test('two instances at the same time send each event once', async (t) => {
  const { url, received } = await receiver(t)
  await made(url, types)
  for (let n = 0; n < 6; n += 1) await findings.made()
  const instances = [senderOf(service), senderOf(service), senderOf(service)]
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(instances.map((one) => one.round()))
    await Promise.all(instances.map((one) => one.settled()))
  }
  t.equal(received.length, 6)
  t.equal(new Set(received.map((one) => eventIn(one).id)).size, 6)
})

t.test('a slow receiver delays no other, and holds no connection', async (t) => {
  const waiting: (() => void)[] = []
  const slow = await receiver(t, (response) => waiting.push(() => done(response)))
  const quick = await receiver(t)
  const slowOnes = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((name) => made(`${slow.url}/${name}`, types, account(city, name)))
  )
  await made(quick.url, types)
  await findings.made()
  const sender = senderOf(service)
  const isSent = async () => {
    await sender.round()
    return quick.received.length > 0 && waiting.length === slowOnes.length
  }
  while (!(await isSent())) await new Promise((next) => setTimeout(next, 20))
  t.equal(context.db.isTransaction, false)
  t.equal((await call('GET', '/v1/webhooks', { as })).status, 200, 'more wait than there are connections')
  const ended = sender.end()
  for (const answer of waiting) answer()
  await ended
  t.match(await get((await call('GET', '/v1/webhooks', { as })).body.items[0].id), { failures: 0 })
  await findings.made()
  const before = quick.received.length
  await sender.round()
  await sender.settled()
  t.equal(quick.received.length, before, 'an instance that stops begins nothing more')
  await send()
})

t.test('what became hidden is withheld from then on, also when it is sent once more', async (t) => {
  let isWell = false
  const { url, events } = await receiver(t, (response) => (isWell ? done : answering(500))(response))
  const county = account('220102')
  const other = webhooksOf(service, county)
  const { id } = await other.made(url, ['case.received'])
  const entered = { as: clerk(), body: intake({ receivedAt: clock.now.toISOString() }) }
  const one = ok(await call('POST', '/v1/cases', entered))
  await send()
  t.match(events(), [{ type: 'case.received', subject: `case/${one.id}` }])
  await sql`update petition_case set hidden_from = array['220102'] where id = ${one.id}`.execute(
    database.owner.db
  )
  isWell = true
  later(pauses[0] ?? 0)
  await send()
  t.equal(events().length, 1)
  const [{ id: delivery }] = await other.deliveries(id)
  ok(await other.post(id, `/deliveries/${delivery}/replay`))
  await send()
  t.equal(events().length, 1)
  t.match(await other.deliveries(id), [{ state: 'withheld' }])
})

t.test('people of other units, and units below without the payload', async (t) => {
  const [stranger, below] = [await receiver(t), await receiver(t)]
  await made(stranger.url, [], account('220203'))
  await made(below.url, types, account(township))
  await findings.made()
  await send()
  t.same(stranger.events(), [])
  t.match(below.events(), [{ type: 'finding.made', data: {} }])
  t.strictSame(below.events()[0]?.data, {})
})

t.test('events that are deleted: paused, and resumed only from now on', async (t) => {
  const { url, events } = await receiver(t)
  const { id } = await made(url, types)
  ok(await change(id, { state: 'paused' }))
  await findings.made()
  await send()
  // The test of the library has recorded events of today.
  later(9999 * 86_400)
  await deleteExpired(context.db, clock.now, awaitedBy(reactions))
  t.match(await change(id, { state: 'active' }), { status: 410, body: { code: 'webhook-events-expired' } })
  t.match(await change(id, { state: 'active', fromNow: true }), { status: 200, body: { state: 'active' } })
  later(1)
  const kept = await findings.made()
  await send()
  t.match(events(), [{ subject: `finding/${kept.id}` }])
  await findings.made()
  later(86_400)
  await sql`update webhook set state = 'paused', paused_reason = 'asked', paused_at = now() where id <> ${id}`.execute(
    database.owner.db
  )
  await call('GET', '/v1/events?limit=200', { as })
  await deleteExpired(context.db, clock.now, awaitedBy(reactions))
  await findings.made()
  await send()
  t.match(await get(id), { state: 'paused', pausedReason: 'events-expired' })
})

t.test('the rights of an account end with its unit', async (t) => {
  const { url, received } = await receiver(t)
  const other = account('220102001001')
  const { id } = await made(url, [], other)
  const on = new Date(clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  ok(await call('POST', '/v1/units/220102001001/retire', { body: { on, successorCode: '220102001002' } }))
  await send()
  await call('GET', '/v1/events?limit=200', { as })
  await send()
  t.equal(received.length, 0)
  const { rows } = await sql`select state, paused_reason from webhook where id = ${id}`.execute(context.db)
  t.same(rows, [{ state: 'paused', paused_reason: 'unit-ended' }])
})
