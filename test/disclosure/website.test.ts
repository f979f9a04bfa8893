import t from 'tap'
import { disclosureTerms } from '../../src/disclosure/terms.ts'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { makeProgramme, officer, rosterOf } from '../examples/batch.ts'
import { county, disclosuresOf, keeper, township, village } from '../examples/disclosure.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { post, step } = disclosuresOf(service)
const programme = 'low-income-rural'
await makeProgramme(service, programme)
const at = (day: string) => {
  clock.now = new Date(`${day}T02:00:00Z`)
}
const roster = (...numbers: string[]) => rosterOf(...numbers.map((number) => `${number},${village},500.00,,`))

/** A batch of a unit with a roster, uploaded today. */
async function upload(unit: string, period: string, lines = roster('D001')): Promise<string> {
  const as = { ...officer, unit }
  const { id } = ok(
    await call('POST', '/v1/disbursements', { as, body: { programme, unitCode: unit, period } })
  )
  await again(id, lines, unit)
  return id
}
async function again(id: string, raw: string, unit = county) {
  const as = { ...officer, unit }
  ok(await call('PUT', `/v1/disbursements/${id}/roster`, { as, raw, type: 'text/csv' }))
  await service.react()
}
const missing = async (query = '', as = keeper(county)) =>
  ok(await call('GET', `/v1/disclosures/missing?channel=website${query}`, { as })).items
const { db } = service.database.owner
const dues = () => db.selectFrom('website_due').selectAll().orderBy('period').orderBy('unit_code').execute()
const watch = () => watchTerms(service.context, { subjects, reminderDays: 0 })
const list = { content: 'recipients', programme }

t.test('ten working days for the county, twenty by the statute', async (t) => {
  at('2026-09-18')
  const id = await upload(county, '2026-09')
  t.match(await dues(), [
    {
      ...{ unit_code: county, period: '2026-09-01', stood_on: '2026-09-18', villages: [village] },
      ...{ due_on: '2026-10-09', limit_on: '2026-10-22' }
    }
  ])
  at('2026-09-28')
  await again(id, roster('D001', 'D002'))
  t.equal(await service.react(), 0, 'handled once')
  t.match(await dues(), [{ due_on: '2026-10-09' }], 'a later roster does not begin it again')
  at('2026-10-09')
  t.strictSame(await missing(), [], 'the last day is not over')
  await watch()
  at('2026-10-10')
  t.match(await missing(), [
    {
      ...{ unitCode: county, unitLevel: 'county', content: 'recipients', channel: 'website', programme },
      ...{ period: '2026-09', gap: 'not-published', dueOn: '2026-10-09', limitOn: '2026-10-22' },
      ...{ shownPeriod: null, clauseId: 'jilin-2019-12:2.3' }
    }
  ])
  t.strictSame(await missing('&on=2026-10-09'), [], 'as of another day')
})

t.test('missed once, and met by what is published', async (t) => {
  const [due] = await dues()
  const id = due?.id ?? ''
  await watch()
  await watch()
  const events = async () => (await noted(service, id)).map(({ event, data }) => [event, data.rule])
  t.strictSame(await events(), [['disclosure.term-missed', 'disclosure.website']])
  at('2026-10-23')
  await watch()
  t.equal((await events()).length, 2, 'the limit of the statute, too')
  const terms = () => db.selectFrom('term').select('met_on').where('subject_id', '=', id).execute()
  const address = { address: 'https://www.example.gov.cn/202609.html' }
  const published = await post({ ...list, ...address, period: '2026-09', postedOn: '2026-10-21' })
  t.strictSame(await terms(), [{ met_on: '2026-10-21' }, { met_on: '2026-10-21' }])
  t.strictSame(await missing(), [])
  t.equal((await missing('&on=2026-10-20')).length, 1, 'late all the same')
  ok(await step(published, 'withdraw', { on: '2026-10-23', reason: '显示了证件号码' }))
  t.strictSame(await terms(), [{ met_on: null }, { met_on: null }], 'what was withdrawn counts no more')
  t.equal((await missing()).length, 1)
  await post({ ...list, ...address, period: '2026-09', postedOn: '2026-10-23' })
  t.strictSame(await missing(), [])
})

t.test('another month, programme or unit does not count; a removal later does no harm', async (t) => {
  at('2026-11-02')
  await upload(county, '2026-10')
  at('2026-12-01')
  t.equal((await missing()).length, 1)
  await makeProgramme(service, 'urban-low-income')
  await post({ ...list, period: '2026-11', postedOn: '2026-11-20' })
  await post({ ...list, programme: 'urban-low-income', period: '2026-10', postedOn: '2026-11-20' })
  t.equal((await missing()).length, 1)
  const id = await post({ ...list, period: '2026-10', postedOn: '2026-11-10' })
  ok(await step(id, 'remove', { on: '2026-11-30' }))
  t.strictSame(await missing(), [])
})

t.test('published before the roster stood', async (t) => {
  await post({ ...list, period: '2026-12', postedOn: '2026-12-01' })
  await upload(county, '2026-12')
  at('2027-02-01')
  t.strictSame(await missing(), [])
})

t.test('a township that pays leaves the website to its county', async (t) => {
  at('2027-02-01')
  await upload(township, '2027-01')
  const [last] = (await dues()).filter(({ period }) => period === '2027-01-01')
  t.match(last, { unit_code: county, villages: [village] })
  await upload(county, '2027-01', rosterOf(`D001,220102001002,500.00,,`))
  const joined = (await dues()).filter(({ period }) => period === '2027-01-01')
  t.match(joined, [{ villages: [village, '220102001002'] }], 'one month, all villages')
})

t.test('a programme whose recipients are not shown owes nothing', async (t) => {
  const { pool } = service.database.owner
  await pool.query("update fund_programme set disclosure = 'forbidden' where code = $1", [programme])
  const before = (await dues()).length
  at('2027-03-01')
  await upload(county, '2027-02')
  t.equal((await dues()).length, before)
  at('2027-05-01')
  t.strictSame(await missing(), [], 'nor do months from before')
})

t.test('counted again, the month keeps the days of its terms', async (t) => {
  const [due] = await dues()
  const id = due?.id ?? ''
  await db.updateTable('term').set({ due_on: '2026-12-30' }).where('subject_id', '=', id).execute()
  await service.database.owner.db
    .transaction()
    .execute((tx) => disclosureTerms.recounted({ tx, now: clock.now } as never, [id]))
  t.match(await dues(), [{ due_on: '2026-12-30', limit_on: '2026-12-30', version: (due?.version ?? 0) + 1 }])
})
