import t from 'tap'
import * as rules from '../../src/plans/rules.ts'
import { isWeekend } from '../../src/platform/days.ts'
import { frameText, ranking } from '../../src/platform/draw/draw.ts'
import type { Work } from '../../src/platform/work.ts'

const by = (sub: string) =>
  ({
    actor: { sub, name: sub, unitCode: '22', roles: [] },
    now: new Date('2026-03-02T01:00:00Z')
  }) as unknown as Work

const states = ['draft', 'submitted', 'approved', 'closed'] as const
const plan = (state: (typeof states)[number]) => ({ state, year: 2026, submittedBy: 'p1' })

const steps: Record<string, (one: ReturnType<typeof plan>) => { state: string }> = {
  submit: (one) => rules.submit(one, by('p1')),
  approve: (one) => rules.approve(one, by('l2')),
  return: (one) => rules.sendBack(one, 'reason'),
  close: (one) => rules.close(one, by('l2'))
}

t.test('each step from each state', async (t) => {
  const allowed: Record<string, string> = {
    'submit draft': 'submitted',
    'approve submitted': 'approved',
    'return submitted': 'draft',
    'close approved': 'closed'
  }
  for (const [name, step] of Object.entries(steps)) {
    for (const state of states) {
      const next = allowed[`${name} ${state}`]
      if (next === undefined) t.throws(() => step(plan(state)), { code: 'plan-step' }, `${name} ${state}`)
      else t.equal(step(plan(state)).state, next, `${name} ${state}`)
    }
  }
})

t.test('what a step leaves behind', async (t) => {
  const at = '2026-03-02T01:00:00.000Z'
  t.strictSame(rules.submit(plan('draft'), by('p1')), {
    state: 'submitted',
    submittedAt: at,
    submittedBy: 'p1',
    returnReason: null
  })
  t.match(rules.approve(plan('submitted'), by('l2')), { approvedAt: at, approvedBy: 'l2' })
  t.strictSame(rules.sendBack(plan('submitted'), '缺人员'), {
    state: 'draft',
    returnReason: '缺人员',
    submittedAt: null,
    submittedBy: null
  })
  t.strictSame(rules.close(plan('approved'), by('l2')), { state: 'closed', closedAt: at })
})

t.test('nobody approves what he has submitted himself', async (t) => {
  t.throws(() => rules.approve(plan('submitted'), by('p1')), { code: 'approver-is-submitter' })
  t.throws(() => rules.approve(plan('submitted'), by(' Ｐ1')), { code: 'approver-is-submitter' })
  t.throws(
    () => rules.approve(plan('draft'), by('p1')),
    { code: 'plan-step' },
    'the state is looked at first'
  )
})

t.test('a task with a day is scheduled, one without is pending', async (t) => {
  const task = { state: 'pending', coverage: 'full' } as const
  const approved = plan('approved')
  const cases: [wanted: Parameters<typeof rules.schedule>[2], change: object][] = [
    [{ scheduledOn: '2026-01-01' }, { scheduledOn: '2026-01-01', state: 'scheduled' }],
    [{ scheduledOn: '2026-12-31' }, { scheduledOn: '2026-12-31', state: 'scheduled' }],
    [{ scheduledOn: null }, { scheduledOn: null, state: 'pending' }],
    [{ method: 'open-check' }, { method: 'open-check' }],
    [{ team: [] }, { team: [] }]
  ]
  for (const [wanted, change] of cases) t.strictSame(rules.schedule(approved, task, wanted), change)
  for (const scheduledOn of ['2025-12-31', '2027-01-01']) {
    t.throws(() => rules.schedule(approved, task, { scheduledOn }), { code: 'schedule-outside-year' })
  }
})

t.test('which tasks may still be arranged or replaced', async (t) => {
  const draw = { frame: frameText(['a1', 'b1']), seed: 'x' }
  for (const state of states) {
    for (const done of ['pending', 'scheduled', 'inspected', 'replaced'] as const) {
      const arrange = () => rules.schedule(plan(state), { state: done, coverage: 'sample' }, { team: [] })
      const replace = () => rules.substitute(plan(state), { state: done, coverage: 'sample' }, draw, 1)
      const isOver = done === 'inspected' || done === 'replaced'
      const code = state === 'closed' ? 'plan-closed' : isOver ? 'task-done' : undefined
      for (const act of [arrange, replace]) {
        if (code === undefined) t.doesNotThrow(act, `${state} ${done}`)
        else t.throws(act, { code }, `${state} ${done}`)
      }
    }
  }
})

t.test('the next substitute, until there is none', async (t) => {
  const codes = Array.from({ length: 12 }, (_, n) => `22${n}`)
  const draw = { frame: frameText(codes), seed: '2026001' }
  const order = ranking(codes, draw.seed)
  const task = { state: 'pending', coverage: 'sample' } as const
  for (let used = 4; used < 12; used += 1) {
    t.strictSame(rules.substitute(plan('approved'), task, draw, used), { code: order[used], rank: used + 1 })
  }
  t.throws(() => rules.substitute(plan('approved'), task, draw, 12), { code: 'no-substitute' })
  const full = { state: 'pending', coverage: 'full' } as const
  t.throws(() => rules.substitute(plan('approved'), full, draw, 4), { code: 'not-drawn' })
})

t.test('the gap, and the last day on which anything can be done', async (t) => {
  t.strictSame(
    [rules.gap({ required: 30, inspected: 0 }), rules.gap({ required: 30, inspected: 29 })],
    [30, 1]
  )
  t.strictSame([rules.gap({ required: 3, inspected: 3 }), rules.gap({ required: 3, inspected: 4 })], [0, 0])
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
