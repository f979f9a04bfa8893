import t from 'tap'
import { type Fraction, fractionOf, rounded } from '../../src/evaluations/scoring/fraction.ts'
import { ranksOf } from '../../src/evaluations/scoring/ranking.ts'
import { gradeOf, resultOf, type Scored, scoreOf, type Valued } from '../../src/evaluations/scoring/score.ts'
import { grades } from '../examples/evaluation.ts'

const linear = (weight: string, zero: string, full: string): Scored => ({
  ...{ weight, method: 'linear', zero, full, bonus: false },
  direction: Number(full) > Number(zero) ? 'up' : 'down'
})
const of = (n: number, d: number): Fraction => ({ n: BigInt(n), d: BigInt(d) })

/** One county: five computed indicators of 60 points, and 36.00 of 40 entered. */
const paid = { item: linear('15', '0', '1'), value: fractionOf('0.90') }
const rectified = { item: linear('10', '0.5', '1'), value: of(17, 20) }
const faults = { item: linear('15', '0.05', '0'), value: of(2, 1000) }
const inspected = { item: linear('10', '0.5', '1'), value: of(11, 12) }
const cases = linear('10', '0', '1')
const entered = { item: linear('40', '0', '40'), value: fractionOf('36.00') }
const first = [paid, rectified, faults, inspected]

t.test('the worked example: 88.03', async (t) => {
  const result = resultOf([...first, { item: cases, value: null }, entered], 60)
  t.same(result, {
    scores: ['13.50', '7.00', '14.40', '8.33', null, '36.00'],
    applicable: '90.00',
    total: '88.03',
    outcome: 'scored'
  })
  t.equal(gradeOf('88.03', grades), 'good')
})

t.test('with a fifth case, four of them in time: 87.23', async (t) => {
  const result = resultOf([...first, { item: cases, value: of(4, 5) }, entered], 60)
  t.match(result, { applicable: '100.00', total: '87.23' })
  t.equal(result.scores[4], '8.00')
  t.equal(gradeOf('87.23', grades), 'good')
})

t.test('halves are rounded up, without floats', async (t) => {
  t.equal(rounded(fractionOf('0.145')), '0.15')
  t.equal(rounded(fractionOf('1.005')), '1.01')
  t.equal(rounded(of(1, 3)), '0.33')
  t.equal(rounded(of(2, 3), 4), '0.6667')
  t.equal(scoreOf(linear('1', '0', '1'), fractionOf('0.125')), '0.13')
})

t.test('no value scores less than 0 or more than the weight', async (t) => {
  t.equal(scoreOf(linear('15', '0.05', '0'), fractionOf('0.3')), '0.00')
  t.equal(scoreOf(linear('15', '0.5', '1'), fractionOf('2')), '15.00')
  const deduct: Scored = { weight: '1', method: 'deduct', perCase: '0.5', direction: 'down', bonus: false }
  t.same(
    [0, 1, 2, 3].map((n) => scoreOf(deduct, fractionOf(n))),
    ['1.00', '0.50', '0.00', '0.00']
  )
})

t.test('steps: the best one that is reached', async (t) => {
  const steps = [
    { at: '0.9', score: '5' },
    { at: '0.8', score: '3' }
  ]
  const up: Scored = { weight: '5', method: 'steps', direction: 'up', steps, bonus: false }
  t.same(
    ['0.95', '0.9', '0.89', '0.8', '0.79'].map((v) => scoreOf(up, fractionOf(v))),
    ['5.00', '5.00', '3.00', '3.00', '0.00']
  )
  const down: Scored = {
    ...up,
    direction: 'down',
    steps: [
      { at: '0', score: '5' },
      { at: '2', score: '3' }
    ]
  }
  t.same(
    ['0', '1', '2', '3'].map((v) => scoreOf(down, fractionOf(v))),
    ['5.00', '3.00', '3.00', '0.00']
  )
})

t.test('too little data: no grade, no rank; of nothing there is no total', async (t) => {
  const all: Valued[] = [entered, { item: linear('60', '0', '1'), value: null }]
  t.match(resultOf(all, 60), { applicable: '40.00', total: '90.00', outcome: 'too-little-data' })
  t.equal(resultOf(all, 40).outcome, 'scored')
  t.match(resultOf([{ item: cases, value: null }], 60), { total: null, outcome: 'too-little-data' })
})

t.test('a bonus is added to the total, which stays at 100 at most', async (t) => {
  const bonus = (score: string) => ({
    item: { ...linear('5', '0', '5'), bonus: true },
    value: fractionOf(score)
  })
  const main = (score: string) => ({ item: linear('100', '0', '100'), value: fractionOf(score) })
  t.match(resultOf([main('90'), bonus('3')], 60), { applicable: '100.00', total: '93.00' })
  t.match(resultOf([main('98'), bonus('5')], 60), { total: '100.00' })
  t.match(resultOf([main('90'), { ...bonus('5'), value: null }], 60), { total: '90.00' })
})

t.test('a better value never scores less', async (t) => {
  const up = linear('12.34', '0.1', '0.95')
  const down = linear('12.34', '0.95', '0.1')
  const values = Array.from({ length: 101 }, (_, n) => of(n, 100))
  const scores = values.map((value) => Number(scoreOf(up, value)))
  const others = values.map((value) => Number(scoreOf(down, value)))
  for (let n = 1; n < values.length; n += 1) {
    t.ok((scores[n] ?? 0) >= (scores[n - 1] ?? 0), `up ${n}`)
    t.ok((others[n] ?? 0) <= (others[n - 1] ?? 0), `down ${n}`)
  }
  t.same([scores[0], scores[100], others[0], others[100]], [0, 12.34, 12.34, 0])
})

t.test('grades include their lower limit', async (t) => {
  t.same(
    ['90.00', '89.99', '80.00', '60.00', '59.99', '0.00'].map((total) => gradeOf(total, grades)),
    ['excellent', 'good', 'good', 'qualified', 'unqualified', 'unqualified']
  )
})

t.test('ranks: equal totals share one, and some units have none', async (t) => {
  const unit = (unitCode: string, total: string, more: object = {}) => ({
    ...{ unitCode, total, group: null, outcome: 'scored' as const, isSelf: false },
    ...more
  })
  const three = [unit('a', '90.00'), unit('b', '90.00'), unit('c', '88.03')]
  const ranks = (all: Parameters<typeof ranksOf>[0]) => Object.fromEntries(ranksOf(all))
  t.same(ranks(three), { a: 1, b: 1, c: 3 })
  t.same(ranks([...three, unit('d', '99.00', { isSelf: true })]), { a: 1, b: 1, c: 3 }, 'never itself')
  t.same(ranks([...three, unit('d', '99.00', { outcome: 'vetoed' })]), { a: 1, b: 1, c: 3 })
  t.same(ranks([...three, unit('d', '99.00', { outcome: 'too-little-data' })]), { a: 1, b: 1, c: 3 })
  t.same(ranks(three.slice(0, 2)), {}, 'an evaluation of two units ranks nobody')
  t.same(
    ranks([...three, ...three.map((one) => ({ ...one, unitCode: `${one.unitCode}2`, group: 'east' }))]),
    { a: 1, b: 1, c: 3, a2: 1, b2: 1, c2: 3 },
    'each group by itself'
  )
})
