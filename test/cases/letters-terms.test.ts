import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { city, clerk, county, lettersOf } from '../examples/letter.ts'
import { noted } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock, ended, context } = service
const { receive, issued, respond, read } = lettersOf(service)
const at = (day: string) => {
  clock.now = new Date(`${day}T10:00:00+08:00`)
}
const actions = async (id: string) => (await noted(service, id)).map(({ action }) => action)

t.test('a late answer is taken all the same; the term shows as missed', async (t) => {
  const caseId = await receive()
  const { id } = await issued(caseId)
  at('2026-04-01')
  t.match(await read(`/v1/letters/${id}`), { overdue: false, terms: [{ state: 'running' }] })
  const before = await call('GET', `/v1/letters/${id}`, { as: clerk(county) })
  at('2026-04-02')
  const headers = { 'if-none-match': String(before.headers.etag) }
  const after = await call('GET', `/v1/letters/${id}`, { as: clerk(county), headers })
  t.equal(after.status, 200, 'midnight changes what is shown')
  t.match(after.body, { overdue: true, state: 'awaited', terms: [{ state: 'missed', metOn: null }] })
  t.match((await respond(id)).body, {
    overdue: false,
    state: 'answered',
    answeredOn: '2026-04-02',
    terms: [{ state: 'missed', metOn: '2026-04-02' }]
  })
  const terms = [{ rule: 'letter.answer', dueOn: '2026-04-01', metOn: '2026-04-02', isMet: false }]
  t.match((await noted(service, id)).at(-1), { action: 'letter.answered', details: { terms } })
  t.same((await read(`/v1/cases/${caseId}/timeline`)).items.at(-1).terms, terms)
})

t.test('urging has the same term, and a local rule of the unit may shorten it', async (t) => {
  const body = {
    unitCode: county,
    effectiveFrom: '2026-04-01',
    document: '南关区信访工作细则',
    terms: [{ rule: 'letter.answer', days: 10 }]
  }
  const rule = await call('POST', '/v1/local-rules', { as: clerk('22', 'admin', ['admin']), body })
  t.equal(rule.status, 201)
  const urged = await issued(await receive(), { more: { kind: 'urge' } })
  t.match(urged, { dueOn: '2026-04-13', terms: [{ days: 10, localRuleId: rule.body.id }] })
  const beside = await issued(await receive('220103'), { more: { kind: 'urge' } })
  t.match(beside, { dueOn: '2026-05-06', terms: [{ days: 30, localRuleId: null }] }, 'the holiday included')
})

t.test('the watch tells once of what is due soon and of what is missed', async (t) => {
  const { id } = await issued(await receive('220103'))
  for (const day of ['2026-05-04', '2026-05-05', '2026-05-07', '2026-05-08']) {
    at(day)
    await watchTerms(context, { subjects, reminderDays: 3 })
  }
  t.same(await actions(id), ['letter.issued', 'letter.term-due-soon', 'letter.term-missed'])
})

t.test('a changed calendar moves the due date, and whoever read the old one must read again', async (t) => {
  at('2027-01-11')
  const { id, dueOn } = await issued(await receive('220103'))
  t.equal(dueOn, '2027-02-10')
  const before = await call('GET', `/v1/letters/${id}`, { as: clerk(city) })
  const body = {
    state: 'official',
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    days: [{ date: '2027-02-10', off: true, name: '春节' }]
  }
  const as = clerk('22', 'admin', ['admin'])
  const { body: year } = await call('PUT', '/v1/calendar/2027', { as, body, headers: { 'if-match': '"0"' } })
  t.match(await ended(year.recomputation), { body: { state: 'succeeded' } })
  const after = await call('GET', `/v1/letters/${id}`, { as: clerk(city) })
  t.match(after.body, { dueOn: '2027-02-11', terms: [{ dueOn: '2027-02-11' }] })
  t.match(await read('/v1/letters?unitCode=220103&limit=200'), {
    items: [{}, {}, { id, dueOn: '2027-02-11' }]
  })
  const stale = { as: clerk('220103'), headers: { 'if-match': String(before.headers.etag) } }
  t.match(await respond(id, stale), { status: 412 })
  t.match(await respond(id, { as: clerk('220103') }), { status: 200 })
  t.same(await actions(id), ['letter.issued', 'letter.term-moved', 'letter.answered'])
})
