import t from 'tap'
import { answer, city, clerk, county, letter, lettersOf, referral, township } from '../examples/letter.ts'
import { nothingWritten, nowhere } from '../support/assertions.ts'
import type { Person } from '../support/service.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { receive, step, issue, issued, respond, refer, read } = lettersOf(service)
const all: Person['roles'] = ['viewer', 'caseworker', 'leader', 'auditor', 'identity-reader', 'admin']

/** What somebody gets to know of a case's letters and referrals by every road; a byte of it is too much. */
async function traces(
  as: Person,
  { caseId, letterId, referralId }: Record<string, string>
): Promise<string[]> {
  const post = (url: string, body: object) => call('POST', url, { as, body })
  const answers = await Promise.all([
    call('GET', `/v1/letters/${letterId}`, { as }),
    call('GET', `/v1/referrals/${referralId}`, { as }),
    call('GET', `/v1/cases/${caseId}/letters?count=true`, { as }),
    call('GET', `/v1/cases/${caseId}/referrals?count=true`, { as }),
    call('GET', `/v1/cases/${caseId}/timeline`, { as }),
    post(`/v1/cases/${caseId}/letters`, letter),
    post(`/v1/cases/${caseId}/referrals`, referral),
    post(`/v1/letters/${letterId}/answer`, answer),
    post(`/v1/referrals/${referralId}/receipt`, { receiptNumber: '1', receivedOn: '2026-03-02' }),
    post(`/v1/referrals/${referralId}/outcome`, { outcome: '了结', outcomeOn: '2026-03-02' })
  ])
  const isNone = (n: number) => answers[n]?.status === 404
  const lists = await Promise.all(
    ['/v1/letters?limit=200&count=true', '/v1/letters?state=awaited', '/v1/cases?limit=200'].map((url) =>
      call('GET', url, { as })
    )
  )
  const csv = await call('GET', '/v1/letters', { as, headers: { accept: 'text/csv' } })
  const known = [...lists, csv].filter(
    ({ text }) => text.includes(String(letterId)) || text.includes(`${caseId}`)
  )
  return [
    ...answers.flatMap(({ status }, n) => (isNone(n) ? [] : [`answer ${n}: ${status}`])),
    ...known.map(({ text }) => text)
  ]
}

t.test('a report never reaches the accused unit by its letters and referrals', async (t) => {
  const caseId = await receive(township, { kind: 'report', accusedUnitCode: county, category: 'conduct' })
  const { id: letterId, ...made } = await issued(caseId, { as: clerk('22') })
  t.equal(made.unitCode, city, 'the unit above the accused must answer')
  const { id: referralId } = ok(await refer(caseId))
  const ids = { caseId, letterId, referralId }
  await nothingWritten(t, service, async () => {
    for (const unit of [county, township, '220102001001', '220103']) {
      t.same(await traces(clerk(unit, 'x', all), ids), [], unit)
      const audit = await call('GET', '/v1/audit?limit=200', { as: clerk(unit, 'x', all) })
      for (const id of Object.values(ids)) t.notOk(audit.text.includes(id), `the audit trail of ${unit}`)
    }
  })
  // Nothing is special about what is hidden: it looks like what is not there.
  const none = await call('GET', `/v1/letters/${nowhere}`, { as: clerk(county) })
  const hidden = await call('GET', `/v1/letters/${letterId}`, { as: clerk(county) })
  const plain = ({ instance: _, requestId: __, ...rest }: Record<string, unknown>) => rest
  t.strictSame(plain(hidden.body), plain(none.body))
  t.notSame(await traces(clerk(city, 'x', all), ids), [], 'this test can fail')
})

t.test('nor where the tree has moved since', async (t) => {
  const [accused, handling] = ['220103', '220103002']
  const caseId = await receive(handling, { kind: 'report', accusedUnitCode: county, category: 'conduct' })
  const { id: letterId } = await issued(caseId, { as: clerk(accused) })
  const { id: referralId } = ok(await refer(caseId))
  const as = clerk('22', 'admin', ['admin'])
  const moved = { as, headers: { 'if-match': '"1"' }, body: { parentCode: county } }
  ok(await call('PATCH', `/v1/units/${handling}`, moved))
  for (const unit of [handling, county]) {
    t.same(await traces(clerk(unit, 'x', all), { caseId, letterId, referralId }), [], unit)
  }
  await nothingWritten(t, service, async () => {
    t.match(await issue(caseId), { status: 403, body: { code: 'letter-from-above' } }, 'it is the city’s now')
  })
  t.match(await issued(caseId, { as: clerk('22') }), { unitCode: city })
})

t.test('who stepped aside sees neither, and writes neither', async (t) => {
  const caseId = await receive()
  const { id: letterId } = await issued(caseId)
  const { id: referralId } = ok(await refer(caseId))
  const [aside, colleague] = [clerk(county, 'aside', all), clerk(county, 'colleague', all)]
  const reason = { reason: '与信访人有近亲属关系' }
  ok(await call('POST', `/v1/cases/${caseId}/recuse`, { as: aside, body: reason }))
  await nothingWritten(t, service, async () => {
    t.same(await traces(aside, { caseId, letterId, referralId }), [])
  })
  t.match(await respond(letterId, { as: colleague }), { status: 200 })
  // Also one who has gone to a unit above meanwhile.
  t.same(await traces(clerk(city, 'aside', all), { caseId, letterId, referralId }), [])
})

t.test('a letter goes where its case goes, and who must answer still can', async (t) => {
  const caseId = await receive()
  const { id } = await issued(caseId)
  await step(caseId, 'forward', { toUnitCode: '220103', note: '属地管理' }, city)
  t.match(await read(`/v1/cases/${caseId}`, clerk(county)), { code: 'case-not-found' })
  t.match(await read(`/v1/letters/${id}`, clerk('220103')), { id }, 'as the case is seen')
  t.match(await respond(id, { as: clerk('220103') }), { status: 403, body: { code: 'letter-for-others' } })
  t.match(await read(`/v1/letters?unitCode=${county}&state=awaited`, clerk(county)), { items: [{}] })
  t.match(await respond(id), { status: 200, body: { state: 'answered' } })
  t.match(await issued(caseId), { unitCode: '220103' })
})
