import t from 'tap'
import * as rules from '../../src/plans/rules.ts'
import { nextInOrder } from '../../src/plans/succession/rules.ts'
import * as tasks from '../../src/plans/tasks/rules.ts'
import { isWeekend } from '../../src/platform/values/days.ts'
import type { Work } from '../../src/platform/work/work.ts'

const by = (sub: string) =>
  ({
    actor: { sub, name: sub, unitCode: '22', roles: [] },
    now: new Date('2026-03-02T01:00:00Z')
  }) as unknown as Work

const states = ['draft', 'submitted', 'approved', 'closed'] as const
const plan = (state: (typeof states)[number]) => ({ state, year: 2026, submittedBy: 'p1' })

/** Whether a step may be taken now, by somebody; the refusal if not. */
const refusal = (name: rules.StepName, one: rules.Standing, sub = 'l2') =>
  rules.notTheirs(name, one, by(sub).actor) ?? rules.notNow(name, one, '2026-03-02')

t.test('each step from each state', async (t) => {
  const allowed: Record<string, string> = {
    'submit draft': 'submitted',
    'approve submitted': 'approved',
    'return submitted': 'draft',
    'close approved': 'closed'
  }
  const after = { submit: rules.submit(by('p1')), approve: rules.approve(by('l2')) }
  const changes = { ...after, return: rules.sendBack('reason'), close: rules.close(by('l2')) }
  for (const name of ['submit', 'approve', 'return', 'close'] as const) {
    for (const state of states) {
      const next = allowed[`${name} ${state}`]
      t.equal(
        refusal(name, plan(state))?.code,
        next === undefined ? 'plan-step' : undefined,
        `${name} ${state}`
      )
      if (next !== undefined) t.equal(changes[name].state, next, `${name} ${state}`)
    }
  }
})

t.test('what a step leaves behind', async (t) => {
  const at = '2026-03-02T01:00:00.000Z'
  t.strictSame(rules.submit(by('p1')), {
    state: 'submitted',
    submittedAt: at,
    submittedBy: 'p1',
    returnReason: null
  })
  t.match(rules.approve(by('l2')), { approvedAt: at, approvedBy: 'l2' })
  t.strictSame(rules.sendBack('缺人员'), {
    state: 'draft',
    returnReason: '缺人员',
    submittedAt: null,
    submittedBy: null
  })
  t.strictSame(rules.close(by('l2')), { state: 'closed', closedAt: at })
})

t.test('nobody approves what they have submitted themselves', async (t) => {
  t.equal(refusal('approve', plan('submitted'), 'p1')?.code, 'approver-is-submitter')
  t.equal(refusal('approve', plan('submitted'), ' Ｐ1')?.code, 'approver-is-submitter')
  t.equal(refusal('return', plan('submitted'), 'p1'), undefined)
  t.equal(refusal('approve', plan('draft'), 'p1')?.code, 'plan-step', 'the state is looked at first')
})

t.test('a task with a day is scheduled, one without is pending', async (t) => {
  const task = { state: 'pending', year: 2026 } as const
  const cases: [wanted: Parameters<typeof tasks.schedule>[1], change: object][] = [
    [{ scheduledOn: '2026-01-01' }, { scheduledOn: '2026-01-01', state: 'scheduled' }],
    [{ scheduledOn: '2026-12-31' }, { scheduledOn: '2026-12-31', state: 'scheduled' }],
    [{ scheduledOn: null }, { scheduledOn: null, state: 'pending' }],
    [{ method: 'open-check' }, { method: 'open-check' }],
    [{ team: [] }, { team: [] }]
  ]
  for (const [wanted, change] of cases) t.strictSame(tasks.schedule(task, wanted), change)
  for (const scheduledOn of ['2025-12-31', '2027-01-01']) {
    t.throws(() => tasks.schedule(task, { scheduledOn }), { code: 'schedule-outside-year' })
  }
})

