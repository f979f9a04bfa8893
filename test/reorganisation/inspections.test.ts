import t from 'tap'
import { withoutActions } from '../support/actions.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, of } from './city.ts'

/** Inspections that have not begun pass to the unit that supervises their target now. */
const service = await testService(t)
const { call } = service
const { add, move, retire, post, read } = cityOf(service)
for (const city of ['AA', 'BB', 'CC']) await add(city, 'city', '22')
await add('BBy', 'county', 'BB')
let number = 0
/** A new county of the city `AA`. */
const county = async () => {
  number += 1
  await add(`AAx${number}`, 'county', 'AA')
  return `AAx${number}`
}

const arranged = { unitCode: 'AA', method: 'open-check', plannedOn: '2026-03-10', areas: ['funds'] }
const plan = (targetCode: string, more: object = {}) =>
  post('AA', '/v1/inspections', { ...arranged, targetCode, ...more })
const campaign = (targetCode: string) =>
  post('AA', '/v1/campaigns', {
    ...{ unitCode: 'AA', topic: '督导', from: '2026-03-01', to: '2026-06-30' },
    targets: { unitCodes: [targetCode] }
  })
const patch = (unit: string, id: string, body: object) =>
  call('PATCH', `/v1/inspections/${id}`, { as: of(unit), body, headers: { 'if-match': '*' } })
const step = async (unit: string, id: string, name: string, body?: object) => {
  const answer = await call('POST', `/v1/inspections/${id}/${name}`, {
    as: of(unit),
    ...(body && { body })
  })
  return answer.status === 200 || answer.status === 201 ? answer.status : answer.body.code
}
const register = async (unit: string) =>
  (await post(unit, '/v1/staff', { unitCode: unit, name: '王芳', post: '科员' })).id as string

/** How each unit finds it: its status by id, and what its list says of `handedOver`; undefined: not listed. */
async function eyes(id: string, units: readonly string[]) {
  const found: Record<string, unknown> = {}
  for (const unit of units) {
    const { status, body } = await call('GET', `/v1/inspections/${id}`, { as: of(unit) })
    const list = await read(unit, '/v1/inspections?limit=200&count=true')
    t.equal(list.total, list.items.length, `${unit} counts what it lists`)
    const item = list.items.find((one: { id: string }) => one.id === id)
    if (item) t.match(body, (({ areas: _, ...rest }) => rest)(item), 'the list says what the record says')
    found[unit] = status === 200 ? item?.handedOver : status
  }
  return found
}

t.test('one of a campaign passes to the unit that stands above now, which carries it out', async (t) => {
  const x = await county()
  const { id: campaignId } = await campaign(x)
  const team = [await register('AA')]
  const visit = await plan(x, { method: 'unannounced-visit', campaignId, team })
  const units = ['22', 'AA', 'BB', 'CC', x]
  t.strictSame(await eyes(visit.id, units), { 22: false, AA: false, BB: 404, CC: 404, [x]: 404 })
  const before = await call('GET', `/v1/inspections/${visit.id}`, { as: of('AA') })
  await move(x, 'BB')
  t.strictSame(await eyes(visit.id, units), { 22: false, AA: true, BB: false, CC: 404, [x]: 404 })
  const shown = { unitCode: 'AA', actingUnitCode: 'BB', actingUnitName: '试验BB', campaignId: null, team: [] }
  t.match(await read('BB', `/v1/inspections/${visit.id}`), shown)

  for (const name of ['start', 'cancel'])
    t.equal(
      await step('AA', visit.id, name, name === 'cancel' ? { reason: '不再' } : {}),
      'inspection-not-yours'
    )
  t.equal((await patch('AA', visit.id, { plannedOn: '2026-03-11' })).body.code, 'inspection-not-yours')
  const own = [await register('BB')]
  t.equal((await patch('BB', visit.id, { team })).body.code, 'inspector-unknown', 'of the former keeper')
  service.clock.now = new Date(service.clock.now.getTime() + 60_000)
  ok(await patch('BB', visit.id, { plannedOn: '2026-07-01', team: own, areas: [{ area: 'petitions' }] }))
  const after = await call('GET', `/v1/inspections/${visit.id}`, { as: of('AA') })
  t.match(after.body, {
    ...withoutActions(before.body),
    actions: [],
    handedOver: true,
    actingUnitCode: 'BB',
    actingUnitName: '试验BB'
  })
  const later = `/v1/inspections?updatedSince=${encodeURIComponent(service.clock.now.toISOString())}&count=true`
  t.notOk((await read('AA', later)).items.some(({ id }: { id: string }) => id === visit.id))
  t.ok((await read('BB', later)).items.some(({ id }: { id: string }) => id === visit.id))
  t.strictSame((await read('AA', '/v1/inspections?from=2026-06-01&count=true')).total, 0)
  t.match((await read('AA', `/v1/campaigns/${campaignId}/targets`)).items, [{ plannedOn: '2026-03-10' }])
  t.equal((await read('BB', `/v1/inspections?from=2026-07-01&targetCode=${x}&count=true`)).total, 1)
  t.strictSame(
    (await eyes(visit.id, ['AA', 'BB', x])).AA,
    true,
    'and it stands in the list of the former keeper as before'
  )

  t.equal(await step('BB', visit.id, 'start'), 200)
  t.strictSame(await eyes(visit.id, ['AA', 'BB', x]), { AA: true, BB: false, [x]: false })
  await move(x, 'AA')
  t.strictSame(await eyes(visit.id, ['AA', 'BB', x]), { AA: false, BB: true, [x]: false })
  const done = { areas: [{ area: 'petitions', conclusion: 'sound' }] }
  t.equal(await step('AA', visit.id, 'complete', done), 'inspection-not-yours')
  t.equal(await step('BB', visit.id, 'complete', done), 200, 'whoever began it completes it')
})

