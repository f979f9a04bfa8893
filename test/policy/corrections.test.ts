import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import t from 'tap'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { body: policy } = await call('GET', '/v1/policies/jilin-2019-12')
interface Clause {
  id: string
  citation: string
  text: string
  isVerbatim: boolean
  unverified?: boolean
}
const clauses = new Map<string, Clause>(policy.clauses.map((one: Clause) => [one.id, one]))
const text = (id: string) => clauses.get(id)?.text

t.test('clauses say what the regulations say', async (t) => {
  t.match(text('xinfang-2022:39'), /每年对信访工作情况进行考核.*约谈、通报、挂牌督办，责令限期整改/)
  t.notMatch(text('xinfang-2022:39'), /应当及时督办/)
  t.match(text('xinfang-2022:40'), /应当及时督办.*应当书面反馈采纳情况/)
  t.match(text('xinfang-2005:36'), /应当在30日内书面反馈情况/)
  t.match(clauses.get('xinfang-2005:36')?.citation, /2022年5月1日废止/)
  t.match(clauses.get('supervision-law:37')?.citation, /2024年修正.*此前为第三十四条/)
})

t.test(
  'the days for a letter go back to the regulation of 2005, and no statute sets those of a referral',
  async (t) => {
    const term = (rule: string) => policy.terms.find((one: { rule: string }) => one.rule === rule)
    t.match(term('letter.answer'), { clauseId: 'xinfang-2005:36', days: 30, localDefault: true })
    t.match(term('referral.hand-over'), {
      clauseId: 'jilin-2019-12:2.4',
      days: 30,
      unit: 'calendar',
      localDefault: true
    })
  }
)

t.test('what nobody has compared is marked, and is not called verbatim', async (t) => {
  const unverified = [...clauses.values()].filter((one) => one.unverified === true)
  t.strictSame(
    unverified.map(({ id }) => id),
    [
      'archives-order-8:6',
      'state-council-2012-45',
      'jilin-government-2013-18',
      'state-council-2016-14',
      'state-council-2014-47',
      'state-council-2010-54',
      'civil-affairs-2019-62',
      'state-council-2015-52'
    ]
  )
  for (const { id, isVerbatim } of unverified) t.equal(isVerbatim, false, id)
  t.equal(policy.corrections.at(-1).version, policy.version, 'what was corrected is told')
})

t.test('databases that hold the old clause and the old calendar are corrected', async (t) => {
  const { db } = database.owner
  const [file] = globSync('migrations/*_corrected_law.sql')
  const migrate = () => sql.raw(readFileSync(file as string, 'utf8')).execute(db)
  const worked = async () => {
    const { rows } = await sql`select off, name from calendar_day where date = '2005-12-31'`.execute(db)
    return rows
  }
  t.strictSame(await worked(), [{ off: false, name: '元旦' }], 'a new installation knows the day')
  await sql`delete from calendar_day where date = '2005-12-31'`.execute(db)
  const source = '国务院办公厅关于2005年部分节假日安排的通知'
  await sql`update calendar_year set source = ${source}, version = 2 where year = 2005`.execute(db)
  await migrate()
  t.strictSame(await worked(), [], 'a year that somebody has changed is theirs')
  await sql`update calendar_year set version = 1 where year = 2005`.execute(db)
  const { rows: before } = await sql<{ edition: number }>`select edition from calendar_now`.execute(db)
  await sql`
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit,
      local_default, started_on, base_due_on, due_on, provisional, calendar_edition)
    select uuid_v7(), 'letter', uuid_v7(), '220102', rule, 'xinfang-2022:39', 30, 'calendar', true,
      '2026-03-02', '2026-04-01', '2026-04-01', false, 23
    from unnest(array['letter.answer', 'case.conclude']) as rule`.execute(db)
  await migrate()
  t.strictSame(await worked(), [{ off: false, name: '元旦' }])
  const { rows: after } = await sql<{ edition: number }>`select edition from calendar_now`.execute(db)
  t.ok(Number(after[0]?.edition) > Number(before[0]?.edition), 'processes read the calendar again')
  const { rows } = await sql`select rule, clause_id from term order by rule`.execute(db)
  t.strictSame(rows, [
    { rule: 'case.conclude', clause_id: 'xinfang-2022:39' },
    { rule: 'letter.answer', clause_id: 'xinfang-2005:36' }
  ])
})
