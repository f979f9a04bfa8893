import { sql } from 'kysely'
import t from 'tap'
import { jilin, within } from '../examples/jilin.ts'
import { plansOf } from '../examples/plan.ts'
import { noted, refused } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const service = await testService(t, { jobs: true })
const { call, ended, database } = service
const { create, draws } = plansOf(service)
const url = '/v1/inspection-plans/generate'
const wanted = { withinCode: '2202', year: 2026 }
const generate = (body: object, as?: Person) => call('POST', url, { as, body })

/** Units that have anybody below them: those owe a plan. */
function owing(code: string): string[] {
  const parents = new Set(jilin.map(({ parentCode }) => parentCode))
  return within(code)
    .filter((line) => parents.has(line.code))
    .map((line) => line.code)
}

async function tally(year: number) {
  const { rows } = await sql<{ plans: number; tasks: number; draws: number }>`
    select count(distinct plan.id)::int as plans, count(distinct task.id)::int as tasks,
      count(distinct draw.id)::int as draws
    from inspection_plan plan left join inspection_task task on task.plan_id = plan.id
    left join draw on draw.plan_id = plan.id where plan.year = ${year}`.execute(database.owner.db)
  return rows[0]
}

t.test('refused, and nothing written', async (t) => {
  await refused(
    t,
    service,
    { method: 'POST', url, body: wanted },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '2202', roles: ['leader'] }, is: [403, 'role-missing'] },
      'for the city beside': {
        as: { unit: '2201', roles: ['planner'] },
        is: [404, 'not-found', '/withinCode']
      },
      'for the whole province, by a city': {
        as: { unit: '2202', roles: ['planner'] },
        body: { ...wanted, withinCode: '22' },
        is: [404, 'not-found', '/withinCode']
      },
      'for a unit that is not there': {
        body: { ...wanted, withinCode: '99' },
        is: [404, 'not-found', '/withinCode']
      },
      'a source without a seed': {
        body: { ...wanted, seedSource: 'x' },
        is: [422, 'seed-missing', '/seedSource']
      },
      'for a year before the first policy': {
        body: { ...wanted, year: 2018 },
        is: [422, 'no-policy-in-force', '/year']
      }
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (change: object, pointer: string) => ({
    body: { ...wanted, ...change },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url },
    {
      'no body': { raw: '', is: [400, 'validation-failed'] },
      'no JSON': { raw: '{', is: [400, 'malformed-json'] },
      'no unit': bad({ withinCode: undefined }, '/withinCode'),
      'a unit by another name': bad({ unitCode: '22' }, '/unitCode'),
      'no year': bad({ year: null }, '/year'),
      'a seed that is no text': bad({ seed: 1 }, '/seed')
    }
  )
})

t.test('a city makes the plans of its own part: done and recorded', async (t) => {
  const city: Person = { unit: '2202', roles: ['planner'], sub: 'c1' }
  const kept = await create('220202')
  const begun = await generate({ ...wanted, seed: 'lot', seedSource: 'lottery' }, city)
  t.equal(begun.status, 202)
  t.equal(begun.headers.location, `/v1/operations/${begun.body.id}`)
  const { body } = await ended(begun.body.id)
  const units = owing('2202')
  t.match(body, { state: 'succeeded', problem: null, progress: { done: body.progress.total } })
  t.strictSame([body.result.plans, body.result.skipped], [units.length - 1, 1])
  t.match(await tally(2026), { plans: units.length, draws: body.result.draws + 1 })
  const { items } = (await call('GET', '/v1/inspection-plans?within=2202&limit=200')).body
  t.strictSame(
    items.map(({ unitCode }: { unitCode: string }) => unitCode),
    units
  )
  for (const plan of items) {
    if (plan.unitCode === '220202')
      t.strictSame([plan.id, plan.seed], [kept.id, kept.seed], 'the old one stays')
    else t.match(plan, { seed: 'lot', seedSource: 'lottery', createdBy: 'c1', state: 'draft' })
  }
  const plan = items.find(({ unitCode }: { unitCode: string }) => unitCode === '2202')
  const [line, ...others] = await noted(service, plan.id)
  t.strictSame(others, [])
  t.match(line, {
    action: 'inspection-plan.created',
    actor: 'c1',
    unitCode: '2202',
    event: 'inspection-plan.created'
  })
  t.equal((await noted(service, kept.id)).length, 1)
})

t.test('without a seed each plan has one of its own', async (t) => {
  const { body } = await ended((await generate({ withinCode: '2202', year: 2027 })).body.id)
  const { items } = (await call('GET', '/v1/inspection-plans?within=2202&year=2027&limit=200')).body
  const seeds = new Set(items.map(({ seed }: { seed: string }) => seed))
  t.equal(seeds.size, body.result.plans)
  const city = items.find(({ unitCode }: { unitCode: string }) => unitCode === '2202')
  for (const draw of await draws(city.id)) t.equal(draw.seed, city.seed)
})

t.test('the whole province, twice at once: every plan once', async (t) => {
  const begun = await Promise.all([1, 2].map(() => generate({ withinCode: '22', year: 2028 })))
  const results = await Promise.all(begun.map(async ({ body }) => (await ended(body.id)).body.result))
  t.equal(results[0].plans + results[1].plans, 1155)
  t.equal(results[0].skipped + results[1].skipped, 1155)
  t.equal(results[0].tasks + results[1].tasks, 13_014 + 1909)
  t.equal(results[0].draws + results[1].draws, 79)
  t.strictSame(await tally(2028), { plans: 1155, tasks: 13_014 + 1909, draws: 79 })
})

t.test('again, when all is there: nothing more', async (t) => {
  const { body } = await ended((await generate({ withinCode: '22', year: 2028 })).body.id)
  t.strictSame(body.result, { plans: 0, tasks: 0, draws: 0, skipped: 1155 })
})

t.test('asked again with the same key, it is the same operation', async (t) => {
  const headers = { 'idempotency-key': 'generate-2029' }
  const body = { withinCode: '2299', year: 2029 }
  const first = await call('POST', url, { body, headers })
  const again = await call('POST', url, { body, headers })
  t.strictSame([again.status, again.text, again.headers.location], [202, first.text, first.headers.location])
  t.match((await ended(first.body.id)).body.result, { plans: owing('2299').length })
})

t.test('the operator makes plans anywhere, but of no unit that is not there', async (t) => {
  const operator: Person = { unit: '*', roles: ['planner'] }
  const begun = await generate({ withinCode: '2299', year: 2031 }, operator)
  t.equal(begun.status, 202)
  const read = () => call('GET', `/v1/operations/${begun.body.id}`, { as: operator })
  await until(async () => ['succeeded', 'failed'].includes((await read()).body.state), 'the plans are made')
  t.match((await read()).body, { state: 'succeeded', result: { plans: owing('2299').length, skipped: 0 } })
  t.equal((await generate({ withinCode: '99', year: 2031 }, operator)).status, 404)
})

t.test('an operation is seen by its unit and those above it', async (t) => {
  const { body } = await generate(
    { withinCode: '220203', year: 2030 },
    { unit: '220203', roles: ['planner'] }
  )
  await ended(body.id)
  const see = async (unit: string) =>
    (await call('GET', `/v1/operations/${body.id}`, { as: { unit, roles: ['viewer'] } })).status
  for (const unit of ['22', '2202', '220203']) t.equal(await see(unit), 200, unit)
  for (const unit of ['220203001', '220202', '2201']) t.equal(await see(unit), 404, unit)
})
