import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import {
  checker,
  city,
  county,
  disclosuresOf,
  keeper,
  monthDue,
  township,
  village
} from '../examples/disclosure.ts'
import { programme, proposalsOf, reader } from '../examples/proposals.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { post, checked } = disclosuresOf(service)
const { watch, list, read, step } = proposalsOf(service)
await makeProgramme(service, programme)
const { items } = ok(await call('GET', '/v1/fund-programmes', { as: keeper(county) }))
const programmeId = items.find((one: { code: string }) => one.code === programme).id

t.test('lists of two months that are not on the website', async (t) => {
  const proposed = () => list('fact=disclosure-missing', reader(city))
  await monthDue(service, programmeId, '2026-01', '2026-02-10', [village])
  await watch('2026-03-05')
  t.strictSame(await proposed(), [], 'one month')
  await monthDue(service, programmeId, '2026-02', '2026-03-10', [village])
  await watch('2026-03-10')
  t.strictSame(await proposed(), [], 'the last day is not over')
  await watch('2026-03-11')
  const [one] = await proposed()
  t.match(one, { kind: 'notice', targetCode: county, period: '2026-Q1' })
  const of = (period: string, dueOn: string) => ({ kind: null, id: null, figures: { period, dueOn } })
  t.match((await read(one.id)).facts, [of('2026-01', '2026-02-10'), of('2026-02', '2026-03-10')])
  const accepted = ok(await step(one.id, 'accept'))
  const notice = ok(await call('GET', `/v1/notices/${accepted.noticeId}`, { as: reader(city) }))
  t.match(notice, { causes: [], title: /救助对象名单未按期公开的通报$/ })
  t.match(notice.text, /2026年1月，期限为2026年2月10日/, 'an absence is printed, and cites nothing')
})

t.test('a month that is published in the end', async (t) => {
  const other = '220103'
  await monthDue(service, programmeId, '2026-03', '2026-04-10', [village])
  const { db } = service.database.owner
  await db.updateTable('website_due').set({ unit_code: other, path: '22.2201.220103' }).execute()
  const proposed = () => list(`targetCode=${other}`, reader(city))
  await watch('2026-04-11')
  t.match(await proposed(), [{ state: 'open' }])
  const shown = { unitCode: other, content: 'recipients', programme, periodShown: '2026-03' }
  const { periodShown: period, ...rest } = shown
  await post({ ...rest, period, postedOn: '2026-04-11' }, keeper(other))
  await watch('2026-04-12')
  t.match(await proposed(), [{ state: 'open' }], 'two are left')
  await post({ ...rest, period: '2026-02', postedOn: '2026-04-12' }, keeper(other))
  await watch('2026-04-13')
  t.match(await proposed(), [{ state: 'lapsed' }])
})

t.test('private data on show: an interview at once', async (t) => {
  const observations = [{ content: 'recipients', result: 'leaks' }]
  const id = await checked({ checkedOn: '2026-04-13', observations })
  await service.react()
  const [one] = await list('fact=leak', reader(city))
  t.match(one, { kind: 'interview', targetCode: county, period: '2026-04' })
  t.strictSame((await read(one.id)).facts, [{ kind: 'disclosure-check', id, figures: { leaks: 1 } }])
})

t.test('a check that the unit above may not see yet is no fact for it', async (t) => {
  const proposed = () => list('fact=leak', reader(county))
  const board = { content: 'policy', result: 'leaks' }
  const more = { targetCode: township, checkedOn: '2026-04-13', channel: 'board', observations: [board] }
  const id = await checked(more, checker(city))
  const { db } = service.database.owner
  const tell = (told_at: string | null) =>
    db.updateTable('disclosure_check').set({ told_at }).where('id', '=', id).execute()
  await tell(null)
  await service.react()
  t.strictSame(await proposed(), [], 'the city checked, and told nobody')
  await tell('2026-04-13T10:00:00+08:00')
  await watch('2026-04-14')
  t.match(await proposed(), [{ targetCode: township, unitCode: county }])
})
