import { sql } from 'kysely'
import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { dutyExamples } from '../examples/duties.ts'
import { evaluationsOf, of, points } from '../examples/evaluation.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const { db } = service.database.owner
const { made, step, target, published } = evaluationsOf(service)
const [city, unit, beside, empty] = [of('2202'), '220202', '220203', '220204']

const formulas = [
  'payments.in-time',
  'payments.right',
  'payments.months-complete',
  'disclosure.published',
  'relatives.filing-rate',
  'channels.complete',
  'duties.filed'
] as const
const items = formulas.map((formula) => ({
  ...points(formula.replace('.', '-'), formula === 'duties.filed' ? '40' : '10'),
  ...{ mode: 'computed', formula, unitOfMeasure: 'ratio', full: '1', zero: '0', by: 'superior' },
  ...(formula === 'payments.right' && { direction: 'down', full: '0', zero: '0.05' })
}))

/** A batch of a unit with the files that are named, and a check of it; gives the id of the check. */
async function batch(
  programme: string,
  wanted: { unitCode?: string; period?: string; lines?: number; paid?: number; files?: string[] }
) {
  const { unitCode = unit, period = '2026-01', lines = 0, paid = 0, files = ['roster', 'payments'] } = wanted
  const { rows } = await sql<{ id: string }>`
    insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
    values (gen_random_uuid(), ${programme}::uuid, ${unitCode}, unit_path(${unitCode}), ${`${period}-01`}::date,
      ${`${period}-10`}::date, '2026-01-01T00:00:00Z', 'x') returning id`.execute(db)
  const id = rows[0]?.id as string
  for (const kind of files) {
    const column = sql.ref(`${kind}_upload_id`)
    await sql`
      with file as (
        insert into fund_upload (id, disbursement_id, kind, number, period, lines, amount, paid_lines, paid_amount,
          file_hash, format, uploaded_at, uploaded_by)
        select gen_random_uuid(), id, ${kind}, 1, period, ${lines}::int, ${paid}::bigint,
          case when ${kind} = 'payments' then ${lines}::int end, case when ${kind} = 'payments' then ${paid}::bigint end,
          'hash', 'utf-8', '2026-01-02T00:00:00Z', 'x'
        from disbursement where id = ${id}::uuid returning id
      )
      update disbursement set ${column} = (select id from file) where id = ${id}::uuid`.execute(db)
  }
  return id
}

/** A check of a batch on a day: what was late, and who was paid wrongly. */
async function check(
  batchId: string,
  {
    day,
    late = 0,
    wrong = [],
    state = 'done'
  }: { day: string; late?: number; wrong?: string[]; state?: string }
) {
  await sql`
    with made as (
      insert into fund_check (id, kind, unit_code, path, programme_id, period, disbursement_id, due_on,
        roster_upload_id, payments_upload_id, scope_code, others, others_hash, state, checked_on, checked_at,
        checked_by, exceptions, content_hash)
      select gen_random_uuid(), 'payment', unit_code, path, programme_id, period, id, due_on, roster_upload_id,
        payments_upload_id, unit_code, 0, '', ${state}, ${day}::date, ${`${day}T00:00:00Z`}::timestamptz, 'x',
        ${JSON.stringify(late === 0 ? {} : { late: { count: 1, fen: String(late) } })}::jsonb, 'hash'
      from disbursement where id = ${batchId}::uuid returning id
    )
    insert into fund_exception (check_id, position, type, recipient_no, difference)
    select made.id, place, split_part(one, ' ', 1), split_part(one, ' ', 2), 1
    from made, unnest(${wrong}::text[]) with ordinality as wrong (one, place)`.execute(db)
}

const many = (number: number, type: string) => Array.from({ length: number }, (_, n) => `${type} R${n}`)

async function payments() {
  const [rural, urban] = [await makeProgramme(service, 'rural'), await makeProgramme(service, 'urban')]
  const first = await batch(rural, { lines: 7000, paid: 70_000_000 })
  const second = await batch(urban, { lines: 5000, paid: 50_000_000 })
  await check(first, { day: '2026-01-11', late: 60_000_000, wrong: many(100, 'unpaid') })
  const twice = ['wrong-account R0', 'late R500', 'not-on-roster R501']
  await check(first, { day: '2026-02-11', late: 3_000_000, wrong: [...many(14, 'unpaid'), ...twice] })
  await check(second, { day: '2026-01-11', wrong: many(10, 'overpaid') })
  const later = await batch(rural, { period: '2026-03', lines: 10, paid: 100, files: ['roster'] })
  await check(later, { day: '2026-03-11', late: 100, wrong: many(5, 'unpaid'), state: 'incomplete' })
}

/** Twelve programmes in two months: one batch without payments, one that the run of the province missed. */
async function months() {
  const { rows: runs } = await sql<{ id: string }>`
    insert into fund_run (id, unit_code, path, period, checked, with_exceptions, exceptions, missing, checked_on,
      checked_at, checked_by)
    values (gen_random_uuid(), '22', '22', '2026-02-01', 0, 0, 0, 1, '2026-03-20', '2026-03-20T00:00:00Z', 'x')
    returning id`.execute(db)
  for (let n = 0; n < 12; n += 1) {
    const programme = await makeProgramme(service, `p${n}`)
    await batch(programme, { unitCode: beside })
    if (n < 10) await batch(programme, { unitCode: beside, period: '2026-02' })
    else if (n === 10) await batch(programme, { unitCode: beside, period: '2026-02', files: ['roster'] })
    else
      await sql`
        insert into fund_run_missing (run_id, position, unit_code, programme_id, reason)
        values (${runs[0]?.id}::uuid, 1, ${beside}, ${programme}::uuid, 'paid-before')`.execute(db)
  }
}

