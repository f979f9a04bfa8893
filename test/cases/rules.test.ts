import t from 'tap'
import { checkForward, handlingUnit } from '../../src/cases/accused/rules.ts'
import { labels } from '../../src/cases/labels.ts'
import * as links from '../../src/cases/links/rules.ts'
import { checkReadmission, stepOf } from '../../src/cases/recusals/rules.ts'
import * as rules from '../../src/cases/rules.ts'
import { checkUnit } from '../../src/cases/steps/turn-rules.ts'
import * as terms from '../../src/cases/term-rules.ts'
import type { Actor } from '../../src/platform/auth/actor.ts'
import { Refusal } from '../../src/platform/errors/refusal.ts'
import { isIdNumber } from '../../src/platform/values/id-number.ts'
import { lapsingTerms } from '../../src/policy/index.ts'

const kinds = Object.keys(labels['case-kind']) as rules.Standing['kind'][]
const states = Object.keys(labels['case-state']) as rules.Standing['state'][]
const actor = (unitCode: string): Actor => ({ sub: 'x', name: 'x', unitCode, roles: ['caseworker'] })
const standing = (more: Partial<rules.Standing> = {}): rules.Standing => ({
  id: 'a',
  number: '220102-2026-000001',
  kind: 'appeal',
  state: 'received',
  unitCode: '220102',
  path: '22.2201.220102',
  decidingUnitCode: '220102',
  accusedUnitCodes: [],
  hiddenFrom: [],
  sameFactsAs: null,
  summary: 'x',
  category: 'low-income-allowance',
  channel: 'hotline',
  handlerSub: null,
  concludedOn: null,
  anonymous: false,
  identityErasedOn: null,
  version: 1,
  ...more
})

/** The code of the refusal with its clause; otherwise what was given. */
function outcome<T>(what: () => T): T | string {
  try {
    return what()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { clause, values } = error.particulars
    return [error.code, typeof clause === 'object' ? clause.id : clause, values?.dueOn]
      .filter((part) => part !== undefined)
      .join(' ')
  }
}

/** What is taken whatever became of the case: nothing follows for its state. */
const everywhere = Object.fromEntries(states.map((state) => [state, '=']))

/** What each step makes of each state; a dot: refused. All kinds, unless the step is said to be for some. */
const table: Record<rules.StepName, Partial<Record<rules.Standing['state'], string>> & { for?: string }> = {
  accept: { received: 'accepted' },
  decline: { received: 'declined' },
  link: { received: '=', accepted: '=' },
  forward: { received: '=' },
  object: { received: '=' },
  extend: { for: 'appeal', accepted: '=' },
  exclude: { accepted: '=', 'under-review': '=', 'under-recheck': '=' },
  reply: { accepted: 'replied' },
  'reply-at-once': { for: 'enquiry suggestion', received: 'replied', accepted: 'replied' },
  'request-review': { for: 'appeal', replied: 'under-review', closed: 'under-review' },
  review: { 'under-review': 'reviewed' },
  'request-recheck': { reviewed: 'under-recheck', closed: 'under-recheck' },
  recheck: { 'under-recheck': 'final' },
  withdraw: {
    received: 'withdrawn',
    accepted: 'withdrawn',
    replied: 'withdrawn',
    'under-review': 'withdrawn',
    reviewed: 'withdrawn',
    'under-recheck': 'withdrawn'
  },
  'take-over': { received: '=', accepted: '=' },
  close: { declined: 'closed', replied: 'closed', reviewed: 'closed', final: 'closed' },
  accuse: { for: 'report', ...everywhere },
  'withdraw-accusation': { for: 'report', ...everywhere },
  recuse: everywhere,
  'send-aside': everywhere,
  readmit: everywhere,
  correct: { received: '=', accepted: '=' },
  assign: { received: '=', accepted: '=', 'under-review': '=', 'under-recheck': '=' },
  'correct-reporter': everywhere,
  'erase-identity': everywhere,
  'confirm-erasure': everywhere
}

