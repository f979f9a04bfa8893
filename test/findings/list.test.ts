import t from 'tap'
import { city, county, findingsOf, person, township } from '../examples/finding.ts'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

interface Item {
  id: string
  dueOn: string | null
  targetCode: string
}

const service = await testService(t)
const { call } = service
const { made, taken, on } = findingsOf(service)
const of = async (query: string, unit = '22'): Promise<Item[]> =>
  (await call('GET', `/v1/findings?limit=200&${query}`, { as: person(unit) })).body.items

const places = { township, county, village: '220102001001', beside: '220103002', elsewhere: '220202001' }
const ids: Record<string, string> = {}
for (const [n, day] of ['2026-03-04', '2026-03-02', '2026-03-03'].entries()) {
  on(day)
  for (const [name, targetCode] of Object.entries(places)) {
    const more = [{ area: 'policy', severity: 'minor' }, { severity: 'grave' }, {}][n]
    const unitCode = name === 'elsewhere' ? '2202' : city
    const one = { unitCode, targetCode, itemId: undefined, ...more }
    ids[`${name} ${n}`] = (
      await call('POST', '/v1/findings', {
        as: person(unitCode),
        body: { area: 'funds', severity: 'serious', text: `${name} ${n}`, ...one }
      })
    ).body.id
  }
}
await made({ unitCode: city, targetCode: '220103005', rectifyBy: '2026-03-10' })
await taken(ids['township 0'] as string, 'rectify')
on('2026-04-02')
const named = (...names: string[]) => names.map((name) => ids[name] as string).sort()
const all = (name: string) => [0, 1, 2].map((n) => `${name} ${n}`)

t.test('what must be rectified first comes first; what waits for nobody last', async (t) => {
  const list = await of('')
  t.equal(list.length, 16)
  const order = list.map(({ dueOn, id }) => `${dueOn ?? '9999'} ${id}`)
  t.strictSame(order, order.toSorted())
  t.match(list.at(0), { dueOn: '2026-03-10' })
  t.match(list.at(-1), { dueOn: null, id: ids['township 0'] })
})

t.test('filtered, singly and together', async (t) => {
  const inCounty = [...all('township'), ...all('county'), ...all('village')]
  const second = Object.keys(places).map((name) => `${name} 1`)
  const cases: [query: string, expected: string[]][] = [
    [`within=${county}`, inCounty],
    [`within=${township}`, [...all('township'), ...all('village')]],
    [`within=${places.village}`, all('village')],
    [`targetCode=${county}`, all('county')],
    [`within=${city}&targetCode=${places.elsewhere}`, []],
    ['targetCode=999999', []],
    ['unitCode=2202', all('elsewhere')],
    ['severity=grave', second],
    [`area=policy&within=${county}`, ['township 0', 'county 0', 'village 0']],
    ['state=rectified', ['township 0']],
    [`state=open&targetCode=${township}`, ['township 1', 'township 2']],
    [`overdue=true&within=${county}`, ['township 1', 'county 1', 'village 1']],
    [`overdue=false&targetCode=${township}`, ['township 0', 'township 2']],
    ['overdue=true&state=rectified', []],
    ['cause=case', []],
    ['cause=case,inspection', []],
    ['severity=grave,minor', [...second, ...Object.keys(places).map((name) => `${name} 0`)]],
    ['severity=grave&severity=grave', second],
    [`area=policy,funds&within=${places.village}`, all('village')],
    [`state=open,rectified&targetCode=${township}`, all('township')],
    ['state=accepted,waived', []],
    ['q=Township', all('township')],
    ['q=beside%201', ['beside 1']],
    ['q=a%20text%20that%20no%20finding%20has', []],
    [`q=village&within=${city}&severity=grave`, ['village 1']]
  ]
  for (const [query, expected] of cases) {
    const found = (await of(query)).map(({ id }) => id).sort()
    t.same(found, named(...expected), query)
    const { total } = (await call('GET', `/v1/findings?count=true&limit=1&${query}`, { as: person('22') }))
      .body
    t.equal(total, expected.length, `${query} counted`)
  }
})

