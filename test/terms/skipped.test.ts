import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import t from 'tap'
import * as terms from '../../src/terms/index.ts'
import { testService } from '../support/service.ts'
import { begin, idOf, read } from './begun.ts'

const service = await testService(t)
const { context, database } = service
const today = '2026-03-20'

/** Terms that pass over all that there is: week-ends, holidays, days left out, and these at their ends. */
const begun: [name: string, rule: string, startedOn: string, left: [from: string, to: string][]][] = [
  ['plain', 'case.notify', '2026-03-02', []],
  ['rolls', 'case.conclude', '2026-03-02', []],
  ['working', 'case.object', '2026-09-28', []],
  ['made up', 'case.enquiry', '2026-02-13', []],
  ['hearing', 'case.review', '2026-03-02', [['2026-03-10', '2026-03-14']]],
  ['at the end', 'case.review', '2026-03-03', [['2026-04-01', '2026-04-02']]],
  [
    'over a week-end',
    'case.recheck',
    '2026-03-05',
    [
      ['2026-03-06', '2026-03-09'],
      ['2026-04-03', '2026-04-04']
    ]
  ],
  [
    'of working days',
    'case.enquiry',
    '2026-03-05',
    [
      ['2026-03-06', '2026-03-08'],
      ['2026-03-12', '2026-03-13']
    ]
  ]
]

t.before(async () => {
  for (const [name, rule, startedOn, left] of begun) {
    const [term] = await begin(service, name, [rule, startedOn])
    await context.db.transaction().execute(async (tx) => {
      const { calendar } = await terms.timetable(tx, '220102')
      for (const [from, to] of left) {
        await terms.excludeDays(tx, calendar, term as terms.StoredTerm, { from, to, reason: '听证' })
      }
    })
  }
})

async function told(name: string): Promise<terms.Term> {
  const [term] = await read(service, name)
  return terms.wire(term as terms.StoredTerm, today)
}

t.test('a term on record tells what it passed over, and from where it was put off', async (t) => {
  t.match(await told('plain'), { rolledFrom: null, skipped: [], dueOn: '2026-03-17' })
  t.match(await told('rolls'), {
    rolledFrom: '2026-05-01',
    skipped: [
      { from: '2026-05-01', to: '2026-05-01', reason: 'holiday', name: '劳动节' },
      { from: '2026-05-02', to: '2026-05-03', reason: 'day-off' },
      { from: '2026-05-04', to: '2026-05-05', reason: 'holiday', name: '劳动节' }
    ],
    explanation: { zh: /遇2026-05-01（劳动节）、2026-05-02至2026-05-03（周末）/, en: /2026-05-01 \(劳动节\)/ }
  })
  t.match(await told('hearing'), {
    excludedDays: 5,
    skipped: [{ from: '2026-03-10', to: '2026-03-14', reason: 'excluded' }, {}],
    explanation: { zh: /2026-03-10至2026-03-14不计入（听证）/ }
  })
  t.match((await told('made up')).skipped[0], { from: '2026-02-15', to: '2026-02-15', reason: 'day-off' })
})

t.test('what was on record before knows it as well, after the migration', async (t) => {
  const file = readFileSync(new URL('../../migrations/0021_terms_skipped.sql', import.meta.url), 'utf8')
  const update = file.slice(file.indexOf('with passed'))
  const before = await Promise.all(begun.map(([name]) => read(service, name)))
  const { db } = database.owner
  await sql`update term set skipped = '[]'`.execute(db)
  t.same((await read(service, 'rolls'))[0]?.skipped, [])
  await sql.raw(update).execute(db)
  for (const [n, [name]] of begun.entries()) t.strictSame(await read(service, name), before[n], name)
  t.equal(before[0]?.[0]?.subjectId, idOf('plain'))
})
