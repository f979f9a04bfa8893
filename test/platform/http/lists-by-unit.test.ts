import t from 'tap'
import { makeProgramme } from '../../examples/batch.ts'
import {
  city,
  county,
  disclosuresOf,
  keeper,
  monthDue,
  township,
  village
} from '../../examples/disclosure.ts'
import { ok, type Person, testService } from '../../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const as: Person = { ...keeper('22'), roles: ['leader', 'inspector', 'viewer'] }

/** The lines of all pages, with the values of some columns. */
async function paged(path: string, columns: readonly string[], limit: number) {
  const found: string[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = ok(await call('GET', `${path}&limit=${limit}${cursor}`, { as }))
    t.ok(items.length === limit || nextCursor === null, 'a page is full, or the last one')
    found.push(...items.map((one: Record<string, unknown>) => columns.map((name) => one[name] ?? '').join()))
    if (nextCursor === null) return found
    cursor = `&cursor=${nextCursor}`
  }
}

/** The same lines by the download, which is one statement over the whole subtree. */
async function downloaded(path: string, columns: readonly string[]) {
  const { text } = await call('GET', path, { as, headers: { accept: 'text/csv' } })
  const [head = '', ...lines] = text.replace('\ufeff', '').trim().split('\n')
  const places = columns.map((name) => head.split(',').indexOf(name))
  return lines.map((line) => places.map((at) => line.split(',')[at]).join())
}

/** A list, its columns, and what it can be asked for. */
const lists = [
  {
    path: '/v1/disclosures/missing',
    columns: ['unitCode', 'content', 'channel', 'programme', 'period', 'gap', 'shownPeriod'],
    queries: ['', 'level=township', 'channel=website', 'content=recipients', 'gap=outdated', 'on=2026-04-30']
  },
  {
    path: '/v1/compliance',
    columns: ['unitCode', 'dutyId', 'state', 'due'],
    queries: ['', 'level=township&state=missed', 'duty=inspect-full&duty=inspect-sample', 'state=met']
  },
  {
    path: '/v1/duty-records/missing',
    columns: ['unitCode', 'kind', 'state', 'dueOn'],
    queries: ['', 'kind=training', 'level=county']
  },
  { path: '/v1/duty-records/overview', columns: ['unitCode', 'unitLevel'], queries: ['', 'level=township'] }
]

t.test('pages hold what the whole list holds, whatever is asked for', async (t) => {
  await reorganised()
  const old = await downloaded(`/v1/disclosures/missing?within=${county}&gap=outdated`, ['unitCode'])
  t.strictSame(old, [village])
  for (const { path, columns, queries } of lists)
    for (const query of queries)
      for (const [within, limit] of [
        [county, 7],
        [township, 1],
        [city, 150]
      ] as const) {
        const asked = `${path}?within=${within}&${query}`
        const whole = await downloaded(asked, columns)
        t.strictSame(await paged(asked, columns, limit), whole, asked)
      }
})

/** Months of two programmes, a list on a board that is too old, and villages that have ended or moved. */
async function reorganised() {
  const { board, hang } = disclosuresOf(service)
  const [rural, urban] = [
    await makeProgramme(service, 'low-income-rural'),
    await makeProgramme(service, 'urban-low-income')
  ]
  const [second, third, other] = ['220102002001', '220102002002', '220103001001']
  clock.now = new Date('2026-05-20T02:00:00Z')
  await monthDue(service, rural, '2025-12', '2026-01-16', [village, second])
  await monthDue(service, rural, '2026-04', '2026-04-20', [village, third])
  await monthDue(service, urban, '2026-04', '2026-04-20', [second, third, other])
  const list = { content: 'recipients', programme: 'low-income-rural', period: '2025-12' }
  ok(await hang(await board(village), village, { ...list, postedOn: '2026-02-01' }))
  const admin: Person = { ...as, roles: ['admin'] }
  const headers = { 'if-match': '*' }
  const end = { on: '2026-05-19', successorCode: second }
  ok(await call('POST', `/v1/units/${third}/retire`, { as: admin, body: end, headers }))
}
