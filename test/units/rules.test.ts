import t from 'tap'
import { OPERATOR } from '../../src/platform/auth/actor.ts'
import type { Place } from '../../src/units/fields.ts'
import * as succession from '../../src/units/index.ts'
import * as rules from '../../src/units/rules.ts'
import * as steps from '../../src/units/steps/rules.ts'
import { levels } from '../../src/units/vocabulary.ts'

const today = '2026-03-02'

function unit(change: Partial<Place> = {}): Place {
  return {
    code: '220102',
    name: '南关区',
    level: 'county',
    parentCode: '2201',
    countsInQuota: true,
    validFrom: null,
    validTo: null,
    successorCode: null,
    principal: null,
    channels: {},
    organName: null,
    organCode: null,
    sealName: null,
    version: 1,
    path: '22.2201.220102',
    actingCode: null,
    ...change
  }
}

/** What a step is refused with before its own rules decide. */
function mayTake(name: steps.StepName, one: Place, isOperator = false) {
  const standing = { ...one, hasEnded: succession.hasEnded(one, today) }
  const refusal =
    steps.notTheirs(name, standing, {
      sub: 'x',
      name: 'x',
      unitCode: isOperator ? OPERATOR : '22',
      roles: []
    }) ?? steps.notNow(name, standing)
  if (refusal !== undefined) throw refusal
}

const city = unit({ code: '2202', level: 'city', parentCode: '22', path: '22.2202' })
const township = unit({ code: '220102001', level: 'township', path: '22.2201.220102.220102001' })

t.test('a unit stands under any unit of a higher level, and under no other', async (t) => {
  const order = ['province', 'city', 'county', 'township', 'village'] as const
  t.strictSame(levels, order)
  for (const [n, level] of order.entries()) {
    for (const [m, parent] of order.entries()) {
      t.equal(rules.mayStandUnder(level, parent), m < n, `${level} under ${parent}`)
    }
  }
})

t.test('a unit is in office from its first day until the day before its end', async (t) => {
  const days: [string | null, string | null, boolean][] = [
    [null, null, true],
    [today, null, true],
    ['2026-03-03', null, false],
    [null, '2026-03-03', true],
    [null, today, false],
    [null, '2026-03-01', false],
    [today, '2026-03-03', true]
  ]
  for (const [validFrom, validTo, is] of days) {
    t.equal(succession.isInOffice({ validFrom, validTo }, today), is, `${validFrom} to ${validTo}`)
  }
  t.throws(() => succession.mustBeInOffice(unit({ validTo: today }), today, '/unitCode'), {
    code: 'unit-not-in-office'
  })
})

t.test('the place of a new unit', async (t) => {
  const add = (level: Place['level'], parentCode: string | null | undefined, parent?: Place) =>
    rules.place(
      { code: 'x1', name: 'x', level, ...(parentCode !== undefined && { parentCode }) },
      parent,
      today
    )
  t.equal(add('province', undefined), 'x1')
  t.equal(add('province', null), 'x1')
  t.equal(add('county', '2202', city), '22.2202.x1')
  t.equal(add('village', '2202', city), '22.2202.x1', 'levels may be left out')
  const cases: [string, () => string][] = [
    ['parent-missing', () => add('county', null)],
    ['parent-missing', () => add('county', undefined)],
    ['unknown-parent', () => add('county', '2299')],
    ['parent-retired', () => add('county', '2202', { ...city, validTo: today })],
    ['parent-ends', () => add('county', '2202', { ...city, validTo: '2027-01-01' })],
    ['parent-not-begun', () => add('county', '2202', { ...city, validFrom: '2026-03-03' })],
    ['parent-level', () => add('city', '2202', city)],
    ['parent-level', () => add('province', '2202', city)]
  ]
  for (const [code, refuse] of cases) t.throws(refuse, { code })
})

t.test('a change is a move, a renaming or something else', async (t) => {
  const kind = (wanted: Parameters<typeof rules.change>[1]) => rules.change(unit(), wanted, city, today).kind
  t.equal(kind({ parentCode: '2202' }), 'moved')
  t.equal(kind({ parentCode: '2202', name: '新名' }), 'moved')
  t.equal(kind({ name: '新名' }), 'renamed')
  t.equal(kind({ parentCode: '2201', name: '新名' }), 'renamed', 'it stays where it is')
  t.equal(kind({ name: '南关区', principal: '王某' }), 'changed')
  const ending = { ...city, validTo: '2027-01-01' }
  const before = rules.change(unit({ validTo: '2027-01-01' }), { parentCode: '2202' }, ending, today)
  t.equal(before.kind, 'moved', 'it ends no later than its new parent')
})

