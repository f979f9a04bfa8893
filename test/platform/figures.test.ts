import { sql } from 'kysely'
import t from 'tap'
import { v7 as uuid } from 'uuid'
import { atMostEvery } from '../../src/platform/observability/figures.ts'
import { work } from '../../src/platform/work/work.ts'
import { testDatabase } from '../support/database.ts'
import { admin, serviceOn } from './service-on.ts'

const { url, owner } = await testDatabase(t)
const { app, metrics, token, clock, pool, context } = await serviceOn(t, url)
const authorization = `Bearer ${await token()}`

/** Each metric of the registry without labels, by name. */
async function figures(): Promise<Record<string, number>> {
  const text = await metrics.registry.metrics()
  const lines = text.matchAll(/^([a-z_]+) (\S+)$/gm)
  return Object.fromEntries([...lines].map(([, name, value]) => [name, Number(value)]))
}

const ago = (seconds: number) => new Date(clock.now.getTime() - seconds * 1000).toISOString()

t.test('what waits and failed, with no wait for the pool', async (t) => {
  const { db } = owner
  const line = uuid()
  await sql`delete from audit_pending`.execute(db)
  await work(context, { actor: admin }, async ({ record }) => record('unit.begun-again', { code: '22' }))
  clock.now = new Date(clock.now.getTime() + 15_000)
  const term = (dueOn: string, missedAt: string | null, metOn: string | null) =>
    sql`
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, local_default,
      started_on, base_due_on, due_on, provisional, calendar_edition, missed_at, met_on)
    values (${uuid()}::uuid, 'x', ${uuid()}::uuid, '22', 'x', 'x', 5, 'calendar', false, '2026-01-01',
      ${dueOn}::date, ${dueOn}::date, false, 1, ${missedAt}::timestamptz, ${metOn}::date)`.execute(db)
  await term('2026-03-02', null, null)
  await term('2026-03-09', null, null)
  await term('2026-03-10', null, null)
  await term('2026-03-03', null, '2026-03-01')
  await term('2026-03-01', null, null)
  await term('2026-02-01', ago(60), null)
  await term('2026-02-01', ago(60), '2026-02-20')
  const operation = (state: string, at: string, ended: string | null) =>
    sql`
    insert into operation (id, kind, state, actor, input, created_at, started_at, ended_at)
    values (${uuid()}::uuid, 'x', ${state}, ${JSON.stringify(admin)}::jsonb, '{}', ${at}::timestamptz,
      ${state === 'queued' ? null : at}::timestamptz, ${ended}::timestamptz)`.execute(db)
  await operation('queued', ago(90), null)
  await operation('queued', ago(30), null)
  await operation('running', ago(40), null)
  await operation('failed', ago(500), ago(400))
  await operation('failed', ago(90_000), ago(80_000))
  await operation('succeeded', ago(60), ago(50))
  const event = (type: string, at: string) =>
    sql`
    insert into outbox_event (id, at, type, subject_kind, subject_id, data)
    values (${uuid()}::uuid, ${at}::timestamptz, ${type}, 'x', ${line}, '{}')`.execute(db)
  await event('notice-answer.given', ago(20))
  await event('notice-answer.given', ago(10))
  await event('nobody.waits', ago(1000))
  const held = await Promise.all(Array.from({ length: 5 }, () => pool.connect()))
  const found = await figures()
  for (const client of held) client.release()
  t.match(found, {
    operations_queued: 2,
    operation_oldest_queued_seconds: 90,
    operations_running: 1,
    operation_longest_running_seconds: 40,
    operations_failed_last_hour: 1,
    events_waiting: 2,
    event_oldest_age_seconds: 20,
    audit_lines_unsealed: 1,
    audit_oldest_unsealed_seconds: 15,
    audit_last_seal_timestamp_seconds: 0,
    terms_due_soon: 2,
    terms_past_due_unmarked: 1,
    terms_missed: 1
  })
  t.ok(Math.abs((found.clock_difference_seconds ?? 0) - (clock.now.getTime() - Date.now()) / 1000) < 60)
})

t.test('a reading is shown again for a while, also to those who ask at once', async (t) => {
  let readings = 0
  const reading = async () => {
    readings += 1
    return readings
  }
  const kept = atMostEvery(Number.POSITIVE_INFINITY, reading)
  t.equal((await Promise.all([kept(), kept()])).join(), '1,1')
  t.equal(await kept(), 1)
  const fresh = atMostEvery(0, reading)
  t.equal(await fresh(), 2)
  t.equal(await fresh(), 3)
  const failing = atMostEvery(0, () => Promise.reject(new Error('away')))
  t.equal(await failing(), undefined)
})

t.test('refusals by room and code, never by address', async (t) => {
  await app.inject({ url: '/v1/units/220102' })
  await app.inject({ url: '/v1/units/99', headers: { authorization } })
  await app.inject({ url: '/nowhere/secret', headers: { authorization } })
  await app.inject({ url: '/v1/units', headers: { authorization } })
  const text = await metrics.registry.metrics()
  t.match(text, /^http_requests_refused_total\{room="units",code="token-missing"\} 1$/m)
  t.match(text, /^http_requests_refused_total\{room="units",code="unit-not-found"\} 1$/m)
  t.match(text, /^http_requests_refused_total\{room="none",code="not-found"\} 1$/m)
  t.notMatch(text, /secret|220102/)
})

t.test('streams, shared reads, the build', async (t) => {
  const text = await metrics.registry.metrics()
  for (const kind of ['body', 'intake', 'download']) {
    t.match(text, new RegExp(`^streams_in_use\\{kind="${kind}"\\} 0$`, 'm'))
    t.match(text, new RegExp(`^streams_waiting\\{kind="${kind}"\\} 0$`, 'm'))
  }
  t.match(text, /^database_shared_reads 0$/m)
  t.match(text, /^build_info\{version="\d+\.\d+\.\d+",node="v24\.[\d.]+"\} 1$/m)
})