/** Six months whose term ended in the year: five published by the day, one of them too late. */
async function website() {
  const programme = await makeProgramme(service, 'shown')
  await sql`
    insert into website_due (id, unit_code, path, programme_id, period, stood_on, due_on, limit_on, villages)
    select gen_random_uuid(), ${unit}, unit_path(${unit}), ${programme}::uuid, make_date(2026, n, 1),
      make_date(2026, n, 12), make_date(2026, n, 26), make_date(2026, n, 27), '{}'
    from generate_series(1, 6) as n`.execute(db)
  await sql`
    insert into disclosure (id, unit_code, path, content, channel, programme_id, period, address, posted_on, entered_at,
      entered_by)
    select gen_random_uuid(), ${unit}, unit_path(${unit}), 'recipients', 'website', ${programme}::uuid,
      make_date(2026, n, 1), 'https://example.org', make_date(2026, n, case n when 6 then 27 else 26 end),
      '2026-07-01T00:00:00Z', 'x'
    from generate_series(1, 6) as n`.execute(db)
}

/** A check of near relatives by a unit; gives its id. */
async function relatives(
  by: string,
  [matched, owedPairs]: [number, number | null],
  asOf: string
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into relative_check (id, unit_code, path, target_code, programme_id, period, as_of, state, made_at, made_by,
      relations, compared, totals, exceptions, missing, content_hash)
    select gen_random_uuid(), ${by}, unit_path(${by}), ${unit}, id, '2026-05-01', ${asOf}::date, 'done',
      '2026-06-01T00:00:00Z', 'x', '{}', '{}', ${JSON.stringify({ matched, owedPairs })}::jsonb, '{}', '{}', 'hash'
    from fund_programme where code = 'rural' returning id`.execute(db)
  return rows[0]?.id as string
}

await payments()
await months()
await website()
await relatives(unit, [2, 5], '2026-05-31')
await relatives(unit, [0, null], '2026-06-30')
const hidden = await relatives('2202', [6, 8], '2026-07-31')
await sql`
  update unit set channels = '{"hotline": "12345", "online": "https://example.org"}'
  where ${unit} = any(string_to_array(path, '.')) and level = 'township'`.execute(db)
clock.now = new Date('2026-03-03T01:00:00Z')
for (const kind of ['scheme', 'publicity'] as const) {
  ok(
    await call('POST', '/v1/duty-records', {
      as: of(unit),
      body: { unitCode: unit, year: 2026, ...dutyExamples[kind] }
    })
  )
}
clock.now = new Date('2027-01-05T01:00:00Z')
const setId = await published({ items })
const days = { from: '2026-01-01', to: '2026-12-31', selfBy: '2027-01-31', verifyBy: '2027-02-28' }
const id = await made({ setId, ...days, targets: { unitCodes: [unit, beside, empty] } })
await step(id, 'open')
const compute = async () => {
  const { body } = await call('POST', `/v1/evaluations/${id}/compute`, { as: city })
  return (await service.ended(body.id)).body
}
t.match(await compute(), { state: 'succeeded', result: { indicators: 7 } })
const number = async (item: string, of = unit) => {
  const { values } = await target(id, of, city)
  return values.find((one: { item: string }) => one.item === item).computed[0]
}

t.test('money: the latest complete check of each batch', async (t) => {
  t.match(await number('payments-in-time'), {
    ...{ numerator: 117_000_000, denominator: 120_000_000, value: '0.9750' }
  })
  t.match(await number('payments-right'), { numerator: 24, denominator: 12_000, value: '0.0020' })
  t.match(await number('payments-months-complete', beside), {
    ...{ numerator: 22, denominator: 24, value: '0.9167' }
  })
  for (const item of ['payments-in-time', 'payments-right', 'payments-months-complete']) {
    t.match(await number(item, empty), { numerator: 0, denominator: 0, value: null }, item)
  }
})

t.test('what is shown to the public, and how people reach a unit', async (t) => {
  t.match(await number('disclosure-published'), { numerator: 5, denominator: 6, value: '0.8333' })
  t.match(await number('disclosure-published', beside), { denominator: 0, value: null })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from unit where parent_code = ${unit} and level = 'township'`.execute(db)
  const townships = rows[0]?.n as number
  t.match(await number('channels-complete'), { numerator: townships, denominator: townships + 1 })
  t.match(await number('channels-complete', beside), { numerator: 0, value: '0.0000' })
})

t.test('standing duties whose last day is over', async (t) => {
  t.match(await number('duties-filed'), { numerator: 1, denominator: 5, value: '0.2000' })
  t.match(await number('duties-filed', empty), { numerator: 0, denominator: 5, value: '0.0000' })
})

t.test('near relatives: no check counts that the unit does not know of', async (t) => {
  t.match(await number('relatives-filing-rate'), { numerator: 2, denominator: 5, value: '0.4000' })
  await sql`
    insert into relative_check_finding (check_id, type, unit_code, finding_id)
    select ${hidden}::uuid, 'unfiled', code, gen_random_uuid() from unit
    where parent_code = ${unit} limit 1`.execute(db)
  await compute()
  t.match(await number('relatives-filing-rate'), { numerator: 6, denominator: 8, value: '0.7500' })
})
