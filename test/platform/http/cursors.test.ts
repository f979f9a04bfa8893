import t from 'tap'
import { testService } from '../../support/service.ts'

const { call } = await testService(t)
const list = '/v1/units?within=2201&level=county&limit=2'
const { body, headers } = await call('GET', list)
const cursor = String(body.nextCursor)
const page = (query: string) => call('GET', `/v1/units?${query}&cursor=${cursor}`)

t.test('a cursor goes on in its list, by the link as well', async (t) => {
  const next = await page('within=2201&level=county&limit=2')
  t.equal(next.status, 200)
  const link = /<([^>]+)>/.exec(String(headers.link))?.[1] as string
  t.same((await call('GET', link)).body, next.body)
})

t.test('in whatever order the filters stand, and with pages of another size', async (t) => {
  for (const query of ['level=county&within=2201', 'within=2201&level=county&limit=5&count=true']) {
    t.equal((await page(query)).status, 200, query)
  }
})

t.test('with other filters it is refused, instead of leaving out rows', async (t) => {
  const others = ['within=2201', 'level=county', 'within=2202&level=county', 'within=2201&level=county&q=x']
  for (const query of [...others, 'within=2201&level=township', 'limit=2']) {
    const is = { status: 400, body: { code: 'bad-cursor', errors: [{ pointer: '?cursor' }] } }
    t.match(await page(query), is, query)
  }
})

t.test('nor does it go on in the list of another record', async (t) => {
  const first = await call('GET', '/v1/units/2201/timeline?limit=1')
  t.equal(first.status, 200)
  for (const [of, status] of [
    ['2201', 200],
    ['2202', 400]
  ] as const) {
    if (first.body.nextCursor === null) continue
    const next = await call('GET', `/v1/units/${of}/timeline?limit=1&cursor=${first.body.nextCursor}`)
    t.equal(next.status, status, of)
  }
})
