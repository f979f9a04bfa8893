import t from 'tap'
import { named } from '../examples/jilin.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/units/220102001001'
const read = async (query = '', as?: Person) => (await call('GET', `${url}/timeline${query}`, { as })).body
const kinds = ({ items }: { items: { kind: string }[] }) => items.map(({ kind }) => kind)

const story: [day: string, verb: 'PATCH' | 'POST', at: string, body: object][] = [
  ['2026-03-02', 'PATCH', '', { name: '新社区' }],
  ['2026-04-01', 'PATCH', '', { parentCode: '220102002' }],
  ['2026-05-01', 'PATCH', '', { principal: '王某' }],
  ['2026-06-01', 'POST', '/retire', { on: '2026-06-30', successorCode: '220102001002' }]
]

t.test('a unit to which nothing happened', async (t) => {
  t.strictSame(await read(), { items: [], nextCursor: null })
})

t.test('renamed, moved, changed, retired: oldest first, with the day and what it was before', async (t) => {
  for (const [n, [day, verb, at, body]] of story.entries()) {
    clock.now = new Date(`${day}T09:00:00+08:00`)
    const { status } = await call(verb, `${url}${at}`, { body, headers: { 'if-match': `"${n + 1}"` } })
    t.equal(status, 200)
  }
  const { items } = await read()
  t.strictSame(kinds({ items }), ['unit.renamed', 'unit.moved', 'unit.changed', 'unit.retired'])
  t.strictSame(
    items.map(({ at }: { at: string }) => at),
    story.map(([day]) => `${day}T09:00:00+08:00`)
  )
  t.match(items[0].summary, named('220102001001'))
  t.match(items[1].summary, '220102001')
  t.match(items[3].summary, '新社区')
})

t.test('between two days, both included', async (t) => {
  const cases: [query: string, count: number][] = [
    ['?from=2026-04-01', 3],
    ['?from=2026-04-02', 2],
    ['?to=2026-04-01', 2],
    ['?to=2026-03-31', 1],
    ['?from=2026-04-01&to=2026-05-01', 2],
    ['?from=2026-07-01', 0],
    ['?from=2026-05-02&to=2026-04-01', 0]
  ]
  for (const [query, count] of cases) t.equal((await read(query)).items.length, count, query)
})

t.test('page by page', async (t) => {
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { kind: string }[]; nextCursor: string | null } = await read(
      `?limit=1${cursor && `&cursor=${cursor}`}`
    )
    seen.push(...kinds(page))
    cursor = page.nextCursor
  }
  t.strictSame(seen, ['unit.renamed', 'unit.moved', 'unit.changed', 'unit.retired'])
})

t.test('what is no timeline', async (t) => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const bad = (query: string, code: string, pointer: string) => ({
    url: `${url}/timeline?${query}`,
    is: [400, code, pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'GET', url: `${url}/timeline` },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a unit that is not there': { url: '/v1/units/99/timeline', is: [404, 'unit-not-found'] },
      'a unit beside': { as: { unit: '220103', roles: ['viewer'] }, is: [404, 'unit-not-found'] },
      'no day': bad('from=2026', 'validation-failed', '?from'),
      'an unknown parameter': bad('kind=x', 'validation-failed', '?kind'),
      'a cursor of another kind': bad(`cursor=${cursor(['abc'])}`, 'bad-cursor', '?cursor'),
      'a cursor that is no list': bad(`cursor=${cursor({})}`, 'bad-cursor', '?cursor')
    }
  )
})
