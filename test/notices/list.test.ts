import { sql } from 'kysely'
import t from 'tap'
import { city, clerk, county, noticesOf, township } from '../examples/notice.ts'
import { refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, issued, step, read, on } = noticesOf(service)

/** A notice on a day of its own, so that the newest is known. */
const day = (n: number) => on(`2026-03-${String(n).padStart(2, '0')}`)
const names: Record<string, string> = {}
const put = async (name: string, n: number, make: () => Promise<string>) => {
  day(n)
  names[await make()] = name
}
await put('draft of the city', 3, () => made())
await put('city to two', 4, () => issued())
await put('province to the county', 5, () =>
  issued({ unitCode: '22', addressees: { unitCodes: [county, '2202'] } }, clerk('22'))
)
await put('province to all of the city', 6, () =>
  issued({ unitCode: '22', addressees: { withinCode: city } }, clerk('22'))
)
await put('county to a township', 9, () =>
  issued({ unitCode: county, addressees: { unitCodes: [township] } }, clerk(county))
)
await put('taken back', 10, () => issued({ addressees: { unitCodes: ['220103'] } }))
await put('elsewhere', 11, () =>
  issued({ unitCode: '2202', addressees: { unitCodes: ['220202'] } }, clerk('2202'))
)
const [gone] = Object.keys(names).filter((id) => names[id] === 'taken back')
ok(await step(String(gone), 'withdraw', { reason: '有误' }))

const listed = async (unit: string, query = '') => {
  const { items, total } = await read(`/v1/notices?count=true&${query}`, clerk(unit))
  t.equal(total, items.length, 'the count is that of the list')
  return items.map(({ id }: { id: string }) => names[id])
}

t.test('what a unit and those below it issue, and what is issued to them: the newest first', async (t) => {
  const toCity = 'province to all of the city'
  const ofCounty = ['county to a township', toCity, 'province to the county']
  const all = ['elsewhere', 'taken back', ...ofCounty, 'city to two', 'draft of the city']
  t.same(await listed('22'), all)
  t.same(await listed(city), all.slice(1))
  t.same(await listed(county), [...ofCounty, 'city to two'])
  t.same(await listed(township), ['county to a township', toCity])
  t.same(await listed('220103'), ['taken back', toCity, 'city to two'])
  t.same(await listed('2202'), ['elsewhere', 'province to the county'])
  t.same(await listed('220202'), ['elsewhere'])
  t.same(await listed('2203'), [])
})

t.test('filters', async (t) => {
  t.same(await listed('22', `within=${county}`), await listed(county))
  t.same(await listed('22', `within=${township}`), await listed(township))
  t.same(await listed(city, 'unitCode=22'), ['province to all of the city', 'province to the county'])
  t.same(await listed(city, 'state=draft'), ['draft of the city'])
  t.same(await listed(county, 'state=draft'), [])
  t.same(await listed(city, 'from=2026-03-05&to=2026-03-06'), [
    'province to all of the city',
    'province to the county'
  ])
  t.same(await listed(city, 'state=draft,withdrawn'), ['taken back', 'draft of the city'])
  t.same(await listed(county, 'state=draft&state=withdrawn'), [])
  const words = encodeURIComponent('资金发放不及时')
  t.same(await listed(city, `q=${words}&state=draft`), ['draft of the city'])
  t.same(await listed(county, `q=${words}&state=draft`), [], 'a draft of a unit above is not found')
  t.same(await listed(city, `q=${encodeURIComponent('没有的词')}`), [])
  t.same(await listed('22', 'addressedTo=220103'), [
    'taken back',
    'province to all of the city',
    'city to two'
  ])
  t.same(await listed(county, 'addressedTo=220103'), [], 'whom else a notice went to is not told')
  t.same(await listed(county, 'addressedTo=2202'), [])
})

t.test('what has changed since an instant', async (t) => {
  const since = (day: string) => `updatedSince=${encodeURIComponent(`2026-03-${day}T10:00:00+08:00`)}`
  t.same(await listed('22', since('10')), ['elsewhere', 'taken back'])
  t.same(await listed(city, since('10')), ['taken back'], 'withdrawn on the eleventh')
  t.same(await listed('22', since('12')), [])
})

t.test('page by page, and as a table', async (t) => {
  for (const unit of ['22', county, township]) {
    const found: string[] = []
    let url: string | null = '/v1/notices?limit=1'
    while (url !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await read(url, clerk(unit))
      found.push(...page.items.map(({ id }) => names[id] as string))
      url = page.nextCursor === null ? null : `/v1/notices?limit=1&cursor=${page.nextCursor}`
    }
    t.same(found, await listed(unit), unit)
    const { text } = await call('GET', '/v1/notices', { as: clerk(unit), headers: { accept: 'text/csv' } })
    t.equal(text.trim().split('\n').length, found.length + 1)
  }
})

t.test('refused', async (t) => {
  await refused(
    t,
    service,
    { method: 'GET', url: '/v1/notices', as: clerk(county) },
    {
      'without the role': { as: clerk(county, 'x', ['admin']), is: [403, 'role-missing'] },
      'another unit': { url: '/v1/notices?within=2202', is: [404, 'not-found', '?within'] },
      'a unit above': { url: '/v1/notices?within=2201', is: [404, 'not-found', '?within'] },
      'the operator': { as: clerk('*'), is: [404, 'not-found', '?within'] },
      'an unknown filter': { url: '/v1/notices?number=1', is: [400, 'validation-failed'] },
      'an unknown state among others': {
        url: '/v1/notices?state=draft,lost',
        is: [400, 'validation-failed', '?state']
      },
      'no day': { url: '/v1/notices?from=2026-02-30', is: [400, 'validation-failed', '?from'] },
      'a cursor of something else': { url: '/v1/notices?cursor=WzFd', is: [400, 'bad-cursor', '?cursor'] }
    }
  )
})

t.test('a unit that moves takes along what was issued to it', async (t) => {
  ok(
    await call('PATCH', `/v1/units/${township}`, {
      as: { unit: '22', roles: ['admin'] },
      body: { parentCode: '220103' },
      headers: { 'if-match': '*' }
    })
  )
  t.ok((await listed('220103')).includes('county to a township'))
  t.same(await listed(township), ['county to a township', 'province to all of the city'])
})

t.test('an index carries the page, however many units a notice went to', async (t) => {
  const { db } = service.database.owner
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from notice_addressee`.execute(db)
  t.ok((rows[0]?.n ?? 0) > 1000)
  await sql`analyze notice_addressee`.execute(db)
  const plan = await sql<{ 'QUERY PLAN': string }>`
    explain (analyze, costs off, timing off, summary off)
    select notice_id from notice_addressee where within_2 = ${city}
    order by notice_id desc limit 1`.execute(db)
  t.match(JSON.stringify(plan.rows), /Index.*notice_addressee_2_index/)
})
