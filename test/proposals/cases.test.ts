import { sql } from 'kysely'
import t from 'tap'
import { city, county, lettersOf } from '../examples/letter.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { db } = service.database.owner
const { receive } = lettersOf(service)
const { watch, list, read } = proposalsOf(service)
const at = (unit: string) => list(`targetCode=${unit}&fact=cases-overdue`, reader(city))

/** Cases of a quarter at a unit of which some were late, and none is open. */
async function quarter(unit: string, receivedAt: string, all: number, late: number) {
  for (let n = 0; n < all; n += 1) {
    const id = await receive(unit, { receivedAt })
    const kept = n < late ? sql`due_on + 1` : sql`started_on`
    await sql`update term set met_on = ${kept} where subject_id = ${id}`.execute(db)
    await sql`update petition_case set next_due_on = 'infinity' where id = ${id}`.execute(db)
  }
}

t.test('three overdue at once; reports never count', async (t) => {
  await receive()
  await receive()
  await receive(county, { kind: 'report' })
  await watch('2026-06-15')
  t.strictSame(await at(county), [], 'two, and a report')
  await receive()
  await watch('2026-07-15')
  const [one] = await at(county)
  t.match(one, { kind: 'notice', unitCode: city, period: '2026-Q3' })
  const { facts } = await read(one.id, reader(city))
  t.equal(facts.length, 3)
  for (const { kind, figures } of facts) {
    t.equal(kind, 'case')
    t.strictSame(Object.keys(figures), ['dueOn'], 'nothing about people')
  }
})

t.test('a fifth of at least ten cases of a quarter', async (t) => {
  const [nine, ten, twice] = ['220103', '220104', '220105']
  await quarter(nine, '2026-07-10T08:00:00+08:00', 9, 2)
  await quarter(ten, '2026-07-10T08:00:00+08:00', 10, 1)
  await watch('2026-07-16')
  t.strictSame([...(await at(nine)), ...(await at(ten))], [])
  await sql`update term set met_on = due_on + 1 where subject_id = (
    select subject_id from term where unit_code = ${ten} and met_on = started_on limit 1)`.execute(db)
  await watch('2026-07-17')
  const [one] = await at(ten)
  t.match(one, { kind: 'notice' })
  const figures = { period: '2026-Q3', received: 10, overdue: 2 }
  t.strictSame((await read(one.id, reader(city))).facts, [{ kind: null, id: null, figures }])
  t.strictSame(await at(nine), [], 'too few to speak of a share')
  await quarter(twice, '2026-05-10T08:00:00+08:00', 10, 2)
  await watch('2026-07-18')
  t.match(await at(twice), [{ kind: 'notice' }])
  await quarter(twice, '2026-07-10T08:00:00+08:00', 10, 2)
  await watch('2026-07-19')
  t.match(await at(twice), [{ kind: 'interview' }], 'two quarters in a row')
})

t.test('a letter of supervision without an answer', async (t) => {
  const unit = '220106'
  const id = await receive(unit, { receivedAt: '2026-07-19T08:00:00+08:00' })
  await sql`
    insert into case_letter (id, case_id, kind, number, from_unit_code, unit_code, path, grounds, text, issued_on,
      issued_by, due_on, turn_code)
    values (uuid_v7(), ${id}, 'supervise', '督1号', ${city}, ${unit}, unit_path(${unit}), 'other', '请办理。',
      '2026-07-19', 'x', '2026-07-22', ${unit})`.execute(db)
  await watch('2026-07-22')
  t.strictSame(await at(unit), [])
  await watch('2026-07-23')
  const [one] = await at(unit)
  t.match(one, { kind: 'interview' })
  const figures = { detail: 'letter', dueOn: '2026-07-22' }
  t.strictSame((await read(one.id, reader(city))).facts, [{ kind: 'case', id, figures }])
  await sql`update case_letter set answer = '已办', answered_on = '2026-07-23', answered_by = 'y'`.execute(db)
  await watch('2026-07-24')
  t.match(await at(unit), [{ state: 'lapsed' }])
})
