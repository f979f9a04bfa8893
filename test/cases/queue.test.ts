import t from 'tap'
import { type Case, casesOf, clerk, county, inShort, township } from '../examples/case.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, read, taken, on } = casesOf(service)
const all = clerk('22')

type Item = Case & { summary: string; category: string; cause: string | null; receivedAt: string }

const list = async (query = '', as: Person = all): Promise<Item[]> =>
  (await call('GET', `/v1/cases?limit=200&${query}`, { as })).body.items
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)

/** Cases of every kind and state in the whole tree; several with the same due date and time of receipt. */
async function fill(): Promise<void> {
  const places = [county, township, '220102001001', '2201', '22', '220103', '2202']
  const kinds = ['appeal', 'suggestion', 'enquiry']
  const categories = ['low-income-allowance', 'conduct']
  const summaries = [
    '低保申请没有答复',
    '反映低保金 100% 未到账',
    '临时_救助 a\\b',
    '低收入家庭，保障不足',
    'ABC 救助'
  ]
  on('2026-03-02')
  for (let n = 0; n < 35; n++) {
    const day = `2026-02-${String(20 + (n % 5)).padStart(2, '0')}`
    const { id } = await made({
      kind: kinds[n % 3],
      unitCode: places[n % 7],
      category: categories[n % 2],
      summary: summaries[n % 5],
      receivedAt: n % 4 === 0 ? '2026-02-24T10:00:00.123456+08:00' : `${day}T09:00:00+08:00`
    })
    if (n % 4 > 0) await taken(id, 'accept', { as: all })
    if (n % 4 > 1) await taken(id, 'reply', { as: all })
  }
  await made({ receivedAt: '2026-02-28T15:59:59Z', summary: '午夜前' })
  await made({ receivedAt: '2026-02-28T16:00:00Z', summary: '午夜后' })
}

await fill()
on('2026-03-09')
const everything = await list()
const wholes = new Map<string, Case>()
for (const { id } of everything) wholes.set(id, await read(id))

const lineOf = async (unit: string): Promise<string[]> => {
  const { items } = (await call('GET', `/v1/units/${unit}/ancestors`)).body
  return [...items.map(({ code }: { code: string }) => code), unit]
}

t.test('within every level, and of one unit', async (t) => {
  t.equal(everything.length, 37)
  const lines = new Map<string, string[]>()
  for (const { unitCode } of everything) lines.set(unitCode, await lineOf(unitCode))
  for (const unit of ['22', '2201', '2202', county, '220103', township, '220102001001', '220104']) {
    const expected = everything.filter(({ unitCode }) => lines.get(unitCode)?.includes(unit))
    t.strictSame(ids(await list(`within=${unit}`)), ids(expected), `within ${unit}`)
    t.strictSame(ids(await list('', clerk(unit))), ids(expected), `for people of ${unit}`)
    const own = everything.filter(({ unitCode }) => unitCode === unit)
    t.strictSame(ids(await list(`unitCode=${unit}`)), ids(own), `of ${unit}`)
    t.strictSame(ids(await list(`unitCode=${unit}&within=2202`)), unit === '2202' ? ids(own) : [], 'both')
  }
})

t.test('each filter, alone and together', async (t) => {
  const local = (at: string) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const cases: [query: string, fits: (one: Item) => boolean, least: number][] = [
    ['kind=appeal', ({ kind }) => kind === 'appeal', 5],
    ['kind=report', () => false, 0],
    ['state=received', ({ state }) => state === 'received', 5],
    ['state=replied', ({ state }) => state === 'replied', 5],
    ['state=final', () => false, 0],
    ['category=conduct', ({ category }) => category === 'conduct', 5],
    ['cause=late-handling', ({ cause }) => cause === 'late-handling', 5],
    ['cause=embezzlement', () => false, 0],
    ['overdue=true', ({ nextDueOn }) => nextDueOn !== null && nextDueOn < '2026-03-09', 2],
    ['overdue=false', ({ nextDueOn }) => nextDueOn === null || nextDueOn >= '2026-03-09', 5],
    ['dueBefore=2026-03-12', ({ nextDueOn }) => nextDueOn !== null && nextDueOn < '2026-03-12', 2],
    ['receivedFrom=2026-03-01', ({ receivedAt }) => local(receivedAt) >= '2026-03-01', 1],
    ['receivedTo=2026-02-28', ({ receivedAt }) => local(receivedAt) <= '2026-02-28', 36],
    ['receivedFrom=2026-02-28&receivedTo=2026-02-28', ({ summary }) => summary === '午夜前', 1],
    ['receivedFrom=2026-03-01&receivedTo=2026-03-01', ({ summary }) => summary === '午夜后', 1],
    ['receivedFrom=2026-03-02&receivedTo=2026-03-01', () => false, 0],
    ['kind=appeal&state=accepted', ({ kind, state }) => kind === 'appeal' && state === 'accepted', 1],
    [
      'category=conduct&overdue=true&state=received&q=救助',
      ({ category, overdue, state, summary }) =>
        category === 'conduct' && overdue && state === 'received' && summary.includes('救助'),
      0
    ]
  ]
  for (const [query, fits, least] of cases) {
    const expected = everything.filter(fits)
    t.ok(expected.length >= least, `${query}: ${expected.length}`)
    t.strictSame(ids(await list(query)), ids(expected), query)
    const { body } = await call('GET', `/v1/cases?count=true&limit=1&${query}`, { as: all })
    t.equal(body.total, expected.length, `count of ${query}`)
  }
})

