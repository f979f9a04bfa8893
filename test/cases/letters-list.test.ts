import t from 'tap'
import { city, clerk, county, lettersOf } from '../examples/letter.ts'
import { ok, testService } from '../support/service.ts'

interface Letter {
  id: string
  unitCode: string
  dueOn: string
}

const service = await testService(t)
const { call, clock } = service
const { receive, issued, respond } = lettersOf(service)
const at = (day: string) => {
  clock.now = new Date(`${day}T10:00:00+08:00`)
}
const of = async (query: string, unit = '22'): Promise<Letter[]> =>
  (await call('GET', `/v1/letters?limit=200&${query}`, { as: clerk(unit) })).body.items
const ids = (letters: Letter[]) => letters.map(({ id }) => id)

const made: Record<string, string> = {}
const places = { township: '220102001', county, beside: '220103', city, elsewhere: '2203' }
const cases: Record<string, string> = {}
for (const [name, unit] of Object.entries(places)) cases[name] = await receive(unit)
for (const [n, day] of ['2026-03-05', '2026-03-03', '2026-03-04'].entries()) {
  at(day)
  for (const [name, caseId] of Object.entries(cases)) {
    const kind = n === 0 ? 'urge' : 'supervise'
    made[`${name} ${n}`] = (await issued(caseId, { as: clerk('22'), more: { kind } })).id
  }
}
at('2026-04-03')
for (const name of ['county 0', 'county 1']) ok(await respond(made[name] as string, { as: clerk(county) }))
const named = (...names: string[]) => names.map((name) => made[name] as string).sort()

t.test('by due date, and with one due date by identifier', async (t) => {
  const all = await of('')
  t.equal(all.length, 15)
  const order = all.map(({ dueOn, id }) => `${dueOn} ${id}`)
  t.strictSame(order, order.toSorted())
  t.match(all.at(0), { dueOn: '2026-04-02' })
  t.match(all.at(-1), { dueOn: '2026-04-07' }, 'after the holiday')
})

t.test('filtered, singly and together', async (t) => {
  const third = ['township 2', 'county 2', 'beside 2', 'city 2', 'elsewhere 2']
  const first = ['township 0', 'county 0', 'beside 0', 'city 0', 'elsewhere 0']
  const second = ['township 1', 'county 1', 'beside 1', 'city 1', 'elsewhere 1']
  const cases: [query: string, expected: string[]][] = [
    ['within=22', [...first, ...second, ...third]],
    [`unitCode=${county}`, ['county 0', 'county 1', 'county 2']],
    [`within=${county}`, ['county 0', 'county 1', 'county 2', 'township 0', 'township 1', 'township 2']],
    [`within=${county}&unitCode=220103`, []],
    ['kind=urge', first],
    ['kind=urge,supervise', [...first, ...second, ...third]],
    [`state=answered,awaited&unitCode=${county}`, ['county 0', 'county 1', 'county 2']],
    ['updatedSince=2030-01-01T00:00:00Z', []],
    ['state=answered', ['county 0', 'county 1']],
    [`state=awaited&unitCode=${county}`, ['county 2']],
    ['overdue=true', second.filter((name) => name !== 'county 1')],
    [`overdue=false&unitCode=${county}`, ['county 0', 'county 1', 'county 2']],
    ['overdue=true&state=answered', []],
    [`overdue=true&kind=supervise&within=${city}`, ['township 1', 'beside 1', 'city 1']],
    ['overdue=true&kind=urge', []]
  ]
  for (const [query, expected] of cases) {
    t.same(ids(await of(query)).sort(), named(...expected), query)
    const url = `/v1/letters?limit=1&count=true&${query}`
    t.equal((await call('GET', url, { as: clerk('22') })).body.total, expected.length, query)
  }
})

t.test('each unit has those addressed to it and to the units below', async (t) => {
  t.equal((await of('', city)).length, 12)
  t.equal((await of('', county)).length, 6)
  t.equal((await of('', '220102001')).length, 3)
  t.equal((await of('', '2202')).length, 0)
  for (const filter of [`within=${city}`, 'unitCode=2203', 'within=220103']) {
    t.equal((await call('GET', `/v1/letters?${filter}`, { as: clerk(county) })).status, 404, filter)
  }
})

t.test('page by page, with equal due dates, and as a table', async (t) => {
  const seen: string[] = []
  for (let next: string | undefined = '/v1/letters?limit=4'; next !== undefined; ) {
    const { body, headers } = await call('GET', next, { as: clerk('22') })
    seen.push(...ids(body.items))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(seen, ids(await of('')))
  const headers = { accept: 'text/csv' }
  const { text } = await call('GET', '/v1/letters?kind=urge', { as: clerk('22'), headers })
  const [head, ...lines] = text.trimEnd().split('\n')
  t.match(head, /^\uFEFF?id,caseId,caseNumber,kind,number,fromUnitCode,unitCode/)
  t.equal(lines.length, 5)
})

t.test('of a case, in the order in which they were written', async (t) => {
  const url = `/v1/cases/${cases.county}/letters`
  const expected = ['county 1', 'county 2', 'county 0'].map((name) => made[name])
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=2&count=true`; next !== undefined; ) {
    const { body, headers } = await call('GET', next, { as: clerk(county) })
    t.equal(body.total, 3)
    seen.push(...ids(body.items))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(seen, expected)
  const { text } = await call('GET', url, { as: clerk(county), headers: { accept: 'text/csv' } })
  t.equal(text.trimEnd().split('\n').length, 4)
})
