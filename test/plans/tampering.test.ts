import { type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { type Draw, plansOf } from '../examples/plan.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database, seal } = service
const { create, draws, frame } = plansOf(service)
const owner = database.owner.db
let year = 2025

/** A draw of its own for every case. */
async function fresh(): Promise<Draw & { planId: string; codes: string[] }> {
  year += 1
  const { id: planId } = await create('2204', { year, seed: '2026001', seedSource: 'lottery' })
  const [draw] = await draws(planId)
  const codes = (await frame(String(draw?.id))).trim().split('\n')
  return { ...(draw as Draw), planId, codes }
}

async function verdict(draw: Draw): Promise<{ valid: boolean; what: string[]; frameHash: string }> {
  const { valid, differences, frameHash } = (await call('GET', `/v1/draws/${draw.id}/verification`)).body
  return {
    valid,
    what: [...new Set<string>(differences.map((one: { what: string }) => one.what))].sort(),
    frameHash
  }
}

type Drawn = Awaited<ReturnType<typeof fresh>>

const change = (draw: Draw, columns: RawBuilder<unknown>) =>
  sql`update draw set ${columns} where id = ${draw.id}`

const task = ({ planId }: Drawn, rank: number, columns: RawBuilder<unknown>) =>
  sql`
    update inspection_task set ${columns}
    where plan_id = ${planId} and coverage = 'sample' and draw_rank = ${rank}`

/** Makes another draw of it, and everything on record agree with that, but for the audit trail. */
async function forge(draw: Drawn, seed: string, codes: string[]): Promise<void> {
  const { text, hash } = reframe(codes)
  const selected = redraw(codes, seed, draw.required)
  await sql`update inspection_plan set seed = ${seed} where id = ${draw.planId}`.execute(owner)
  await change(
    draw,
    sql`seed = ${seed}, frame = ${text}, frame_hash = ${hash}, population = ${codes.length},
      selected = ${selected}`
  ).execute(owner)
  await sql`delete from inspection_task where plan_id = ${draw.planId} and coverage = 'sample'`.execute(owner)
  await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, draw_rank)
    select uuid_v7(), ${draw.planId}, code, code, ${draw.targetLevel}, 'sample', rank
    from unnest(${selected}::text[]) with ordinality as picked (code, rank)`.execute(owner)
}

t.test('a draw that nobody has touched', async (t) => {
  const draw = await fresh()
  t.match(await verdict(draw), { valid: true, what: [], frameHash: draw.frameHash })
})

t.test('each thing that somebody with the database in his hands may change', async (t) => {
  const cases: Record<string, [what: string, statement: (draw: Drawn) => RawBuilder<unknown>]> = {
    'a code of the frame': [
      'frame',
      (one) => change(one, sql`frame = replace(frame, ${one.codes[0]}, '220499')`)
    ],
    'a code taken out of the frame': [
      'frame',
      (one) => change(one, sql`frame = replace(frame, ${`${one.codes[3]}\n`}, '')`)
    ],
    'a code put into the frame': ['frame', (one) => change(one, sql`frame = frame || ${'zz\n'}`)],
    'the last line end of the frame': ['frame', (one) => change(one, sql`frame = rtrim(frame, ${'\n'})`)],
    'the hash of the frame': ['frame', (one) => change(one, sql`frame_hash = ${'0'.repeat(64)}`)],
    'the seed': ['selection', (one) => change(one, sql`seed = '2026002'`)],
    'one that was selected': [
      'selection',
      (one) => change(one, sql`selected[1] = ${one.codes.find((code) => !one.selected.includes(code))}`)
    ],
    'two that change places': [
      'selection',
      (one) => change(one, sql`selected = ${[...one.selected].reverse()}`)
    ],
    'one selected less': ['selection', (one) => change(one, sql`selected = ${one.selected.slice(0, -1)}`)],
    'how many there are': ['population', (one) => change(one, sql`population = population + 1`)],
    'how many are required': ['selection', (one) => change(one, sql`required = required - 1`)],
    'the target of a task': ['tasks', (one) => task(one, 2, sql`target_code = '220102'`)],
    'the rank of a task': ['tasks', (one) => task(one, 2, sql`draw_rank = ${one.required + 1}`)],
    'a task that is gone': [
      'tasks',
      (one) => sql`delete from inspection_task where plan_id = ${one.planId} and draw_rank = 1`
    ]
  }
  for (const [name, [what, statement]] of Object.entries(cases)) {
    const draw = await fresh()
    await statement(draw).execute(owner)
    const { valid, what: found } = await verdict(draw)
    t.equal(valid, false, name)
    t.ok(found.includes(what), `${name}: found in ${found}`)
  }
})

t.test('what is told beside a draw is a part of it', async (t) => {
  const cases: Record<string, RawBuilder<unknown>> = {
    'where the seed comes from': sql`seed_source = 'a lottery that never was'`,
    'the ratio': sql`ratio_percent = ratio_percent - 1`,
    'the way of drawing': sql`algorithm = 'sha256-rank-2'`,
    'when it was drawn': sql`drawn_at = drawn_at - interval '1 day'`
  }
  for (const [name, columns] of Object.entries(cases)) {
    const draw = await fresh()
    await change(draw, columns).execute(owner)
    t.match(await verdict(draw), { valid: false }, name)
  }
})

t.test('a forgery in which everything agrees is found by the audit trail', async (t) => {
  const forgeries: Record<string, (draw: Drawn) => Promise<void>> = {
    'another seed': (draw) => forge(draw, '2026002', draw.codes),
    'a unit left out of the frame': (draw) =>
      forge(
        draw,
        draw.seed,
        draw.codes.filter((code) => code !== draw.selected[0])
      ),
    'a unit that was not drawn left out': (draw) => {
      const others = draw.codes.filter((code) => !draw.selected.includes(code))
      return forge(
        draw,
        draw.seed,
        draw.codes.filter((code) => code !== others.at(-1))
      )
    }
  }
  for (const [name, make] of Object.entries(forgeries)) {
    const draw = await fresh()
    await make(draw)
    t.match(await verdict(draw), { valid: false, what: ['audit'] }, name)
  }
  const same = await fresh()
  await forge(same, same.seed, same.codes)
  t.match(await verdict(same), { valid: true }, 'to write down the same again is no forgery')
})

t.test('a substitute that has vanished', async (t) => {
  const draw = await fresh()
  const first = (
    await call('GET', `/v1/inspection-plans/${draw.planId}/tasks?targetCode=${draw.selected[0]}`)
  ).body
  const url = `/v1/inspection-tasks/${first.items[0].id}/replace`
  t.equal((await call('POST', url, { body: { reason: '因洪水不通路' } })).status, 201)
  t.match(await verdict(draw), { valid: true })
  await sql`delete from inspection_task where plan_id = ${draw.planId} and replaces_code is not null`.execute(
    owner
  )
  t.match(await verdict(draw), { valid: false })
})

t.test('whoever forges the audit trail as well is found by its own verification', async (t) => {
  const draw = await fresh()
  await seal()
  t.match((await call('GET', '/v1/audit/verification', { as: { unit: '22', roles: ['auditor'] } })).body, {
    valid: true
  })
  await sql`alter table audit_line disable trigger all`.execute(owner)
  await sql`
    update audit_line set details = jsonb_set(details::jsonb, '{year}', '2000')::json
    where subject_id = ${draw.planId}`.execute(owner)
  await sql`alter table audit_line enable trigger all`.execute(owner)
  t.match((await call('GET', '/v1/audit/verification', { as: { unit: '22', roles: ['auditor'] } })).body, {
    valid: false
  })
})
