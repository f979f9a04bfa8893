import { sql } from 'kysely'
import t from 'tap'
import { deploymentsOf, item, province } from '../examples/deployment.ts'
import { evaluationsOf } from '../examples/evaluation.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { db } = service.database.owner
const { published } = evaluationsOf(service)
const { issued, reported } = deploymentsOf(service)
const { watch, list, read, step } = proposalsOf(service)
const city = '2202'
const all = ['220202', '220203', '220204', '220211', '220281', '220282']

t.test('items of deployments that are overdue', async (t) => {
  const id = await issued()
  const at = (unit: string) => list(`targetCode=${unit}&fact=deployment`, reader(province))
  await reported(id, '2203')
  await watch('2026-07-30')
  t.strictSame(await at('2201'), [], 'thirty days are not more than thirty')
  await watch('2026-07-31')
  const [one] = await at('2201')
  t.match(one, { kind: 'notice', unitCode: province, period: '2026-Q3' })
  t.match((await read(one.id, reader(province))).facts, [
    { kind: 'deployment', id, figures: { itemNo: 1, dueOn: '2026-06-30', days: 31 } }
  ])
  t.strictSame(await at('2203'), [], 'what is reported as done is not overdue, although nobody confirmed it')
  const accepted = ok(await step(one.id, 'accept', {}, reader(province)))
  const notice = ok(await service.call('GET', `/v1/notices/${accepted.noticeId}`, { as: reader(province) }))
  t.match(notice, { causes: [{ kind: 'deployment', id }] })
  const items = [1, 2, 3].map((no) => ({ ...item, no, dueOn: '2026-08-10' }))
  await issued({ items, issuedOn: '2026-07-31', addressees: { unitCodes: ['2203'] } })
  await watch('2026-08-10')
  t.strictSame(await at('2203'), [])
  await watch('2026-08-11')
  t.match(await at('2203'), [{ kind: 'notice' }], 'three at once')
})

/** A published evaluation of the counties of a city; the last one of them got the fewest points. */
async function evaluated(
  year: number,
  units: readonly string[],
  more: { veto?: boolean; grade?: string } = {}
) {
  const set = await published()
  const { rows } = await sql<{ id: string }>`
    insert into evaluation (id, unit_code, path, set_id, year, from_on, to_on, self_by, verify_by, state, made_at,
      made_by, opened_at, opened_by, published_at, published_by)
    values (uuid_v7(), ${city}, unit_path(${city}), ${set}, ${year}, '2026-01-01', '2026-12-31', '2026-12-31',
      '2026-12-31', 'published', now(), 'x', now(), 'x', ${service.clock.now.toISOString()}, 'x')
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  for (const [n, unit] of units.entries()) {
    const isLast = n === units.length - 1
    const vetoed = isLast && more.veto === true
    const grade = vetoed ? 'unqualified' : isLast ? (more.grade ?? 'good') : 'good'
    await sql`
      insert into evaluation_target (id, evaluation_id, unit_code, path, is_self, total, outcome, grade, rank,
        veto_reason, veto_clause, vetoed_at, vetoed_by, updated_at)
      values (uuid_v7(), ${id}, ${unit}, unit_path(${unit}), false, ${90 - n}, ${vetoed ? 'vetoed' : 'scored'},
        ${grade}, ${vetoed ? null : n + 1}, ${vetoed ? '弄虚作假' : null},
        ${vetoed ? 'x' : null}, ${vetoed ? '2026-09-01' : null}, ${vetoed ? 'x' : null}, now())`.execute(db)
  }
  return id
}

t.test('last of five or more two years in a row', async (t) => {
  const five = all.slice(0, 5)
  const at = () => list('targetCode=220281&fact=evaluation', reader(city))
  await watch('2026-08-20')
  const first = await evaluated(2025, five)
  await watch('2026-08-21')
  t.strictSame(await at(), [], 'one year')
  const second = await evaluated(2026, five)
  await watch('2026-08-22')
  const [one] = await at()
  t.match(one, { kind: 'notice', unitCode: city, period: '2026' })
  const of = (id: string, year: number) => ({
    ...{ kind: 'evaluation', id },
    figures: { year, detail: 'last', total: '86', rank: 5, ranked: 5 }
  })
  t.strictSame((await read(one.id, reader(city))).facts, [of(first, 2025), of(second, 2026)])
})

t.test('fewer than five, unqualified, vetoed', async (t) => {
  const at = (unit: string) => list(`targetCode=${unit}&fact=evaluation`, reader(city))
  const four = ['220202', '220203', '220204', '220211']
  await evaluated(2023, four)
  await evaluated(2024, four)
  await watch('2026-08-23')
  t.strictSame(await at('220211'), [], 'last of four')
  await evaluated(2022, ['220202', '220203'], { grade: 'unqualified' })
  await watch('2026-08-24')
  t.match(await at('220203'), [{ kind: 'notice' }])
  await evaluated(2021, ['220203', '220202'], { veto: true })
  await watch('2026-08-25')
  t.match(await at('220202'), [{ kind: 'interview' }])
  t.strictSame(await list('', reader('220202')), [], 'the evaluated unit sees no proposal')
})
