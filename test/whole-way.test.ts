import t, { type Test } from 'tap'
import { watchCommitments } from '../src/interviews/index.ts'
import { subjects } from '../src/rooms.ts'
import { watchTerms } from '../src/terms/index.ts'
import { statuses } from './support/assertions.ts'
import { type Answer, type Person, testService } from './support/service.ts'

/**
 * One failing and what becomes of it, over HTTP: the city draws a township and comes unannounced; what it finds
 * is not put right in time; a notice, an interview and an accountability record follow. Then the timeline of the
 * township tells all of it, each step with its clause.
 */
const service = await testService(t, { jobs: true })
const { call, clock, ended, context } = service
const city = '2201'
const leader: Person = { unit: city, roles: ['planner', 'inspector', 'leader', 'auditor'], sub: 'leader' }
const second: Person = { ...leader, sub: 'second' }

const day = (date: string, time = '09:00:00') => {
  clock.now = new Date(`${date}T${time}+08:00`)
}
const post = (url: string, body?: object, as = leader) => call('POST', url, { as, body })

async function made(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body, text } = await answer
  if (status >= 300) throw new Error(`refused: ${text}`)
  return body
}

function refused(t: Test, answer: Answer, status: number, code: string, pointer?: string) {
  t.match(answer, { status, body: { code, ...(pointer && { errors: [{ pointer }] }) } }, code)
}

/** Everything that somebody of the township can ask for about inspections, in one text. */
async function known(as: Person): Promise<string> {
  const urls = ['/v1/inspections', `/v1/inspections?targetCode=${as.unit}`, '/v1/findings', '/v1/notices']
  const answers = [...urls, '/v1/interviews', `/v1/units/${as.unit}/timeline`].map((url) =>
    call('GET', url, { as })
  )
  return (await Promise.all(answers)).map(({ text }) => text).join('\n')
}

day('2026-03-02')
const generation = await made(post('/v1/inspection-plans/generate', { withinCode: city, year: 2026 }))
await ended(generation.id)
const plan = (await made(call('GET', `/v1/inspection-plans?unitCode=${city}`, { as: leader }))).items[0]
await made(post(`/v1/inspection-plans/${plan.id}/submit`))
await made(post(`/v1/inspection-plans/${plan.id}/approve`, undefined, second))
const tasks = await made(call('GET', `/v1/inspection-plans/${plan.id}/tasks?coverage=sample`, { as: leader }))
const [{ id: task, targetCode: township }] = tasks.items
const everyRole: Person['roles'] = [
  'viewer',
  'planner',
  'inspector',
  'caseworker',
  'fund-officer',
  'leader',
  'auditor'
]
const target: Person = { unit: township, roles: everyRole, sub: 'head of the township' }

const visit: Record<string, string> = {}
const findings: string[] = []

t.test('drawn, and scheduled for an unannounced visit: the township sees nothing', async (t) => {
  const before = await known(target)
  const wanted = {
    taskId: task,
    unitCode: city,
    targetCode: township,
    method: 'unannounced-visit',
    plannedOn: '2026-03-10',
    areas: ['funds', 'disclosure', 'petitions'],
    team: []
  }
  refused(
    t,
    await post('/v1/inspections', { ...wanted, plannedOn: '2027-01-04' }),
    422,
    'schedule-outside-year'
  )
  refused(t, await post('/v1/inspections', wanted, target), 404, 'not-found', '/unitCode')
  visit.id = (await made(post('/v1/inspections', wanted))).id
  refused(t, await post('/v1/inspections', wanted), 409, 'task-has-inspection')
  const scheduled = await made(call('GET', `/v1/inspection-tasks/${task}`, { as: leader }))
  t.match(scheduled, { state: 'scheduled', method: 'unannounced-visit', scheduledOn: '2026-03-10' })
  t.equal(await known(target), before, 'not a byte')
  t.equal((await call('GET', `/v1/inspections/${visit.id}`, { as: target })).status, 404)
  const told = await post(`/v1/inspections/${visit.id}/notify`)
  t.match(told, { status: 409, body: { clause: { id: 'jilin-2019-12:3.3' } } }, 'a visit is never notified')
})

