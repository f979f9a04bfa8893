import { sql } from 'kysely'
import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { city, findingsOf, person } from '../examples/finding.ts'
import { programme, proposalsOf, reader } from '../examples/proposals.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { db } = service.database.owner
const { made } = findingsOf(service)
const { watch, list, read } = proposalsOf(service)
await makeProgramme(service, programme)

/** A finding of a check of the city on the relatives of a unit. */
async function found(targetCode: string, type: string, rectifyBy: string): Promise<string> {
  const body = {
    targetCode,
    area: 'policy',
    itemId: 'relatives-complete',
    text: '近亲属备案不实。',
    rectifyBy
  }
  const { id } = await made(body)
  await sql`
    with made as (
      insert into relative_check (id, unit_code, path, target_code, programme_id, period, as_of, state, made_at,
        made_by, relations, compared, totals, exceptions, missing, content_hash)
      select uuid_v7(), ${city}, unit_path(${city}), ${targetCode}, id, '2026-03-01', '2026-03-02', 'done', now(),
        'x', '{}', '{}', '{}', '{}', '{}', 'x'
      from fund_programme where code = ${programme}
      returning id)
    insert into relative_check_finding (check_id, type, unit_code, finding_id)
    select id, ${type}, ${targetCode}, ${id} from made`.execute(db)
  return id
}
const at = (unit: string) => list(`fact=relatives&targetCode=${unit}`, reader(city))

t.test('not filed: a notice after the term of the finding', async (t) => {
  const county = '220102'
  const id = await found(county, 'unfiled', '2026-03-20')
  await found(county, 'stale', '2026-03-20')
  await watch('2026-03-20')
  t.strictSame(await at(county), [])
  await watch('2026-03-21')
  const [one] = await at(county)
  t.match(one, { kind: 'notice', unitCode: city })
  const figures = { detail: 'unfiled', dueOn: '2026-03-20' }
  t.strictSame((await read(one.id, reader(city))).facts, [{ kind: 'finding', id, figures }])
})

t.test('filed falsely: an interview, until it is settled', async (t) => {
  const county = '220103'
  const id = await found(county, 'false', '2026-04-20')
  await watch('2026-03-22')
  t.match(await at(county), [{ kind: 'interview' }])
  const { call } = service
  const waiver = { as: person(city), body: { reason: '核实后不属实。' } }
  t.equal((await call('POST', `/v1/findings/${id}/waive`, waiver)).status, 200)
  await watch('2026-03-23')
  t.match(await at(county), [{ state: 'lapsed' }])
})