t.test('what may not be changed', async (t) => {
  const cases: [string, Place, Place | undefined][] = [
    ['unit-retired', unit({ validTo: today }), city],
    ['unknown-parent', unit(), undefined],
    ['parent-retired', unit(), { ...city, validTo: '2026-01-01' }],
    ['parent-ends', unit(), { ...city, validTo: '2027-01-01' }],
    ['parent-ends', unit({ validTo: '2027-01-02' }), { ...city, validTo: '2027-01-01' }],
    ['parent-not-begun', unit(), { ...city, validFrom: '2026-03-03' }],
    ['other-province', unit(), { ...city, code: '3301', path: '33.3301' }],
    ['parent-level', unit(), township],
    ['parent-level', unit(), unit({ code: '220103' })]
  ]
  for (const [code, one, parent] of cases) {
    const change = () => {
      mayTake('change', one)
      rules.change(one, { parentCode: 'elsewhere' }, parent, today)
    }
    t.throws(change, { code })
  }
  t.equal(rules.change(unit({ validTo: '2026-03-03' }), { name: 'x' }, undefined, today).kind, 'renamed')
})

type Around = Partial<rules.Surroundings>
const around = (more: Around = {}): rules.Surroundings => {
  return { parent: { ...city, code: '2201' }, subordinates: 0, successor: null, next: [], ...more }
}

t.test('how a unit ends', async (t) => {
  const end = (one: Place, on: string, more: Around = {}) => {
    mayTake('retire', one)
    return rules.retire(one, { on }, around(more))
  }
  t.strictSame(end(unit(), today), { validTo: today, successorCode: null })
  t.strictSame(end(unit(), today, { successor: city }), { validTo: today, successorCode: '2202' })
  t.strictSame(end(unit({ validFrom: today }), today), { validTo: today, successorCode: null })
  const cases: [string, () => unknown][] = [
    ['unit-retired', () => end(unit({ validTo: '2030-01-01' }), today)],
    ['retired-before-valid', () => end(unit({ validFrom: '2026-03-03' }), today)],
    ['unit-has-subordinates', () => end(unit(), today, { subordinates: 1 })],
    ['unknown-successor', () => end(unit(), today, { successor: undefined })],
    ['successor-retired', () => end(unit(), today, { successor: unit() })],
    ['successor-retired', () => end(unit(), today, { successor: { ...city, validTo: today } })],
    ['successor-not-begun', () => end(unit(), today, { successor: { ...city, validFrom: '2026-03-03' } })],
    ['successor-circle', () => end(unit(), today, { successor: city, next: ['2202', '220102'] })],
    ['other-province', () => end(unit(), today, { successor: { ...city, path: '33.3301' } })],
    ['no-unit-to-act', () => end(unit({ parentCode: null, path: '22' }), today)]
  ]
  for (const [code, refuse] of cases) t.throws(refuse, { code })
})

t.test('how an end that was entered wrongly is corrected', async (t) => {
  const planned = unit({ validTo: '2026-06-01', successorCode: '220103' })
  const past = unit({ validTo: today, successorCode: '220103', actingCode: '220103' })
  const other = unit({ code: '220104', path: '22.2201.220104' })
  const correct = (one: Place, wanted: object, more: Around = {}, isOperator = false) => {
    mayTake('correct-end', one, isOperator)
    return rules.correctEnd(one, wanted, around({ successor: other, ...more }), today)
  }
  t.strictSame(correct(planned, { validTo: '2026-05-01' }), {
    validTo: '2026-05-01',
    successorCode: '220104'
  })
  t.strictSame(correct(planned, { successorCode: null }, { successor: null }), {
    validTo: '2026-06-01',
    successorCode: null
  })
  t.equal(correct(planned, { validTo: null }), null, 'taken back')
  t.equal(correct(past, { validTo: null }, {}, true), null, 'by the operator, after its day')
  const parent = { ...city, code: '2201' }
  const cases: [string, () => unknown][] = [
    ['unit-not-ending', () => correct(unit(), { validTo: '2026-05-01' })],
    ['unit-not-ending', () => correct(unit(), { validTo: null })],
    ['end-by-operator', () => correct(past, { validTo: null })],
    ['end-by-operator', () => correct(past, { successorCode: '220104' })],
    [
      'parent-ends',
      () => correct(planned, { validTo: null }, { parent: { ...parent, validTo: '2026-06-01' } })
    ],
    [
      'parent-ends',
      () => correct(planned, { validTo: '2026-07-01' }, { parent: { ...parent, validTo: '2026-06-01' } })
    ],
    [
      'parent-retired',
      () => correct(past, { validTo: null }, { parent: { ...parent, validTo: today } }, true)
    ],
    ['unit-has-subordinates', () => correct(planned, { validTo: '2026-05-01' }, { subordinates: 1 })],
    ['successor-circle', () => correct(planned, { successorCode: '220104' }, { next: ['220102'] })]
  ]
  for (const [code, refuse] of cases) t.throws(refuse, { code })
})

t.test('who supervises a target now', async (t) => {
  const keeper = { level: 'city', acting: '2201' } as const
  const province = { code: '22', level: 'province' } as const
  const b = { code: '2202', level: 'city' } as const
  const county = { code: '220201', level: 'county' } as const
  const who = succession.supervisorAmong
  t.equal(who(keeper, [province, { code: '2201', level: 'city' }]), '2201', 'the keeper, while above')
  t.equal(who(keeper, [province, b, county]), '2202', 'the unit of its level')
  t.equal(who(keeper, [province, county]), '22', 'else the next above')
  t.equal(who({ level: 'county', acting: 'x' }, [province, b]), '2202')
})
