import { sql } from 'kysely'
import t from 'tap'
import { watchProposals } from '../../src/proposals/index.ts'
import { evaluationsOf } from '../examples/evaluation.ts'
import { lettersOf } from '../examples/letter.ts'
import { moneyOf } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, of } from './city.ts'

/**
 * All facts, while the unit that is proposed about moves before the computation or after it, is merged into
 * another one, or ends. Each fact has counties of its own.
 */
const service = await testService(t)
const { call } = service
const { db } = service.database.owner
const { on, add, retire, move, read } = cityOf(service)
const { receive } = lettersOf(service)
const { published } = evaluationsOf(service)
await moneyOf(service).programme('p')
const set = await published()
for (const code of ['AA', 'BB']) await add(code, 'city', '22')

const programme = sql`(select id from fund_programme where code = 'p')`
const path = (unit: string) => sql`unit_path(${unit})`

/** A finding of the province at a unit; gives its id. */
async function found(unit: string, dueOn: string, item: string | null = null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into finding (id, unit_code, path, target_code, target_path, area, item_id, severity, text, evidence,
      due_on, created_at, created_by)
    values (uuid_v7(), '22', '22', ${unit}, ${path(unit)}, 'policy', ${item}, 'minor', 'x', '[]', ${dueOn},
      '2026-10-01', 'x') returning id`.execute(db)
  return rows[0]?.id ?? ''
}

const allocated = (unit: string, days: { due: string; matching: string }) =>
  sql`
  with one as (select uuid_v7() as id)
  insert into allocation (id, root_id, programme_id, unit_code, path, document_no, amount, received_on, due_on,
    matching_budgeted, matching_due_on, created_at, created_by)
  select id, id, ${programme}, ${unit}, ${path(unit)}, '1号', 100, '2026-10-01', ${days.due}, 100,
    ${days.matching}, '2026-10-01', 'x' from one`.execute(db)

/** What makes each fact hold at a unit on the day of the test. */
const facts: Record<string, (unit: string) => Promise<unknown>> = {
  'payments-late': async (unit) => {
    for (const month of ['2026-10-01', '2026-11-01'])
      await sql`
        with batch as (
          insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
          values (uuid_v7(), ${programme}, ${unit}, ${path(unit)}, ${month}, ${month}::date + 9, ${month}, 'x')
          returning id)
        insert into fund_check (id, kind, unit_code, path, programme_id, period, disbursement_id, scope_code, others,
          others_hash, state, checked_on, checked_at, checked_by, exceptions, content_hash)
        select uuid_v7(), 'payment', ${unit}, ${path(unit)}, ${programme}, ${month}, id, ${unit}, 0, 'x', 'done',
          '2026-12-01', '2026-12-01', 'x', '{"late": {"count": 3}}', 'x' from batch`.execute(db)
  },
  'findings-overdue': (unit) => found(unit, '2026-11-01'),
  'obligation-unmet': (unit) =>
    sql`
      with plan as (
        insert into inspection_plan (id, unit_code, path, unit_name, year, policy_id, seed, seed_source, created_at,
          created_by)
        values (uuid_v7(), ${unit}, ${path(unit)}, 'x', 2026, 'jilin-2019-12', 'x', 'caller', '2026-03-02', 'x')
        returning id)
      insert into plan_obligation (plan_id, coverage, target_level, population, ratio_percent, required, quota_id)
      select id, 'full', 'township', 1, 100, 1, 'x' from plan`.execute(db),
  'no-plan': (unit) => add(`${unit}t`, 'township', unit),
  'cases-overdue': async (unit) => {
    for (let n = 0; n < 3; n += 1) await receive(unit)
  },
  'allocation-late': (unit) => allocated(unit, { due: '2026-11-01', matching: '2027-12-31' }),
  'matching-missing': (unit) => allocated(unit, { due: '2027-12-31', matching: '2026-12-20' }),
  'disclosure-missing': (unit) =>
    sql`
      insert into website_due (id, unit_code, path, programme_id, period, stood_on, due_on, limit_on, villages)
      select uuid_v7(), ${unit}, ${path(unit)}, ${programme}, month, month + 1, month + 9, month + 9, '{}'
      from (values ('2026-10-01'::date), ('2026-11-01')) as due (month)`.execute(db),
  leak: (unit) =>
    sql`
      insert into disclosure_check (id, unit_code, path, target_code, target_path, checked_on, channel, observations,
        told_at, made_at, made_by)
      values (uuid_v7(), '22', '22', ${unit}, ${path(unit)}, '2026-12-20', 'website',
        '[{"content": "recipients", "result": "leaks"}]', '2026-12-20', '2026-12-20', 'x')`.execute(db),
  relatives: async (unit) => {
    const id = await found(unit, '2026-12-20')
    await sql`
      with made as (
        insert into relative_check (id, unit_code, path, target_code, programme_id, period, as_of, state, made_at,
          made_by, relations, compared, totals, exceptions, missing, content_hash)
        values (uuid_v7(), '22', '22', ${unit}, ${programme}, '2026-10-01', '2026-10-01', 'done', '2026-10-01', 'x',
          '{}', '{}', '{}', '{}', '{}', 'x') returning id)
      insert into relative_check_finding (check_id, type, unit_code, finding_id)
      select id, 'unfiled', ${unit}, ${id} from made`.execute(db)
  },
  channels: (unit) => found(unit, '2027-12-31', 'petitions-hotline'),
  'duty-records': async (unit) => {
    await found(unit, '2027-12-31', 'accountability-scheme')
    await sql`
      insert into duty_missed (unit_code, path, year, kind, due_on, missed_at)
      values (${unit}, ${path(unit)}, 2026, 'scheme', '2026-03-31', '2026-04-01')`.execute(db)
  },
  'notice-unanswered': (unit) =>
    sql`
      with made as (
        insert into notice (id, number, unit_code, path, title, text, addressee_codes, addressee_count, state,
          created_at, created_by, issued_on, issued_by)
        values (uuid_v7(), ${unit}, '22', '22', 'x', 'x', array[${unit}], 1, 'issued', '2026-12-01', 'x',
          '2026-12-01', 'x') returning id)
      insert into notice_addressee (id, notice_id, unit_code, path, due_on)
      select uuid_v7(), id, ${unit}, ${path(unit)}, '2026-12-20' from made`.execute(db),
  'commitment-missed': (unit) =>
    sql`
      with spoken as (
        insert into interview (id, number, unit_code, path, target_code, target_path, reason, called_for, called_at,
          called_by, state, held_at, held_on, minutes, attendees)
        values (uuid_v7(), ${unit}, '22', '22', ${unit}, ${path(unit)}, 'x', '2026-12-01', '2026-12-01', 'x', 'held',
          '2026-12-01', '2026-12-01', 'x', '{x}') returning id)
      insert into interview_commitment (interview_id, n, text, due_on)
      select id, 1, 'x', '2026-12-20' from spoken`.execute(db),
  evaluation: (unit) =>
    sql`
      with made as (
        insert into evaluation (id, unit_code, path, set_id, year, from_on, to_on, self_by, verify_by, state, made_at,
          made_by, opened_at, opened_by, published_at, published_by)
        values (uuid_v7(), '22', '22', ${set}, 2026, '2026-01-01', '2026-11-30', '2026-12-01', '2026-12-01',
          'published', '2026-12-01', 'x', '2026-12-01', 'x', '2026-12-20', 'x') returning id)
      insert into evaluation_target (id, evaluation_id, unit_code, path, is_self, total, outcome, grade, updated_at)
      select uuid_v7(), id, ${unit}, ${path(unit)}, false, 10, 'scored', 'unqualified', '2026-12-20'
      from made`.execute(db),
  deployment: (unit) =>
    sql`
      with made as (
        insert into deployment (id, unit_code, path, title, issued_on, addressee_codes, addressee_count, study_by,
          state, created_at, created_by, issued_at, issued_by)
        values (uuid_v7(), '22', '22', 'x', '2026-10-01', array[${unit}], 1, '2026-10-15', 'issued', '2026-10-01',
          'x', '2026-10-01', 'x') returning id), item as (
        insert into deployment_item (deployment_id, no, text, due_on)
        select id, 1, 'x', '2026-11-01' from made)
      insert into deployment_addressee (deployment_id, unit_code, path)
      select id, ${unit}, ${path(unit)} from made`.execute(db)
}

/** What a successor has still to do; of all else nothing follows for it. */
const passesOn = new Set([
  'findings-overdue',
  'cases-overdue',
  'allocation-late',
  'matching-missing',
  'disclosure-missing',
  'relatives',
  'notice-unanswered',
  'commitment-missed',
  'deployment'
])

const names = Object.keys(facts)
/** The counties of a fact: `late` moves after the computation, `early` before it, `merged` goes into `heir`. */
const unitsOf = (fact: string) => {
  const code = (letter: string) => `P${names.indexOf(fact)}${letter}`
  return { late: code('a'), early: code('b'), merged: code('c'), heir: code('d'), ended: code('e') }
}
for (const [fact, makeFact] of Object.entries(facts)) {
  const { heir, ...failing } = unitsOf(fact)
  for (const unit of [heir, ...Object.values(failing)]) await add(unit, 'county', 'AA')
  for (const unit of Object.values(failing)) await makeFact(unit)
}
const watch = async (day: string) => {
  on(day)
  await watchProposals(service.context)
}
const about = async (unit: string, fact: string, as = '22') =>
  (await read(as, `/v1/proposals?fact=${fact}&targetCode=${unit}`)).items
const states = async (unit: string, fact: string) =>
  (await about(unit, fact)).map((one: { unitCode: string; state: string }) => [one.unitCode, one.state])

/** Open proposals about units that have ended, or to a unit that is not next above. */
async function stray(): Promise<unknown[]> {
  const { rows } = await sql`
    select fact, target_code, proposal.unit_code from proposal join unit as target on target.code = target_code
    where state = 'open' and (target.acting_code is not null or target.parent_code <> proposal.unit_code)`.execute(
    db
  )
  return rows
}

t.test(
  'a unit moves between the fact and the proposal: the unit next above on that day has it',
  async (t) => {
    on('2026-12-28')
    for (const fact of names) await move(unitsOf(fact).early, 'BB')
    await watch('2027-01-05')
    for (const fact of names) {
      const { late, early, merged, ended, heir } = unitsOf(fact)
      t.same(await states(early, fact), [['BB', 'open']], `${fact} about the moved one`)
      for (const unit of [late, merged, ended])
        t.same(await states(unit, fact), [['AA', 'open']], `${fact} ${unit}`)
      t.same(await states(heir, fact), [], `${fact} ${heir}`)
    }
    t.same(await stray(), [])
  }
)

t.test('a unit moves between the proposal and its acceptance: the proposal goes along at once', async (t) => {
  for (const fact of names) {
    const { late } = unitsOf(fact)
    const [{ id, kind }] = await about(late, fact)
    await move(late, 'BB')
    t.same(await states(late, fact), [['BB', 'open']], fact)
    const accept = (unit: string) => {
      const body = kind === 'interview' ? { calledFor: '2027-01-20' } : {}
      return call('POST', `/v1/proposals/${id}/accept`, { as: of(unit), body })
    }
    t.equal((await call('GET', `/v1/proposals/${id}`, { as: of('AA') })).status, 404, fact)
    t.equal((await accept('AA')).status, 404, `${fact} is not decided by the former unit`)
    t.equal((await call('GET', `/v1/proposals/${id}`, { as: of(late) })).status, 404, fact)
    t.match(ok(await accept('BB')), { state: 'accepted', unitCode: 'BB' }, fact)
  }
  t.same(await stray(), [])
})

t.test('a unit ends: its proposals lapse at once, and cannot be accepted', async (t) => {
  const { late, ...ending } = unitsOf('no-plan')
  for (const unit of [ending.merged, ending.ended]) await move(`${unit}t`, late)
  for (const fact of names) {
    const { merged, heir, ended } = unitsOf(fact)
    const [{ id }] = await about(merged, fact)
    await retire(merged, '2027-01-05', heir)
    await retire(ended, '2027-01-05')
    for (const unit of [merged, ended])
      t.same(await states(unit, fact), [['AA', 'lapsed']], `${fact} ${unit}`)
    const accepted = await call('POST', `/v1/proposals/${id}/accept`, { as: of('AA'), body: {} })
    t.match(accepted, { status: 409, body: { code: 'proposal-step' } }, fact)
  }
  t.same(await stray(), [])
})

t.test('what a successor has still to do is proposed about it; what was done badly is not', async (t) => {
  await watch('2027-01-06')
  for (const fact of names) {
    const { merged, heir, ended } = unitsOf(fact)
    const expected = passesOn.has(fact) ? [['AA', 'open']] : []
    t.same(await states(heir, fact), expected, `${fact} ${heir}`)
    for (const unit of [merged, ended])
      t.same(await states(unit, fact), [['AA', 'lapsed']], `${fact} ${unit}`)
    t.same(await about(heir, fact, heir), [], `${heir} does not see it`)
  }
  t.same(await about('AA', 'findings-overdue'), [], 'a unit above does not answer for one that was dissolved')
  t.same(await stray(), [])
})

t.test('a decision about the ended unit is not taken a second time about its successor', async (t) => {
  for (const fact of ['notice-unanswered', 'commitment-missed']) {
    const [unit, heir] = [`P${names.indexOf(fact)}f`, `P${names.indexOf(fact)}g`]
    for (const code of [unit, heir]) await add(code, 'county', 'AA')
    await facts[fact]?.(unit)
    await watch(fact === 'notice-unanswered' ? '2027-01-07' : '2027-01-09')
    const [{ id }] = await about(unit, fact)
    ok(await call('POST', `/v1/proposals/${id}/dismiss`, { as: of('AA'), body: { reason: '已整改。' } }))
    await retire(unit, service.clock.now.toISOString().slice(0, 10), heir)
    await watch(fact === 'notice-unanswered' ? '2027-01-08' : '2027-01-10')
    t.same(await states(unit, fact), [['AA', 'dismissed']], fact)
    t.same(await states(heir, fact), [], fact)
  }
})

t.test('an end that is taken back: the proposals hold again', async (t) => {
  const { merged, heir } = unitsOf('deployment')
  ok(await call('POST', `/v1/units/${merged}/reinstate`, { as: { unit: '*', roles: ['admin'], sub: 'o' } }))
  await watch('2027-01-11')
  t.same(await states(merged, 'deployment'), [['AA', 'open']])
  t.same(await states(heir, 'deployment'), [['AA', 'lapsed']])
  t.same(await stray(), [])
})