/** Refuses as a step does: first by who asks, then by where the case is. */
const take = (name: rules.StepName, one: rules.Standing, who: Actor) => {
  const refusal = rules.notTheirs(name, one, who) ?? rules.notNow(name, one)
  if (refusal !== undefined) throw refusal
  return rules.stateAfter(name)
}

t.test('every step from every state, for every kind', async (t) => {
  const names = Object.keys(rules.steps) as rules.StepName[]
  t.strictSame(names.toSorted(), Object.keys(table).sort(), 'the table knows every step')
  for (const name of names) {
    const { for: some, ...after } = table[name]
    for (const kind of kinds) {
      for (const state of states) {
        const to = after[state]
        const isOfKind = some === undefined || some.split(' ').includes(kind)
        const expected = !isOfKind
          ? 'wrong-kind'
          : to === undefined
            ? 'case-step'
            : to === '='
              ? {}
              : { state: to }
        const found = outcome(() => take(name, standing({ kind, state }), actor('220102')))
        t.strictSame(found, expected, `${name} ${kind} ${state}`)
      }
    }
  }
})

t.test('whose turn it is: the deciding unit and those above it; who steps aside may always', async (t) => {
  const line = { path: '22.2201.220102.220102001', unitCode: '220102001' }
  const cases: [deciding: string, actor: string, may: boolean][] = [
    ['220102001', '220102001', true],
    ['220102001', '22', true],
    ['220102', '220102', true],
    ['220102', '220102001', false],
    ['2201', '220102', false],
    ['2201', '2201', true],
    ['22', '2201', false],
    ['22', '22', true]
  ]
  for (const [decidingUnitCode, who, may] of cases) {
    const one = standing({ ...line, decidingUnitCode, state: 'under-review' })
    const found = outcome(() => take('review', one, actor(who)))
    t.strictSame(found, may ? { state: 'reviewed' } : 'not-deciding-unit', `${who} for ${decidingUnitCode}`)
    for (const step of ['recuse', 'readmit'] as const) {
      t.strictSame(
        outcome(() => take(step, one, actor(who))),
        {}
      )
    }
  }
})

t.test('an objection is that of the unit itself: nobody above makes it for it', async (t) => {
  const one = standing({ path: '22.2201.220102', decidingUnitCode: '220102' })
  const cases: [who: string, found: object | string][] = [
    ['220102', {}],
    ['2201', 'step-of-that-unit'],
    ['22', 'step-of-that-unit']
  ]
  for (const [who, found] of cases) {
    t.strictSame(
      outcome(() => take('object', one, actor(who))),
      found,
      who
    )
  }
})

t.test('who sends whom aside, and who lets him in again', async (t) => {
  const leader = { ...actor('220102'), roles: ['leader' as const] }
  t.equal(stepOf('x', actor('220102')), 'recuse', 'himself')
  t.equal(
    outcome(() => stepOf('y', actor('220102'))),
    'recusal-by-leader'
  )
  t.equal(stepOf('y', leader), 'send-aside')
  t.equal(stepOf('x', leader), 'recuse')
  const cases: [by: string | undefined, who: string, found: string | undefined][] = [
    ['22.2201.220102', '2201', undefined],
    ['22.2201.220102', '22', undefined],
    ['22.2201.220102', '220102', 'readmission-from-above'],
    ['22.2201', '220102', 'readmission-from-above'],
    ['22', '22', 'readmission-from-above'],
    [undefined, '22', 'not-recused']
  ]
  for (const [by, who, found] of cases) {
    t.equal(
      outcome(() => checkReadmission(by?.split('.'), { unitCode: who })),
      found,
      `${by} ${who}`
    )
  }
})

t.test('the unit above decides next, also above one that acts for a unit that ended', async (t) => {
  const path = '22.2201.220102'
  const cases: [path: string, deciding: string, above: string][] = [
    [path, '220102', '2201'],
    [path, '2201', '22'],
    [path, '22', 'no-unit-above xinfang-2022:35'],
    ['22.2201.220103.220102', '220103', '2201']
  ]
  for (const [path, decidingUnitCode, above] of cases) {
    const one = standing({ path, decidingUnitCode })
    t.equal(
      outcome(() => rules.unitAbove(one, 'xinfang-2022:35')),
      above,
      `above ${decidingUnitCode}`
    )
  }
})

