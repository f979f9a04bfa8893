import t from 'tap'
import { jilin } from '../examples/jilin.ts'
import { testService } from '../support/service.ts'

const { call } = await testService(t)
const all = jilin.map(({ code }) => code).sort()

t.test('page by page, every unit once and in the order of the codes', async (t) => {
  const seen: string[] = []
  let pages = 0
  for (let url: string | undefined = '/v1/units?limit=200&count=true'; url !== undefined; pages += 1) {
    const { body, headers } = await call('GET', url)
    seen.push(...body.items.map(({ code }: { code: string }) => code))
    t.equal(body.total, 13_015)
    const link = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    t.equal(link !== undefined, body.nextCursor !== null)
    url = link
  }
  t.equal(pages, Math.ceil(13_015 / 200))
  t.strictSame(seen, all)
})

t.test('a last page that is full has no next one', async (t) => {
  const { body, headers } = await call('GET', '/v1/units?level=city&limit=10')
  t.equal(body.items.length, 10)
  t.equal(body.nextCursor, null)
  t.equal(headers.link, undefined)
  t.equal((await call('GET', '/v1/units?level=city&limit=9')).body.items.length, 9)
})

t.test('fifty when the caller does not say', async (t) => {
  t.equal((await call('GET', '/v1/units')).body.items.length, 50)
})

t.test('as a table: all of it, with a mark for spreadsheets', async (t) => {
  const { headers, text } = await call('GET', '/v1/units?limit=1', { headers: { accept: 'text/csv' } })
  t.match(headers['content-type'], 'text/csv')
  t.match(headers.vary, /accept/i)
  t.equal(text[0], '\ufeff')
  const [header, ...lines] = text.slice(1).trimEnd().split('\n')
  t.match(header, /^code,name,level,parentCode,countsInQuota/)
  t.strictSame(
    lines.map((line) => line.split(',')[0]),
    all
  )
  t.match(lines[0], /^22,吉林省,province,,t/)
})

t.test('a table keeps to the filters, and no cell is a formula', async (t) => {
  const body = { code: '22csv', name: '=1+1', level: 'county', parentCode: '2201' }
  t.equal((await call('POST', '/v1/units', { body })).status, 201)
  const { text } = await call('GET', '/v1/units?q=%3D1', { headers: { accept: 'text/csv' } })
  const lines = text.trimEnd().split('\n')
  t.equal(lines.length, 2)
  t.match(lines[1], /^22csv,'=1\+1,/)
})
