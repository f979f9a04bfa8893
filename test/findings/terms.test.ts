import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { city, county, findingsOf, person, township } from '../examples/finding.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, context, ended } = service
const { made, taken, read, on } = findingsOf(service)
const actions = async (id: string) => (await noted(service, id)).map(({ action }) => action)
const watch = () => watchTerms(context, { subjects, reminderDays: 3 })

t.test('a local rule of the target shortens the term', async (t) => {
  const body = {
    unitCode: county,
    effectiveFrom: '2026-03-01',
    document: '南关区整改细则',
    terms: [{ rule: 'rectification', days: 10 }]
  }
  const rule = ok(await call('POST', '/v1/local-rules', { as: person('22', 'a', ['admin']), body }))
  t.match(await made(), { dueOn: '2026-03-12', terms: [{ days: 10, localRuleId: rule.id }] })
  const beside = await made({ targetCode: '220103002' })
  t.match(beside, { dueOn: '2026-04-01', terms: [{ days: 30, localRuleId: null, localDefault: true }] })
})

t.test('what is overdue surfaces: at midnight, in the list, in the timeline; told once', async (t) => {
  const { id } = await made({ targetCode: '220103002' })
  for (const day of ['2026-03-28', '2026-03-29', '2026-04-01', '2026-04-02', '2026-04-03']) {
    on(day)
    await watch()
    t.equal((await read(id)).overdue, day > '2026-04-01', day)
  }
  t.same(await actions(id), ['finding.made', 'finding.term-due-soon', 'finding.term-missed'])
  const overdue = await call('GET', '/v1/findings?overdue=true&targetCode=220103002', { as: person(city) })
  t.ok(overdue.body.items.some((one: { id: string }) => one.id === id))
  const as = person('220103002')
  const { items } = (await call('GET', '/v1/units/220103002/timeline', { as })).body
  const told = items.filter((one: { id: string }) => one.id === id)
  t.match(told, [
    { kind: 'finding.made', clause: { id: 'jilin-2019-12:3.3' }, summary: /^发现问题：低保资金/ },
    { kind: 'finding.term-missed', clause: { id: 'jilin-2019-12:4.3' }, summary: /^整改逾期：/ }
  ])
  on('2026-04-10')
  t.match(await taken(id, 'rectify', { as }), { state: 'rectified', terms: [{ state: 'missed' }] })
  t.same((await actions(id)).length, 4)
  const beside = await call('GET', '/v1/units/220103002/timeline', {
    as: person('220103002', 'x', ['admin'])
  })
  t.same(beside.body.items, [], 'nothing to who may read no findings')
})

t.test('a changed calendar moves the due date, and whoever read the old one must read again', async (t) => {
  on('2027-01-11')
  const one = await made({ targetCode: '220103002' })
  const rectified = await made({ targetCode: '220103002' })
  await taken(rectified.id, 'rectify', { as: person('220103002') })
  t.equal(one.dueOn, '2027-02-10')
  const body = {
    state: 'official',
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    days: [{ date: '2027-02-10', off: true, name: '春节' }]
  }
  const as = person('22', 'admin', ['admin'])
  const { body: year } = await call('PUT', '/v1/calendar/2027', { as, body, headers: { 'if-match': '"0"' } })
  t.match(await ended(year.recomputation), { body: { state: 'succeeded' } })
  const after = await call('GET', `/v1/findings/${one.id}`, { as: person(township.slice(0, 4)) })
  t.match(after.body, { dueOn: '2027-02-11', terms: [{ dueOn: '2027-02-11' }] })
  t.equal(after.headers.etag?.startsWith('"2'), true)
  t.match(await read(rectified.id), { state: 'rectified', dueOn: null }, 'what does not run stays')
})
