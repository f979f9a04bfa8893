import t from 'tap'
import * as rules from '../../src/units/rules.ts'
import type { Place } from '../../src/units/store.ts'
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
    version: 1,
    path: '22.2201.220102',
    ...change
  }
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

t.test('a unit is retired from the first day without it', async (t) => {
  t.equal(rules.isRetired({ validTo: null }, today), false)
  t.equal(rules.isRetired({ validTo: '2026-03-03' }, today), false)
  t.equal(rules.isRetired({ validTo: '2026-03-02' }, today), true)
  t.equal(rules.isRetired({ validTo: '2026-03-01' }, today), true)
})

t.test('the place of a new unit', async (t) => {
  const add = (level: Place['level'], parentCode: string | null | undefined, parent?: Place) =>
    rules.place({ code: 'x1', name: 'x', level, parentCode }, parent, today)
  t.equal(add('province', undefined), 'x1')
  t.equal(add('province', null), 'x1')
  t.equal(add('county', '2202', city), '22.2202.x1')
  t.equal(add('village', '2202', city), '22.2202.x1', 'levels may be left out')
  const cases: [string, () => string][] = [
    ['parent-missing', () => add('county', null)],
    ['parent-missing', () => add('county', undefined)],
    ['unknown-parent', () => add('county', '2299')],
    ['parent-retired', () => add('county', '2202', { ...city, validTo: today })],
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
  t.equal(rules.change(unit(), { parentCode: '2202' }, city, today).path, '22.2202.220102')
})

t.test('what may not be changed', async (t) => {
  const cases: [string, Place, Place | undefined][] = [
    ['unit-retired', unit({ validTo: today }), city],
    ['unknown-parent', unit(), undefined],
    ['parent-retired', unit(), { ...city, validTo: '2026-01-01' }],
    ['parent-level', unit(), township],
    ['parent-level', unit(), unit({ code: '220103' })]
  ]
  for (const [code, one, parent] of cases) {
    t.throws(() => rules.change(one, { parentCode: 'elsewhere' }, parent, today), { code })
  }
  t.equal(rules.change(unit({ validTo: '2026-03-03' }), { name: 'x' }, undefined, today).kind, 'renamed')
})

t.test('how a unit ends', async (t) => {
  const end = (one: Place, on: string, subordinates = 0, successor: Place | null | undefined = null) =>
    rules.retire(one, { on }, subordinates, successor)
  t.strictSame(end(unit(), today), { validTo: today, successorCode: null })
  t.strictSame(end(unit(), today, 0, city), { validTo: today, successorCode: '2202' })
  t.strictSame(end(unit({ validFrom: today }), today), { validTo: today, successorCode: null })
  const cases: [string, () => unknown][] = [
    ['unit-retired', () => end(unit({ validTo: '2030-01-01' }), today)],
    ['retired-before-valid', () => end(unit({ validFrom: '2026-03-03' }), today)],
    ['unit-has-subordinates', () => end(unit(), today, 1)],
    ['unknown-successor', () => rules.retire(unit(), { on: today }, 0, undefined)],
    ['successor-retired', () => end(unit(), today, 0, unit())],
    ['successor-retired', () => end(unit(), today, 0, { ...city, validTo: today })]
  ]
  for (const [code, refuse] of cases) t.throws(refuse, { code })
})