t.test('what has changed since an instant, the oldest change first', async (t) => {
  const since = async (at: string, more = '') =>
    (await of(`updatedSince=${encodeURIComponent(at)}${more}`)).map(({ id }) => id).sort()
  const inCounty = `&within=${county}`
  t.same(await since('2026-03-04T00:00:00+08:00', inCounty), named('county 0', 'village 0'))
  t.same(await since('2026-03-03T10:00:00+08:00', '&unitCode=2202'), named('elsewhere 0', 'elsewhere 2'))
  t.same(await since('2026-04-03T00:00:00+08:00'), [])
  const oldest = (await of(`sort=updatedAt&within=${city}&area=funds`)).slice(0, 4).map(({ id }) => id)
  t.same(oldest.sort(), named('township 1', 'county 1', 'village 1', 'beside 1'))
  const page = (await call('GET', '/v1/findings?sort=updatedAt&limit=3', { as: person('22') })).body
  const rest = (
    await call('GET', `/v1/findings?sort=updatedAt&limit=200&cursor=${page.nextCursor}`, { as: person('22') })
  ).body
  const both = [...page.items, ...rest.items].map(({ id }: Item) => id)
  t.same(
    both,
    (await of('sort=updatedAt')).map(({ id }) => id)
  )
})

t.test('everybody has what was found within his own unit', async (t) => {
  const cases: [unit: string, expected: string[]][] = [
    [county, [...all('township'), ...all('county'), ...all('village')]],
    [township, [...all('township'), ...all('village')]],
    [places.village, all('village')],
    ['220102002', []],
    ['2202', all('elsewhere')]
  ]
  for (const [unit, expected] of cases) {
    const found = (await of('', unit)).map(({ id }) => id).sort()
    t.same(found, named(...expected), unit)
  }
})

t.test('paged without a gap or a repetition, at every depth and with every filter', async (t) => {
  for (const query of ['', `within=${city}`, `within=${county}`, `targetCode=${township}`, 'overdue=true']) {
    const found: string[] = []
    for (let url = `/v1/findings?limit=2&${query}`; url !== ''; ) {
      const { body, headers } = await call('GET', url, { as: person('22') })
      found.push(...body.items.map(({ id }: Item) => id))
      t.equal(headers.link === undefined, body.nextCursor === null)
      url = body.nextCursor ? `/v1/findings?limit=2&${query}&cursor=${body.nextCursor}` : ''
    }
    t.same(
      found,
      (await of(query)).map(({ id }) => id),
      query
    )
  }
})

t.test('as a table', async (t) => {
  const { text, headers } = await call('GET', `/v1/findings?within=${county}`, {
    as: person('22'),
    headers: { accept: 'text/csv' }
  })
  t.match(headers['content-type'], 'text/csv')
  const [head, ...lines] = text.trimEnd().split(/\r?\n/)
  t.match(head, /^\ufeff?id,unitCode,unitName,targetCode,targetName,area,itemId,severity,text,state,dueOn/)
  t.equal(lines.length, 9)
})

t.test('asked wrongly', async (t) => {
  const as = person(county)
  const bad = (query: string, is: [number, string, string?]) => ({ url: `/v1/findings?${query}`, is })
  await refused(
    t,
    service,
    { method: 'GET', url: '/v1/findings', as },
    {
      'an unknown filter': bad('kind=grave', [400, 'validation-failed']),
      'an unknown order': bad('sort=state', [400, 'validation-failed', '?sort']),
      'an unknown state among others': bad('state=open,lost', [400, 'validation-failed', '?state']),
      'an unknown state': bad('state=lost', [400, 'validation-failed', '?state']),
      'a kind that causes no finding': bad('cause=notice', [400, 'validation-failed', '?cause']),
      'a unit above': bad(`within=${city}`, [404, 'not-found', '?within']),
      'a unit beside': bad('within=220103', [404, 'not-found', '?within']),
      'no unit': bad('within=999999', [404, 'not-found', '?within']),
      'a cursor of something else': bad('cursor=WzFd', [400, 'bad-cursor', '?cursor']),
      'the operator': { as: person('*'), is: [404, 'not-found', '?within'] }
    }
  )
})
