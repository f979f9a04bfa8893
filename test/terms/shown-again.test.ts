import t from 'tap'
import { casesOf, clerk as caseworker, county } from '../examples/case.ts'
import { findingsOf, person } from '../examples/finding.ts'
import { clerk, lettersOf } from '../examples/letter.ts'
import { keeper, moneyOf } from '../examples/money.ts'
import { city, noticesOf, clerk as writer } from '../examples/notice.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, ended } = service
const { made, standing, on } = casesOf(service)
const day = '2026-12-20'
on(day)

/** A record of each kind with a term that runs into 2027, and ends on the same day whatever is announced. */
const records: Record<string, [url: string, as: Person]> = {}

t.before(async () => {
  const receivedAt = `${day}T08:30:00+08:00`
  const { id } = await made({ receivedAt })
  records.case = [`/v1/cases/${id}`, caseworker()]
  const { id: letter } = await lettersOf(service).issued(id)
  records.letter = [`/v1/letters/${letter}`, clerk(county)]
  const notice = await noticesOf(service).issued()
  records.notice = [`/v1/notices/${notice}`, writer(city)]
  records.answer = [`/v1/notices/${notice}/answers/${county}`, writer(county)]
  const { id: finding } = await findingsOf(service).made()
  records.finding = [`/v1/findings/${finding}`, person(city)]
  const { programme, received } = moneyOf(service)
  await programme('p')
  const { id: allocation } = await received({ receivedOn: day })
  records.allocation = [`/v1/allocations/${allocation}`, keeper()]
})

const termsIn = (body: { terms?: object[]; chain?: { nodes: { terms: object[] }[] } }) =>
  JSON.stringify(body.terms ?? body.chain)

async function announced(version: number) {
  const body = { state: 'official', source: '国务院办公厅关于2027年部分节假日安排的通知', days: [] }
  const headers = { 'if-match': `"${version}"` }
  const put = await call('PUT', '/v1/calendar/2027', { body, headers })
  return (await ended(put.body.recomputation)).body
}

t.test(
  'who read a term before the calendar changed is shown it again, though it ends as before',
  async (t) => {
    for (const version of [0, 1]) {
      const known = new Map<string, [etag: string, terms: string]>()
      for (const [kind, [url, as]] of Object.entries(records)) {
        const { status, headers, body } = await call('GET', url, { as })
        t.equal(status, 200, kind)
        known.set(kind, [headers.etag as string, termsIn(body)])
      }
      t.match(await announced(version), { state: 'succeeded', result: { terms: 6, moved: 0 } })
      for (const [kind, [url, as]] of Object.entries(records)) {
        const [etag, terms] = known.get(kind) as [string, string]
        const { status, body } = await call('GET', url, { as, headers: { 'if-none-match': etag } })
        t.equal(status, 200, `${kind}: read again, change ${version}`)
        if (kind !== 'notice') t.not(termsIn(body), terms, kind)
        const again = (await call('GET', url, { as })).headers.etag as string
        t.equal((await call('GET', url, { as, headers: { 'if-none-match': again } })).status, 304, kind)
      }
    }
  }
)

t.test('what does not run into that year is the same still', async (t) => {
  on('2026-03-02')
  const id = await standing('accepted')
  const { etag } = (await call('GET', `/v1/cases/${id}`)).headers
  t.match(await announced(2), { state: 'succeeded', result: { moved: 0 } })
  const headers = { 'if-none-match': etag as string }
  t.equal((await call('GET', `/v1/cases/${id}`, { headers })).status, 304)
})
