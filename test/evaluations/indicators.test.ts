import { sql } from 'kysely'
import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { clerk, intake } from '../examples/case.ts'
import { evaluationsOf, of, points } from '../examples/evaluation.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const { db } = service.database.owner
const { made, step, target, published, enter } = evaluationsOf(service)
const [city, county, unit] = [of('2202'), of('220202'), '220202']

const formulas = [
  'inspections.done',
  'findings.rectified-in-time',
  'findings.repeated',
  'cases.in-time',
  'letters.answered-in-time',
  'allocations.in-time',
  'matching.in-place'
] as const
const computedItem = (formula: string) => ({
  ...points(formula.replace('.', '-'), '10'),
  ...{ mode: 'computed', formula, unitOfMeasure: 'ratio', full: '1', zero: '0', by: 'superior' },
  ...(formula === 'findings.repeated' && { direction: 'down', full: '0', zero: '1' })
})
const items = [...formulas.map(computedItem), points('entered', '30')]

/** Terms of a record in the period: `met` in time, `late`, and those that nobody met. */
async function terms(
  kind: string,
  id: string,
  rule: string,
  numbers: { met: number; late: number; dueOn?: string }
) {
  const { met, late, dueOn = '2026-02-10' } = numbers
  await sql`
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, local_default,
      started_on, base_due_on, due_on, provisional, calendar_edition, met_on)
    select gen_random_uuid(), ${kind}, ${id}::uuid, ${unit}, ${rule}, 'jilin-2019-12:2.4', 10, 'calendar', false,
      '2026-01-05', ${dueOn}::date, ${dueOn}::date, false, 1,
      case when n <= ${met} then ${dueOn}::date else ${dueOn}::date + 3 end
    from generate_series(1, ${met + late}) as n`.execute(db)
}

/** Findings at the county, each with its first term. */
async function findings(
  number: number,
  more: { met?: string | null; dueOn?: string; waived?: boolean; repeats?: boolean }
) {
  const { met = null, dueOn = '2026-02-10', waived = false, repeats = false } = more
  const { rows } = await sql<{ id: string }>`
    insert into finding (id, unit_code, path, target_code, target_path, area, severity, text, evidence, state,
      waive_reason, waived_on, waived_by, created_at, created_by, repeats)
    select gen_random_uuid(), '2202', unit_path('2202'), ${unit}, unit_path(${unit}), 'funds', 'minor', 'x', '[]',
      ${waived ? 'waived' : 'rectified'}, ${waived ? 'x' : null}, ${waived ? met : null}::date,
      ${waived ? 'x' : null}, '2026-01-05T00:00:00Z', 'x',
      case when ${repeats} then (select id from finding limit 1) end
    from generate_series(1, ${number}::int) returning id`.execute(db)
  for (const { id } of rows) {
    await terms('finding', id, 'rectification', { met: 1, late: 0, dueOn })
    await sql`update term set met_on = ${met}::date where subject_id = ${id}::uuid`.execute(db)
  }
}

async function caseOf(kind: string): Promise<string> {
  const { id } = ok(
    await call('POST', '/v1/cases', { as: clerk(unit), body: intake({ unitCode: unit, kind }) })
  )
  await sql`delete from term where subject_id = ${id}::uuid`.execute(db)
  return id
}

