import t from 'tap'
import { calendarOf } from '../../src/calendar/index.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, ended, context } = service
const url = '/v1/calendar/2027'
const newYear = { date: '2027-01-01', off: true, name: '元旦' }
const body = { state: 'official', source: '国务院办公厅关于2027年部分节假日安排的通知', days: [newYear] }
const put = (wanted: object, version: number, at = url, as?: Person) =>
  call('PUT', at, { body: wanted, headers: { 'if-match': `"${version}"` }, as })

t.test('what is on record, and what is not', async (t) => {
  const { body: known, headers } = await call('GET', '/v1/calendar/2026')
  t.match(known, { year: 2026, state: 'official', source: /国务院办公厅关于2026年/ })
  t.same(known.days[0], { date: '2026-01-01', off: true, name: '元旦' })
  t.match(headers.etag, '"1.')
  const again = await call('GET', '/v1/calendar/2026', { headers: { 'if-none-match': String(headers.etag) } })
  t.equal(again.status, 304)
  const later = await call('GET', url)
  t.match(later.body, { year: 2027, state: 'provisional', source: /尚未公布/, days: [] })
  t.match(later.headers.etag, '"0.')
  for (const year of [1, 2003, 2201]) {
    const answer = await call('GET', `/v1/calendar/${year}`)
    t.match(answer, { status: 404, body: { code: 'calendar-year-unknown' } }, `${year}`)
  }
  for (const year of ['0', '99999', 'x', '2026.5']) {
    t.equal((await call('GET', `/v1/calendar/${year}`)).status, 400, year)
  }
})

t.test('refused, and nothing written', async (t) => {
  const days = (...days: object[]) => ({ body: { ...body, days } })
  const headers = { 'if-match': '"0"' }
  const calendar = '/v1/calendar'
  await refused(
    t,
    service,
    { method: 'PUT', url, body, headers },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['leader'] }, is: [403, 'role-missing'] },
      'by a city': { as: { unit: '2201', roles: ['admin'] }, is: [403, 'top-unit-only'] },
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'another version': { headers: { 'if-match': '"1"' }, is: [412, 'version-stale'] },
      'a year too early': { url: `${calendar}/2003`, is: [404, 'calendar-year-unknown', '{year}'] },
      'an old version': { url: `${calendar}/2026`, ...days(), is: [412, 'version-stale'] },
      'taken back': {
        url: `${calendar}/2026`,
        headers: { 'if-match': '"1"' },
        body: { ...body, state: 'provisional', days: [] },
        is: [409, 'calendar-official', '/state']
      },
      'another year': {
        ...days(newYear, { ...newYear, date: '2026-12-31' }),
        is: [422, 'calendar-faulty', '/days/1/date']
      },
      'a day twice': { ...days(newYear, newYear), is: [422, 'calendar-faulty', '/days/1/date'] },
      'a weekend off': {
        ...days({ ...newYear, date: '2027-01-02' }),
        is: [422, 'calendar-faulty', '/days/0/date']
      },
      'a weekday made up': {
        ...days({ ...newYear, off: false }),
        is: [422, 'calendar-faulty', '/days/0/date']
      },
      'no day': {
        ...days({ ...newYear, date: '2027-02-29' }),
        is: [400, 'validation-failed', '/days/0/date']
      },
      malformed: { body: { ...body, days: 'none' }, is: [400, 'validation-failed', '/days'] }
    }
  )
})

t.test('twice at once: one is too late', async (t) => {
  const both = await Promise.all([put(body, 0, '/v1/calendar/2028'), put(body, 0, '/v1/calendar/2029')])
  t.same(
    both.map(({ status }) => status),
    [422, 422],
    'days of 2027 in neither'
  )
  const wanted = { ...body, days: [] }
  const answers = await Promise.all([1, 2, 3].map(() => put(wanted, 0, '/v1/calendar/2030')))
  t.same(statuses(answers), [200, 412, 412])
})

t.test('published and corrected: recorded, and told by the next edition', async (t) => {
  const before = await calendarOf(context.db)
  t.equal(await calendarOf(context.db), before, 'read once')
  const published = await put(body, 0)
  t.match(published, { status: 200, headers: { etag: '"1.' }, body: { ...body, year: 2027 } })
  const now = await calendarOf(context.db)
  t.ok(now.edition > before.edition)
  t.equal(now.edition, published.body.edition)
  t.same([before.isOff('2027-01-01'), now.isOff('2027-01-01')], [false, true])
  t.same([before.isOfficial(2027), now.isOfficial(2027)], [false, true])
  const { recomputation, ...told } = published.body
  t.same((await call('GET', url)).body, told)
  t.match((await ended(recomputation)).body, {
    kind: 'terms.recompute',
    state: 'succeeded',
    result: { year: 2027, terms: 0, moved: 0 }
  })
  const operator: Person = { unit: '*', roles: ['admin'] }
  const corrected = await put({ ...body, days: [] }, 1, url, operator)
  t.match(corrected, { status: 200, headers: { etag: '"2.' }, body: { days: [] } })
  t.notOk((await calendarOf(context.db)).isOff('2027-01-01'))
  t.match(await noted(service, '2027'), [
    { action: 'calendar.published', actor: 'p1', unitCode: '22', details: { days: [newYear], before: [] } },
    { action: 'calendar.corrected', unitCode: '*', details: { days: [], before: [newYear] } }
  ])
})

t.test('what was rolled back leaves no edition behind', async (t) => {
  const { edition } = await calendarOf(context.db)
  await t.rejects(
    context.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('calendar_year')
        .values({ ...row, edition: edition + 1000 })
        .execute()
      t.ok((await calendarOf(tx)).isOfficial(2031))
      throw new Error('rolled back')
    }),
    { message: 'rolled back' }
  )
  const after = await calendarOf(context.db)
  t.same([after.edition, after.isOfficial(2031)], [edition, false])
})

const row = { year: 2031, state: 'official', source: '通知', version: 1 } as const
