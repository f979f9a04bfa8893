import t from 'tap'
import { marked } from '../../src/platform/http/lists/cursors.ts'
import { named } from '../examples/jilin.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/local-rules'
const quotas: Record<string, string> = {
  '22': 'province-counties',
  '2201': 'city-townships-150-up',
  '2202': 'city-townships-100-150',
  '220102': 'county-villages-20-100',
  '220103': 'county-villages-20-100'
}
const ids: Record<string, string> = {}

t.before(async () => {
  for (const [unitCode, quotaId] of Object.entries(quotas)) {
    for (const effectiveFrom of ['2026-01-01', '2027-01-01']) {
      const body = { unitCode, effectiveFrom, document: '细则', quotas: [{ quotaId, ratioPercent: 50 }] }
      ids[unitCode] = (await call('POST', url, { body })).body.id
    }
  }
})

async function list(query = '', as?: Person): Promise<string[]> {
  const { body } = await call('GET', `${url}${query}`, { as })
  return body.items.map(
    (one: { unitCode: string; effectiveFrom: string }) => `${one.unitCode} ${one.effectiveFrom}`
  )
}

const both = (...codes: string[]) => codes.flatMap((code) => [`${code} 2026-01-01`, `${code} 2027-01-01`])

t.test('by unit and day, within a unit or of one alone', async (t) => {
  t.strictSame(await list(), both('22', '2201', '220102', '220103', '2202'))
  t.strictSame(await list('?within=2201'), both('2201', '220102', '220103'))
  t.strictSame(await list('?unitCode=2201'), both('2201'))
  t.strictSame(await list('?unitCode=220102&within=2201'), both('220102'))
  t.strictSame(await list('?unitCode=220102&within=2202'), [], 'both filters hold')
  t.strictSame(await list('?unitCode=220104'), [])
  t.equal((await call('GET', `${url}?count=true&limit=1&within=2201`)).body.total, 6)
})

t.test('page by page', async (t) => {
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=3`; next !== undefined; ) {
    const { body, headers } = await call('GET', next)
    seen.push(...body.items.map(({ unitCode }: { unitCode: string }) => unitCode))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(
    seen,
    both('22', '2201', '220102', '220103', '2202').map((line) => line.split(' ')[0])
  )
})

t.test('a unit knows its own rules and those of the units above it', async (t) => {
  const county: Person = { unit: '220102', roles: ['viewer'] }
  t.strictSame(await list('', county), both('220102'))
  for (const code of ['22', '2201', '220102']) {
    t.strictSame(await list(`?unitCode=${code}`, county), both(code))
    t.equal((await call('GET', `${url}/${ids[code]}`, { as: county })).status, 200, code)
  }
  const foreign: Parameters<typeof refused>[3] = {}
  for (const code of ['220103', '2202']) {
    foreign[`the list of ${code}`] = { url: `${url}?unitCode=${code}`, is: [404, 'not-found'] }
    foreign[`the rule of ${code}`] = { url: `${url}/${ids[code]}`, is: [404, 'local-rule-not-found'] }
    foreign[`within ${code}`] = { url: `${url}?within=${code}`, is: [404, 'not-found'] }
  }
  await refused(t, service, { method: 'GET', url, as: county }, foreign)
})

t.test('refused', async (t) => {
  const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
  await refused(
    t,
    service,
    { method: 'GET', url },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a rule that is not there': {
        url: `${url}/01900000-0000-7000-8000-000000000000`,
        is: [404, 'local-rule-not-found']
      },
      'no identifier': { url: `${url}/1`, is: [400, 'validation-failed', '{id}'] },
      'an unknown parameter': { url: `${url}?year=2026`, is: [400, 'validation-failed', '?year'] },
      'a cursor with a day that is none': {
        url: `${url}?cursor=${marked(url, cursor('22', '2026-99-99'))}`,
        is: [400, 'bad-cursor', '?cursor']
      },
      'a cursor of another list': {
        url: `${url}?cursor=${marked(url, cursor('22'))}`,
        is: [400, 'bad-cursor', '?cursor']
      }
    }
  )
})

t.test('each with the name of its unit, found by the document', async (t) => {
  const { body } = await call('GET', `${url}?unitCode=2201`)
  t.same(
    body.items.map(({ unitName }: { unitName: string }) => unitName),
    [named('2201'), named('2201')]
  )
  const quota = { quotaId: quotas['2202'], ratioPercent: 60 }
  const document = '吉林市〔2028〕100%实施办法'
  const later = { unitCode: '2202', effectiveFrom: '2028-01-01', document, quotas: [quota] }
  t.equal((await call('POST', url, { body: later })).status, 201)
  const found = (q: string) => list(`?q=${encodeURIComponent(q)}`)
  t.same(await found('〔2028〕100%'), ['2202 2028-01-01'])
  t.same(await found('实施办法'), ['2202 2028-01-01'])
  t.same(await found('%实'), ['2202 2028-01-01'], 'a percent sign stands for itself')
  t.same(await found('2028_'), [])
  t.equal((await call('GET', `${url}?q=${encodeURIComponent('办法')}&count=true`)).body.total, 1)
})
