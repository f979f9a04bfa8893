import t from 'tap'
import { marked } from '../../src/platform/http/lists/cursors.ts'
import { areas, itemNamed, itemsFor } from '../../src/policy/index.ts'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/checklists'
const levels = ['city', 'county', 'township', 'village'] as const

interface Item {
  id: string
  area: string
  levels: string[]
  text: string
  en: string
  clause: { id: string; text: string }
  remark: { zh: string; en: string } | null
}

const list = async (query = ''): Promise<Item[]> => (await call('GET', `${url}?limit=200${query}`)).body.items
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id)

/** What the text names, area by area: each word must be asked for by an item of that clause. */
const duties: Record<string, string[]> = {
  deployment: ['重视', '工作措施', '实际成效'],
  policy: [
    '细化',
    '宣传到人',
    '培训',
    '执行',
    '动态核查到人',
    '县乡村登记到人',
    '少备案',
    '不备案',
    '假备案',
    '查处'
  ],
  disclosure: [
    '网站',
    '姓名',
    '居住村（居）委会',
    '数额',
    '未成年人',
    '艾滋病',
    '公示板',
    '审核审批公示',
    '长期公开'
  ].concat('救助政策', '审核审批程序', '对象名单', '补助金额'),
  petitions: [
    '监督举报电话',
    '网络咨询投诉渠道',
    '接待',
    '办理',
    '限期反馈',
    '梳理',
    '分类归集',
    '原因'
  ].concat('定期通报', '移交相关部门'),
  funds: ['及时下拨', '配套', '专户存储', '专账核算', '专款专用', '及时发放', '足额发放', '监督检查', '效能'],
  accountability: ['监管方案', '细化', '监管责任', '监管活动']
}

t.test('every duty of the second part is asked for, by its clause', async (t) => {
  const items = await list()
  t.strictSame([...new Set(items.map(({ area }) => area))], [...areas], 'in the order of the text')
  t.strictSame(Object.keys(duties), [...areas])
  for (const [n, area] of areas.entries()) {
    const own = items.filter((item) => item.area === area)
    for (const { id, clause } of own) t.equal(clause.id, `jilin-2019-12:2.${n + 1}`, id)
    for (const word of duties[area] ?? [])
      t.ok(
        own.some(({ text }) => text.includes(word)),
        `${area}: ${word}`
      )
  }
  t.equal(new Set(idsOf(items)).size, items.length)
  for (const { id, text, en } of items) t.ok(text.endsWith('？') && en.endsWith('?'), `${id} is a question`)
})

t.test('each item is for the levels that can have the duty', async (t) => {
  const cases: [id: string, levels: readonly string[]][] = [
    ['deployment-results', levels],
    ['relatives-filed', ['county', 'township', 'village']],
    ['disclosure-website', ['county']],
    ['disclosure-board', ['township', 'village']],
    ['petitions-hotline', ['city', 'county', 'township']],
    ['funds-in-time', ['city', 'county']],
    ['funds-matching', ['city', 'county', 'township']],
    ['funds-own-use', levels],
    ['accountability-scheme', ['city', 'county', 'township']]
  ]
  const items = await list()
  for (const [id, expected] of cases) t.strictSame(items.find((item) => item.id === id)?.levels, expected, id)
  const narrow = items.filter((item) => item.levels.length < levels.length)
  for (const { id, remark } of narrow) t.ok(remark?.zh && remark.en, `${id} tells why`)
})

t.test('by area and by level, singly and together', async (t) => {
  const items = await list()
  for (const level of levels) {
    const expected = idsOf(items.filter((item) => item.levels.includes(level)))
    t.strictSame(idsOf(await list(`&level=${level}`)), expected, level)
  }
  for (const area of areas) {
    t.strictSame(idsOf(await list(`&area=${area}`)), idsOf(items.filter((item) => item.area === area)), area)
    for (const level of levels) {
      const answered = await list(`&area=${area}&level=${level}`)
      t.strictSame(idsOf(answered), idsOf(itemsFor(area, level, '2026-03-02')), `${area} ${level}`)
    }
  }
  const inTwo = items.filter(({ area, levels }) => {
    return ['funds', 'petitions'].includes(area) && (levels.includes('city') || levels.includes('village'))
  })
  t.strictSame(idsOf(await list('&area=funds,petitions&level=village,city')), idsOf(inTwo))
  t.strictSame(await list('&level=province'), [], 'nobody inspects the province')
  t.strictSame(
    await list('&area=petitions&level=village'),
    [],
    'the text asks this of city, county, township'
  )
})

t.test('by a part of the text, in either language', async (t) => {
  const items = await list()
  const [first] = items.filter(({ id }) => id === 'disclosure-website')
  const { text = '', en = '' } = first ?? {}
  const found = async (q: string) => idsOf(await list(`&q=${encodeURIComponent(q)}`))
  t.strictSame(await found(text), ['disclosure-website'])
  t.strictSame(await found(en.toUpperCase().slice(0, 60)), ['disclosure-website'])
  t.strictSame(await found('.*'), [], 'no pattern')
  t.equal((await call('GET', `${url}?q=`)).status, 400)
})

t.test('page by page, and as a table', async (t) => {
  const all = await list('&count=true')
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=10&count=true`; next !== undefined; ) {
    const { body, headers } = await call('GET', next)
    t.equal(body.total, all.length)
    seen.push(...idsOf(body.items))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(seen, idsOf(all))
  const table = await call('GET', `${url}?area=funds`, { headers: { accept: 'text/csv' } })
  t.match(table.headers['content-type'], /^text\/csv/)
  const [head, ...lines] = table.text.replace('\ufeff', '').trim().split('\n')
  t.equal(head, 'id,area,levels,text,en,clauseId,remark')
  t.equal(lines.length, (await list('&area=funds')).length)
})

t.test('an item keeps its words, whatever the day', async (t) => {
  t.match(itemNamed('funds-in-time'), { area: 'funds', clauseId: 'jilin-2019-12:2.5' })
  t.equal(itemNamed('funds'), undefined)
  t.strictSame(itemsFor('funds', 'county', '1999-01-01'), itemsFor('funds', 'county', '2026-01-01'))
})

t.test('refused', async (t) => {
  const cursor = Buffer.from('["funds-in-time"]').toString('base64url')
  await refused(
    t,
    service,
    { method: 'GET', url },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'without any role': { as: { unit: '22', roles: [] }, is: [403, 'role-missing'] },
      'an unknown area': { url: `${url}?area=money`, is: [400, 'validation-failed', '?area'] },
      'an unknown level': { url: `${url}?level=state`, is: [400, 'validation-failed', '?level'] },
      'an unknown parameter': { url: `${url}?unitCode=22`, is: [400, 'validation-failed', '?unitCode'] },
      'a cursor of another list': {
        url: `${url}?cursor=${marked(url, cursor)}`,
        is: [400, 'bad-cursor', '?cursor']
      }
    }
  )
})
