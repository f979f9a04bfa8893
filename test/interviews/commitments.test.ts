import t from 'tap'
import { watchCommitments } from '../../src/interviews/index.ts'
import { city, county, held, interviewsOf, leader, township } from '../examples/interview.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, context } = service
const { summoned, step, spoken, fulfil, read } = interviewsOf(service)
const clause = { id: 'jilin-2019-12:3.5' }
const start = clock.now
const at = (instant: string) => {
  clock.now = new Date(instant)
}
t.afterEach(() => {
  clock.now = start
})

t.test('held: refused, or malformed, and nothing is written', async (t) => {
  const id = await summoned()
  const done = await spoken()
  const bad = (more: object, ...is: [number, string, string?]) => ({ body: { ...held, ...more }, is })
  const wrong = (more: object, pointer: string) => bad(more, 400, 'validation-failed', pointer)
  const promises = (second: object) => ({ commitments: [held.commitments[0], second] })
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/interviews/${id}/hold`, as: leader('22'), body: held },
    {
      'without the role': { as: leader('22', 'x', ['planner']), is: [403, 'role-missing'] },
      'the unit interviewed': { as: leader(county), is: [403, 'interview-not-yours'] },
      'a unit between': { as: leader(city), is: [403, 'interview-not-yours'] },
      'a unit below': { as: leader(township), is: [404, 'interview-not-found'] },
      'no interview': { url: `/v1/interviews/${nowhere}/hold`, is: [404, 'interview-not-found'] },
      again: { url: `/v1/interviews/${done}/hold`, is: [409, 'interview-step'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'before the call': bad({ heldAt: '2026-03-01' }, 422, 'held-out-of-time', '/heldAt'),
      tomorrow: bad({ heldAt: '2026-03-03' }, 422, 'held-out-of-time', '/heldAt'),
      'promised for yesterday': bad(
        promises({ text: 'x', dueOn: '2026-03-01' }),
        422,
        'commitment-before-interview',
        '/commitments/1/dueOn'
      ),
      'promised for no day': wrong(promises({ text: 'x' }), '/commitments/1/dueOn'),
      'promised for a day that is none': wrong(
        promises({ text: 'x', dueOn: '2026-02-30' }),
        '/commitments/1/dueOn'
      ),
      'nothing promised in words': wrong(promises({ text: ' ', dueOn: '2026-03-31' }), '/commitments/1/text'),
      'nobody there': wrong({ attendees: [] }, '/attendees'),
      'no minutes': wrong({ minutes: undefined }, '/minutes')
    }
  )
  const early = { ...held, ...promises({ text: 'x', dueOn: '2026-03-01' }) }
  t.match((await step(id, 'hold', { body: early })).body, { clause })
})

t.test('held and recorded: minutes and commitments are seen by the unit interviewed too', async (t) => {
  const id = await summoned()
  const { status, body } = await step(id, 'hold', { body: held })
  t.equal(status, 200)
  t.match(body, {
    state: 'held',
    heldAt: '2026-03-02',
    minutes: held.minutes,
    attendees: held.attendees,
    commitments: [
      { n: 1, ...held.commitments[0], state: 'open', reports: [], fulfilledOn: null },
      { n: 2, ...held.commitments[1], state: 'open' }
    ],
    nextDueOn: '2026-03-08',
    overdue: false
  })
  t.strictSame(withoutActions(await read(id, leader(county))), withoutActions(body))
  const [, line] = await noted(service, id)
  t.match(line, {
    action: 'interview.held',
    details: { heldAt: '2026-03-02', dueOn: ['2026-03-08', '2026-03-31'] }
  })
  t.notMatch(JSON.stringify(line), /张三|指出/, 'no names and no minutes in the trail')
})

t.test('reported by the unit, again and again; nobody else', async (t) => {
  const id = await spoken()
  const url = `/v1/interviews/${id}/commitments/1/report`
  const body = { text: '已补发三月资金' }
  const usual = { method: 'POST' as const, url, as: leader(county), body }
  await refused(t, service, usual, {
    'without the role': { as: leader(county, 'x', ['viewer']), is: [403, 'role-missing'] },
    'the caller': { as: leader('22'), is: [403, 'commitment-for-others'] },
    'a unit between': { as: leader(city), is: [403, 'commitment-for-others'] },
    'a unit below': { as: leader(township), is: [404, 'interview-not-found'] },
    'no commitment': { url: url.replace('/1/', '/3/'), is: [404, 'commitment-not-found', '{n}'] },
    'a number that is none': { url: url.replace('/1/', '/0/'), is: [400, 'validation-failed', '{n}'] },
    'no words': { body: { text: ' ' }, is: [400, 'validation-failed', '/text'] },
    'before it was held': {
      url: `/v1/interviews/${await summoned()}/commitments/1/report`,
      is: [409, 'interview-step']
    }
  })
  ok(await call('POST', url, usual))
  const second = await call('POST', url, { ...usual, body: { text: '其余已补发' } })
  t.match(second.body.commitments[0], {
    state: 'open',
    reports: [{ ...body, by: '220102:leader', at: '2026-03-02T09:00:00+08:00' }, { text: '其余已补发' }]
  })
  t.strictSame(withoutActions(await read(id)), withoutActions(second.body))
  t.match((await noted(service, id)).at(-1), { action: 'interview.commitment-reported', details: { n: 1 } })
})

t.test('confirmed by the interviewing side, in time and late', async (t) => {
  const id = await spoken()
  const usual = {
    method: 'POST' as const,
    url: `/v1/interviews/${id}/commitments/1/fulfil`,
    as: leader('22')
  }
  await refused(
    t,
    service,
    { ...usual, body: {} },
    {
      'the unit interviewed': { as: leader(county), is: [403, 'interview-not-yours'] },
      'without the role': { as: leader('22', 'x', ['caseworker']), is: [403, 'role-missing'] },
      'no commitment': { url: usual.url.replace('/1/', '/9/'), is: [404, 'commitment-not-found'] },
      'done tomorrow': {
        body: { fulfilledOn: '2026-03-03' },
        is: [422, 'fulfilled-out-of-time', '/fulfilledOn']
      },
      'done before it was promised': {
        body: { fulfilledOn: '2026-03-01' },
        is: [422, 'fulfilled-out-of-time', '/fulfilledOn']
      },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] }
    }
  )
  const note = { note: '抽查十户，均已到账' }
  const first = ok(await fulfil(id, 1, note))
  t.match(first, {
    nextDueOn: '2026-03-31',
    commitments: [{ ...note, state: 'fulfilled', fulfilledOn: '2026-03-02' }]
  })
  t.equal(first.commitments[0].fulfilledBy, '22:leader')
  t.match(await fulfil(id, 1), { status: 409, body: { code: 'commitment-fulfilled' } })
  at('2026-04-10T01:00:00Z')
  t.match(await read(id), { overdue: true, commitments: [{}, { state: 'missed', fulfilledOn: null }] })
  const late = ok(await fulfil(id, 2, { fulfilledOn: '2026-04-02' }))
  t.match(late, {
    overdue: false,
    nextDueOn: null,
    commitments: [{}, { state: 'missed', fulfilledOn: '2026-04-02' }]
  })
  t.match((await noted(service, id)).at(-1)?.details, { n: 2, dueOn: '2026-03-31', isMet: false })
})

t.test('two confirm at once: one does', async (t) => {
  const id = await spoken()
  const both = await Promise.all([1, 2, 3, 4].map(() => fulfil(id, 1)))
  t.same(statuses(both), [200, 409, 409, 409])
  const actions = (await noted(service, id)).map(({ action }) => action)
  t.equal(actions.filter((action) => action === 'interview.commitment-fulfilled').length, 1)
})

t.test('a missed commitment is told of once, whoever looks, and also when it was kept late', async (t) => {
  const [id, late, kept] = [await spoken(), await spoken(), await spoken()]
  ok(await fulfil(kept, 1))
  at('2026-03-07T01:00:00Z')
  await watchCommitments(context)
  const missed = async (one: string) =>
    (await noted(service, one)).filter(({ action }) => action === 'interview.commitment-missed')
  t.same(await missed(id), [], 'not before its day is over')
  // 2026-03-08 is a Sunday: a day that was agreed does not move.
  at('2026-03-09T01:00:00Z')
  ok(await fulfil(late, 1))
  const counts = await Promise.all([1, 2, 3].map(() => watchCommitments(context)))
  await watchCommitments(context)
  t.ok(counts.reduce((sum, n) => sum + n, 0) >= 2)
  for (const one of [id, late]) {
    const [line, ...others] = await missed(one)
    t.same(others, [])
    t.match(line, { actor: 'service', unitCode: '22', path: '22', details: { n: 1, dueOn: '2026-03-08' } })
  }
  t.same(await missed(kept), [])
})

t.test('a mark that a wrong clock has set is cleared while the commitment can still be kept', async (t) => {
  const id = await spoken()
  at('2026-05-01T01:00:00Z')
  await watchCommitments(context)
  const marks = async () =>
    (await noted(service, id))
      .filter(({ action }) => action.startsWith('interview.commitment-'))
      .map(({ action, details }) => `${action} ${details.n}`)
  const missed = ['interview.commitment-missed 1', 'interview.commitment-missed 2']
  t.same((await marks()).sort(), missed)
  at('2026-03-09T01:00:00Z')
  await watchCommitments(context)
  await watchCommitments(context)
  const cleared = [...(await marks())].filter((one) => !missed.includes(one))
  t.same(cleared, ['interview.commitment-mark-cleared 2'], 'the first is missed in truth')
  at('2026-04-01T01:00:00Z')
  await watchCommitments(context)
  t.equal((await marks()).filter((one) => one === missed[1]).length, 2, 'and is marked again in its time')
})
