import t from 'tap'
import { prepared } from '../../src/platform/database/prepared.ts'
import * as terms from '../../src/terms/index.ts'
import { testService } from '../support/service.ts'
import { begin, idOf, read, unit } from './begun.ts'

const service = await testService(t)
const { context } = service
const hearing = { from: '2026-03-10', to: '2026-03-12', reason: '听证' }

t.test('terms come back as they began, by record, in order', async (t) => {
  await begin(service, 'a', ['letter.answer', '2026-03-03'], ['case.enquiry', '2026-03-02'])
  const found = await terms.termsOf(context.db, 'letter', [idOf('a'), idOf('none')])
  t.same(
    found.get(idOf('a'))?.map(({ rule, dueOn, unitCode }) => [rule, dueOn, unitCode]),
    [
      ['case.enquiry', '2026-03-09', unit],
      ['letter.answer', '2026-04-02', unit]
    ]
  )
  t.same(found.get(idOf('none')), [])
  t.same(await terms.termsOf(context.db, 'letter', []), new Map())
})

t.test('as a step of a bigger statement', async (t) => {
  await context.db.transaction().execute(async (tx) => {
    const table = await terms.timetable(tx, unit)
    const subject: terms.Subject = { kind: 'letter', id: idOf('b'), unitCode: unit }
    const insert = prepared(terms.termNames, (db, mark) =>
      db
        .with('begun', () => terms.termInStatement(db, mark).returning('id'))
        .selectFrom('begun')
        .select('id')
    )
    for (const rule of ['case.notify', 'case.conclude']) {
      const rows = await insert(tx, terms.termValues(table.begin(rule, '2026-03-02'), subject))
      t.equal(rows.length, 1)
    }
  })
  t.same(
    (await read(service, 'b')).map(({ rule }) => rule),
    ['case.notify', 'case.conclude']
  )
})

t.test('met once, and on the wire', async (t) => {
  await begin(service, 'c', ['case.notify', '2026-03-02'], ['case.conclude', '2026-03-02'])
  const meet = (on: string) =>
    context.db.transaction().execute((tx) => terms.meetTerms(tx, 'letter', idOf('c'), ['case.notify'], on))
  t.equal((await meet('2026-03-18')).length, 1)
  t.equal((await meet('2026-03-19')).length, 0)
  const [notify, conclude] = await read(service, 'c')
  t.match(terms.wire(notify as terms.StoredTerm, '2026-03-20'), {
    rule: 'case.notify',
    clause: { id: 'xinfang-2022:22' },
    dueOn: '2026-03-17',
    metOn: '2026-03-18',
    state: 'missed',
    extendedDueOn: null,
    excludedDays: 0
  })
  t.match(terms.wire(conclude as terms.StoredTerm, '2026-03-20'), { state: 'running', metOn: null })
})

t.test('extended and left out, at once from two sides: one extension holds', async (t) => {
  const [term] = await begin(service, 'd', ['case.conclude', '2026-03-02'])
  const change = (action: (tx: never, calendar: never) => Promise<unknown>) =>
    context.db.transaction().execute(async (tx) => {
      const { calendar } = await terms.timetable(tx, unit)
      return action(tx as never, calendar as never)
    })
  const known = term as terms.StoredTerm
  const both = await Promise.allSettled(
    [20, 30].map((days) => change((tx, calendar) => terms.extendTerm(tx, calendar, known, days)))
  )
  t.same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  await t.rejects(
    change((tx, calendar) => terms.extendTerm(tx, calendar, known, 1)),
    { code: 'extension-twice' }
  )
  await change((tx, calendar) => terms.excludeDays(tx, calendar, known, hearing))
  await t.rejects(
    change((tx, calendar) => terms.excludeDays(tx, calendar, known, hearing)),
    { code: 'exclusion-overlaps' }
  )
  const [now] = await read(service, 'd')
  t.match(now, { excluded: [hearing], baseDueOn: '2026-05-06' })
  const told = terms.wire(now as terms.StoredTerm, '2026-03-20')
  t.equal(told.excludedDays, 3)
  t.equal(told.extendedDueOn, told.dueOn)
})

t.test('local rules shorten: of the unit and of those above, the fewest days', async (t) => {
  const add = (unitCode: string, effectiveFrom: string, days: number, rule = 'case.conclude') =>
    service.call('POST', '/v1/local-rules', {
      body: { unitCode, effectiveFrom, document: '细则', terms: [{ rule, days }] }
    })
  t.equal((await add('22', '2026-01-01', 55)).status, 201)
  const { body: city } = await add('2201', '2026-02-01', 45)
  t.equal((await add('2201', '2026-06-01', 5, 'case.enquiry')).status, 201)
  t.equal((await add('2202', '2026-01-01', 20)).status, 201)
  const table = await terms.timetable(context.db, unit)
  const days = (startedOn: string, rule = 'case.conclude') => table.begin(rule, startedOn).days
  t.same(
    ['2025-12-31', '2026-01-01', '2026-02-01', '2026-06-01'].map((day) => days(day)),
    [60, 55, 45, 55]
  )
  t.match(table.begin('case.conclude', '2026-02-01'), { localRuleId: city.id, localDefault: false })
  t.equal(table.begin('case.enquiry', '2026-05-31').localDefault, true)
  t.match(table.begin('case.enquiry', '2026-06-01'), { days: 5, localDefault: false })
  const early = await terms.timetable(context.db, unit)
  t.equal(early.begin('case.conclude', '2026-01-31').days, 55)
  t.equal((await terms.timetable(context.db, '*')).begin('case.conclude', '2026-03-02').days, 60)
  t.throws(() => table.begin('case.nothing', '2026-03-02'), { code: 'unknown-term' })
})

t.test('before the first policy its numbers hold already', async (t) => {
  const table = await terms.timetable(context.db, unit)
  t.match(table.begin('case.conclude', '2006-03-01'), { days: 60, dueOn: '2006-04-30' })
})

t.test('what is a right of the petitioner cannot be changed', async (t) => {
  for (const [rule, clause] of [
    ['case.review-request', 'xinfang-2022:35'],
    ['case.recheck-request', 'xinfang-2022:36']
  ]) {
    const body = {
      unitCode: '2203',
      effectiveFrom: '2026-01-01',
      document: '细则',
      terms: [{ rule, days: 20 }]
    }
    const answer = await service.call('POST', '/v1/local-rules', { body })
    t.match(answer, { status: 422, body: { code: 'term-is-right', clause: { id: clause } } })
    t.equal(answer.body.errors[0].pointer, '/terms/0/rule')
  }
})
