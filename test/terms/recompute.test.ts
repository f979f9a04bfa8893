import { sql } from 'kysely'
import t from 'tap'
import type { Work } from '../../src/platform/work/work.ts'
import { work } from '../../src/platform/work/work.ts'
import { meetTerms, type Subjects, watchTerms } from '../../src/terms/index.ts'
import { handlersFor, RECOMPUTE } from '../../src/terms/watch/recompute.ts'
import { noted } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { begin, idOf, read, unit } from './begun.ts'

const service = await testService(t, { jobs: true })
const { call, ended, context } = service
const source = '国务院办公厅关于2027年部分节假日安排的通知'
const holiday = (date: string) => ({ date, off: true, name: '春节' })
const put = (version: number, ...days: object[]) =>
  call('PUT', '/v1/calendar/2027', {
    body: { state: 'official', source, days },
    headers: { 'if-match': `"${version}"` }
  })

t.test('publishing a year moves what runs into it, and nothing that is met', async (t) => {
  await begin(service, 'moves', ['letter.answer', '2027-01-11'])
  await begin(service, 'stays', ['letter.answer', '2027-01-13'])
  await begin(service, 'met', ['letter.answer', '2027-01-11'])
  await begin(service, 'before', ['letter.answer', '2026-03-02'])
  await context.db
    .transaction()
    .execute((tx) => meetTerms(tx, 'letter', idOf('met'), ['letter.answer'], '2027-01-20'))
  const published = await put(0, holiday('2027-02-10'), holiday('2027-02-11'))
  const { body } = await ended(published.body.recomputation)
  t.match(body, {
    state: 'succeeded',
    result: { year: 2027, terms: 2, moved: 1 },
    progress: { done: 2, total: 2 }
  })
  const { edition } = published.body
  t.match(await read(service, 'moves'), [
    { dueOn: '2027-02-12', baseDueOn: '2027-02-12', rolledFrom: '2027-02-10', provisional: false }
  ])
  t.match(await read(service, 'stays'), [{ dueOn: '2027-02-12', rolledFrom: null, calendarEdition: edition }])
  t.match(await read(service, 'met'), [{ dueOn: '2027-02-10', provisional: true }])
  t.match(await read(service, 'before'), [{ dueOn: '2026-04-01' }])
  t.match(await noted(service, idOf('moves')), [
    {
      action: 'letter.term-moved',
      unitCode: unit,
      path: '22.2201.220102',
      details: { rule: 'letter.answer', from: '2027-02-10', to: '2027-02-12', year: 2027, source }
    }
  ])
  t.same(await noted(service, idOf('stays')), [])
})

t.test('correcting it moves back', async (t) => {
  const corrected = await put(1)
  t.match((await ended(corrected.body.recomputation)).body.result, { terms: 2, moved: 1 })
  t.match(await read(service, 'moves'), [{ dueOn: '2027-02-10', rolledFrom: null }])
  t.equal((await noted(service, idOf('moves'))).length, 2)
})

t.test('a term that began with the old calendar meanwhile is found by the watch, once', async (t) => {
  const [term] = await begin(service, 'late', ['letter.answer', '2027-01-11'])
  await sql`update term set calendar_edition = 23, due_on = '2027-02-15' where id = ${term?.id}`.execute(
    context.db
  )
  const told: [string, string[]][] = []
  const subjects: Subjects = {
    letter: {
      lock: async (_, ids) => void told.push(['lock', ids]),
      recounted: async ({ tx }: Work, ids) => {
        const rows = await tx.selectFrom('term').select('due_on').where('subject_id', 'in', ids).execute()
        told.push([rows.map(({ due_on }) => due_on).join(), ids])
      }
    }
  }
  const watch = () => watchTerms(context, { subjects, reminderDays: 0 })
  const found = await Promise.all([watch(), watch()])
  t.equal(found.filter(({ recounted }) => recounted > 0).length >= 1, true)
  t.match(await read(service, 'late'), [{ dueOn: '2027-02-10' }])
  t.same(told[0], ['lock', [idOf('late')]], 'the record before its terms')
  t.same(
    told.filter(([what]) => what !== 'lock'),
    [['2027-02-10', [idOf('late')]]]
  )
  t.equal((await noted(service, idOf('late'))).length, 1)
  t.equal((await watch()).recounted, 0)
})

t.test('many, in batches, with progress; a term without a room to tell is no trouble', async (t) => {
  const many = 2500
  await sql`insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit,
      local_default, started_on, base_due_on, due_on, provisional, calendar_edition)
    select uuid_v7(), 'referral', uuid_v7(), '220102', 'letter.answer', 'xinfang-2022:39', 30, 'calendar', true,
      '2027-03-01', '2027-03-31', '2027-04-01', true, 23
    from generate_series(1, ${many})`.execute(context.db)
  const steps: [number, number][] = []
  const actor = { sub: 'x', name: 'x', unitCode: '22', roles: [] }
  const result = await work(
    context,
    { actor },
    (work) =>
      handlersFor({})[RECOMPUTE]?.(work, { year: 2027 } as never, async (done, total) => {
        steps.push([done, total])
      }) as Promise<object>
  )
  t.match(result, { terms: many, moved: many })
  t.same(
    steps,
    [0, 1000, 2000, 2500].map((done) => [done, many])
  )
  const { rows } = await sql`select count(*)::int as lines from audit_line
    where action = 'referral.term-moved'`.execute(context.db)
  t.same(rows, [{ lines: many }])
})
