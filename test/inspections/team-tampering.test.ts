import { type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { type TeamDraw, teamsOf } from '../examples/team.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { register, inspection, draw, frame } = teamsOf(service)
const owner = database.owner.db
const people: string[] = []

t.before(async () => {
  for (let n = 0; n < 6; n += 1) people.push(await register('2201'))
  await register('220102')
  people.sort()
})

/** A draw of its own for every case. */
async function fresh(): Promise<TeamDraw & { inspectionId: string }> {
  return (await draw(await inspection('220102'), { size: 2, seed: '2026001', seedSource: '彩票' })).body
}

async function verdict({ id }: TeamDraw): Promise<{ valid: boolean; what: string[] }> {
  const { valid, differences } = (await call('GET', `/v1/team-draws/${id}/verification`)).body
  const what = differences.map((one: { what: string }) => one.what)
  return { valid, what: [...new Set<string>(what)].sort() }
}

/** What somebody does who has the database in his hands. */
async function tamper(...statements: RawBuilder<unknown>[]): Promise<void> {
  await sql`alter table team_draw disable trigger user`.execute(owner)
  for (const statement of statements) await statement.execute(owner)
  await sql`alter table team_draw enable trigger user`.execute(owner)
}

const change = ({ id }: TeamDraw, columns: RawBuilder<unknown>) =>
  sql`update team_draw set ${columns} where id = ${id}`

t.test('a draw that nobody has touched, recomputed independently', async (t) => {
  const made = await fresh()
  t.strictSame(await verdict(made), { valid: true, what: [] })
  const text = await frame(made.id)
  t.equal(text, reframe(people).text)
  t.equal(made.frameHash, reframe(people).hash)
  t.strictSame(made.selected, redraw(text.trim().split('\n'), '2026001', 2))
})

t.test('the database keeps draws as they are', async (t) => {
  const made = await fresh()
  await t.rejects(change(made, sql`seed = '2'`).execute(owner), { code: '23001' })
  await t.rejects(sql`delete from team_draw where id = ${made.id}`.execute(owner), { code: '23001' })
  await t.rejects(sql`truncate team_draw`.execute(owner), { code: '23001' })
})

t.test('each thing that somebody with the database in his hands may change', async (t) => {
  const spare = (one: TeamDraw) => people.find((id) => !one.selected.includes(id))
  const cases: Record<string, [what: string, columns: (one: TeamDraw) => RawBuilder<unknown>]> = {
    'somebody of the frame': [
      'frame',
      () => sql`frame = replace(frame, ${people[0]}, ${crypto.randomUUID()})`
    ],
    'somebody taken out of the frame': ['frame', () => sql`frame = replace(frame, ${`${people[0]}\n`}, '')`],
    'the hash of the frame': ['frame', () => sql`frame_hash = ${'0'.repeat(64)}`],
    'the seed': ['audit', () => sql`seed = '2026002'`],
    'somebody who was selected': ['selection', (one) => sql`selected[1] = ${spare(one)}`],
    'two that change places': ['selection', (one) => sql`selected = ${[...one.selected].reverse()}`],
    'how many there are': ['population', () => sql`population = population + 1`],
    'how many go': ['selection', () => sql`size = size - 1`],
    'who was left out': ['audit', () => sql`excluded = '[]'`],
    'why somebody was left out': [
      'audit',
      () => sql`excluded = jsonb_set(excluded, '{0,why}', '"conflict"')`
    ],
    'what it was for': ['audit', () => sql`areas = '{policy}'`],
    'where the seed comes from': ['audit', () => sql`seed_source = 'a lottery that never was'`],
    'the way of drawing': ['audit', () => sql`algorithm = 'sha256-rank-2'`],
    'when it was drawn': ['audit', () => sql`drawn_at = drawn_at - interval '1 day'`],
    'who drew': ['audit', () => sql`drawn_by = 'somebody else'`],
    'which draw it was': ['audit', () => sql`ordinal = 2, reason = '因故'`]
  }
  for (const [name, [what, columns]] of Object.entries(cases)) {
    const made = await fresh()
    await tamper(change(made, columns(made)))
    const { valid, what: found } = await verdict(made)
    t.equal(valid, false, name)
    t.ok(found.includes(what), `${name}: found in ${found}`)
  }
})

t.test('a team that is not the one drawn', async (t) => {
  const made = await fresh()
  const others = people.filter((id) => !made.selected.includes(id)).slice(0, 2)
  const headers = { 'if-match': '*' }
  const url = `/v1/inspections/${made.inspectionId}`
  t.equal((await call('PATCH', url, { body: { team: others }, headers })).status, 200)
  t.strictSame(await verdict(made), { valid: false, what: ['team'] })
  const again = (await draw(made.inspectionId, { size: 2, reason: '恢复抽取结果' })).body
  t.strictSame(await verdict(again), { valid: true, what: [] })
  t.strictSame(await verdict(made), { valid: true, what: [] }, 'an earlier draw made no team')
})

t.test('a forgery in which everything agrees is found by the audit trail', async (t) => {
  const made = await fresh()
  const left = people.filter((id) => id !== made.selected[0])
  const { text, hash } = reframe(left)
  const selected = redraw(left, 'x', 2)
  await tamper(
    change(
      made,
      sql`seed = 'x', frame = ${text}, frame_hash = ${hash}, population = ${left.length}, selected = ${selected}`
    ),
    sql`update inspection set team = ${selected}::uuid[] where id = ${made.inspectionId}`
  )
  t.strictSame(await verdict(made), { valid: false, what: ['audit'] })
})