t.test('one for a task passes without it, and may carry out a task of the new unit', async (t) => {
  const x = await county()
  const made = await post('AA', '/v1/inspection-plans', { unitCode: 'AA', year: 2026, seed: '1' })
  const other = await post('BB', '/v1/inspection-plans', { unitCode: 'BB', year: 2026, seed: '2' })
  const tasks = (planId: string, unit: string) =>
    read(unit, `/v1/inspection-plans/${planId}/tasks?targetCode=${x}&coverage=full`)
  const [{ id: taskId }] = (await tasks(made.id, 'AA')).items
  const team = [await register('AA')]
  const check = await plan(x, { taskId, team })
  ok(await call('POST', `/v1/inspections/${check.id}/draw-team`, { as: of('AA'), body: { size: 1 } }))
  const [drawn] = (await read('AA', `/v1/inspections/${check.id}/team-draws`)).items
  await move(x, 'BB')
  t.match((await tasks(made.id, 'AA')).items, [{ state: 'dropped', reason: 'moved-away' }])
  t.match(await read('BB', `/v1/inspections/${check.id}`), { taskId: null, team: [] })
  t.match(await read('AA', `/v1/inspections/${check.id}`), { taskId, handedOver: true })
  t.strictSame((await read('BB', `/v1/inspections/${check.id}/team-draws`)).items, [])
  t.match(await read('AA', `/v1/team-draws/${drawn.id}/verification`), { valid: true })
  t.equal((await call('GET', `/v1/team-draws/${drawn.id}`, { as: of('BB') })).status, 404)

  const task = await post('BB', `/v1/inspection-plans/${other.id}/tasks`, { targetCode: x })
  t.equal((await patch('BB', check.id, { taskId })).body.code, 'task-not-found', 'not the former one')
  t.match(ok(await patch('BB', check.id, { taskId: task.id })), { taskId: task.id })
  t.match((await tasks(other.id, 'BB')).items, [{ state: 'scheduled', scheduledOn: '2026-03-10' }])
  t.match(await read('AA', `/v1/inspections/${check.id}`), { taskId })

  await move(x, 'AA')
  t.match((await tasks(other.id, 'BB')).items, [{ state: 'dropped' }])
  t.match((await tasks(made.id, 'AA')).items, [{ state: 'scheduled', scheduledOn: '2026-03-10' }])
  t.match(await read('AA', `/v1/inspections/${check.id}`), {
    taskId,
    handedOver: false,
    actingUnitCode: null
  })
  t.equal((await read('AA', `/v1/inspections/${check.id}`)).team.length, 1, 'with the team that was drawn')
  t.strictSame(await eyes(check.id, ['AA', 'BB']), { AA: false, BB: 404 })
  t.equal(await step('AA', check.id, 'start'), 200)
})

