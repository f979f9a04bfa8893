import t from 'tap'
import { at, bodies, casesOf, clerk, county, intake, leader, township } from '../examples/case.ts'
import { nowhere } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { receive } = casesOf(service)

/** The account of a system. */
const hotline = (unit = county, sub = 'hotline-12345'): Person => ({ unit, roles: ['intake'], sub })
const hand = (as: Person, more: object = {}) => call('POST', '/v1/cases', { as, body: intake(more) })
const look = (as: Person, id: string) => call('GET', `/v1/handed-in-cases/${id}`, { as })
const own = async (as: Person, query = '') =>
  ok(await call('GET', `/v1/handed-in-cases?${query}`, { as })).items as { id: string }[]

t.test('a system hands in a case, and follows number, state, terms and outcome', async (t) => {
  const source = { system: 'hotline-12345', reference: 'CC-1' }
  const made = await hand(hotline(), { source })
  t.match(made, { status: 201, body: { source, state: 'received', actions: [] } })
  t.equal(made.headers.location, `/v1/handed-in-cases/${made.body.id}`)
  const { id, number } = made.body
  t.match((await look(hotline(), id)).body, { id, number, source, outcome: null, state: 'received' })
  ok(await call('POST', at(id, 'accept'), { as: leader(), body: bodies.accept }))
  ok(await call('POST', at(id, 'reply'), { as: leader(), body: bodies.reply }))
  const followed = ok(await look(hotline(), id))
  t.match(followed, { state: 'replied', outcome: /./, outcomeOn: '2026-03-02' })
  t.same(
    Object.keys(followed).sort(),
    ['id', 'nextDueOn', 'number', 'outcome', 'outcomeOn', 'source', 'state', 'terms', 'updatedAt'],
    'nothing else: no reporter, no text, no unit, no handler'
  )
  t.match(await own(hotline(), 'sourceReference=CC-1'), [{ id, source }])
  t.same(await own(hotline(), 'sourceReference=CC-2'), [])
  t.same(await own(hotline(), 'state=received&updatedSince=2026-01-01T00:00:00Z'), [])
})

t.test('it sees nothing else', async (t) => {
  const { id } = ok(await hand(hotline()))
  const other = ok(await receive())
  t.same((await look(hotline(), other.id)).status, 404, 'a case that a person entered')
  t.same((await look(hotline(county, 'another'), id)).status, 404, 'a case of another system')
  t.same((await look(hotline('220103'), id)).status, 404, 'the same name in another unit')
  t.same(await own(hotline(county, 'another')), [])
  const person: Person = { ...clerk(), sub: 'hotline-12345' }
  t.match(await look(person, id), { status: 403, body: { code: 'role-missing' } }, 'a person of that name')
  for (const url of [
    '/v1/cases',
    `/v1/cases/${id}`,
    `/v1/cases/${id}/timeline`,
    `/v1/cases/${id}/letters`,
    `/v1/cases/${id}/referrals`,
    '/v1/letters',
    '/v1/case-bulletins',
    '/v1/events',
    '/v1/units',
    '/v1/operations',
    '/v1/audit'
  ])
    t.match(await call('GET', url, { as: hotline() }), { status: 403, body: { code: 'role-missing' } }, url)
  t.match(
    await call('POST', at(id, 'reporter-access'), { as: hotline(), body: { reason: '核实' } }),
    { status: 403 },
    'not even the reporter whom it named'
  )
  t.equal((await call('GET', '/v1/me', { as: hotline() })).status, 200)
})

t.test('it names no case as the same that it did not hand in', async (t) => {
  const theirs = ok(await receive())
  const { id } = ok(await hand(hotline()))
  const refused = await hand(hotline(), { sameFactsAs: theirs.id })
  const absent = await hand(hotline(), { sameFactsAs: nowhere })
  t.match(refused, { status: 404, body: { code: 'case-not-found' } })
  t.equal(refused.body.detail, absent.body.detail, 'like one that does not exist')
  t.match(await hand(hotline(), { sameFactsAs: id }), { status: 201 })
})

t.test('a report against its unit leaves it with a receipt', async (t) => {
  const source = { system: 'hotline-12345', reference: 'R-1' }
  const report = { kind: 'report', accusedUnitCode: county, source }
  const { id, number, receipt } = ok(await hand(hotline(), report))
  t.match({ number, receipt }, { number: null, receipt: /^\w{20}$/ })
  t.equal((await look(hotline(), id)).status, 404)
  t.same(await own(hotline(), 'sourceReference=R-1'), [])
  const again = await hand(hotline(), report)
  t.match(again, { status: 409, body: { code: 'source-exists' } })
  t.equal(again.body.existingId, undefined)
  const beside = await hand(hotline(county, 'another'), { source })
  t.equal(beside.status, 201, 'others do not learn that there is such a report')
  const colleague = await call('POST', '/v1/cases', {
    as: clerk(),
    body: intake({ source: { ...source, reference: 'R-2' } })
  })
  t.equal(colleague.status, 201)
})

t.test('a report that accuses the unit later is hidden from it', async (t) => {
  const { id } = ok(await hand(hotline(township), { unitCode: township, kind: 'report' }))
  t.equal((await look(hotline(township), id)).status, 200)
  const accused = await call('POST', at(id, 'accuse'), {
    as: leader(),
    body: { accusedUnitCode: township, reason: '办理中查明' }
  })
  t.ok(accused.status < 300, accused.text)
  t.equal((await look(hotline(township), id)).status, 404)
  t.notMatch(JSON.stringify(await own(hotline(township))), id)
})
