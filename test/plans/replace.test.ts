import { sql } from 'kysely'
import t from 'tap'
import { below } from '../examples/jilin.ts'
import { approver, plansOf, type Task } from '../examples/plan.ts'
import { redraw } from '../platform/draw/redraw.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type CallOptions, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database } = service
const { create, read, tasks, draws, standing } = plansOf(service)
const plan = await create('2202', { seed: '2026001' })
const order = redraw(
  below('2202', 'township').map(({ code }) => code),
  '2026001',
  150
)
const path = (task?: Task) => `/v1/inspection-tasks/${task?.id}/replace`
const replace = (task?: Task, options: CallOptions = {}) =>
  call('POST', path(task), { as: approver, body: { reason: '因洪水不通路' }, ...options })

/** The task of a plan that stands at a place in the order of the draw. */
async function ranked(id: string, rank: number): Promise<Task> {
  const found = (await tasks(id, '&coverage=sample')).find(({ drawRank }) => drawRank === rank)
  if (found === undefined) throw new Error(`nobody has rank ${rank}`)
  return found
}

t.test('refused, and nothing written', async (t) => {
  const first = await ranked(plan.id, 1)
  const [full] = await tasks(plan.id, '&coverage=full')
  const closed = (await tasks(await standing('closed', '2203'), '&coverage=sample'))[0]
  const everybody = (await tasks((await create('220771')).id, '&coverage=sample'))[0]
  const inspected = (await tasks((await create('2204')).id, '&coverage=sample'))[0] as Task
  await sql`update inspection_task set state = 'inspected' where id = ${inspected.id}`.execute(
    database.owner.db
  )
  await refused(
    t,
    service,
    { method: 'POST', url: path(first), as: approver, body: { reason: '因洪水不通路' } },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['planner'] }, is: [403, 'role-missing'] },
      'by the target': { as: { unit: first.targetCode, roles: ['leader'] }, is: [404, 'task-not-found'] },
      'by the unit beside': { as: { unit: '2201', roles: ['leader'] }, is: [404, 'task-not-found'] },
      'of an old version': { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      'one that must be inspected anyhow': { url: path(full), is: [422, 'not-drawn'] },
      'one that is inspected': { url: path(inspected), is: [409, 'task-done'] },
      'of a closed plan': { url: path(closed), is: [409, 'plan-closed'] },
      'where everybody is drawn': { url: path(everybody), is: [409, 'no-substitute'] }
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (body: unknown, pointer?: string) => ({
    body,
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  const url = path(await ranked(plan.id, 1))
  await refused(
    t,
    service,
    { method: 'POST', url, as: approver },
    {
      'no body': bad(undefined),
      'no reason': bad({}, '/reason'),
      'a blank reason': bad({ reason: '\n' }, '/reason'),
      'a reason too long': bad({ reason: 'x'.repeat(1001) }, '/reason'),
      'a substitute of one’s own choice': bad({ reason: 'x', by: '220202001' }, '/by'),
      'no identifier': { url: '/v1/inspection-tasks/1/replace', ...bad({ reason: 'x' }, '{id}') }
    }
  )
})

t.test('the next in the order takes the place: done and recorded', async (t) => {
  const gone = await ranked(plan.id, 3)
  const body = { method: 'open-check', team: ['王某'], scheduledOn: '2026-06-01' }
  await call('PATCH', `/v1/inspection-tasks/${gone.id}`, { body, headers: { 'if-match': '"1"' } })
  clock.now = new Date('2026-05-04T01:00:00Z')
  const before = await call('GET', `/v1/inspection-plans/${plan.id}`)
  const done = await replace(gone)
  t.strictSame([done.status, done.headers.location], [201, `/v1/inspection-tasks/${done.body.id}`])
  t.match(done.body, {
    targetCode: order[30],
    drawRank: 31,
    replacesCode: gone.targetCode,
    coverage: 'sample'
  })
  t.match(done.body, { method: 'open-check', team: ['王某'], scheduledOn: null, state: 'pending' })
  const skipped = (await call('GET', `/v1/inspection-tasks/${gone.id}`)).body
  t.match(skipped, { state: 'replaced', replaceReason: '因洪水不通路', replaceApprovedBy: 'l2' })
  const [draw] = await draws(plan.id)
  const at = '2026-05-04T09:00:00.000+08:00'
  t.strictSame(draw?.replaced, [
    { code: gone.targetCode, by: order[30], reason: '因洪水不通路', approvedBy: 'l2', at }
  ])
  t.strictSame(draw?.selected, order.slice(0, 30), 'what was drawn stays as it was drawn')
  t.equal((await call('GET', `/v1/draws/${draw?.id}/verification`)).body.valid, true)
  const [line] = (await noted(service, gone.id)).slice(-1)
  t.match(line, { action: 'inspection-task.replaced', actor: 'l2', unitCode: '2202', path: '22.2202' })
  const details = {
    planId: plan.id,
    reason: '因洪水不通路',
    replaced: gone.targetCode,
    by: order[30],
    rank: 31
  }
  t.strictSame([line?.event, line?.details, line?.data], ['inspection-task.replaced', details, details])
  const after = await call('GET', `/v1/inspection-plans/${plan.id}`)
  t.strictSame(after.body.totals, before.body.totals)
  t.not(after.headers.etag, before.headers.etag)
  t.equal((await replace(gone)).body.code, 'task-done', 'the one that is gone cannot go again')
})

t.test('twice at once gives one replacement', async (t) => {
  const gone = await ranked(plan.id, 1)
  const answers = await Promise.all([1, 2, 3].map(() => replace(gone)))
  t.strictSame(statuses(answers), [201, 409, 409])
  t.equal((await read(plan.id)).totals.sample, 30)
  t.equal((await noted(service, gone.id)).length, 1)
})

t.test('two at once take two different substitutes', async (t) => {
  const answers = await Promise.all([replace(await ranked(plan.id, 5)), replace(await ranked(plan.id, 6))])
  t.strictSame(
    answers.map(({ body }) => [body.drawRank, body.targetCode]).sort((a, b) => a[0] - b[0]),
    [
      [33, order[32]],
      [34, order[33]]
    ]
  )
})

t.test('one after the other, until the frame has nobody left', async (t) => {
  const villages = Array.from({ length: 20 }, (_, n) => `vill${n}`)
  const lines = [
    'cnty,小县,county,2201',
    'town,小乡,township,cnty',
    ...villages.map((code) => `${code},村,village,town`)
  ]
  const raw = `code,name,level,parentCode\n${lines.join('\n')}\n`
  t.equal((await call('POST', '/v1/units/import', { raw, type: 'text/csv' })).status, 200)
  const { id, seed } = await create('cnty')
  const all = redraw(villages, seed, 20)
  let last = await ranked(id, 6)
  for (let rank = 7; rank <= 20; rank += 1) {
    const { status, body } = await replace(last)
    t.strictSame([status, body.drawRank, body.targetCode], [201, rank, all[rank - 1]])
    t.equal(body.replacesCode, last.targetCode, 'a substitute may be replaced as well')
    last = body
  }
  const { status, body } = await replace(await ranked(id, 1))
  t.strictSame([status, body.code], [409, 'no-substitute'])
  const [draw] = await draws(id)
  t.equal(draw?.replaced.length, 14)
  t.equal((await call('GET', `/v1/draws/${draw?.id}/verification`)).body.valid, true)
  t.equal((await read(id)).totals.sample, 6)
})
