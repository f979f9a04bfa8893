import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { city, county, programme, proposalsOf, reader } from '../examples/proposals.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

t.test('the worked example', async (t) => {
  const service = await testService(t)
  const { month, list, read } = proposalsOf(service)
  await makeProgramme(service, programme)
  await month('2026-03', 12)
  t.strictSame(await list(), [])
  await month('2026-04', 3)
  const [{ id }] = await list()
  const { facts, ...made } = await read(id)
  t.match(made, {
    ...{ unitCode: city, targetCode: county, kind: 'notice', fact: 'payments-late', state: 'open' },
    ...{ period: '2026-03/04', gap: null, firstSeenOn: '2026-04-11', clauseId: 'jilin-2019-12:3.5' },
    ...{ ruleId: 'jilin-2019-12:payments-late', noticeId: null, actions: ['accept', 'merge', 'dismiss'] }
  })
  t.match(facts, [
    { kind: 'fund-check', figures: { period: '2026-03', late: 12, recipients: 300 } },
    { kind: 'fund-check', figures: { period: '2026-04', late: 3, recipients: 300 } }
  ])
  t.equal(facts.length, 2)
  await month('2026-05', 1)
  t.match(await list(), [{ id, kind: 'interview', period: '2026-03/05' }])
  await month('2026-05', 0, '2026-05-12')
  t.match(await list(), [{ id, kind: 'notice', period: '2026-03/04' }])
  await month('2026-04', 0, '2026-05-13')
  t.match(await list(), [{ id, state: 'lapsed' }])
  t.equal((await list()).length, 1)
  t.strictSame(
    (await noted(service, id)).map(({ action }) => action),
    ['proposal.made', 'proposal.grown', 'proposal.grown', 'proposal.lapsed']
  )
  t.equal(await service.react(), 0, 'once')
})

t.test('a month in time between two late ones', async (t) => {
  const service = await testService(t)
  const { month, list } = proposalsOf(service)
  await makeProgramme(service, programme)
  await month('2026-03', 12)
  await month('2026-04', 0)
  await month('2026-05', 7)
  t.strictSame(await list(), [])
})

t.test('a month without payments is counted neither way, and shown', async (t) => {
  const service = await testService(t)
  const { month, list } = proposalsOf(service)
  await makeProgramme(service, programme)
  await month('2026-02', 4)
  await month('2026-03', 12)
  await month('2026-04', null)
  t.match(await list(), [{ kind: 'notice', period: '2026-02/03', gap: '2026-04' }])
  await month('2026-05', 7)
  t.match(await list(), [{ kind: 'notice', period: '2026-02/05', gap: '2026-04' }], 'not three in a row')
  await month('2026-04', 1, '2026-05-12')
  t.match(await list(), [{ kind: 'interview', period: '2026-02/05', gap: null }])
})

t.test('a twentieth of the recipients in one month is enough for an interview', async (t) => {
  const service = await testService(t)
  const { month, list, step } = proposalsOf(service)
  await makeProgramme(service, programme)
  await month('2026-03', 15)
  const [{ id, kind, period }] = await list()
  t.strictSame([kind, period], ['interview', '2026-03'])
  t.match((await step(id, 'accept')).body, { code: 'proposal-called-for-missing' })
  t.match((await step(id, 'accept', { title: 'x' })).body, { code: 'proposal-field-of-other-kind' })
  const made = ok(await step(id, 'accept', { calledFor: '2026-03-20' }))
  const interview = ok(await service.call('GET', `/v1/interviews/${made.interviewId}`, { as: reader(city) }))
  t.match(interview, { unitCode: city, intervieweeUnitCode: county, causes: [{ kind: 'fund-check' }] })
  t.match(interview.reason, /2026年3月.*迟发15人/)
})
