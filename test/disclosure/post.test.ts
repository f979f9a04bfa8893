import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { county, disclosuresOf, keeper, township, village, website } from '../examples/disclosure.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { board, post, hang, step, read } = disclosuresOf(service)
const url = '/v1/disclosures'
const at = (day: string) => {
  clock.now = new Date(`${day}T02:00:00Z`)
}
await makeProgramme(service, 'low-income-rural')
await makeProgramme(service, 'temporary-assistance')
await makeProgramme(service, 'orphans')
await service.database.owner.pool.query(
  "update fund_programme set disclosure = 'forbidden' where code = 'orphans'"
)
const boardId = await board()
const review = { content: 'review', programme: 'low-income-rural' }

t.test('a notice of reviews: seven days, the last one not rolled', async (t) => {
  const first = ok(await hang(boardId, township, review)).id
  const second = ok(await hang(boardId, township, review)).id
  t.match(await read(first), {
    ...{ unitCode: township, boardUnitCode: village, state: 'shown', daysShown: 0, endsOn: '2026-03-09' },
    ...{ displayState: 'running', enteredOn: '2026-03-02' },
    terms: [
      {
        ...{ rule: 'disclosure.review', days: 7, unit: 'calendar', startedOn: '2026-03-02' },
        ...{
          endsOn: '2026-03-09',
          clauseId: 'social-assistance-2014:11',
          localDefault: true,
          state: 'running'
        }
      }
    ]
  })
  at('2026-03-09')
  t.match(await read(first), { daysShown: 6, displayState: 'running' })
  t.match(ok(await step(first, 'remove', { on: '2026-03-09' })), {
    ...{ state: 'removed', daysShown: 6, displayState: 'too-short', actions: ['withdraw'] }
  })
  at('2026-03-10')
  t.match(await read(second), { daysShown: 7, displayState: 'kept' })
  t.match(ok(await step(second, 'remove', { on: '2026-03-10' }, keeper(township))), {
    ...{ daysShown: 7, displayState: 'kept' }
  })
  t.match(await noted(service, first), [
    { action: 'disclosure.posted', details: { content: 'review', programme: 'low-income-rural' } },
    { action: 'disclosure.removed', details: { on: '2026-03-09', isTooShort: true } }
  ])
  at('2026-10-09')
  const third = ok(await hang(boardId, township, { ...review, postedOn: '2026-09-25' })).id
  t.match(await read(third), { endsOn: '2026-10-02', displayState: 'kept', enteredOn: '2026-10-09' })
  const short = ok(await hang(boardId, township, { ...review, programme: 'temporary-assistance' }, undefined))
  t.match(short, { terms: [{ rule: 'disclosure.review-temporary', days: 5 }] })
  const list = async (query: string) =>
    ok(await call('GET', `${url}?within=${township}&count=true&${query}`, { as: keeper('2202') })).total
  t.equal(await list('displayState=too-short'), 1)
  t.equal(await list('displayState=kept,too-short'), 4)
  t.equal(await list('programme=temporary-assistance&state=shown'), 1)
  t.equal(await list(`boardId=${boardId}&postedFrom=2026-09-01&postedTo=2026-09-30`), 1)
  at('2026-03-10')
})

t.test('put up again is another one; withdrawn counts no more', async (t) => {
  const more = { content: 'recipients', programme: 'low-income-rural', period: '2026-03' }
  const first = await post(more)
  const body = { ...website, ...more }
  t.equal((await call('POST', url, { as: keeper(county), body })).body.code, 'disclosure-twice')
  ok(await step(first, 'remove', { on: '2026-03-05' }))
  const again = await post({ ...more, postedOn: '2026-03-08' })
  t.not(again, first)
  t.match(await read(first), { state: 'removed', daysShown: 2, displayState: null, terms: [] })
  t.match(ok(await step(again, 'withdraw', { on: '2026-03-09', reason: '名单有误' })), {
    ...{ state: 'withdrawn', withdrawnOn: '2026-03-09', withdrawReason: '名单有误', actions: [] }
  })
  t.match(await read(again, keeper('2202')), { state: 'withdrawn', withdrawReason: null }, 'not for others')
})

t.test('of two at the same time one counts', async (t) => {
  const more = { content: 'recipients', programme: 'low-income-rural', period: '2026-02' }
  const body = { ...website, ...more, postedOn: '2026-03-03' }
  const both = await Promise.all([1, 2].map(() => call('POST', url, { as: keeper(county), body })))
  t.strictSame(statuses(both), [201, 409])
  const id = await post()
  const removed = await Promise.all([1, 2].map(() => step(id, 'remove', { on: '2026-03-09' })))
  t.strictSame(statuses(removed), [200, 409])
})

t.test('refused, and nothing written', async (t) => {
  const body = website
  const wrong = (more: object, is: [number, string, string?]) => ({ body: { ...body, ...more }, is })
  const elsewhere = await board('220103002001', {}, keeper('220103002001'))
  const { address: _, ...nowhere } = body
  await refused(
    t,
    service,
    { method: 'POST', url, as: keeper(county), body },
    {
      'by a unit beside': { as: keeper('220103'), is: [404, 'not-found', '/unitCode'] },
      'by a unit below': { as: keeper(township), is: [404, 'not-found', '/unitCode'] },
      'without the role': { as: keeper(county, ['inspector']), is: [403, 'role-missing'] },
      'of no programme': wrong({ content: 'recipients', programme: 'of-nothing', period: '2026-02' }, [
        422,
        'programme-unknown',
        '/programme'
      ]),
      'of children': wrong({ content: 'recipients', programme: 'orphans', period: '2026-02' }, [
        422,
        'programme-not-shown',
        '/programme'
      ]),
      'on no board': {
        body: { ...nowhere, channel: 'board', boardId: '01900000-0000-7000-8000-000000000000' },
        is: [422, 'notice-board-unknown', '/boardId']
      },
      'on the board of others': {
        body: { ...nowhere, channel: 'board', boardId: elsewhere },
        is: [422, 'notice-board-of-others', '/boardId']
      },
      'by http': wrong({ address: 'http://example.gov.cn' }, [422, 'disclosure-address-bad', '/address']),
      'with names': wrong({ names: ['张三'] }, [400, 'validation-failed', '/names']),
      'in the future': wrong({ postedOn: '2026-03-11' }, [422, 'disclosure-day', '/postedOn'])
    }
  )
  const id = await post()
  const gone = await post()
  ok(await step(gone, 'withdraw', { on: '2026-03-09', reason: '误报' }))
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/remove`, as: keeper(county), body: { on: '2026-03-09' } },
    {
      'by a unit beside': { as: keeper('220103'), is: [404, 'disclosure-not-found'] },
      'before it was posted': { body: { on: '2026-03-01' }, is: [422, 'disclosure-end-day', '/on'] },
      withdrawn: { url: `${url}/${gone}/remove`, is: [409, 'disclosure-step'] },
      'twice withdrawn': {
        url: `${url}/${gone}/withdraw`,
        body: { on: '2026-03-09', reason: '误报' },
        is: [409, 'disclosure-step']
      },
      'without a day': { body: {}, is: [400, 'validation-failed', '/on'] }
    }
  )
})
