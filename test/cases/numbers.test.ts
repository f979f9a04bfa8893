import { sql } from 'kysely'
import t from 'tap'
import { casesOf, clerk, county } from '../examples/case.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { receive, made, on } = casesOf(service)

const numberOf = (unit: string, year: number, n: number) => `${unit}-${year}-${String(n).padStart(6, '0')}`

/** Does it many times, so many at a time. */
async function atOnce<T>(times: number, width: number, what: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    for (let n = next++; n < times; n = next++) results[n] = await what(n)
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

t.test('a thousand at once at one unit: 1 to 1000, whatever else is asked', async (t) => {
  const as = clerk()
  const answers = await atOnce(1000, 40, async (n) => {
    if (n % 20 === 0) {
      const bad = n % 40 === 0 ? { receivedAt: '2027-01-01T00:00:00+08:00' } : { accusedUnitCode: '220103' }
      const { status } = await receive(bad, { as })
      t.equal(status, 422, 'a refused one takes no number')
    }
    if (n % 10 !== 0) return receive({}, { as })
    const options = { as, headers: { 'idempotency-key': `key-${n}` } }
    const twice = await Promise.all([receive({}, options), receive({}, options)])
    // While the first one runs, the second is told so; asked again, it gets the same answer.
    const again = await receive({}, options)
    t.equal(again.headers['idempotent-replayed'], 'true')
    for (const { status, body } of twice) t.ok(status === 409 || body.number === again.body.number)
    return again
  })
  t.ok(answers.every(({ status }) => status === 201))
  const numbers = answers.map(({ body }) => body.number as string).sort()
  t.strictSame(
    numbers,
    Array.from({ length: 1000 }, (_, n) => numberOf(county, 2026, n + 1))
  )
  const { total } = (await call('GET', '/v1/cases?count=true&limit=1', { as })).body
  t.equal(total, 1000)
})

t.test('one whose transaction fails gives its number back', async (t) => {
  const { db } = database.owner
  const unitCode = '220103'
  await made({ unitCode })
  await sql`alter table outbox_event add constraint broken check (type <> 'case.received') not valid`.execute(
    db
  )
  const keys: Record<string, string>[] = [{}, { 'idempotency-key': 'broken' }]
  for (const headers of keys) {
    const { status } = await receive({ unitCode }, { headers })
    t.equal(status, 409)
  }
  await sql`alter table outbox_event drop constraint broken`.execute(db)
  t.equal((await made({ unitCode })).number, numberOf(unitCode, 2026, 2))
})

t.test('each unit and each year of receipt has its own', async (t) => {
  on('2026-03-02')
  const cases: [unit: string, receivedAt: string, number: string][] = [
    ['220104', '2026-01-01T00:00:00+08:00', numberOf('220104', 2026, 1)],
    ['220104', '2025-12-31T23:59:59+08:00', numberOf('220104', 2025, 1)],
    // The same two moments, told in UTC.
    ['220104', '2025-12-31T16:00:00Z', numberOf('220104', 2026, 2)],
    ['220104', '2025-12-31T15:59:59Z', numberOf('220104', 2025, 2)],
    ['220104001', '2026-03-01T08:00:00+08:00', numberOf('220104001', 2026, 1)],
    ['2201', '2026-03-01T08:00:00+08:00', numberOf('2201', 2026, 1)],
    ['220104', '2026-03-02T08:00:00+08:00', numberOf('220104', 2026, 3)]
  ]
  for (const [unitCode, receivedAt, number] of cases) {
    t.equal((await made({ unitCode, receivedAt })).number, number, receivedAt)
  }
})

t.test('after 999,999 the numbers get longer', async (t) => {
  await sql`update numbering set last = 999998`.execute(database.owner.db)
  const numbers = [(await made()).number, (await made()).number, (await made()).number]
  t.same(
    numbers,
    [999_999, 1_000_000, 1_000_001].map((n) => numberOf(county, 2026, n))
  )
})