t.test('it begins, and finds problems in two areas', async (t) => {
  day('2026-03-10')
  const at = `/v1/inspections/${visit.id}`
  t.equal((await post(`${at}/complete`, { areas: [] })).status, 400)
  await made(post(`${at}/start`))
  t.equal((await call('GET', at, { as: target })).body.state, 'under-way', 'now they know')
  const items = await made(call('GET', '/v1/checklists?area=funds&level=county', { as: leader }))
  const foreign = items.items.find(({ levels }: { levels: string[] }) => !levels.includes('township'))
  const problems = { area: 'funds', conclusion: 'problems', remarks: '二月份低保金未发放。' }
  const shown = { area: 'disclosure', conclusion: 'problems', remarks: '未设公示板。' }
  const other = { ...problems, items: [{ item: foreign.id, conclusion: 'problems' }] }
  const wrong = await post(`${at}/complete`, { areas: [other, shown] })
  t.match(
    wrong,
    { status: 422, body: { errors: [{ pointer: '/areas/0/items/0/item' }] } },
    'an item of another level'
  )
  const incomplete = await post(`${at}/complete`, { areas: [problems, shown] })
  t.equal(incomplete.status, 422, 'an area without a conclusion')
  await made(post(`${at}/complete`, { areas: [problems, shown, { area: 'petitions', conclusion: 'sound' }] }))
  t.equal((await made(call('GET', `/v1/inspection-tasks/${task}`, { as: leader }))).state, 'inspected')
  const progress = await made(call('GET', `/v1/inspection-plans/${plan.id}/progress`, { as: leader }))
  const sampled = progress.items.find(({ coverage }: { coverage: string }) => coverage === 'sample')
  t.equal(sampled.inspected, 1, 'the plan follows')
})

t.test('the findings are told to the township, with their term; it lets the term pass', async (t) => {
  const common = { severity: 'serious', text: '二月份低保金未按时发放。' }
  const bad = await post(`/v1/inspections/${visit.id}/findings`, {
    area: 'funds',
    ...common,
    rectifyBy: '2026-03-01'
  })
  t.match(bad, { status: 422, body: { errors: [{ pointer: '/rectifyBy' }] } })
  for (const area of ['funds', 'disclosure']) {
    const found = await made(post(`/v1/inspections/${visit.id}/findings`, { area, ...common }))
    t.match(found, {
      state: 'open',
      terms: [{ rule: 'rectification', localDefault: true, dueOn: '2026-04-09' }]
    })
    findings.push(found.id)
  }
  const seen = await made(call('GET', '/v1/findings', { as: target }))
  t.same(seen.items.map(({ id }: { id: string }) => id).sort(), findings.toSorted())
  day('2026-04-10')
  await watchTerms(context, { subjects, reminderDays: 3 })
  const overdue = await made(call('GET', '/v1/findings?overdue=true', { as: leader }))
  t.same(overdue.items.map(({ id }: { id: string }) => id).sort(), findings.toSorted())
})

const notice: Record<string, string> = {}

t.test('a notice is issued once, answered, and the answer sent back', async (t) => {
  const causes = findings.map((id) => ({ kind: 'finding', id }))
  const drafted = {
    unitCode: city,
    title: '关于社会救助资金发放问题的通报',
    text: '经查，你单位二月份低保金未按时发放，逾期未整改，予以通报。',
    addressees: { unitCodes: [township] },
    causes
  }
  const unknown = { ...drafted, causes: [{ kind: 'finding', id: '019cac0f-2680-7000-8000-00000000dead' }] }
  refused(t, await post('/v1/notices', unknown), 422, 'cause-not-found', '/causes/0')
  const upwards = { ...drafted, addressees: { unitCodes: ['22'] } }
  t.match(await post('/v1/notices', upwards), { status: 403, body: { clause: { id: 'jilin-2019-12:3.5' } } })
  notice.id = (await made(post('/v1/notices', drafted))).id
  const issues = await Promise.all(
    [leader, second].map((as) => post(`/v1/notices/${notice.id}/issue`, undefined, as))
  )
  t.same(statuses(issues), [200, 409], 'two leaders, one issue')
  t.equal(issues.find(({ status }) => status === 200)?.body.number, '2201-2026-000001')
  day('2026-04-20')
  const answer = { text: '已补发。' }
  t.equal((await post(`/v1/notices/${notice.id}/answers`, answer)).status, 403, 'not in its name')
  await made(post(`/v1/notices/${notice.id}/answers`, answer, target))
  await service.react()
  const one = await made(call('GET', `/v1/findings/${findings[0]}`, { as: leader }))
  t.equal(one.state, 'rectified', 'the answer moves the findings on')
  t.equal((await post(`/v1/notices/${notice.id}/close`)).status, 409, 'an answer is open')
  const back = `/v1/notices/${notice.id}/answers/${township}/send-back`
  t.equal((await post(back, { reason: '自查' }, target)).status, 403, 'not by the addressee')
  await made(post(back, { reason: '未附发放凭证。' }))
  await service.react()
  t.equal((await made(call('GET', `/v1/findings/${findings[0]}`, { as: leader }))).state, 'sent-back')
})

