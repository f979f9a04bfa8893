import t from 'tap'
import { approver, plansOf } from '../examples/plan.ts'
import { withoutActions } from '../support/actions.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { read, step, standing } = plansOf(service)
const at = (id: string, name: string) => `/v1/inspection-plans/${id}/${name}`
const states = ['draft', 'submitted', 'approved', 'closed']
const reason = { body: { reason: '缺少检查人员' } }
const known: Record<string, string> = {}

/** The plan that waits in a state to be refused something. */
async function waiting(state: string): Promise<string> {
  known[state] ??= await standing(state, '220102', 2030 + states.indexOf(state))
  return known[state]
}

t.test('each step from each state where it has no place: refused, and nothing written', async (t) => {
  const allowed = ['submit draft', 'approve submitted', 'return submitted', 'close approved']
  const cases: Parameters<typeof refused>[3] = {}
  for (const name of ['submit', 'approve', 'return', 'close']) {
    for (const state of states.filter((state) => !allowed.includes(`${name} ${state}`))) {
      const as = name === 'submit' ? {} : { as: approver }
      const body = name === 'return' ? reason : {}
      cases[`${name} ${state}`] = {
        url: at(await waiting(state), name),
        ...as,
        ...body,
        is: [409, 'plan-step']
      }
    }
  }
  t.equal(Object.keys(cases).length, 12)
  await refused(t, service, { method: 'POST', url: '' }, cases)
})

t.test('by the wrong people, or of an old version', async (t) => {
  const url = at(await waiting('submitted'), 'approve')
  const role = (...roles: Person['roles']): Person => ({ unit: '22', roles, sub: 'x' })
  const draft = await waiting('draft')
  const approved = await waiting('approved')
  await refused(
    t,
    service,
    { method: 'POST', url, as: approver },
    {
      'nobody approves': { as: null, is: [401, 'token-missing'] },
      'a planner approves': { as: role('planner', 'admin'), is: [403, 'role-missing'] },
      'the submitter approves': {
        as: { unit: '22', roles: ['leader'], sub: 'p1' },
        is: [403, 'approver-is-submitter']
      },
      'a leader submits': { url: at(draft, 'submit'), is: [403, 'role-missing'] },
      'a planner returns': {
        url: at(draft, 'return'),
        as: role('planner'),
        ...reason,
        is: [403, 'role-missing']
      },
      'a planner closes': { url: at(approved, 'close'), as: role('planner'), is: [403, 'role-missing'] },
      'of a plan beside': { as: { unit: '220103', roles: ['leader'] }, is: [404, 'plan-not-found'] },
      'of a plan above': { as: { unit: '220102001', roles: ['leader'] }, is: [404, 'plan-not-found'] },
      'of a plan that is not there': {
        url: at('01900000-0000-7000-8000-000000000000', 'approve'),
        is: [404, 'plan-not-found']
      },
      'of an old version': { headers: { 'if-match': '"1"' }, is: [412, 'version-stale'] }
    }
  )
})

t.test('malformed', async (t) => {
  const submitted = await waiting('submitted')
  const bad = (body: unknown, pointer?: string) => ({
    url: at(submitted, 'return'),
    body,
    is: [400, 'validation-failed', ...(pointer ? [pointer] : [])] as [number, string, string?]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: at(submitted, 'approve'), as: approver },
    {
      'no identifier': { url: at('1', 'approve'), is: [400, 'validation-failed', '{id}'] },
      'a field too many': { body: { approvedBy: 'x' }, is: [400, 'validation-failed'] },
      'no JSON': { raw: 'yes', is: [400, 'malformed-json'] },
      'no reason': bad({}, '/reason'),
      'a blank reason': bad({ reason: ' ' }, '/reason'),
      'a reason too long': bad({ reason: 'x'.repeat(1001) }, '/reason'),
      'an unknown field': bad({ reason: 'x', state: 'draft' }, '/state')
    }
  )
})

t.test('from the draft to the end: done and recorded', async (t) => {
  const id = await standing('draft', '2203')
  const city = (role: 'planner' | 'leader', sub: string): Person => ({ unit: '2203', roles: [role], sub })
  const way: [name: string, as: Person, options: object, change: object][] = [
    ['submit', city('planner', 'c1'), {}, { state: 'submitted', submittedBy: 'c1' }],
    [
      'return',
      city('leader', 'c2'),
      reason,
      { state: 'draft', returnReason: '缺少检查人员', submittedBy: null }
    ],
    ['submit', city('planner', 'c1'), {}, { state: 'submitted', submittedBy: 'c1', returnReason: null }],
    ['approve', city('leader', 'c2'), {}, { state: 'approved', approvedBy: 'c2' }],
    ['close', city('leader', 'c2'), {}, { state: 'closed' }]
  ]
  for (const [n, [name, as, options, change]] of way.entries()) {
    clock.now = new Date(Date.UTC(2026, 2, 3 + n, 1))
    const { status, body } = await step(id, name, { as, ...options, headers: { 'if-match': `"${n + 1}"` } })
    t.equal(status, 200, name)
    t.match(body, change, name)
    t.strictSame(withoutActions(await read(id)), withoutActions(body))
    t.strictSame((await call('GET', `/v1/inspection-plans/${id}`, { as })).body, body, 'for the same reader')
  }
  const when = { submittedAt: '2026-03-05T09:00:00+08:00', approvedAt: '2026-03-06T09:00:00+08:00' }
  t.match(await read(id), { ...when, closedAt: '2026-03-07T09:00:00+08:00' })
  const [, ...lines] = await noted(service, id)
  const expected: [event: string, actor: string, from: string][] = [
    ['submitted', 'c1', 'draft'],
    ['returned', 'c2', 'submitted'],
    ['submitted', 'c1', 'draft'],
    ['approved', 'c2', 'submitted'],
    ['closed', 'c2', 'approved']
  ]
  t.equal(lines.length, expected.length)
  for (const [n, [event, actor, from]] of expected.entries()) {
    const action = `inspection-plan.${event}`
    t.match(lines[n], { action, actor, unitCode: '2203', path: '22.2203', details: { from }, event: action })
    t.strictSame(lines[n]?.data, lines[n]?.details)
  }
  t.match(lines[1]?.details, { returnReason: '缺少检查人员' })
})

t.test('twice at once gives one step', async (t) => {
  const id = await standing('submitted', '2204')
  const leaders = ['a', 'b', 'c'].map((sub): Person => ({ unit: '22', roles: ['leader'], sub }))
  const answers = await Promise.all(leaders.map((as) => step(id, 'approve', { as })))
  t.strictSame(statuses(answers), [200, 409, 409])
  t.match(await read(id), { approvedBy: answers.find(({ status }) => status === 200)?.body.approvedBy })
  const steps = (await noted(service, id)).map(({ action }) => action)
  t.strictSame(steps.slice(2), ['inspection-plan.approved'])
})

t.test('approved and returned at once: one of them', async (t) => {
  const id = await standing('submitted', '2205')
  const answers = await Promise.all([
    step(id, 'approve', { as: approver }),
    call('POST', at(id, 'return'), { as: approver, ...reason })
  ])
  t.strictSame(statuses(answers), [200, 409])
})
