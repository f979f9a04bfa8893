import t from 'tap'
import * as rules from '../../src/interviews/rules.ts'
import type { State } from '../../src/interviews/vocabulary.ts'
import { addMonths, dayOf } from '../../src/platform/values/days.ts'

const clock = { now: new Date('2026-03-20T01:00:00Z'), today: '2026-03-20' }
const of = (unitCode: string) => ({ sub: 'x', name: 'x', unitCode, roles: [] })
const promise = { n: 1, dueOn: '2026-03-31', fulfilledOn: null }
const standing = (more: Partial<rules.Standing> = {}): rules.Standing => ({
  state: 'held',
  unitCode: '2201',
  keepers: ['22', '2201'],
  targetActing: '220102',
  calledAt: '2026-03-02T09:00:00+08:00',
  heldOn: '2026-03-10',
  commitments: [promise],
  ...more
})
const held = { heldAt: '2026-03-10', minutes: 'x', attendees: ['x'], commitments: [] }

t.test('each step from each state: what is not listed is refused', async (t) => {
  const states: State[] = ['called', 'held', 'closed', 'cancelled']
  const from: Record<rules.StepName, State[]> = {
    change: ['called'],
    hold: ['called'],
    cancel: ['called'],
    'report-commitment': ['held'],
    'fulfil-commitment': ['held'],
    close: ['held']
  }
  for (const name of rules.stepNames) {
    for (const state of states) {
      const refusal = rules.notNow(name, standing({ state, commitments: [] }), clock.today)
      t.equal(refusal?.code, from[name].includes(state) ? undefined : 'interview-step', `${name} ${state}`)
    }
  }
})

t.test('who may: the caller and those above; the unit interviewed tells, and no more', async (t) => {
  const keep = rules.stepNames.filter((name) => name !== 'report-commitment')
  t.equal(keep.length, 5)
  for (const name of keep) {
    for (const unit of ['22', '2201']) t.equal(rules.notTheirs(name, standing(), of(unit)), undefined)
    for (const unit of ['220102', '220102001', '2202', '*']) {
      t.equal(rules.notTheirs(name, standing(), of(unit))?.code, 'interview-not-yours', unit)
    }
  }
  t.equal(rules.notTheirs('report-commitment', standing(), of('220102')), undefined)
  for (const unit of ['22', '2201', '220102001', '*']) {
    t.equal(rules.notTheirs('report-commitment', standing(), of(unit))?.code, 'commitment-for-others', unit)
  }
})

t.test('a unit is below when its line goes through the caller', async (t) => {
  const call = (unitCode: string, path?: string) => () =>
    rules.call(
      { unitCode, calledFor: clock.today },
      path === undefined ? path : { path, validTo: null },
      clock
    )
  t.doesNotThrow(call('22', '22.2201'))
  t.doesNotThrow(call('22', '22.2201.220102'))
  for (const [unit, path] of [
    ['22', '22'],
    ['2201', '22'],
    ['2201', '22.2202.220202'],
    ['220', '22.2201'],
    ['22', undefined]
  ] as const) {
    t.throws(call(unit, path), { code: 'interviewee-not-below' }, `${unit} ${path}`)
  }
})

t.test(
  'when it was held: after the call, not in the future, days with days, instants with instants',
  async (t) => {
    const hold = (heldAt: string) => rules.hold(standing({ state: 'called' }), { ...held, heldAt }, clock)
    for (const [heldAt, heldOn] of [
      ['2026-03-02', '2026-03-02'],
      ['2026-03-20', '2026-03-20'],
      ['2026-03-02T09:00:00+08:00', '2026-03-02'],
      ['2026-03-20T01:00:00Z', '2026-03-20'],
      ['2026-03-10T17:00:00Z', '2026-03-11']
    ] as const) {
      t.match(hold(heldAt), { state: 'held', heldOn }, heldAt)
    }
    for (const heldAt of [
      '2026-03-01',
      '2026-03-21',
      '2026-03-02T08:59:59+08:00',
      '2026-03-20T01:00:01Z',
      '2026-03-20T09:00:01+08:00'
    ]) {
      t.throws(() => hold(heldAt), { code: 'held-out-of-time', particulars: { pointer: '/heldAt' } }, heldAt)
    }
  }
)

