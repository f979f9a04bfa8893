import t from 'tap'
import { city, county, interviewsOf, leader, township } from '../examples/interview.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { summoned, spoken, step } = interviewsOf(service)

/** Identifiers go up with the clock. */
const tick = () => {
  clock.now = new Date(clock.now.getTime() + 1000)
}

const late = await spoken()
tick()
const ofCity = await summoned({ intervieweeUnitCode: city, reason: '低保资金未按月发放' })
tick()
const cancelled = await summoned({ unitCode: city })
ok(await step(cancelled, 'cancel', { body: { reason: 'x' } }))
tick()
const beside = await summoned({ intervieweeUnitCode: '2202' })
clock.now = new Date('2026-03-09T01:00:00Z')

const ids = async (unit: string, query = '') => {
  const { body } = await call('GET', `/v1/interviews?count=true${query}`, { as: leader(unit) })
  t.equal(body.total, body.items.length, `${unit} ${query}`)
  return body.items.map(({ id }: { id: string }) => id)
}

t.test('by the place of the unit interviewed, the last one called first', async (t) => {
  t.same(await ids('22'), [beside, cancelled, ofCity, late])
  t.same(await ids(city), [cancelled, ofCity, late])
  t.same(await ids(county), [cancelled, late])
  t.same(await ids(township), [])
  t.same(await ids('2202'), [beside])
  t.same(await ids('22', `&within=${county}`), [cancelled, late])
})

t.test('by filters', async (t) => {
  t.same(await ids('22', `&q=${encodeURIComponent('按月发放')}`), [ofCity])
  t.same(await ids('2202', `&q=${encodeURIComponent('按月发放')}`), [])
  t.same(await ids('22', `&unitCode=${city}`), [cancelled])
  t.same(await ids('22', '&unitCode=99'), [])
  t.same(await ids('22', `&intervieweeUnitCode=${city}`), [ofCity])
  t.same(await ids('22', '&state=called'), [beside, ofCity])
  t.same(await ids('22', '&overdue=true'), [late])
  t.same(await ids('22', '&overdue=false'), [beside, cancelled, ofCity])
  t.same(await ids('2202', `&intervieweeUnitCode=${city}`), [], 'a filter opens nothing')
})

t.test('by several states', async (t) => {
  t.same(await ids('22', '&state=called,cancelled'), [beside, cancelled, ofCity])
  t.same(await ids('22', '&state=called&state=held'), [beside, ofCity, late])
  t.same(await ids('22', '&state=called,called'), [beside, ofCity])
  for (const wrong of ['called,gone', 'called,', '']) {
    const { status, body } = await call('GET', `/v1/interviews?state=${wrong}`, { as: leader('22') })
    t.match([status, body.errors], [400, [{ pointer: '?state', code: 'not-in-list' }]], wrong)
  }
})

t.test('what has changed since an instant, the oldest change first', async (t) => {
  t.same(await ids('22', '&updatedSince=2026-03-02T09:00:02%2B08:00'), [beside, cancelled])
  t.same(await ids('22', '&updatedSince=2026-03-10T00:00:00%2B08:00'), [])
  ok(await step(late, 'commitments/1/fulfil', {}))
  const since = '&updatedSince=2026-03-09T00:00:00%2B08:00'
  t.same(await ids('22', since), [late])
  t.same(await ids('22', '&sort=updatedAt'), [ofCity, cancelled, beside, late])
  const { body } = await call('GET', `/v1/interviews/${late}`, { as: leader('22') })
  t.equal(body.updatedAt, '2026-03-09T09:00:00+08:00')
})

t.test('a page goes on in the order that was asked for', async (t) => {
  const found: string[] = []
  for (let next = ''; ; ) {
    const { body } = await call('GET', `/v1/interviews?limit=1&sort=updatedAt${next}`, { as: leader('22') })
    found.push(...body.items.map(({ id }: { id: string }) => id))
    if (body.nextCursor === null) break
    next = `&cursor=${body.nextCursor}`
  }
  t.same(found, [ofCity, cancelled, beside, late])
})

t.test('by pages, and as a table', async (t) => {
  const found: string[] = []
  for (let url = '/v1/interviews?limit=1'; url !== ''; ) {
    const { body } = await call('GET', url, { as: leader('22') })
    found.push(...body.items.map(({ id }: { id: string }) => id))
    url = body.nextCursor ? `/v1/interviews?limit=1&cursor=${body.nextCursor}` : ''
  }
  t.same(found, [beside, cancelled, ofCity, late])
  const { text } = await call('GET', '/v1/interviews', { as: leader('22'), headers: { accept: 'text/csv' } })
  const [head, first] = text.split('\n')
  t.match(head, /^\ufeff?id,number,unitCode,unitName,intervieweeUnitCode/)
  t.match(first, beside)
})
