import t from 'tap'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/staff'
const entries: [unitCode: string, name: string, areas: string[], active: boolean][] = [
  ['22', '甲', [], true],
  ['2201', '乙', ['funds'], true],
  ['2201', '丙', ['policy'], false],
  ['220102', '丁', ['funds', 'policy'], true],
  ['220102001', '=戊', [], true],
  ['2202', '己', ['petitions'], true]
]

t.before(async () => {
  for (const [unitCode, name, qualifications, active] of entries) {
    clock.now = new Date(clock.now.getTime() + 1000)
    const { body } = await call('POST', url, { body: { unitCode, name, post: '科员', qualifications } })
    const change = { body: { active }, headers: { 'if-match': '"1"' } }
    if (!active) await call('PATCH', `${url}/${body.id}`, change)
  }
})

async function names(query = '', as?: Person): Promise<string> {
  const { body } = await call('GET', `${url}${query}`, { as })
  return body.items.map(({ name }: { name: string }) => name).join('')
}

t.test('by unit, within a unit or of one alone', async (t) => {
  t.equal(await names(), '甲乙丙丁=戊己')
  t.equal(await names('?within=2201'), '乙丙丁=戊')
  t.equal(await names('?unitCode=2201'), '乙丙')
  t.equal(await names('?unitCode=220102&within=2201'), '丁')
  t.equal(await names('?unitCode=220102&within=2202'), '')
  t.equal((await call('GET', `${url}?count=true&limit=1&within=2201`)).body.total, 4)
})

t.test('by what they may inspect, and whether they still do', async (t) => {
  const cases: Record<string, string> = {
    '?area=funds': '甲乙丁=戊',
    '?area=policy': '甲丙丁=戊',
    '?area=policy&active=true': '甲丁=戊',
    '?active=false': '丙',
    [`?q=${encodeURIComponent('=戊')}`]: '=戊',
    '?area=petitions&within=2201': '=戊'
  }
  for (const [query, expected] of Object.entries(cases)) t.equal(await names(query), expected, query)
})

t.test('people of a unit see its own register and those below', async (t) => {
  t.equal(await names('', { unit: '2201', roles: ['viewer'] }), '乙丙丁=戊')
  t.equal(await names('', { unit: '220102', roles: ['inspector'] }), '丁=戊')
  t.equal(await names('', { unit: '2203', roles: ['auditor'] }), '')
  await refused(
    t,
    service,
    { method: 'GET', url, as: { unit: '220102', roles: ['viewer'] } },
    {
      'the unit above': { url: `${url}?within=2201`, is: [404, 'not-found', '?within'] },
      'the people of the unit above': { url: `${url}?unitCode=2201`, is: [404, 'not-found'] },
      'the unit beside': { url: `${url}?unitCode=220103`, is: [404, 'not-found'] },
      'the operator': { as: { unit: '*', roles: ['viewer'] }, is: [404, 'not-found', '?within'] },
      'one who only keeps the units': { as: { unit: '22', roles: ['admin'] }, is: [403, 'role-missing'] },
      'an unknown area': { url: `${url}?area=money`, is: [400, 'validation-failed', '?area'] },
      'a cursor of another list': { url: `${url}?cursor=WyIyMiJd`, is: [400, 'bad-cursor', '?cursor'] }
    }
  )
})

t.test('page by page, and as a table', async (t) => {
  let seen = ''
  for (let next: string | undefined = `${url}?limit=2`; next !== undefined; ) {
    const { body, headers } = await call('GET', next)
    seen += body.items.map(({ name }: { name: string }) => name).join('')
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.equal(seen, '甲乙丙丁=戊己')
  const table = await call('GET', `${url}?within=220102001`, { headers: { accept: 'text/csv' } })
  const [head, line] = table.text.replace('\ufeff', '').split('\n')
  t.equal(
    head,
    'id,unitCode,unitName,name,post,qualifications,conflicts,active,registeredAt,version,updatedAt'
  )
  t.match(line, /,'=戊,/, 'no formula')
})