t.test('an unannounced visit outside a campaign stays known to those who arranged it', async (t) => {
  const x = await county()
  const visit = await plan(x, { method: 'unannounced-visit' })
  await move(x, 'BB')
  t.strictSame(await eyes(visit.id, ['22', 'AA', 'BB', x]), { 22: false, AA: true, BB: 404, [x]: 404 })
  t.equal(await step('AA', visit.id, 'start'), 'target-not-below')
  t.equal(await step('AA', visit.id, 'cancel', { reason: '该县已划出' }), 200)
  t.strictSame(await eyes(visit.id, ['BB', x]), { BB: 404, [x]: 404 })
})

t.test('when the unit that inspects ends, whoever acts for it carries it out', async (t) => {
  await add('DD', 'city', '22')
  await add('EE', 'city', '22')
  await add('DDx', 'county', 'DD')
  const made = await post('DD', '/v1/inspection-plans', { unitCode: 'DD', year: 2026, seed: '3' })
  const ofDd = { unitCode: 'DD', topic: '督导', from: '2026-03-01', to: '2026-06-30' }
  const topic = await post('DD', '/v1/campaigns', { ...ofDd, targets: { unitCodes: ['DDx'] } })
  const check = await post('DD', '/v1/inspections', { ...arranged, unitCode: 'DD', targetCode: 'DDx' })
  const begun = await post('DD', '/v1/inspections', { ...arranged, unitCode: 'DD', targetCode: 'DDx' })
  t.equal(await step('DD', begun.id, 'start'), 200)
  await move('DDx', 'EE')
  await retire('DD', '2026-03-02', 'EE')
  t.strictSame(await eyes(check.id, ['22', 'DD', 'EE', 'DDx']), { 22: false, DD: true, EE: false, DDx: 404 })
  t.match(await read('EE', `/v1/inspections/${check.id}`), { unitCode: 'DD', actingUnitCode: 'EE' })
  t.equal(await step('DD', check.id, 'start'), 'own-unit-ended')
  ok(await patch('EE', check.id, { team: [await register('EE')] }))
  t.equal(await step('EE', check.id, 'draw-team', { size: 1 }), 201)
  for (const name of ['notify', 'start']) t.equal(await step('EE', check.id, name), 200)
  const found = { area: 'funds', severity: 'minor', text: '问题' }
  const [task] = (await read('EE', `/v1/inspection-plans/${made.id}/tasks`)).items
  t.match(task, { targetCode: 'DDx', state: 'pending' })
  const own = { ...arranged, unitCode: 'EE', targetCode: 'DDx' }
  const ofTask = await post('EE', '/v1/inspections', { ...own, taskId: task.id })
  const ofTopic = await post('EE', '/v1/inspections', { ...own, campaignId: topic.id })
  for (const { id } of [ofTask, ofTopic]) ok(await patch('EE', id, { plannedOn: '2026-03-12' }))
  t.match(await read('EE', `/v1/inspection-tasks/${task.id}`), { scheduledOn: '2026-03-12' })
  const others = await call('POST', '/v1/inspections', {
    as: of('22'),
    body: { ...own, unitCode: '22', taskId: task.id }
  })
  t.equal(others.body.code, 'task-of-others', 'nobody else carries it out')
  for (const { id } of [check, begun]) {
    t.equal(await step('EE', id, 'findings', found), 201, 'what is found is on record')
    t.equal(await step('EE', id, 'complete', { areas: [{ area: 'funds', conclusion: 'problems' }] }), 200)
  }
})

t.test('one that has begun is completed by those who began it, with what they find', async (t) => {
  const x = await county()
  const check = await plan(x)
  t.equal(await step('AA', check.id, 'start'), 200)
  await move(x, 'BB')
  t.strictSame(await eyes(check.id, ['AA', 'BB']), { AA: true, BB: false })
  const finding = await post('AA', `/v1/inspections/${check.id}/findings`, {
    ...{ area: 'funds', severity: 'minor', text: '问题' }
  })
  t.match(finding, { unitCode: 'AA', targetCode: x, handedOver: true })
  await post(x, `/v1/findings/${finding.id}/rectify`, { text: '已整改' })
  const accept = (unit: string) => call('POST', `/v1/findings/${finding.id}/accept`, { as: of(unit) })
  t.strictSame([(await accept('AA')).status, (await accept('BB')).status], [403, 200])
  const done = { areas: [{ area: 'funds', conclusion: 'problems' }] }
  t.equal(await step('BB', check.id, 'complete', done), 'inspection-not-yours')
  t.equal(await step('AA', check.id, 'complete', done), 200)
})