t.test('which tasks may still be arranged or replaced', async (t) => {
  for (const state of states) {
    for (const done of ['pending', 'scheduled', 'inspected', 'replaced'] as const) {
      const task = { state: done, coverage: 'sample', planState: state } as const
      const isOver = done === 'inspected' || done === 'replaced'
      const code = state === 'closed' ? 'plan-closed' : isOver ? 'task-done' : undefined
      for (const name of tasks.stepNames)
        t.equal(tasks.notNow(name, task)?.code, code, `${name} ${state} ${done}`)
    }
  }
})

t.test('the next substitutes, those passed over, and the end of the order', async (t) => {
  const order = ['d', 'a', 'c', 'b', 'e']
  const none = new Map<string, 'ended' | 'moved-away'>()
  const gone = new Map([
    ['c', 'ended'],
    ['e', 'moved-away']
  ] as const)
  const cases: [last: number, unfit: typeof none, count: number, taken: string, passed: string][] = [
    [1, none, 1, 'a2', ''],
    [1, none, 2, 'a2 c3', ''],
    [2, gone, 1, 'b4', 'c3 ended'],
    [1, gone, 1, 'a2', ''],
    [1, gone, 3, 'a2 b4', 'c3 ended, e5 moved-away'],
    [4, gone, 1, '', 'e5 moved-away'],
    [5, none, 1, '', '']
  ]
  for (const [last, unfit, count, taken, passed] of cases) {
    const { substitutes, passedOver } = nextInOrder(order, last, unfit, count)
    t.equal(substitutes.map(({ code, rank }) => `${code}${rank}`).join(' '), taken)
    t.equal(passedOver.map(({ code, rank, reason }) => `${code}${rank} ${reason}`).join(', '), passed)
  }
  const full = { state: 'pending', coverage: 'full', planState: 'approved' } as const
  t.equal(tasks.notNow('replace', full)?.code, 'not-drawn')
  t.equal(tasks.notNow('change', full), undefined)
})

t.test('who may be added to a plan', async (t) => {
  const target = { parentCode: '2202', actingCode: null, countsInQuota: true }
  const add = (change: object = {}, isInOffice = true) =>
    rules.add('2202', { ...target, ...change }, isInOffice)
  t.doesNotThrow(() => add())
  t.throws(() => add({ parentCode: '2203' }), { code: 'not-direct-subordinate' })
  t.throws(() => add({ countsInQuota: false }), { code: 'not-direct-subordinate' })
  t.throws(() => add({}, false), { code: 'not-direct-subordinate' })
  t.equal(refusal('add-task', plan('approved')), undefined)
  t.equal(refusal('add-task', plan('closed'))?.code, 'plan-closed')
  t.equal(refusal('add-task', { ...plan('approved'), year: 2025 })?.code, 'plan-year-over')
})

t.test('the gap, and the last day on which anything can be done', async (t) => {
  const none = { added: 0, uncovered: 0, dropped: 0 }
  const gap = (required: number, inspected: number, more = {}) =>
    rules.gap({ required, inspected, ...none, ...more })
  t.strictSame([gap(30, 0), gap(30, 29), gap(3, 3), gap(3, 4)], [30, 1, 0, 0])
  t.strictSame([gap(3, 1, { dropped: 1 }), gap(3, 1, { uncovered: 1 }), gap(3, 1, { added: 2 })], [1, 3, 4])
  const days: [year: number, day: string][] = [
    [2021, '2021-12-31'],
    [2022, '2022-12-30'],
    [2023, '2023-12-29'],
    [2026, '2026-12-31'],
    [2028, '2028-12-29']
  ]
  for (const [year, day] of days) t.equal(rules.lastFeasibleDay({ isOff: isWeekend }, year), day, `${year}`)
  const isOff = (date: string) => (date === '2007-12-29' ? false : date === '2007-12-31' || isWeekend(date))
  t.equal(rules.lastFeasibleDay({ isOff }, 2007), '2007-12-29', 'a Saturday that is worked')
})
