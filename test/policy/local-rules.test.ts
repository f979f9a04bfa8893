import t from 'tap'
import { policies } from '../../src/policy/policies.ts'
import * as rules from '../../src/policy/rules.ts'
import type { Level } from '../../src/units/index.ts'

const policy = rules.inForce(policies, 2026)

type Quotas = { quotaId: string; ratioPercent: number }[]

function check(level: Level, quotas: Quotas, terms: { rule: string; days: number }[] = []) {
  const rule = { unitCode: '2202', effectiveFrom: '2026-01-01', document: '细则', quotas, terms }
  return () => rules.checkLocalRule(policy, level, rule)
}

const ratio = (quotaId: string, ratioPercent: number) => ({ quotaId, ratioPercent })
const term = (rule: string, days: number) => ({ rule, days })

t.test('what a local rule may say', async (t) => {
  const fine: [string, () => void][] = [
    ['more', check('city', [ratio('city-townships-100-150', 25)])],
    ['all', check('county', [ratio('county-villages-200-up', 100)])],
    ['just as much', check('city', [ratio('city-townships-100-150', 20)])],
    ['more at the slip of the pen', check('county', [ratio('county-villages-100-150', 30)])],
    ['several ratios', check('city', [ratio('city-townships-100-150', 25), ratio('city-townships-150-up', 11)])],
    ['a shorter term', check('county', [], [term('case.conclude', 59)])],
    ['the same term', check('county', [], [term('case.conclude', 60)])],
    ['one day', check('county', [], [term('case.object', 1)])]
  ]
  for (const [name, one] of fine) t.doesNotThrow(one, name)
})

t.test('what it may not say, by which clause, and where that stands', async (t) => {
  const clause = (id: string) => ({ id, text: /./ })
  const cases: [name: string, rule: () => void, code: string, pointer: string | undefined, clauseId?: string][] = [
    ['nothing', check('city', []), 'local-rule-empty', undefined],
    ['less', check('city', [ratio('city-townships-100-150', 19)]), 'looser-than-policy', '/quotas/0/ratioPercent', '1.2'],
    ['less of all', check('city', [ratio('city-subordinates', 99)]), 'looser-than-policy', '/quotas/0/ratioPercent', '1.2'],
    ['less in the second', check('county', [ratio('county-villages-200-up', 12), ratio('county-villages-20-100', 29)]), 'looser-than-policy', '/quotas/1/ratioPercent', '1.3'],
    ['more than all', check('city', [ratio('city-subordinates', 100)]), 'quota-not-raisable', '/quotas/0/quotaId', '1.2'],
    ['of another level', check('city', [ratio('county-villages-200-up', 50)]), 'quota-of-other-level', '/quotas/0/quotaId', '1.3'],
    ['of another level, looser', check('city', [ratio('county-villages-200-up', 5)]), 'quota-of-other-level', '/quotas/0/quotaId', '1.3'],
    ['of no level', check('village', [ratio('township-subordinates', 100)]), 'quota-of-other-level', '/quotas/0/quotaId', '1.4'],
    ['unknown', check('city', [ratio('city-townships', 50)]), 'unknown-quota', '/quotas/0/quotaId'],
    ['twice', check('city', [ratio('city-townships-150-up', 20), ratio('city-townships-150-up', 30)]), 'named-twice', '/quotas/1/quotaId'],
    ['an unknown term', check('city', [], [term('case.sleep', 1)]), 'unknown-term', '/terms/0/rule'],
    ['a term twice', check('city', [], [term('case.notify', 9), term('case.notify', 9)]), 'named-twice', '/terms/1/rule']
  ]
  for (const [name, rule, code, pointer, clauseId] of cases) {
    const particulars = { pointer, clause: clauseId && clause(`jilin-2019-12:${clauseId}`) }
    t.throws(rule, { code, particulars }, name)
  }
  const longer = check('city', [], [term('case.notify', 15), term('case.conclude', 61)])
  const particulars = { pointer: '/terms/1/days', clause: clause('xinfang-2022:34') }
  t.throws(longer, { code: 'looser-than-policy', particulars }, 'a longer term')
})

t.test('what it comes to', async (t) => {
  const apply = (level: Level, targetLevel: Level, population: number, quotas: Quotas) =>
    rules.obligations(policy, level, [{ coverage: 'sample', targetLevel, population }], { id: 'r', quotas })[0]
  const cases: [name: string, found: ReturnType<typeof apply>, ratio: number, required: number, rule: string | null][] = [
    ['raised', apply('city', 'township', 120, [ratio('city-townships-100-150', 25)]), 25, 30, 'r'],
    ['just as much', apply('city', 'township', 120, [ratio('city-townships-100-150', 20)]), 20, 24, null],
    ['for another bracket', apply('city', 'township', 120, [ratio('city-townships-150-up', 50)]), 20, 24, null],
    ['for both brackets of 150', apply('city', 'township', 150, [ratio('city-townships-150-up', 25)]), 25, 38, 'r'],
    ['too little for both', apply('city', 'township', 150, [ratio('city-townships-150-up', 15)]), 20, 30, null],
    [
      'the higher of two',
      apply('city', 'township', 150, [ratio('city-townships-150-up', 40), ratio('city-townships-100-150', 30)]),
      40,
      60,
      'r'
    ],
    ['at the slip of the pen', apply('county', 'village', 149, [ratio('county-villages-100-150', 15)]), 15, 23, 'r']
  ]
  for (const [name, found, ratioPercent, required, localRuleId] of cases) {
    t.match(found, { ratioPercent, required, localRuleId }, name)
  }
})