t.test('words of the summary, two characters at least, and none of them a pattern', async (t) => {
  for (const q of [
    '低保',
    '100%',
    '0%',
    '%%',
    '时_',
    '__',
    'a\\b',
    'aBc',
    '救助',
    '低助',
    '低保申请没有答复',
    '  ',
    // Longer than what the index is asked for: all of it, or one character in between that differs.
    '反映低保金 100% 未到账',
    '反映低保金 100% 没到账',
    '反映低保金 300% 未到账',
    `反映低保${'金'.repeat(90)}未到账`
  ]) {
    const expected = everything.filter(({ summary }) => summary.toLowerCase().includes(q.toLowerCase()))
    t.strictSame(ids(await list(`q=${encodeURIComponent(q)}`)), ids(expected), q)
  }
})

t.test('what is due first comes first; or what came in last', async (t) => {
  const never = '9999-12-31'
  const byDue = everything.map(({ nextDueOn, id }) => `${nextDueOn ?? never} ${id}`)
  t.strictSame(byDue, byDue.toSorted())
  const latest = await list('sort=-receivedAt')
  const byReceipt = latest.map(({ receivedAt, id }) => `${new Date(receivedAt).toISOString()} ${id}`)
  t.strictSame(byReceipt, byReceipt.toSorted().reverse())
  t.strictSame(ids(latest).sort(), ids(everything).sort())
})

t.test('page by page: no double, none lost, also among equal keys', async (t) => {
  for (const sort of ['dueOn', '-receivedAt']) {
    const expected = ids(await list(`sort=${sort}`))
    for (const limit of [1, 4, 36, 37]) {
      const seen: string[] = []
      for (let next: string | undefined = `/v1/cases?sort=${sort}&limit=${limit}`; next !== undefined; ) {
        const { body, headers } = await call('GET', next, { as: all })
        seen.push(...ids(body.items))
        next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
      }
      t.strictSame(seen, expected, `${sort} by ${limit}`)
    }
  }
})

t.test('as a table: all of it, with the filters', async (t) => {
  const headers = { accept: 'text/csv' }
  const { text, headers: answer } = await call('GET', '/v1/cases?limit=1', { as: all, headers })
  t.match(answer['content-type'], 'text/csv')
  const [head, ...lines] = text.trimEnd().split('\n')
  t.match(head, /^\uFEFF?id,number,kind,channel,receivedAt,unitCode,unitName/)
  t.strictSame(
    lines.map((line) => line.split(',', 1)[0]),
    ids(everything)
  )
  const { text: few } = await call('GET', '/v1/cases?kind=appeal&sort=-receivedAt', { as: all, headers })
  t.equal(few.trimEnd().split('\n').length - 1, everything.filter(({ kind }) => kind === 'appeal').length)
})

t.test('what the list tells is what the case tells', async (t) => {
  for (const item of everything) t.match(wholes.get(item.id), item, item.id)
  const late = everything.find(({ overdue }) => overdue) as Item
  t.match(inShort(wholes.get(late.id) as Case).at(-1), 'missed')
})