t.test('a report is handled by the unit, or by the one above the accused', async (t) => {
  const cases: [unit: string, barred: string, handling: string][] = [
    ['22.2201.220102', '220103', '220102'],
    ['22.2201.220102', '220102001', '220102'],
    ['22.2201.220102', '220102', '2201'],
    ['22.2201.220102.220102001', '220102', '2201'],
    ['22.2201.220102.220102001', '2201', '22'],
    ['22.2201', '2201', '22'],
    ['22', '22', 'no-unit-above xinfang-2022:30'],
    ['22.2201.220102', '22', 'no-unit-above xinfang-2022:30'],
    // The accused was retired: what succeeded to it is as good as accused, be it above it.
    ['22.2201.220102.220102002', '220102001 220102002', '220102'],
    ['22.2201.220102.220102001', '220102001 220102', '2201'],
    ['22.2201.220103', '220102001 220102002', '220103']
  ]
  for (const [unit, barred, handling] of cases) {
    const found = outcome(() => handlingUnit(unit.split('.'), barred.split(' ')))
    t.equal(found, handling, `${unit} on ${barred}`)
  }
})

t.test('forwarding: not to the unit itself, and no report to the accused', async (t) => {
  const report = ['220103', '220104']
  const cases: [barred: string[], to: string, found: string | undefined][] = [
    [[], '22.2201.220102.220102001', undefined],
    [[], '22.2201.220102', 'forward-to-same-unit'],
    [report, '22.2201', undefined],
    [report, '22.2201.220103', 'report-to-accused xinfang-2022:30'],
    [report, '22.2201.220103.220103001', 'report-to-accused xinfang-2022:30'],
    [report, '22.2201.220104', 'report-to-accused xinfang-2022:30']
  ]
  for (const [barred, to, found] of cases) {
    const path = to.split('.')
    t.equal(
      outcome(() => checkForward(standing(), path.at(-1) as string, path, barred)),
      found,
      to
    )
  }
  const days: [from: string | null, to: string | null, found: string | undefined][] = [
    [null, null, undefined],
    ['2026-03-02', '2026-03-03', undefined],
    ['2026-03-03', null, 'case-unit-invalid'],
    [null, '2026-03-02', 'case-unit-invalid']
  ]
  for (const [validFrom, validTo, found] of days) {
    t.equal(
      outcome(() => checkUnit({ validFrom, validTo }, '2026-03-02', '/unitCode')),
      found
    )
  }
})

t.test('the same facts: what stands in the way of accepting', async (t) => {
  const other = (state: links.Other['state'], more: Partial<links.Other> = {}): links.Other => ({
    number: 'n',
    state,
    wasDeclined: false,
    isFinal: false,
    isLater: false,
    isMutual: false,
    ...more
  })
  const cases: [others: links.Other[], found: string | undefined][] = [
    [[], undefined],
    [[other('received')], 'same-facts xinfang-2022:19'],
    [[other('accepted')], 'same-facts xinfang-2022:19'],
    [[other('closed')], 'same-facts xinfang-2022:19'],
    [[other('final', { isFinal: true })], 'same-facts xinfang-2022:36'],
    [[other('closed', { isFinal: true })], 'same-facts xinfang-2022:36'],
    [[other('declined', { wasDeclined: true })], undefined],
    [[other('closed', { wasDeclined: true })], undefined],
    [[other('withdrawn')], undefined],
    [[other('declined', { wasDeclined: true }), other('accepted')], 'same-facts xinfang-2022:19'],
    [[other('received', { isLater: true })], undefined],
    [[other('accepted', { isLater: true })], 'same-facts xinfang-2022:19'],
    [[other('received', { isMutual: true })], undefined],
    [[other('accepted', { isMutual: true })], undefined],
    [[other('closed', { isMutual: true, isFinal: true })], 'same-facts xinfang-2022:36']
  ]
  for (const [others, found] of cases) {
    t.equal(
      outcome(() => links.checkSameFacts(others)),
      found,
      others.map(({ state }) => state).join()
    )
  }
})

