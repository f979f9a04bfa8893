import t from 'tap'
import { city, county, interviewsOf, leader, township } from '../examples/interview.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { summoned, step, spoken, fulfil, read } = interviewsOf(service)
const start = clock.now
t.afterEach(() => {
  clock.now = start
})

t.test('closed: by the caller, when nothing is left to wait for', async (t) => {
  const id = await spoken()
  const usual = { method: 'POST' as const, url: `/v1/interviews/${id}/close`, as: leader('22') }
  await refused(t, service, usual, {
    'without the role': { as: leader('22', 'x', ['inspector']), is: [403, 'role-missing'] },
    'the unit interviewed': { as: leader(county), is: [403, 'interview-not-yours'] },
    'a unit between': { as: leader(city), is: [403, 'interview-not-yours'] },
    'a unit below': { as: leader(township), is: [404, 'interview-not-found'] },
    'with open commitments': { is: [409, 'commitments-open'] },
    'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
    'before it was held': { url: `/v1/interviews/${await summoned()}/close`, is: [409, 'interview-step'] },
    'with a reason': { body: { reason: 'x' }, is: [400, 'validation-failed'] }
  })
  ok(await fulfil(id, 1))
  clock.now = new Date('2026-04-01T01:00:00Z')
  const closed = await step(id, 'close')
  t.match(closed, {
    status: 200,
    body: {
      state: 'closed',
      closedBy: '22:leader',
      closedAt: '2026-04-01T09:00:00+08:00',
      overdue: false,
      commitments: [{ state: 'fulfilled' }, { state: 'missed' }]
    }
  })
  t.strictSame(await read(id, leader(county)), closed.body)
  t.match((await noted(service, id)).at(-1), { action: 'interview.closed' })
  for (const name of ['close', 'commitments/2/fulfil']) {
    t.match(await step(id, name), { status: 409, body: { code: 'interview-step' } }, name)
  }
})

t.test('cancelled before it is held, with the reason', async (t) => {
  const [id, held] = [await summoned(), await spoken()]
  const body = { reason: '合并至下次约谈' }
  const usual = { method: 'POST' as const, url: `/v1/interviews/${id}/cancel`, as: leader('22'), body }
  await refused(t, service, usual, {
    'without the role': { as: leader('22', 'x', ['inspector']), is: [403, 'role-missing'] },
    'the unit interviewed': { as: leader(county), is: [403, 'interview-not-yours'] },
    'a unit beside': { as: leader('2202'), is: [404, 'interview-not-found'] },
    'without a reason': { body: {}, is: [400, 'validation-failed', '/reason'] },
    held: { url: `/v1/interviews/${held}/cancel`, is: [409, 'interview-step'] }
  })
  t.match(await step(id, 'cancel', { body }), {
    status: 200,
    body: { state: 'cancelled', cancelReason: body.reason, cancelledBy: '22:leader' }
  })
  t.match(await step(id, 'cancel', { body }), { status: 409, body: { code: 'interview-step' } })
})

t.test('two at once: one effect', async (t) => {
  const id = await summoned()
  const body = { reason: 'x' }
  const steps = await Promise.all(
    [1, 2, 3].map((n) => step(id, 'cancel', { body, as: leader('22', `${n}`) }))
  )
  t.same(statuses(steps), [200, 409, 409])
  t.same(
    (await noted(service, id)).map(({ action }) => action),
    ['interview.called', 'interview.cancelled']
  )
})

t.test('in the timeline of the unit interviewed, each step with its clause', async (t) => {
  const { items } = (await call('GET', `/v1/units/${county}/timeline?limit=200`, { as: leader(county) })).body
  const kinds = new Map(items.map((one: { kind: string }) => [one.kind, one]))
  const clause = { id: 'jilin-2019-12:3.5' }
  t.match(kinds.get('interview.called'), { clause, summary: /^通知约谈：22-2026-0000.. 社会救助资金/ })
  for (const kind of ['held', 'commitment-fulfilled', 'closed', 'cancelled']) {
    t.match(kinds.get(`interview.${kind}`), { clause }, kind)
  }
  const beside = await call('GET', '/v1/units/2202/timeline', { as: leader('2202') })
  t.same(beside.body.items, [])
})
