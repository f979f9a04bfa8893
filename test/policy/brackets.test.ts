import t from 'tap'
import { policies } from '../../src/policy/policies.ts'
import * as rules from '../../src/policy/rules.ts'
import type { Level } from '../../src/units/index.ts'

const policy = rules.inForce(policies, 2026)

function owed(unit: Level, coverage: 'full' | 'sample', targetLevel: Level, population: number) {
  return rules.obligations(policy, unit, [{ coverage, targetLevel, population }])
}

const sample = (unit: Level, target: Level, population: number) => owed(unit, 'sample', target, population)[0]

t.test('townships of a city, around every boundary', async (t) => {
  const table: [townships: number, ratio: number, required: number][] = [
    [1, 30, 1],
    [99, 30, 30],
    [100, 30, 30],
    [101, 20, 21],
    [149, 20, 30],
    [150, 20, 30],
    [151, 10, 16],
    [231, 10, 24]
  ]
  for (const [townships, ratioPercent, required] of table) {
    const expected = { population: townships, ratioPercent, required, clause: { id: 'jilin-2019-12:1.2' } }
    t.match(sample('city', 'township', townships), expected, `${townships} townships`)
  }
})

t.test('villages of a county, around every boundary', async (t) => {
  const table: [villages: number, ratio: number, required: number][] = [
    [1, 100, 1],
    [19, 100, 19],
    [20, 30, 6],
    [99, 30, 30],
    [100, 30, 30],
    [101, 10, 11],
    [149, 10, 15],
    [150, 15, 23],
    [151, 15, 23],
    [199, 15, 30],
    [200, 15, 30],
    [201, 10, 21]
  ]
  for (const [villages, ratioPercent, required] of table) {
    const expected = { population: villages, ratioPercent, required, clause: { id: 'jilin-2019-12:1.3' } }
    t.match(sample('county', 'village', villages), expected, `${villages} villages`)
  }
})

t.test('counties of a province are sampled at thirty in a hundred, however many', async (t) => {
  for (const [counties, required] of [
    [1, 1],
    [10, 3],
    [72, 22],
    [1000, 300]
  ] as const) {
    const expected = { ratioPercent: 30, required, clause: { id: 'jilin-2019-12:1.1' }, remark: null }
    t.match(sample('province', 'county', counties), expected, `${counties} counties`)
  }
})

t.test('direct subordinates are inspected one and all, of whatever level they are', async (t) => {
  const pairs: [unit: Level, target: Level, clause: string][] = [
    ['province', 'city', '1.1'],
    ['province', 'county', '1.1'],
    ['city', 'county', '1.2'],
    ['city', 'township', '1.2'],
    ['county', 'township', '1.3'],
    ['county', 'village', '1.3'],
    ['township', 'village', '1.4']
  ]
  for (const [unit, target, clause] of pairs) {
    const [one] = owed(unit, 'full', target, 7)
    const expected = {
      ratioPercent: 100,
      required: 7,
      clause: { id: `jilin-2019-12:${clause}` },
      remark: null
    }
    t.match(one, expected, `${unit} → ${target}`)
    t.match(one?.clause.text, /每年至少/)
  }
})

t.test('what is no obligation', async (t) => {
  t.strictSame(owed('city', 'sample', 'township', 0), [], 'a level without a unit')
  t.strictSame(owed('county', 'full', 'village', 0), [])
  t.strictSame(owed('village', 'full', 'village', 5), [], 'a village inspects nobody')
  t.strictSame(owed('township', 'sample', 'village', 5), [], 'a township draws nobody')
  t.strictSame(owed('province', 'sample', 'township', 5), [], 'the province does not draw townships')
  t.strictSame(owed('city', 'sample', 'village', 5), [], 'nor the city villages')
})

t.test('what is peculiar about a number stands beside it', async (t) => {
  for (const villages of [101, 125, 149])
    t.match(sample('county', 'village', villages)?.remark, /笔误/, `${villages}`)
  for (const villages of [100, 150, 200])
    t.match(sample('county', 'village', villages)?.remark, /本数/, `${villages}`)
  for (const townships of [100, 150])
    t.match(sample('city', 'township', townships)?.remark, /本数/, `${townships}`)
  for (const villages of [19, 20, 99, 151, 199, 201])
    t.equal(sample('county', 'village', villages)?.remark, null)
  for (const townships of [99, 101, 149, 151]) t.equal(sample('city', 'township', townships)?.remark, null)
})

t.test('a year goes by the policy in force on its last day', async (t) => {
  const from = (id: string, effectiveFrom: string, effectiveTo: string | null = null) => ({
    ...policy,
    id,
    effectiveFrom,
    effectiveTo
  })
  const two = [from('new', '2025-12-31'), from('old', '2020-06-01', '2025-12-31')]
  const years: [year: number, id: string][] = [
    [2020, 'old'],
    [2024, 'old'],
    [2025, 'new'],
    [2030, 'new']
  ]
  for (const [year, id] of years) t.equal(rules.inForce(two, year).id, id, `${year}`)
  t.throws(() => rules.inForce(two, 2019), { code: 'no-policy-in-force' })
  t.throws(() => rules.inForce([from('gone', '2020-01-01', '2022-12-31')], 2022), {
    code: 'no-policy-in-force'
  })
  t.equal(rules.inForce([from('gone', '2020-01-01', '2022-12-31')], 2021).id, 'gone')
  t.equal(rules.inForce(policies, 2019).id, 'jilin-2019-12')
  t.throws(() => rules.inForce(policies, 2018), { code: 'no-policy-in-force' })
})
