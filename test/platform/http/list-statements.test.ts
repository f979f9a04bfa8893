import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { cases } from '../../../src/cases/queue/list.ts'
import { boards } from '../../../src/disclosure/boards/list.ts'
import { checks } from '../../../src/disclosure/checks/list.ts'
import { disclosures } from '../../../src/disclosure/list.ts'
import { missingBoards } from '../../../src/disclosure/missing/boards.ts'
import { missing } from '../../../src/disclosure/missing/store.ts'
import { findings } from '../../../src/findings/list.ts'
import { taskLists } from '../../../src/plans/tasks/list.ts'
import type { Role } from '../../../src/platform/access/permissions.ts'
import type { Db } from '../../../src/platform/database/connect.ts'
import type { Viewer } from '../../../src/platform/database/fields.ts'
import type { Scope } from '../../../src/platform/http/lists/description.ts'
import { inTrees } from '../../../src/platform/http/lists/scopes.ts'
import { operationList } from '../../../src/platform/operations/list.ts'
import { disclosuresOn } from '../../../src/policy/index.ts'
import { makeProgramme } from '../../examples/batch.ts'
import { casesOf } from '../../examples/case.ts'
import { disclosuresOf, village } from '../../examples/disclosure.ts'
import { person, wanted } from '../../examples/finding.ts'
import { ok, testService } from '../../support/service.ts'

/*
 * The statements of lists on filled tables: PostgreSQL finds the rows of a page by indexes. A filter that made it
 * read a large table from end to end would be fast in every other test, and slow in a province.
 */

const service = await testService(t)
const { call } = service
const { db } = service.database.owner
const viewer = { unitCode: '22', sub: 'someone', today: '2026-03-02' }

/** Inserts many copies of the one row of a table, with other values in some columns (`n` counts them). */
async function multiply(table: string, others: Record<string, RawBuilder<unknown>>) {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = ${table} and is_generated = 'NEVER' and table_schema = 'public'`.execute(db)
  const columns = sql.join(rows.map(({ name }) => sql.ref(name)))
  const values = sql.join(rows.map(({ name }) => others[name] ?? sql.ref(`one.${name}`)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${values} from (select * from ${sql.table(table)} limit 1) as one, generate_series(1, 20000) as n
  `.execute(db)
  await sql`analyze ${sql.table(table)}`.execute(db)
}

const trees = [
  { code: '22', depth: 1 },
  { code: '2201', depth: 2 }
]

/** A list of whatever rows. */
interface AnyList {
  asked(
    from: { db: Db },
    query: object,
    scope: Scope,
    viewer: Viewer
  ): { query: Rows | (() => Rows | Promise<Rows>) }
}
interface Rows {
  limit(rows: RawBuilder<number>): { compile(): CompiledQuery }
}

/** The queries for which the statement of a page reads the whole table. */
async function slow(list: AnyList, table: string, unit: string, queries: object[]) {
  const found: unknown[] = []
  for (const query of queries) {
    for (const tree of trees) {
      const { query: rows } = list.asked(
        { db },
        query,
        inTrees([tree], { table: placeOf(table), unit }),
        viewer
      )
      const page = (typeof rows === 'function' ? await rows() : rows).limit(sql`51`).compile()
      const plan = CompiledQuery.raw(`explain (costs off) ${page.sql}`, [...page.parameters])
      const { rows: lines } = await db.executeQuery<{ 'QUERY PLAN': string }>(plan)
      const whole = lines.filter((line) => line['QUERY PLAN'].includes(`Seq Scan on ${table}`))
      if (whole.length > 0)
        found.push({ query, tree: tree.code, plan: lines.map((line) => line['QUERY PLAN']) })
    }
  }
  return found
}

/** Tasks have their place by their plan. */
function placeOf(table: string): string {
  return table === 'inspection_task' ? 'inspection_plan' : table
}

const id = sql`gen_random_uuid()`
const received = sql`timestamptz '2026-01-01' + n * interval '1 minute'`
const texts = sql`'反映第' || n || '号低保申请长期未得到答复'`

t.test('cases', async (t) => {
  await casesOf(service).made()
  const states = sql`(array['received', 'accepted', 'declined', 'replied'])[1 + n % 4]`
  await multiply('petition_case', {
    ...{ id, number: sql`'N-' || n`, received_at: received, summary: texts, state: states },
    ...{ created_at: received, updated_at: received, next_due_on: sql`date '2026-02-01' + n % 200` },
    ...{ handler_sub: sql`'s' || n % 50` }
  })
  const queries = [
    {},
    { sort: '-receivedAt' },
    { number: 'N-77' },
    { decidingUnitCode: '220102' },
    { handler: 'me' },
    { state: ['received', 'accepted'] },
    { overdue: true },
    { q: '第1234号' },
    { sort: 'updatedAt', updatedSince: '2026-01-14T00:00:00Z' }
  ]
  t.strictSame(await slow(cases, 'petition_case', 'unit_code', queries), [])
})

