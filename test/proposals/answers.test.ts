import t from 'tap'
import { interviewsOf } from '../examples/interview.ts'
import { answer, clerk, county, noticesOf } from '../examples/notice.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { issued, made } = noticesOf(service)
const { spoken, fulfil } = interviewsOf(service)
const { watch, list, read, step } = proposalsOf(service)
const city = '2201'
const promised = await spoken({ commitments: [{ text: '补发', dueOn: '2026-03-20' }] })

t.test('an interview on the day after a notice should have been answered', async (t) => {
  const id = await issued({ answerBy: '2026-03-10' })
  await made({ answerBy: '2026-03-10' })
  t.equal(await watch('2026-03-10'), 0, 'the last day is not over')
  t.equal(await watch('2026-03-11'), 2, 'one for each unit, and none for a draft')
  const [one] = await list(`targetCode=${county}`)
  t.match(one, { kind: 'interview', fact: 'notice-unanswered', unitCode: city, period: '2026-03' })
  const figures = { dueOn: '2026-03-10' }
  t.strictSame((await read(one.id)).facts, [{ kind: 'notice', id, figures }])
  t.strictSame(await list('', reader(county)), [], 'the unit that has not answered sees nothing of it')
  ok(await call('POST', `/v1/notices/${id}/answers`, { as: clerk(county), body: answer }))
  t.equal(await watch('2026-03-12'), 1)
  t.match(await read(one.id), { state: 'lapsed' })
  t.match(await list('targetCode=220103'), [{ state: 'open' }])
})

t.test('an interview on the day after a commitment should have been kept', async (t) => {
  const id = promised
  t.equal(await watch('2026-03-20'), 0)
  t.equal(await watch('2026-03-21'), 1)
  const [one] = await list('fact=commitment-missed', reader(city))
  t.match(one, { kind: 'interview', targetCode: county, unitCode: city, state: 'open' })
  const { facts } = await read(one.id)
  t.strictSame(facts, [{ kind: 'interview', id, figures: { dueOn: '2026-03-20' } }])
  const accepted = ok(await step(one.id, 'accept', { calledFor: '2026-03-30' }))
  const interview = ok(await call('GET', `/v1/interviews/${accepted.interviewId}`, { as: reader(city) }))
  t.match(interview, { causes: [{ kind: 'interview', id }] })
  t.match(interview.reason, /约谈承诺逾期未兑现：期限为2026年3月20日/)
  ok(await fulfil(id, 1))
  t.equal(await watch('2026-03-22'), 0, 'what was decided stays')
})