async function prepare() {
  const plan = ok(await call('POST', '/v1/inspection-plans', { body: { unitCode: unit, year: 2026 } }))
  await sql`delete from inspection_task where plan_id = ${plan.id}::uuid`.execute(db)
  await sql`update plan_obligation set required = 24 where plan_id = ${plan.id}::uuid and coverage = 'full'`.execute(
    db
  )
  await sql`delete from plan_obligation where plan_id = ${plan.id}::uuid and coverage = 'sample'`.execute(db)
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, state)
    select gen_random_uuid(), ${plan.id}::uuid, code, name, (select target_level from plan_obligation
      where plan_id = ${plan.id}::uuid), 'full', case when n <= 22 then 'inspected' else 'pending' end
    from (select code, name, row_number() over (order by code) as n from unit where level = 'village') as one
    where n <= 24`.execute(db)
  await findings(17, { met: '2026-02-10' })
  await findings(3, { met: '2026-02-20', repeats: true })
  await findings(3, { dueOn: '2026-03-20' })
  await findings(1, { met: '2026-02-01', waived: true })
  const appeal = await caseOf('appeal')
  await terms('case', appeal, 'case.notify', { met: 8, late: 1 })
  await terms('case', appeal, 'case.conclude', { met: 6, late: 0 })
  await terms('case', await caseOf('enquiry'), 'case.enquiry', { met: 1, late: 1 })
  await sql`
    insert into allocation (id, programme_id, unit_code, path, root_id, document_no, amount, received_on,
      matching_budgeted, matching_due_on, due_on, created_at, created_by)
    select id, (select id from fund_programme limit 1), ${unit}, unit_path(${unit}), id, no, 1, '2026-01-05',
      budgeted, due_on::date, '2026-02-28', '2026-01-05T00:00:00Z', 'x'
    from (values (gen_random_uuid(), '1', 50000000, '2026-01-31'), (gen_random_uuid(), '2', 30000000, '2026-02-15'))
      as one (id, no, budgeted, due_on)`.execute(db)
  await sql`
    insert into matching_arrival (allocation_id, arrived_on, arrived)
    select id, arrived_on::date, arrived from (values ('1', '2026-01-20', 60000000), ('2', '2026-02-10', 15000000),
      ('2', '2026-02-20', 30000000)) as one (no, arrived_on, arrived)
    join allocation on document_no = no`.execute(db)
}

await makeProgramme(service)
await prepare()
const setId = await published({ items })
const id = await made({ setId, targets: { unitCodes: [unit, '220203', '220204'] } })
await step(id, 'open')
const compute = async () => {
  const { status, body } = await call('POST', `/v1/evaluations/${id}/compute`, { as: city })
  t.equal(status, 202)
  return (await service.ended(body.id)).body
}
const valuesOf = async (as = city) => {
  const { values } = await target(id, unit, as)
  return Object.fromEntries(
    values.map(({ item, computed, ...rest }: { item: string; computed: object[] }) => [
      item,
      { computed, ...rest }
    ])
  )
}

t.test('the worked numbers', async (t) => {
  t.match(await compute(), { state: 'succeeded', result: { version: 1, indicators: 7, targets: 3 } })
  const values = await valuesOf()
  const numbers = (item: string) => values[item].computed[0]
  t.match(numbers('inspections-done'), { numerator: 22, denominator: 24, value: '0.9167' })
  t.match(numbers('findings-rectified-in-time'), { numerator: 17, denominator: 20, value: '0.8500' })
  t.match(numbers('findings-repeated'), { numerator: 3, denominator: 24, value: '0.1250' })
  t.match(numbers('cases-in-time'), { numerator: 15, denominator: 17, value: '0.8824' })
  t.match(numbers('matching-in-place'), { numerator: 65_000_000, denominator: 80_000_000, value: '0.8125' })
  t.match(
    numbers('letters-answered-in-time'),
    { numerator: 0, denominator: 0, value: null },
    'of nothing there is none'
  )
  t.match(numbers('matching-in-place').contentHash, /^[0-9a-f]{64}$/)
  t.same((await valuesOf(county))['cases-in-time'].computed, [], 'not before the verification')
})

t.test('reports change nothing that the unit or anybody else reads', async (t) => {
  const before = (await valuesOf())['cases-in-time'].computed[0]
  const report = await caseOf('report')
  await terms('case', report, 'case.conclude', { met: 0, late: 4 })
  await compute()
  const [latest, first] = (await valuesOf())['cases-in-time'].computed
  t.match(latest, { version: 2, numerator: before.numerator, denominator: before.denominator })
  t.same(first, before)
})

t.test('a further computation is a new version, and both are shown', async (t) => {
  await findings(1, { met: '2026-02-20' })
  await compute()
  const { computed, counted } = (await valuesOf())['findings-rectified-in-time']
  t.same(
    computed.map(({ version, value }: Record<string, unknown>) => [version, value]),
    [
      [3, '0.8095'],
      [2, '0.8500'],
      [1, '0.8500']
    ]
  )
  t.equal(counted, '0.8095', 'the latest counts')
  t.equal((await noted(service, id)).filter(({ action }) => action === 'evaluation.computed').length, 3)
})

t.test('computed values are scored exactly, unless they are verified otherwise, with a reason', async (t) => {
  ok(await enter(id, unit, 'entered', { value: '27' }))
  await step(id, 'verify')
  t.equal((await valuesOf(county))['inspections-done'].counted, '0.9167', 'the unit sees it from now on')
  t.match(await enter(id, unit, 'cases-in-time', { value: '0.9' }, city), {
    status: 422,
    body: { code: 'evaluation-reason-missing' }
  })
  ok(await enter(id, unit, 'cases-in-time', { value: '0.9', reason: '一件延期手续齐全。' }, city))
  await step(id, 'score')
  const values = await valuesOf()
  t.equal(values['inspections-done'].score, '9.17')
  t.equal(values['matching-in-place'].score, '8.13', '8.125, halves up')
  t.equal(values['cases-in-time'].score, '9.00')
  t.equal(values['letters-answered-in-time'].score, null)
  t.equal(values['allocations-in-time'].score, null)
})

t.test('not while the period runs', async (t) => {
  const running = await made({ setId, to: '2026-03-02', targets: { unitCodes: [unit] } })
  await step(running, 'open')
  const answer = await call('POST', `/v1/evaluations/${running}/compute`, { as: city })
  t.match(answer, { status: 409, body: { code: 'period-running' } })
  clock.now = new Date('2026-03-03T04:00:00Z')
  t.equal((await call('POST', `/v1/evaluations/${running}/compute`, { as: city })).status, 202)
  t.equal((await call('POST', `/v1/evaluations/${running}/compute`, { as: county })).status, 404)
})
