import t from 'tap'
import { below, furtherDown, jilin } from '../examples/jilin.ts'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service

type Item = {
  coverage: string
  targetLevel: string
  population: number
  ratioPercent: number
  required: number
}

async function owed(code: string, year = 2026): Promise<string[]> {
  const { body } = await call('GET', `/v1/units/${code}/obligations?year=${year}`)
  return body.items.map(
    ({ coverage, targetLevel, population, ratioPercent, required }: Item) =>
      `${coverage} ${targetLevel} ${population} ${ratioPercent} ${required}`
  )
}

const add = async (code: string, level: string, parentCode: string, more: object = {}) =>
  t.equal(
    (await call('POST', '/v1/units', { body: { code, name: code, level, parentCode, ...more } })).status,
    201
  )

/** Reads the guide once more, in its own words. */
function expected(code: string, level: string): string[] {
  const subordinates = jilin.filter(({ parentCode }) => parentCode === code)
  const levels = [...new Set(subordinates.map((one) => one.level))].sort()
  const full = levels.map((one) => {
    const count = subordinates.filter((line) => line.level === one).length
    return `full ${one} ${count} 100 ${count}`
  })
  const target = { province: 'county', city: 'township', county: 'village' }[level]
  const n = target === undefined ? 0 : furtherDown(code, target).length
  if (target === undefined || n === 0) return full
  const ratio = level === 'province' ? 30 : level === 'city' ? ofTownships(n) : ofVillages(n)
  return [...full, `sample ${target} ${n} ${ratio} ${Math.floor((n * ratio + 99) / 100)}`]
}

function ofTownships(n: number): number {
  return Math.max(n >= 150 ? 10 : 0, n >= 100 && n <= 150 ? 20 : 0, n <= 100 ? 30 : 0)
}

function ofVillages(n: number): number {
  if (n < 20) return 100
  const floors = [n >= 200 ? 10 : 0, n >= 150 && n <= 200 ? 15 : 0, n >= 100 && n <= 150 ? 10 : 0]
  return Math.max(...floors, n <= 100 ? 30 : 0)
}

t.test('every city and county of Jilin, and some of the townships', async (t) => {
  const some = jilin.filter(({ level }, n) => level !== 'village' && (level !== 'township' || n % 53 === 0))
  for (const { code, level } of some) t.strictSame(await owed(code), expected(code, level), code)
  t.strictSame(await owed('220102001001'), [], 'a village owes nothing')
})

t.test('who, when, and by which clause', async (t) => {
  const { body } = await call('GET', '/v1/units/2202/obligations?year=2026')
  t.match(body, { unitCode: '2202', year: 2026, policyId: 'jilin-2019-12' })
  t.match(body.items[1], {
    quotaId: 'city-townships-100-150',
    localRuleId: null,
    clause: { id: 'jilin-2019-12:1.2', text: /不低于20%比例抽检/ },
    remark: /本数/
  })
  clock.now = new Date('2026-12-31T16:00:00Z')
  t.equal(
    (await call('GET', '/v1/units/2202/obligations')).body.year,
    2027,
    'by default the year that it is here'
  )
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('a county under the province, a township under a city, a village under a county', async (t) => {
  await add('22p', 'county', '22')
  await add('22p1', 'township', '22p')
  await add('2203t', 'township', '2203')
  await add('220302v', 'village', '220302')
  t.strictSame(await owed('22'), ['full city 10 100 10', 'full county 1 100 1', 'sample county 72 30 22'])
  const [counties, sample] = expected('2203', 'city')
  t.strictSame(await owed('2203'), [counties, 'full township 1 100 1', sample], 'it is no part of the sample')
  const [townships, villages] = expected('220302', 'county')
  t.strictSame(await owed('220302'), [townships, 'full village 1 100 1', villages])
  t.strictSame(await owed('22p'), ['full township 1 100 1'])
})

t.test('a city-level unit without townships, and one without anything', async (t) => {
  t.strictSame(await owed('2299'), expected('2299', 'city'))
  t.ok((await owed('2299')).every((line) => line.startsWith('full county')))
  await add('2298', 'city', '22')
  t.strictSame(await owed('2298'), [])
})

t.test('a unit that is taken out of the numbers is out of both', async (t) => {
  const [full, sample] = (await owed('2204')).map((line) => Number(line.split(' ')[2]))
  const townships = (await owed('220402')).map((line) => Number(line.split(' ')[2]))
  const body = { countsInQuota: false }
  const headers = { 'if-match': '"1"' }
  t.equal((await call('PATCH', '/v1/units/220402', { body, headers })).status, 200)
  t.match((await owed('2204'))[0], `full county ${Number(full) - 1} `)
  t.match((await owed('22')).at(-1), 'sample county 71 30 22')
  const township = below('220402', 'township')[0]?.code
  t.equal((await call('PATCH', `/v1/units/${township}`, { body, headers })).status, 200)
  t.match((await owed('220402'))[0], `full township ${Number(townships[0]) - 1} `)
  t.match((await owed('2204'))[1], `sample township ${Number(sample) - 1} `)
})

t.test('a unit counts from its first day to its last', async (t) => {
  const count = async () => Number((await owed('220203'))[0]?.split(' ')[2])
  const before = await count()
  await add('2202new', 'township', '220203', { validFrom: '2026-04-01' })
  t.equal(await count(), before, 'not yet')
  clock.now = new Date('2026-03-31T16:00:00Z')
  t.equal(await count(), before + 1)
  t.equal((await call('POST', '/v1/units/2202new/retire', { body: { on: '2026-05-01' } })).status, 200)
  t.equal(await count(), before + 1, 'still')
  clock.now = new Date('2026-04-30T16:00:00Z')
  t.equal(await count(), before)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('seen from the unit and from those above and below it, and from nowhere else', async (t) => {
  const see = async (unit: string) =>
    (await call('GET', '/v1/units/220102/obligations', { as: { unit, roles: ['viewer'] } })).status
  for (const unit of ['22', '2201', '220102', '220102001']) t.equal(await see(unit), 200, unit)
  for (const unit of ['220103', '2202']) t.equal(await see(unit), 404, unit)
  t.equal(await see('99'), 403, 'a unit that never existed')
})

t.test('refused', async (t) => {
  const at = (query: string) => `/v1/units/22/obligations?${query}`
  await refused(
    t,
    service,
    { method: 'GET', url: at('year=2026') },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a unit that is not there': { url: '/v1/units/99/obligations', is: [404, 'not-found'] },
      'before the first policy': { url: at('year=2018'), is: [422, 'no-policy-in-force', '?year'] },
      'before the common era of the service': {
        url: at('year=1999'),
        is: [400, 'validation-failed', '?year']
      },
      'no year': { url: at('year=next'), is: [400, 'validation-failed', '?year'] },
      'half a year': { url: at('year=2026.5'), is: [400, 'validation-failed', '?year'] },
      'an unknown parameter': { url: at('on=2026-01-01'), is: [400, 'validation-failed', '?on'] }
    }
  )
})
