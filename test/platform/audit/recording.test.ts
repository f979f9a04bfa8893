import { sql } from 'kysely'
import t from 'tap'
import { work } from '../../../src/platform/work/work.ts'
import { testService } from '../../support/service.ts'
import { clerk, trail } from './trail.ts'

async function counted(db: Parameters<ReturnType<typeof sql>['execute']>[0]) {
  const { rows } = await sql<{ lines: number; waiting: number; events: number }>`
    select (select count(*)::int from audit_line) as lines,
      (select count(*)::int from audit_pending) as waiting,
      (select count(*)::int from outbox_event) as events`.execute(db)
  return rows[0]
}

t.test('line, place in the queue and event come with the effect', async (t) => {
  const { context, database } = await trail(t)
  const before = await counted(database.db)
  await work(context, { actor: clerk, requestId: 'r-1' }, async ({ tx, record }) => {
    await sql`update unit set principal = '李主任' where code = '220102'`.execute(tx)
    record(
      'unit.changed',
      { code: '220102' },
      { before: { principal: null }, after: { principal: '李主任' } }
    )
    record('unit.changed', { code: '220103' }, { before: {}, after: { principal: null } })
  })
  const after = await counted(database.db)
  t.same(
    [after?.lines, after?.waiting, after?.events],
    [before?.lines, before?.waiting, before?.events].map((count) => (count as number) + 2)
  )
  const { rows } = await sql`
    select actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path, request_id,
      details, at
    from audit_line order by id desc limit 2`.execute(database.db)
  t.same(rows[1], {
    actor_sub: 'clerk',
    actor_name: '王科员',
    actor_unit: '2201',
    action: 'unit.changed',
    subject_kind: 'unit',
    subject_id: '220102',
    unit_code: '220102',
    path: '22.2201.220102',
    request_id: 'r-1',
    details: { before: { principal: null }, after: { principal: '李主任' } },
    at: '2026-03-02T09:00:00+08:00'
  })
  const events = await sql`select type, subject_kind, subject_id, unit_code, data from outbox_event
    order by id desc limit 1`.execute(database.db)
  t.same(events.rows, [
    {
      type: 'unit.changed',
      subject_kind: 'unit',
      subject_id: '220103',
      unit_code: '220103',
      data: { before: {}, after: { principal: null } }
    }
  ])
})

t.test('they vanish with an effect that fails', async (t) => {
  const { context, database } = await trail(t)
  const before = await counted(database.db)
  const failing = work(context, { actor: clerk }, async ({ tx, record }) => {
    record('unit.changed', { code: '220102' }, { before: {}, after: {} })
    await sql`update unit set name = '' where code = '220102'`.execute(tx)
  })
  await t.rejects(failing, { code: '23514' })
  t.same(await counted(database.db), before)
})

t.test('the effect vanishes when its line cannot be written', async (t) => {
  const { context, database } = await trail(t)
  const before = await counted(database.db)
  const failing = work(context, { actor: { ...clerk, sub: 'a\0b' } }, async ({ tx, record }) => {
    await sql`update unit set principal = '李主任' where code = '220102'`.execute(tx)
    record('unit.changed', { code: '220102' }, { before: {}, after: {} })
  })
  await t.rejects(failing, { code: '22021' })
  t.same(await counted(database.db), before)
  const { rows } = await sql`select principal from unit where code = '220102'`.execute(database.db)
  t.same(rows, [{ principal: null }])
})

t.test('a line keeps the place in the tree that its unit had at the time', async (t) => {
  const { call, clock, database } = await testService(t)
  const rename = { body: { name: '新名' }, headers: { 'if-match': '"1"' } }
  t.match(await call('PATCH', '/v1/units/220102001', rename), { status: 200 })
  clock.now = new Date(clock.now.getTime() + 1000)
  const move = { body: { parentCode: '220103' }, headers: { 'if-match': '"2"' } }
  t.match(await call('PATCH', '/v1/units/220102001', move), { status: 200 })
  const { rows } = await sql<{ action: string; path: string }>`
    select action, path from audit_line where subject_id = '220102001' order by id`.execute(database.db)
  t.match(rows, [
    { action: 'unit.renamed', path: '22.2201.220102.220102001' },
    { action: 'unit.moved', path: '22.2201.220103.220102001' }
  ])
})

t.test('a request that is refused leaves no line', async (t) => {
  const { call, database } = await testService(t)
  const before = await counted(database.db)
  const doubled = { code: '220102', name: '重复', level: 'county', parentCode: '2201' }
  t.match(await call('POST', '/v1/units', { body: doubled }), { status: 409, body: { code: 'unit-exists' } })
  t.same(await counted(database.db), before)
})