t.test('the day of a request lies between the decision and today', async (t) => {
  const check = (day: string) => outcome(() => rules.checkRequestDay(day, '2026-03-02', '2026-03-20'))
  t.equal(check('2026-03-01'), 'request-date')
  t.equal(check('2026-03-02'), undefined)
  t.equal(check('2026-03-20'), undefined)
  t.equal(check('2026-03-21'), 'request-date')
})

type T = Parameters<typeof terms.lastTerm>[0][number]
const term = (rule: string, dueOn: string, metOn: string | null = null, unitCode = '220102') =>
  ({ rule, dueOn, metOn, unitCode, clauseId: 'xinfang-2022:35' }) as T

t.test('the next due date: of what runs and binds a unit', async (t) => {
  const cases: [list: T[], due: string][] = [
    [[], 'infinity'],
    [[term('case.conclude', '2026-05-01')], '2026-05-01'],
    [[term('case.conclude', '2026-05-01'), term('case.notify', '2026-03-17')], '2026-03-17'],
    [[term('case.conclude', '2026-05-01'), term('case.notify', '2026-03-17', '2026-03-05')], '2026-05-01'],
    [[term('case.notify', '2026-03-17', '2026-03-05')], 'infinity'],
    [lapsingTerms.map((rule) => term(rule, '2026-03-09')), 'infinity']
  ]
  for (const [list, due] of cases) t.equal(terms.nextDueOn(list), due)
})

t.test('rights are those that the policy marks', async (t) => {
  t.strictSame(lapsingTerms.toSorted(), ['case.object', 'case.recheck-request', 'case.review-request'])
})

t.test('which terms begin at receipt, run, and end too late', async (t) => {
  for (const kind of kinds) {
    t.equal(terms.termAtReceipt(kind), kind === 'enquiry' ? 'case.enquiry' : 'case.notify', kind)
  }
  const list = [
    term('case.object', '2026-03-09', '2026-03-04', '220102'),
    term('case.object', '2026-03-11', null, '220103'),
    term('case.conclude', '2026-05-01')
  ]
  t.equal(terms.runningTerm(list, ['case.object', 'case.conclude']), list[2])
  t.equal(terms.runningTerm(list, ['case.review']), undefined)
  t.equal(terms.lastTerm(list, 'case.object', '220102'), list[0])
  const check = (day: string) =>
    outcome(() => terms.checkStillRunning('request-too-late', term('case.review-request', '2026-04-01'), day))
  t.equal(check('2026-04-01'), undefined)
  t.equal(check('2026-04-02'), 'request-too-late xinfang-2022:35 2026-04-01')
  t.equal(terms.isRecorded(term('case.notify', '2026-03-17'), '2026-03-18'), true)
  t.equal(terms.isRecorded(term('case.object', '2026-03-09'), '2026-03-10'), false)
  t.equal(terms.isRecorded(term('case.object', '2026-03-09'), '2026-03-09'), true)
})

t.test('enquiries and suggestions are answered at once', async (t) => {
  const found = kinds.map((kind) => `${kind} ${rules.replyStep({ kind })}`)
  t.strictSame(found, ['appeal reply', 'report reply', 'suggestion reply-at-once', 'enquiry reply-at-once'])
})

t.test('identity numbers by their check digit', async (t) => {
  for (const good of ['11010519491231002X', '440524188001010014', '220102198001010010']) {
    for (const digit of '0123456789X') {
      t.equal(isIdNumber(good.slice(0, 17) + digit), digit === checkDigit(good), `${good} ${digit}`)
    }
  }
  // The examples of GB 11643.
  t.ok(isIdNumber('11010519491231002X'))
  t.ok(isIdNumber('440524188001010014'))
})

/** By the table of weights that the standard prints. */
function checkDigit(number: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((sum, weight, n) => sum + weight * Number(number[n]), 0)
  return '10X98765432'[sum % 11] as string
}