const interview: Record<string, string> = {}

t.test('the principal is interviewed; of two commitments one is missed', async (t) => {
  day('2026-05-06')
  const called = {
    unitCode: city,
    intervieweeUnitCode: township,
    reason: '通报后整改不到位',
    causes: [{ kind: 'notice', id: notice.id }],
    calledFor: '2026-05-08T09:00:00+08:00'
  }
  t.equal((await post('/v1/interviews', called, target)).status, 404, 'nobody calls himself')
  interview.id = (await made(post('/v1/interviews', called))).id
  day('2026-05-08', '12:00:00')
  const held = {
    heldAt: '2026-05-08T09:00:00+08:00',
    minutes: '指出资金发放问题，主要负责人作出承诺。',
    attendees: ['主要负责人'],
    commitments: [
      { text: '补发拖欠资金', dueOn: '2026-05-15' },
      { text: '设立公示板', dueOn: '2026-05-20' }
    ]
  }
  const at = `/v1/interviews/${interview.id}`
  const undated = { ...held, commitments: [held.commitments[0], { text: '设立公示板' }] }
  t.match(await post(`${at}/hold`, undated), {
    status: 400,
    body: { errors: [{ pointer: '/commitments/1/dueOn' }] }
  })
  await made(post(`${at}/hold`, held))
  t.equal((await post(`${at}/close`)).status, 409, 'the commitments run')
  day('2026-05-15')
  await made(post(`${at}/commitments/1/fulfil`))
  t.equal((await post(`${at}/commitments/2/fulfil`, undefined, target)).status, 403, 'not by the interviewee')
  day('2026-05-21')
  await watchCommitments(context)
  const { commitments } = await made(call('GET', at, { as: target }))
  t.match(commitments, [{ state: 'fulfilled' }, { state: 'missed' }])
})

const record: Record<string, string> = {}

t.test('somebody answers for it', async (t) => {
  day('2026-05-29')
  const decided = {
    unitCode: city,
    subjectUnitCode: township,
    subject: 'department',
    person: 'leader',
    share: 'primary',
    nature: 'dereliction',
    outcome: { kind: 'demerit', decidedOn: '2026-05-29' },
    causes: [{ kind: 'interview', id: interview.id }],
    facts: '约谈承诺逾期未落实。'
  }
  t.equal((await post('/v1/accountability-records', decided, target)).status, 404)
  const made1 = await made(post('/v1/accountability-records', decided))
  record.id = made1.id
  t.match(made1, { outcome: { kind: 'demerit', until: '2027-05-29' } }, '记过, twelve months')
  t.equal((await call('GET', `/v1/accountability-records/${record.id}`, { as: target })).status, 404)
})

t.test('every cause lists what follows from it, to those who may know', async (t) => {
  const chain = [
    ['inspection', visit.id, findings],
    ['finding', findings[0], [notice.id]],
    ['notice', notice.id, [interview.id]],
    ['interview', interview.id, [record.id]]
  ] as const
  for (const [kind, id, expected] of chain) {
    const { items } = await made(call('GET', `/v1/consequences?kind=${kind}&id=${id}`, { as: leader }))
    t.same(items.map((item: { id: string }) => item.id).sort(), expected.toSorted(), kind)
  }
  const { items } = await made(
    call('GET', `/v1/consequences?kind=interview&id=${interview.id}`, { as: target })
  )
  t.same(items, [], 'the record is not theirs to see')
})

t.test('the timeline of the township tells it all, each step with its clause', async (t) => {
  const url = `/v1/units/${township}/timeline?limit=200`
  const { items } = await made(call('GET', url, { as: leader }))
  const steps = items.map(({ kind }: { kind: string }) => kind)
  t.same(steps, [
    'inspection.started',
    'inspection.completed',
    'finding.made',
    'finding.made',
    'finding.term-missed',
    'finding.term-missed',
    'notice.issued',
    'notice-answer.given',
    'finding.rectified',
    'finding.rectified',
    'notice-answer.sent-back',
    'finding.sent-back',
    'finding.sent-back',
    'interview.called',
    'interview.held',
    'interview.commitment-fulfilled',
    'interview.commitment-missed',
    'accountability-record.decided'
  ])
  for (const { kind, clause, summary } of items) {
    t.ok(clause?.id && clause.text, `${kind} has its clause`)
    t.match(summary, /：./, `${kind} says what it is about`)
  }
  const theirs = await made(call('GET', url, { as: target }))
  t.same(theirs.items, items.slice(0, -1), 'to the township all but the accountability record')
  const beside = await call('GET', url, { as: { unit: '2202', roles: everyRole, sub: 'beside' } })
  t.equal(beside.status, 404)
})
