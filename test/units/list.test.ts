import t from 'tap'
import { jilin, type Line, within } from '../examples/jilin.ts'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service

type Listed = { code: string; name: string; level: string }

const codes = ({ items }: { items: Listed[] }) => items.map(({ code }) => code)
const list = async (query: string) => (await call('GET', `/v1/units?${query}`)).body
const find = async (q: string) => codes(await list(`q=${encodeURIComponent(q)}&limit=200`))

t.test('by level, parent and subtree, singly and together', async (t) => {
  const cases: [query: string, expected: (line: Line) => boolean][] = [
    ['level=city', (line) => line.level === 'city'],
    ['level=city,county', (line) => ['city', 'county'].includes(line.level)],
    ['level=township,county&within=2202&parent=2202', (line) => line.parentCode === '2202'],
    ['level=county&within=2202', (line) => line.level === 'county' && line.parentCode === '2202'],
    ['parent=2202', (line) => line.parentCode === '2202'],
    ['parent=220102&within=2201', (line) => line.parentCode === '220102'],
    ['parent=220102&within=2202', () => false],
    ['parent=220102&level=village', () => false],
    ['within=220102001', (line) => line.code === '220102001' || line.parentCode === '220102001'],
    ['within=220102001&level=township', (line) => line.code === '220102001']
  ]
  for (const [query, isExpected] of cases) {
    const expected = jilin.filter(isExpected).map(({ code }) => code)
    t.strictSame(codes(await list(`${query}&limit=200`)), expected.sort(), query)
    t.equal((await list(`${query}&count=true&limit=1`)).total, expected.length, `${query}, counted`)
  }
  const village = within('220102001').at(-1)?.code ?? ''
  t.strictSame(codes(await list(`within=${village}`)), [village], 'a village alone')
})

t.test('by a part of the name or the start of the code', async (t) => {
  const those = (fits: (line: Line) => boolean) =>
    jilin
      .filter(fits)
      .map(({ code }) => code)
      .sort()
  const byName = those(({ name }) => name.includes('朝阳区'))
  t.ok(byName.length > 0)
  t.strictSame(await find('朝阳区'), byName)
  t.strictSame(
    await find('2201020'),
    those(({ code }) => code.startsWith('2201020'))
  )
  t.strictSame(await find('1020'), [], 'the middle of a code is no start')
  t.strictSame(await find('没有这样的名称'), [])
})

t.test('signs that a database takes for patterns stand for themselves', async (t) => {
  const names = { 'zz%': '甲%乙', zz_: '甲_乙', 'zz\\': '甲\\乙', "zz'": "甲'乙" }
  for (const [n, name] of Object.values(names).entries()) {
    const body = { code: `22zz${n}`, name, level: 'county', parentCode: '2201' }
    t.equal((await call('POST', '/v1/units', { body })).status, 201)
  }
  for (const [n, sign] of ['%', '_', '\\', "'"].entries()) t.strictSame(await find(sign), [`22zz${n}`], sign)
  t.strictSame(await find('甲%'), ['22zz0'])
  t.strictSame(await find('\\乙'), ['22zz2'])
  t.strictSame(await find('\\\\'), [])
  t.strictSame(await find('22zz_'), [], 'no pattern in the code either')
})

t.test('by the day on which they are valid', async (t) => {
  const body = { code: '22vv', name: '短命县', level: 'county', parentCode: '2203', validFrom: '2026-02-10' }
  t.equal((await call('POST', '/v1/units', { body })).status, 201)
  t.equal((await call('POST', '/v1/units/22vv/retire', { body: { on: '2026-02-20' } })).status, 200)
  const days = { '2026-02-09': false, '2026-02-10': true, '2026-02-19': true, '2026-02-20': false }
  for (const [day, isValid] of Object.entries(days)) {
    t.equal(codes(await list(`parent=2203&validOn=${day}`)).includes('22vv'), isValid, day)
  }
  t.ok(codes(await list('parent=2203')).includes('22vv'), 'without a day it is listed')
  t.ok(codes(await list('parent=2203&validOn=1949-10-01')).includes('220302'), 'from before records began')
})

t.test('what is no list', async (t) => {
  await refused(
    t,
    service,
    { method: 'GET', url: '/v1/units' },
    {
      'an unknown parameter': { url: '/v1/units?colour=red', is: [400, 'validation-failed', '?colour'] },
      'an unknown level': { url: '/v1/units?level=state', is: [400, 'validation-failed', '?level'] },
      'an unknown level among others': {
        url: '/v1/units?level=city,state',
        is: [400, 'validation-failed', '?level']
      },
      'no search text': { url: '/v1/units?q=', is: [400, 'validation-failed', '?q'] },
      'no day': { url: '/v1/units?validOn=2026-02-30', is: [400, 'validation-failed', '?validOn'] },
      'a page of none': { url: '/v1/units?limit=0', is: [400, 'validation-failed', '?limit'] },
      'a page too long': { url: '/v1/units?limit=201', is: [400, 'validation-failed', '?limit'] },
      'a broken cursor': { url: '/v1/units?cursor=xyz', is: [400, 'bad-cursor', '?cursor'] },
      'a unit that is not there': { url: '/v1/units?within=9999', is: [404, 'not-found'] },
      'a bad code': { url: '/v1/units?within=22;--', is: [400, 'validation-failed', '?within'] },
      'nobody asks': { as: null, is: [401, 'token-missing'] }
    }
  )
})
