import { sql } from 'kysely'
import t from 'tap'
import { eventsOf } from '../../examples/events.ts'
import { city, findingsOf } from '../../examples/finding.ts'
import { type Person, testService } from '../../support/service.ts'
import { serviceOn } from '../service-on.ts'

const service = await testService(t, { connections: 10 })
const { context, database } = service
const { made } = findingsOf(service)
const { get, all, end } = eventsOf(service)
const as: Person = { unit: city, roles: ['events'], sub: 'reader' }
const { id } = await made()

/** The number that an event of this test carries. */
const numberOf = ({ data }: { data: Record<string, unknown> }) => Number(String(data.targetCode).slice(2))

/** The payload of an event, which carries its number. */
const recorded = (n: number) =>
  JSON.stringify({ targetCode: `22${n}`, from: 'open', rectifiedOn: '2026-03-02', noticeId: null, terms: [] })

/** An event about the finding. Its id is lower than those of all later ones. */
async function record(n: number, to = context.db): Promise<void> {
  await sql`insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    values (${`01900000-0000-7000-8000-${String(n).padStart(12, '0')}`}, now(), 'finding.rectified', 'finding',
      ${id}, ${city}, ${recorded(n)})`.execute(to)
}

/** Records an event in a transaction that stays open. */
async function open(n: number): Promise<() => Promise<void>> {
  const tx = await context.db.startTransaction().execute()
  await record(n, tx)
  return async () => void (await tx.commit().execute())
}

t.test(
  'an event that commits late comes after those that were read meanwhile, and is not left out',
  async (t) => {
    const start = await end({ as })
    const commit = await open(1)
    await record(2)
    await record(3)
    const first = await all({ as }, '', start)
    t.same(first.events.map(numberOf), [2, 3], 'the open transaction holds nobody up')
    await record(4)
    await commit()
    const second = await all({ as }, '', first.next)
    t.same(second.events.map(numberOf), [1, 4])
    t.same((await all({ as }, '', start)).events.map(numberOf), [2, 3, 1, 4], 'the order stays the same')
  }
)

t.test('several open transactions, one of which is rolled back', async (t) => {
  const start = await end({ as })
  const commits = [await open(11), await open(12)]
  const lost = await context.db.startTransaction().execute()
  await record(13, lost)
  await record(14)
  const first = await all({ as }, 'limit=1', start)
  await commits[1]?.()
  const second = await all({ as }, 'limit=1', first.next)
  await lost.rollback().execute()
  await commits[0]?.()
  const third = await all({ as }, 'limit=1', second.next)
  t.same(
    [first, second, third].map(({ events }) => events.map(numberOf)),
    [[14], [12], [11]]
  )
})

t.test('several instances write and read at the same time: everyone reads every event once', async (t) => {
  const other = await serviceOn(t, database.url, { max: 10 })
  const start = await end({ as })
  const writers = 4
  const each = 15
  let written = 0
  const write = async (writer: number) => {
    for (let n = 0; n < each; n += 1) {
      const tx = await context.db.startTransaction().execute()
      await record(1000 * (writer + 1) + n, tx)
      // Some commit at once, some while others come and go.
      if (n % 3 === writer % 3) await sql`select pg_sleep(0.03)`.execute(tx)
      await tx.commit().execute()
      written += 1
    }
  }
  const token = await other.token({ ...as, name: 'reader', sub: 'reader', unitCode: city })
  const ask = async (instance: number, query: string) => {
    if (instance === 0) return (await get(query, { as })).body
    const headers = { authorization: `Bearer ${token}` }
    return (await other.app.inject({ url: `/v1/events?${query}`, headers })).json()
  }
  const read = async (turn: number): Promise<number[]> => {
    const numbers: number[] = []
    let next = start
    for (let round = turn; numbers.length < writers * each; round += 1) {
      const isOver = written === writers * each
      const body = await ask(round % 2, `limit=7&after=${next}`)
      numbers.push(...body.items.map(numberOf))
      next = body.next
      if (isOver && body.items.length === 0) break
    }
    return numbers
  }
  const work = Array.from({ length: writers }, (_, writer) => write(writer))
  const [one, two] = await Promise.all([read(0), read(1), ...work])
  t.equal(new Set(one).size, writers * each, 'no event is missing')
  t.equal(one?.length, writers * each, 'none comes twice')
  t.same(one, two, 'in the same order for everyone')
})

t.test('positions are given in batches, and few of many events are found by bounded steps', async (t) => {
  const start = await end({ as })
  // Of a finding that does not exist: nobody sees these.
  await sql`insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    select gen_random_uuid(), now(), 'finding.waived', 'finding', gen_random_uuid()::text, ${city},
      '{"targetCode": "22", "from": "open", "terms": []}'
    from generate_series(1, 11000)`.execute(context.db)
  await sql`insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
    values ('ffffffff-0000-7000-8000-000000000001', now(), 'finding.rectified', 'finding', ${id}, ${city},
      ${recorded(99)})`.execute(context.db)
  const found: number[] = []
  let next = start
  let steps = 0
  for (; found.length === 0; steps += 1) {
    const { body } = await get(`after=${next}`, { as })
    found.push(...body.items.map(numberOf))
    t.not(body.next, next, 'each answer goes on')
    next = body.next
  }
  t.same(found, [99])
  t.equal(steps, 3, 'a request reads 5,000 events')
  const byType = await get(`type=finding.rectified&after=${start}`, { as })
  t.same(byType.body.items.map(numberOf), [99], 'a type is found at once')
})
