import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { clerk } from '../../src/demo/desk.ts'
import { Clock, demoOf, FIRST_DAY, fill, partsOf, people, yearOf } from '../../src/demo/index.ts'
import { nameOf, REGION } from '../../src/demo/invented.ts'
import { verify } from '../../src/platform/audit/verify.ts'
import type { Db } from '../../src/platform/database/connect.ts'
import { verdict } from '../../src/platform/draw/rules.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { buildService } from '../../src/service.ts'
import { loadFirstData } from '../../src/startup/first-data.ts'
import { AUDIT_SECRET } from '../support/cluster.ts'
import { testDatabase } from '../support/database.ts'

/** The year of one city: the same code as for the province, in a fraction of the time. */
async function filled() {
  const { db, pool, owner } = await testDatabase(t, { connections: 4 })
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-'))
  t.teardown(() => rmSync(dataDir, { recursive: true }))
  const clock = new Clock(`2026-${FIRST_DAY}`)
  const config = readConfig({ DATA_DIR: dataDir, AUDIT_KEY: AUDIT_SECRET })
  const parts = await partsOf({ config, db, pool, clock, log: pino({ level: 'warn' }) })
  const demo = demoOf(dataDir)
  const before = await demo.standing(db)
  await loadFirstData(parts.context, undefined, () => {})
  const desk = await fill({ parts, clock, year: 2026, within: '2204', say: () => {} })
  return { db: owner.db, parts, clock, demo, before, desk }
}

const one = await filled()
const other = await filled()

/**
 * Whatever differs from one filling to the next: ids, what is sealed or hashed with the keys of a folder, and
 * numbers of reports, which nobody may guess.
 */
const random = [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, /[0-9a-f]{24,}/g, /(?<=-R-)[A-Z0-9]{10}/g]
const machinery =
  /^(case_reporter$|audit_|outbox_|event_|operation|statistic|kept_|migration|schema_|idempot|pgboss|clock|number_)/

/** The rows of all tables by name, in an order of their own, without what is random. */
async function contentOf(db: Db): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(db)
  const content: Record<string, string[]> = {}
  for (const { name } of tables.rows.filter(({ name }) => !machinery.test(name))) {
    const { rows } = await sql<{
      text: string
    }>`select to_jsonb(t)::text as text from ${sql.table(name)} t`.execute(db)
    content[name] = rows
      .map(({ text }) => random.reduce((all, each) => all.replaceAll(each, '*'), text))
      .toSorted()
  }
  return content
}

t.test('two fillings have the same content', async (t) => {
  const [first, second] = [await contentOf(one.db), await contentOf(other.db)]
  for (const [table, rows] of Object.entries(first)) {
    const differs = rows.findIndex((row, n) => row !== second[table]?.[n])
    t.equal(differs < 0 ? '' : `${rows[differs]} / ${second[table]?.[differs]}`, '', table)
  }
  t.equal(one.desk.calls(), other.desk.calls())
})

t.test('the audit trail verifies, and nothing waits for its seal', async (t) => {
  const { context } = one.parts
  const found = await verify(context.db, context.auditKey, { now: context.clock() })
  t.match(found, { valid: true, trouble: null, waiting: 0 })
  t.ok(found.checkedLines > 1000)
})

t.test('every draw recomputes', async (t) => {
  const draws = await one.db
    .selectFrom('draw')
    .select(['frame', 'frame_hash as frameHash', 'population', 'seed', 'required', 'selected'])
    .execute()
  t.ok(draws.length > 0)
  for (const draw of draws) t.ok(verdict(draw, () => []).valid)
})

t.test('records are in every state that there is', async (t) => {
  const machines = {
    petition_case:
      'received accepted declined replied under-review reviewed under-recheck final withdrawn closed',
    finding: 'open rectified accepted sent-back waived',
    notice: 'draft issued closed withdrawn',
    notice_addressee: 'awaited given accepted',
    interview: 'called held closed cancelled',
    inspection: 'completed published',
    inspection_plan: 'draft submitted approved',
    relative_filing: 'filed registered ended'
  }
  for (const [table, states] of Object.entries(machines)) {
    const { rows } = await sql<{ state: string }>`
      select distinct state::text as state from ${sql.table(table)}`.execute(one.db)
    const missing = states.split(' ').filter((state) => !rows.some((row) => row.state === state))
    t.same(missing, [], table)
  }
})

t.test('the overview has a figure for each subject', async (t) => {
  const app = await buildService({ ...one.parts, metrics: createMetrics() })
  t.teardown(() => app.close())
  const actor = { ...one.desk.actorOf(clerk('2204')), roles: ['viewer', 'leader'] as const }
  const { token } = one.parts.tokens.lend(actor)
  const answer = await app.inject({
    url: '/v1/statistics/overview?within=2204&year=2026',
    headers: { authorization: `Bearer ${token}` }
  })
  t.equal(answer.statusCode, 200)
  const subjects: Record<string, { now?: Record<string, unknown> }> = answer.json()
  const empty = Object.entries(subjects).flatMap(([subject, sides]) =>
    Object.entries(sides?.now ?? {})
      .filter(([, figure]) => figure === 0 || figure === '0.00')
      .map(([name]) => `${subject}.${name}`)
  )
  // No finding of the story comes back.
  t.same(empty, ['findings.repeated'])
})

t.test('nobody in it exists', async (t) => {
  const names = new Set(Array.from({ length: 4000 }, (_, n) => nameOf(n)))
  const { rows } = await sql<{ name: string }>`
    select name from staff union all select name from filer union all select person_name from accountability_record
    union all select actor_name from audit_line where actor_sub like 'demo%'`.execute(one.db)
  t.same(
    [...new Set(rows.map(({ name }) => name))].filter((name) => !names.has(name)),
    []
  )
  for (const { name } of people) t.ok(names.has(name), name)
  t.equal(REGION, '229999')
})

t.test('only a new database is filled, and the year is one that is over', async (t) => {
  t.equal(one.before, 'new')
  t.equal(await one.demo.standing(one.db), 'other')
  one.demo.note(2026)
  t.equal(await one.demo.standing(one.db), 'filled')
  t.equal(yearOf('2026-11-21'), 2026)
  t.equal(yearOf('2026-11-20'), 2025)
})