t.test('refused', async (t) => {
  const cursorOf = async (sort: string): Promise<string> =>
    (await call('GET', `/v1/cases?limit=1&sort=${sort}`, { as: all })).body.nextCursor
  const [due, receipt] = [await cursorOf('dueOn'), await cursorOf('-receivedAt')]
  const bad = (query: string, pointer: string, code = 'validation-failed') => ({
    url: `/v1/cases?${query}`,
    is: [400, code, pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'GET', url: '/v1/cases', as: all },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a planner asks': { as: clerk('22', 'planner'), is: [403, 'role-missing'] },
      'the operator asks': { as: { unit: '*', roles: ['leader'] }, is: [404, 'not-found'] },
      'within another city': {
        url: '/v1/cases?within=2202',
        as: clerk('2201'),
        is: [404, 'not-found', '?within']
      },
      'of another unit': { url: '/v1/cases?unitCode=220103', as: clerk(), is: [404, 'not-found'] },
      'a cursor of the other order': bad(`cursor=${due}&sort=-receivedAt`, '?cursor', 'bad-cursor'),
      'the other way round': bad(`cursor=${receipt}`, '?cursor', 'bad-cursor'),
      'a broken cursor': bad('cursor=e30', '?cursor', 'bad-cursor'),
      'one character': bad('q=%E4%BD%8E', '?q'),
      'an unknown state': bad('state=lost', '?state'),
      'an unknown kind': bad('kind=x', '?kind'),
      'an unknown order': bad('sort=number', '?sort'),
      'a day that is none': bad('dueBefore=2026-02-30', '?dueBefore'),
      'overdue or not': bad('overdue=yes', '?overdue'),
      'an unknown parameter': bad('handler=x', '?handler')
    }
  )
})

t.test('the cases that somebody handles, under every spelling of their subject', async (t) => {
  const wang = { ...clerk(county), sub: 'wang' }
  const [one, two, other] = [await made(), await made(), await made()]
  await taken(one.id, 'accept', { as: wang })
  await taken(other.id, 'accept', { as: { ...clerk(county), sub: 'zhao' } })
  await taken(two.id, 'accept', { as: { ...clerk(county), sub: 'li' } })
  const named = { sub: 'Wang', name: '王某' }
  t.equal((await call('POST', `/v1/cases/${two.id}/assign`, { as: wang, body: named })).status, 200)
  t.strictSame(ids(await list('handler=me', wang)).sort(), [one.id, two.id].sort())
  t.strictSame(ids(await list('handler=me', { ...wang, sub: 'ＷＡＮＧ' })).length, 2)
  t.strictSame(ids(await list('handler=me&state=received', wang)), [])
  t.strictSame(
    ids(await list('handler=me', { ...clerk('2202'), sub: 'wang' })),
    [],
    'within their scope only'
  )
  const { body } = await call('GET', '/v1/cases?handler=me&count=true&limit=1', { as: wang })
  t.strictSame([body.total, body.items.length], [2, 1])
  t.match(await call('GET', '/v1/cases?handler=wang', { as: wang }), {
    status: 400,
    body: { errors: [{ pointer: '?handler' }] }
  })
})

t.test('several values of one filter, and what has changed', async (t) => {
  const now = await list()
  const by = (wanted: (one: Item) => boolean) => ids(now.filter(wanted))
  t.same(
    ids(await list('state=received,accepted')),
    by(({ state }) => state !== 'replied')
  )
  t.same(
    ids(await list('kind=enquiry&kind=suggestion')),
    by(({ kind }) => kind !== 'appeal')
  )
  t.same(
    ids(await list('state=received&kind=appeal,enquiry')),
    by((one) => one.state === 'received' && one.kind !== 'suggestion')
  )
  const { status, body } = await call('GET', '/v1/cases?state=received,gone', { as: all })
  t.match([status, body.errors], [400, [{ pointer: '?state', code: 'not-in-list' }]])
  const [first] = now as [Item]
  t.same(ids(await list(`number=${first.number}`)), [first.id])
  t.same(ids(await list(`number=${first.number}`, clerk('2203'))), [], 'a filter opens nothing')
  const ours = by(({ decidingUnitCode }) => decidingUnitCode === county)
  t.ok(ours.length > 0)
  t.same(ids(await list(`decidingUnitCode=${county}`)), ours)
  on('2026-03-10')
  const since = '2026-03-10T00:00:00%2B08:00'
  t.same(ids(await list(`updatedSince=${since}`)), [])
  await taken(ours[0] as string, 'withdraw', { as: all })
  const changed = await list(`updatedSince=${since}&sort=updatedAt`)
  t.same(ids(changed), [ours[0]])
  const sorted = ids(await list('sort=updatedAt'))
  t.equal(sorted.at(-1), ours[0])
  t.same(sorted.toSorted(), ids(now).toSorted())
})
