import t from 'tap'
import { marked } from '../../src/platform/http/lists/cursors.ts'
import { type Plan, plansOf } from '../examples/plan.ts'
import { refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { standing } = plansOf(service)
const url = '/v1/inspection-plans'
const made: [unitCode: string, year: number, state: string][] = [
  ['22', 2026, 'draft'],
  ['2201', 2026, 'submitted'],
  ['220102', 2026, 'approved'],
  ['220102', 2027, 'draft'],
  ['220103', 2026, 'draft'],
  ['2202', 2026, 'closed'],
  ['220202', 2027, 'draft']
]
for (const [unitCode, year, state] of made) await standing(state, unitCode, year)

async function list(query = '', as?: Person): Promise<string[]> {
  const { body } = await call('GET', `${url}?${query}`, { as })
  return body.items.map(({ year, unitCode }: Plan) => `${year} ${unitCode}`)
}

t.test('by year and unit, filtered singly and together', async (t) => {
  const cases: [query: string, expected: string[]][] = [
    ['', ['2026 22', '2026 2201', '2026 220102', '2026 220103', '2026 2202', '2027 220102', '2027 220202']],
    ['year=2027', ['2027 220102', '2027 220202']],
    ['within=2201', ['2026 2201', '2026 220102', '2026 220103', '2027 220102']],
    ['within=2201&year=2026&state=draft', ['2026 220103']],
    ['unitCode=2201', ['2026 2201']],
    ['unitCode=220102', ['2026 220102', '2027 220102']],
    ['unitCode=220102&within=2201', ['2026 220102', '2027 220102']],
    ['unitCode=220102&within=2202', []],
    ['unitCode=220104', []],
    ['state=approved', ['2026 220102']],
    ['state=closed&year=2027', []],
    ['state=approved,closed', ['2026 220102', '2026 2202']],
    ['state=draft&state=submitted&within=2201', ['2026 2201', '2026 220103', '2027 220102']]
  ]
  for (const [query, expected] of cases) {
    t.strictSame(await list(query), expected, query)
    t.equal((await call('GET', `${url}?count=true&limit=1&${query}`)).body.total, expected.length, query)
  }
})

t.test('page by page, and as a table', async (t) => {
  const seen: string[] = []
  for (let next: string | undefined = `${url}?limit=2`; next !== undefined; ) {
    const { body, headers } = await call('GET', next)
    seen.push(...body.items.map(({ year, unitCode }: Plan) => `${year} ${unitCode}`))
    next = /^<(.+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
  }
  t.strictSame(seen, await list())
  const { text } = await call('GET', `${url}?year=2027`, { headers: { accept: 'text/csv' } })
  t.equal(text.trimEnd().split('\n').length, 3)
})

t.test('a county sees its own plans, not those of the city above it or beside it', async (t) => {
  const county: Person = { unit: '220102', roles: ['viewer'] }
  t.strictSame(await list('', county), ['2026 220102', '2027 220102'])
  const plans: Plan[] = (await call('GET', `${url}?limit=200`)).body.items
  const cases: Parameters<typeof refused>[3] = {}
  for (const { id, unitCode } of plans.filter(({ unitCode }) => unitCode !== '220102')) {
    cases[`plan of ${unitCode}`] = { url: `${url}/${id}`, is: [404, 'plan-not-found'] }
    cases[`plans of ${unitCode}`] = { url: `${url}?unitCode=${unitCode}`, is: [404, 'not-found'] }
    cases[`plans within ${unitCode}`] = { url: `${url}?within=${unitCode}`, is: [404, 'not-found'] }
  }
  await refused(t, service, { method: 'GET', url, as: county }, cases)
})

t.test('refused', async (t) => {
  const cursor = Buffer.from(JSON.stringify(['2026', '22'])).toString('base64url')
  const bad = (query: string, pointer: string, code = 'validation-failed') => ({
    url: `${url}?${query}`,
    is: [400, code, pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'GET', url },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'a plan that is not there': {
        url: `${url}/01900000-0000-7000-8000-000000000000`,
        is: [404, 'plan-not-found']
      },
      'no identifier': { url: `${url}/x`, is: [400, 'validation-failed', '{id}'] },
      'an unknown state': bad('state=done', '?state'),
      'an unknown state among others': bad('state=draft,done', '?state'),
      'no year': bad('year=last', '?year'),
      'an unknown parameter': bad('unit=22', '?unit'),
      'a cursor of another shape': bad(
        `cursor=${marked('/v1/inspection-plans', cursor)}`,
        '?cursor',
        'bad-cursor'
      )
    }
  )
})
