import t from 'tap'
import { checkLocalRule } from '../../src/policy/local-rules/rules.ts'
import { policies } from '../../src/policy/policies.ts'
import * as rules from '../../src/policy/rules.ts'
import type { Level } from '../../src/units/index.ts'

const policy = rules.inForce(policies, 2026)

type Quotas = { quotaId: string; ratioPercent: number }[]

function check(level: Level, quotas: Quotas, terms: { rule: string; days: number }[] = []) {
  const rule = { unitCode: '2202', effectiveFrom: '2026-01-01', document: '细则', quotas, terms }
  return () => checkLocalRule(policy, level, rule)
}

const ratio = (quotaId: string, ratioPercent: number) => ({ quotaId, ratioPercent })
const term = (rule: string, days: number) => ({ rule, days })

t.test('what a local rule may say', async (t) => {
  const fine: [string, () => void][] = [
    ['more', check('city', [ratio('city-townships-100-150', 25)])],
    ['all', check('county', [ratio('county-villages-200-up', 100)])],
    ['just as much', check('city', [ratio('city-townships-100-150', 20)])],
    ['more at the slip of the pen', check('county', [ratio('county-villages-100-150', 30)])],
    [
      'several ratios',
      check('city', [ratio('city-townships-100-150', 25), ratio('city-townships-150-up', 11)])
    ],
    ['a shorter term', check('county', [], [term('case.conclude', 59)])],
    ['the same term', check('county', [], [term('case.conclude', 60)])],
    ['one day', check('county', [], [term('case.object', 1)])]
  ]
  for (const [name, one] of fine) t.doesNotThrow(one, name)
})

type Looser = [
  name: string,
  level: Level,
  quotas: Quotas,
  code: string,
  place: string | undefined,
  clause?: string
]

const up = 'city-townships-150-up'
const middle = 'city-townships-100-150'
const full = 'city-subordinates'
const two = [ratio('county-villages-200-up', 12), ratio('county-villages-20-100', 29)]
const refused: Looser[] = [
  ['nothing', 'city', [], 'local-rule-empty', undefined],
  ['less', 'city', [ratio(middle, 19)], 'looser-than-policy', '0/ratioPercent', '1.2'],
  ['less of all', 'city', [ratio(full, 99)], 'looser-than-policy', '0/ratioPercent', '1.2'],
  ['less in the second', 'county', two, 'looser-than-policy', '1/ratioPercent', '1.3'],
  ['more than all', 'city', [ratio(full, 100)], 'quota-not-raisable', '0/quotaId', '1.2'],
  ['of another level', 'city', two, 'quota-of-other-level', '0/quotaId', '1.3'],
  ['of no level', 'village', [ratio(up, 50)], 'quota-of-other-level', '0/quotaId', '1.2'],
  ['unknown', 'city', [ratio('city-townships', 50)], 'unknown-quota', '0/quotaId'],
  ['twice', 'city', [ratio(up, 20), ratio(up, 30)], 'named-twice', '1/quotaId']
]

t.test('what it may not say of ratios, by which clause, and where that stands', async (t) => {
  for (const [name, level, quotas, code, place, clause] of refused) {
    const pointer = place && `/quotas/${place}`
    const particulars = { pointer, clause: clause && { id: `jilin-2019-12:${clause}`, text: /./ } }
    t.throws(check(level, quotas), { code, particulars }, name)
  }
})

t.test('what it may not say of terms', async (t) => {
  const longer = check('city', [], [term('case.notify', 15), term('case.conclude', 61)])
  const particulars = { pointer: '/terms/1/days', clause: { id: 'xinfang-2022:34', text: /60日/ } }
  t.throws(longer, { code: 'looser-than-policy', particulars })
  const unknown = check('city', [], [term('case.sleep', 1)])
  t.throws(unknown, { code: 'unknown-term', particulars: { pointer: '/terms/0/rule' } })
  const twice = check('city', [], [term('case.notify', 9), term('case.notify', 9)])
  t.throws(twice, { code: 'named-twice', particulars: { pointer: '/terms/1/rule' } })
})

t.test('what it may not say of standing duties', async (t) => {
  const of = (...duties: object[]) => {
    const rule = { unitCode: '2202', effectiveFrom: '2026-01-01', document: '细则', duties: duties as [] }
    return () => checkLocalRule(policy, 'city', rule)
  }
  t.doesNotThrow(of({ dutyId: 'scheme', due: '03-31' }), 'the day of the policy puts a rule in its place')
  t.doesNotThrow(of({ dutyId: 'training', due: '11-30', minPercent: 80 }, { dutyId: 'scheme', due: '01-31' }))
  const refusals: [string, () => void, string, string, string?][] = [
    ['a later day', of({ dutyId: 'scheme', due: '04-01' }), 'looser-than-policy', '0/due', '2.6'],
    ['fewer people', of({ dutyId: 'training', minPercent: 79 }), 'looser-than-policy', '0/minPercent', '2.2'],
    [
      'a share of nobody',
      of({ dutyId: 'rules', minPercent: 90 }),
      'duty-without-share',
      '0/minPercent',
      '4.1'
    ],
    ['unknown', of({ dutyId: 'sleep', due: '01-01' }), 'unknown-duty', '0/dutyId'],
    [
      'twice',
      of({ dutyId: 'rules', due: '01-01' }, { dutyId: 'rules', due: '02-01' }),
      'named-twice',
      '1/dutyId'
    ]
  ]
  for (const [name, one, code, place, clause] of refusals) {
    const cited = clause && { id: `jilin-2019-12:${clause}`, text: /./ }
    t.throws(one, { code, particulars: { pointer: `/duties/${place}`, clause: cited } }, name)
  }
})

t.test('what it comes to', async (t) => {
  const owed = (townships: number, quotas: Quotas) => {
    const population = { coverage: 'sample', targetLevel: 'township', population: townships } as const
    return rules.obligations(policy, 'city', [population], { id: 'r', quotas })[0]
  }
  const cases: [townships: number, quotas: Quotas, ratio: number, required: number, rule: string | null][] = [
    [120, [ratio(middle, 25)], 25, 30, 'r'],
    [120, [ratio(middle, 20)], 20, 24, null],
    [120, [ratio(up, 50)], 20, 24, null],
    [150, [ratio(up, 25)], 25, 38, 'r'],
    [150, [ratio(up, 15)], 20, 30, null],
    [150, [ratio(up, 40), ratio(middle, 30)], 40, 60, 'r'],
    [151, [ratio(middle, 90)], 10, 16, null]
  ]
  for (const [townships, quotas, ratioPercent, required, localRuleId] of cases) {
    t.match(
      owed(townships, quotas),
      { ratioPercent, required, localRuleId },
      `${townships}: ${ratioPercent} %`
    )
  }
  const slip = { coverage: 'sample', targetLevel: 'village', population: 149 } as const
  const quotas = [ratio('county-villages-100-150', 15)]
  const [raised] = rules.obligations(policy, 'county', [slip], { id: 'r', quotas })
  t.match(raised, { ratioPercent: 15, required: 23, localRuleId: 'r' }, 'the slip of the pen, mended')
})
