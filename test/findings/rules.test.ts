import t from 'tap'
import * as rules from '../../src/findings/rules.ts'
import { type State, states } from '../../src/findings/vocabulary.ts'
import { Refusal } from '../../src/platform/errors/refusal.ts'

const today = '2026-03-02'
const unit = (path: string, more: object = {}) => ({
  code: path.split('.').at(-1) as string,
  path,
  validFrom: null,
  validTo: null,
  ...more
})

/** The code of the refusal with its place and clause; otherwise what was given. */
function outcome<T>(what: () => T): T | string {
  try {
    return what()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { pointer, clause } = error.particulars
    return [error.code, pointer, clause].filter((part) => part !== undefined).join(' ')
  }
}

/** The refusal of a step, in the order in which a step is refused. */
function mayTake(
  name: rules.StepName,
  finding: { judges: string[]; targetActing: string; state: State },
  doer: { unitCode: string }
): void {
  const refusal = rules.notTheirs(name, finding, doer) ?? rules.notNow(name, finding)
  if (refusal !== undefined) throw refusal
}

t.test('every step from every state', async (t) => {
  const table: Record<rules.StepName, readonly State[]> = {
    rectify: ['open', 'sent-back'],
    accept: ['rectified'],
    'send-back': ['rectified'],
    waive: ['open', 'rectified', 'sent-back']
  }
  t.strictSame(Object.keys(rules.steps).sort(), Object.keys(table).sort())
  for (const [name, from] of Object.entries(table) as [rules.StepName, readonly State[]][]) {
    for (const state of states) {
      t.equal(rules.notNow(name, { state }) === undefined, from.includes(state), `${name} ${state}`)
      const finding = { judges: ['22', '2201'], targetActing: '220102', state }
      const doer = { unitCode: name === 'rectify' ? '220102' : '2201' }
      const expected = from.includes(state) ? undefined : 'finding-step'
      t.equal(
        outcome(() => mayTake(name, finding, doer)),
        expected
      )
    }
  }
})

t.test(
  'whose step it is: the target itself reports; the inspecting unit and those above judge',
  async (t) => {
    const cases: [step: rules.StepName, state: State, units: string[]][] = [
      ['rectify', 'open', ['220102001']],
      ['accept', 'rectified', ['2201', '22']],
      ['send-back', 'rectified', ['2201', '22']],
      ['waive', 'open', ['2201', '22']]
    ]
    for (const [name, state, theirs] of cases) {
      const finding = { judges: ['22', '2201'], targetActing: '220102001', state }
      for (const unitCode of ['22', '2201', '220102', '220102001', '220102001001', '2202', '*']) {
        const clause = name === 'rectify' ? 'jilin-2019-12:4.3' : 'jilin-2019-12:3.3'
        const expected = theirs.includes(unitCode) ? undefined : `finding-not-yours ${clause}`
        t.equal(
          outcome(() => mayTake(name, finding, { unitCode })),
          expected,
          `${name} ${unitCode}`
        )
      }
    }
    const moved: Parameters<typeof mayTake>[1] = {
      judges: ['22', '2201', '220102'],
      targetActing: '2201',
      state: 'rectified'
    }
    t.match(
      outcome(() => mayTake('accept', moved, { unitCode: '2201' })),
      'finding-not-yours',
      'a target never judges itself, wherever the tree has moved it'
    )
  }
)

t.test('a target lies below, and is there', async (t) => {
  const below = '/targetCode jilin-2019-12:3.3'
  const cases: [target: ReturnType<typeof unit> | undefined, expected: string | undefined][] = [
    [unit('22.2201.220102'), undefined],
    [unit('22.2201.220102.220102001'), undefined],
    [unit('22.2201'), `finding-target-not-below ${below}`],
    [unit('22'), `finding-target-not-below ${below}`],
    [unit('22.2202.220202'), `finding-target-not-below ${below}`],
    [undefined, `finding-target-not-below ${below}`],
    [unit('22.2201.220102', { validFrom: '2026-03-03' }), 'finding-unit-invalid /targetCode'],
    [unit('22.2201.220102', { validFrom: today }), undefined],
    [unit('22.2201.220102', { validTo: today }), 'finding-unit-invalid /targetCode'],
    [unit('22.2201.220102', { validTo: '2026-03-03' }), undefined]
  ]
  for (const [target, expected] of cases) {
    const found = outcome(() => {
      rules.checkBelow('2201', 'x', target, '/targetCode')
      if (target !== undefined) rules.checkValid(target, today, '/targetCode')
    })
    t.same(found, expected)
  }
})

t.test('an item is one of those asked', async (t) => {
  const known = { clauseId: 'jilin-2019-12:2.5' }
  const check = (asked: { id: string }[], item: typeof known | undefined) =>
    outcome(() => rules.checkItem('funds-in-time', asked, item, '/itemId'))
  t.equal(check([{ id: 'x' }, { id: 'funds-in-time' }], known), undefined)
  t.equal(check([{ id: 'x' }], known), 'finding-item-unfit /itemId jilin-2019-12:2.5')
  t.equal(check([], undefined), 'finding-item-unfit /itemId')
})

t.test('no evidence of a day to come', async (t) => {
  const check = (...days: (string | undefined)[]) =>
    outcome(() =>
      rules.checkEvidence(
        days.map((on) => ({ ...(on && { on }) })),
        today,
        '/evidence'
      )
    )
  t.equal(check(), undefined)
  t.equal(check(undefined, '2020-01-01', today), undefined)
  t.equal(check(today, undefined, '2026-03-03'), 'evidence-later /evidence/2/on')
})

t.test('the last day for the rectification', async (t) => {
  const cases: [rectifyBy: string | undefined, expected: number | string | undefined][] = [
    [undefined, undefined],
    ['2026-03-03', 1],
    ['2026-04-01', 30],
    ['2027-03-03', 366],
    ['2026-03-02', 'rectify-by-outside /rectifyBy jilin-2019-12:4.3'],
    ['2026-03-01', 'rectify-by-outside /rectifyBy jilin-2019-12:4.3'],
    ['2027-03-04', 'rectify-by-outside /rectifyBy jilin-2019-12:4.3']
  ]
  for (const [by, expected] of cases) {
    t.equal(
      outcome(() => rules.daysUntil(by, today, '/rectifyBy')),
      expected,
      String(by)
    )
  }
})

t.test('the day of the rectification', async (t) => {
  const cases: [wanted: string | undefined, expected: string][] = [
    [undefined, '2026-03-20'],
    ['2026-03-02', '2026-03-02'],
    ['2026-03-20', '2026-03-20'],
    ['2026-03-01', 'rectified-on-outside /rectifiedOn'],
    ['2026-03-21', 'rectified-on-outside /rectifiedOn']
  ]
  for (const [wanted, expected] of cases) {
    t.equal(
      outcome(() => rules.rectifiedOn(wanted, { madeOn: today }, '2026-03-20')),
      expected,
      String(wanted)
    )
  }
})