t.test('findings', async (t) => {
  ok(
    await call('POST', '/v1/findings', {
      as: person('22'),
      body: { ...wanted, unitCode: '22' }
    })
  )
  const due = sql`date '2026-02-01' + n % 200`
  await multiply('finding', { id, text: texts, due_on: due, created_at: received, updated_at: received })
  const queries = [{}, { state: ['open', 'rectified'] }, { overdue: true }, { q: '第1234号' }]
  t.strictSame(await slow(findings, 'finding', 'unit_code', queries), [])
})

t.test('tasks of all plans', async (t) => {
  await sql`
    insert into inspection_plan (id, unit_code, path, unit_name, year, policy_id, seed, seed_source, created_at,
      created_by)
    select gen_random_uuid(), code, path, name, 2026, 'jilin-2019-12', '1', '1', now(), 'x'
    from unit where path like '22.%' order by code limit 400`.execute(db)
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, method, scheduled_on)
    select gen_random_uuid(), id, unit_code || n, 'x', 'village', 'full', 'open-check', date '2026-01-01' + n
    from inspection_plan, generate_series(1, 60) as n`.execute(db)
  await sql`analyze inspection_plan, inspection_task`.execute(db)
  const queries = [
    {},
    { year: 2026 },
    { targetCode: '2201021' },
    { state: ['pending', 'scheduled'] },
    { from: '2026-02-01', to: '2026-02-03' },
    { overdue: true }
  ]
  for (const roles of [['leader'], ['viewer']] as Role[][]) {
    const list = taskLists({ roles }).ofTree
    t.strictSame(await slow(list, 'inspection_task', 'unit_code', queries), [])
  }
})

t.test('operations', async (t) => {
  await sql`
    insert into operation (id, kind, state, actor, unit_code, path, input, created_at)
    values (gen_random_uuid(), 'unit.import', 'succeeded', '{}', '2201', '22.2201', '{}', now())`.execute(db)
  await multiply('operation', { id, state: sql`(array['succeeded', 'failed'])[1 + n % 2]` })
  const queries = [{}, { state: ['running', 'queued'] }, { kind: ['unit.import'] }]
  t.strictSame(await slow(operationList, 'operation', 'unit_code', queries), [])
})

t.test('boards, disclosures and checks of them', async (t) => {
  const { board, hang, checked } = disclosuresOf(service)
  ok(await hang(await board(), village))
  await checked()
  const entered = { entered_at: received, updated_at: received }
  await multiply('notice_board', { id, ...entered, place: sql`'第' || n || '号'` })
  await multiply('disclosure', { id, ...entered, posted_on: sql`date '2026-01-01' + n % 60` })
  await multiply('disclosure_check', { id, made_at: received, updated_at: received })
  const changed = { sort: 'updatedAt', updatedSince: '2026-01-14T00:00:00Z' }
  const lists: [list: AnyList, table: string, queries: object[]][] = [
    [boards, 'notice_board', [{}, { unitCode: '2201021' }, { standing: true }, changed]],
    [disclosures, 'disclosure', [{}, { unitCode: '2201021' }, { state: ['shown'] }, changed]],
    [checks, 'disclosure_check', [{}, { targetCode: '2201021' }, { channel: ['website'] }, changed]]
  ]
  for (const [list, table, queries] of lists) {
    const unit = table === 'disclosure_check' ? 'target_code' : 'unit_code'
    t.strictSame(await slow(list, table, unit, queries), [], table)
  }
})

/** A step of a plan, as `explain (format json)` gives it. */
interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Loops': number
  Plans?: Node[]
}

/** The tables that a statement reads from end to end more than once: for each unit, or for each board. */
async function readAgain(page: CompiledQuery): Promise<string[]> {
  const plan = CompiledQuery.raw(`explain (analyze, format json) ${page.sql}`, [...page.parameters])
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': [{ Plan: Node }] }>(plan)
  const steps = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(steps)]
  return rows
    .flatMap((row) => steps(row['QUERY PLAN'][0].Plan))
    .filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 3)
    .map((node) => String(node['Relation Name']))
}

t.test('what is missing on boards and websites: each table is read once for all units', async (t) => {
  const programmeId = await makeProgramme(service, 'low-income-rural')
  await sql`
    insert into website_due (id, unit_code, path, programme_id, period, stood_on, due_on, limit_on, villages)
    select uuid_v7(), county.code, county.path, ${programmeId}, month, month::date, month::date + 14,
      month::date + 28, array(select code from unit where level = 'village' and within_3 = county.code)
    from unit as county, generate_series(date '2025-01-01', date '2026-01-01', '1 month') as month
    where county.level = 'county'`.execute(db)
  await sql`
    update disclosure set board_id = (
      select id from notice_board where notice_board.id > disclosure.id order by id limit 1)
    where exists (select from notice_board where notice_board.id > disclosure.id)`.execute(db)
  await sql`analyze website_due, disclosure, notice_board, unit`.execute(db)
  const on = '2026-03-02'
  for (const tree of trees) {
    const asked = { tree, whole: tree, on, duties: disclosuresOn(on) }
    t.strictSame(await readAgain(missing(db, asked, {}).limit(51).compile()), [], tree.code)
    t.strictSame(await readAgain(missingBoards(db, asked, {}).limit(51).compile()), [], tree.code)
  }
})
