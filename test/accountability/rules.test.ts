import t from 'tap'
import * as rules from '../../src/accountability/rules.ts'
import type { NewRecord } from '../../src/accountability/schema.ts'
import { sanctionOf } from '../../src/policy/index.ts'
import { decided } from '../examples/accountability-record.ts'

const today = '2026-03-02'
const cause = { kind: 'case' as const, id: '01900000-0000-7000-8000-000000000000' }
const wanted = (more: object = {}) => ({ ...decided, causes: [cause], ...more }) as NewRecord

t.test('periods come from the statute, with their clause; what no statute limits stays open', async (t) => {
  const table: [kind: string, until: string | null][] = [
    ['education', null],
    ['criticism', null],
    ['party-discipline', null],
    ['warning', '2027-02-28'],
    ['demerit', '2027-08-31'],
    ['serious-demerit', '2028-02-29'],
    ['demotion', '2028-08-31'],
    ['dismissal', '2028-08-31'],
    ['expulsion', null]
  ]
  for (const [kind, until] of table) {
    const clauseId = until === null ? null : 'sanctions-law:8'
    t.same(
      rules.until({ decidedOn: '2026-08-31' }, sanctionOf(kind, '2026-08-31')),
      { until, clauseId },
      kind
    )
  }
})

t.test('a unit holds to account what lies within it', async (t) => {
  const decide = (unitCode: string, path?: string) => () =>
    rules.decide(wanted({ unitCode }), path === undefined ? path : { path }, today)
  for (const [unit, path] of [
    ['22', '22'],
    ['22', '22.2201.220102'],
    ['2201', '22.2201']
  ] as const) {
    t.doesNotThrow(decide(unit, path), `${unit} ${path}`)
  }
  for (const [unit, path] of [
    ['2201', '22'],
    ['2201', '22.2202'],
    ['220', '22.2201'],
    ['22', undefined]
  ] as const) {
    t.throws(decide(unit, path), { code: 'subject-not-within', particulars: { clause: rules.CLAUSE } })
  }
})

t.test('a cause, a measure where it belongs, days that have come', async (t) => {
  const decide = (more: object) => () =>
    rules.decide(wanted({ unitCode: '22', ...more }), { path: '22.2201' }, today)
  const outcome = (kind: string, measure?: string, decidedOn = today) => ({
    outcome: { kind, measure, decidedOn }
  })
  t.doesNotThrow(decide(outcome('party-discipline', 'warning')))
  t.doesNotThrow(decide({ referral: undefined }))
  const table: [more: object, code: string, pointer: string][] = [
    [{ causes: [] }, 'without-cause', '/causes'],
    [outcome('party-discipline'), 'measure-missing', '/outcome/measure'],
    [outcome('warning', 'warning'), 'measure-out-of-place', '/outcome/measure'],
    [outcome('warning', undefined, '2026-03-03'), 'decided-in-future', '/outcome/decidedOn'],
    [
      { referral: { ...decided.referral, referredOn: '2026-03-03' } },
      'decided-in-future',
      '/referral/referredOn'
    ]
  ]
  for (const [more, code, pointer] of table) t.throws(decide(more), { code, particulars: { pointer } }, code)
})

t.test('lifted once, between the decision and today', async (t) => {
  const standing = { decidedOn: '2026-02-01' }
  const lift = (on: string) => rules.lift(standing, { on, reason: 'x' }, { sub: 'a' }, today)
  for (const on of ['2026-02-01', today]) t.same(lift(on), { liftedOn: on, liftedBy: 'a', liftReason: 'x' })
  for (const on of ['2026-01-31', '2026-03-03']) t.throws(() => lift(on), { code: 'lifted-out-of-time' }, on)
  t.equal(rules.notNow('lift', { state: 'decided' }), undefined)
  t.match(rules.notNow('lift', { state: 'lifted' }), { code: 'accountability-lifted' })
})