t.test('a commitment falls due on the day of the interview or later', async (t) => {
  const hold = (...days: string[]) => {
    const commitments = days.map((dueOn) => ({ text: 'x', dueOn }))
    return rules.hold(standing({ state: 'called' }), { ...held, commitments }, clock)
  }
  t.equal(hold('2026-04-30', '2026-03-10').nextDueOn, '2026-03-10')
  t.equal(hold().nextDueOn, null)
  t.throws(() => hold('2026-03-10', '2026-03-09'), {
    code: 'commitment-before-interview',
    particulars: { pointer: '/commitments/1/dueOn', clause: rules.CLAUSE }
  })
})

t.test('what a commitment is, on which day', async (t) => {
  const table: [dueOn: string, fulfilledOn: string | null, today: string, state: string][] = [
    ['2026-03-31', null, '2026-03-31', 'open'],
    ['2026-03-31', null, '2026-04-01', 'missed'],
    ['2026-03-31', '2026-03-31', '2026-05-01', 'fulfilled'],
    ['2026-03-31', '2026-04-01', '2026-05-01', 'missed']
  ]
  for (const [dueOn, fulfilledOn, today, state] of table) {
    t.equal(rules.commitmentState({ dueOn, fulfilledOn }, today), state)
  }
})

t.test('fulfilled: once, between the interview and today; late it stays missed', async (t) => {
  const commitments = [promise, { n: 2, dueOn: '2026-03-12', fulfilledOn: null }]
  const fulfil = (n: number, fulfilledOn?: string) =>
    rules.fulfil(standing({ commitments }), n, fulfilledOn ? { fulfilledOn } : null, clock)
  t.match(fulfil(1), { fulfilledOn: clock.today, isMet: true, nextDueOn: '2026-03-12', note: null })
  t.match(fulfil(2), { fulfilledOn: clock.today, isMet: false, nextDueOn: '2026-03-31' })
  t.match(fulfil(2, '2026-03-10'), { isMet: true })
  for (const day of ['2026-03-09', '2026-03-21']) {
    t.throws(() => fulfil(1, day), { code: 'fulfilled-out-of-time' }, day)
  }
  t.throws(() => fulfil(3), { code: 'commitment-not-found' })
  const done = standing({ commitments: [{ ...promise, fulfilledOn: '2026-03-11' }] })
  t.throws(() => rules.fulfil(done, 1, null, clock), { code: 'commitment-fulfilled' })
})

t.test('closed when nothing is left to wait for', async (t) => {
  const close = (...commitments: rules.Commitment[]) =>
    rules.notNow('close', standing({ commitments }), clock.today)
  const missed = { n: 2, dueOn: '2026-03-19', fulfilledOn: null }
  const done = { n: 3, dueOn: '2026-03-31', fulfilledOn: '2026-03-20' }
  t.equal(close(missed, done), undefined)
  t.match(close(missed, promise), { code: 'commitments-open', particulars: { values: { count: 1 } } })
  t.match(close({ ...missed, dueOn: clock.today }), { code: 'commitments-open' }, 'its day is not over')
})

t.test('months later, and the day of a moment', async (t) => {
  const table: [day: string, months: number, then: string][] = [
    ['2026-03-02', 6, '2026-09-02'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-08-28', 6, '2027-02-28'],
    ['2026-12-31', 12, '2027-12-31'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 18, '2028-02-29'],
    ['2024-02-29', 24, '2026-02-28'],
    ['2026-10-31', 1, '2026-11-30']
  ]
  for (const [day, months, then] of table) t.equal(addMonths(day, months), then, `${day} + ${months}`)
  t.equal(dayOf('2026-03-02'), '2026-03-02')
  t.equal(dayOf('2026-03-02T15:59:59Z'), '2026-03-02')
  t.equal(dayOf('2026-03-02T16:00:00Z'), '2026-03-03')
  t.equal(dayOf('2026-03-02T00:00:00+14:00'), '2026-03-01')
})
