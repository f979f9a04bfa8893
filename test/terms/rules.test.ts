import t from 'tap'
import type { TermRule } from '../../src/policy/index.ts'
import { policies } from '../../src/policy/policies.ts'
import { termRule } from '../../src/policy/terms/rules.ts'
import { explain } from '../../src/terms/counting/explain.ts'
import * as rules from '../../src/terms/rules.ts'
import { nameOf, triggerOf } from '../../src/terms/vocabulary.ts'
import { announcedCalendar } from '../examples/calendar.ts'

const calendar = announcedCalendar()
const ruleOf = (rule: string, on = '2026-03-02') => termRule(policies, { rules: [] }, rule, on)
const conclude = rules.begin(calendar, ruleOf('case.conclude'), '2026-03-02')
const limit = ruleOf('case.extend')
const hearing = (from: string, to = from) => ({ from, to, reason: '听证' })

t.test('a term begins by its rule, or with days of its own', async (t) => {
  t.match(conclude, { rule: 'case.conclude', clauseId: 'xinfang-2022:34', days: 60, dueOn: '2026-05-06' })
  t.match(conclude, { rolledFrom: '2026-05-01', extendedDays: 0, excluded: [], calendarEdition: 23 })
  const letter = ruleOf('letter.answer')
  t.match(rules.begin(calendar, letter, '2026-03-02'), { days: 30, localDefault: true })
  t.match(rules.begin(calendar, letter, '2026-03-02', 10), { days: 10, localDefault: false })
  for (const day of ['2003-12-31', '2201-01-01']) {
    t.throws(() => rules.begin(calendar, letter, day), { code: 'start-outside-calendar' }, day)
  }
})

t.test('extended once, by no more than the law allows', async (t) => {
  const extend = (term: rules.NewTerm & { metOn?: string }, days: number, by: TermRule | null = limit) =>
    rules.extend(calendar, term, days, ruleOf('case.conclude'), by, '/days')
  const extended = { ...conclude, ...extend(conclude, 30) }
  t.match(extended, { extendedDays: 30, dueOn: '2026-06-01', baseDueOn: '2026-05-06' })
  const clause = { id: 'xinfang-2022:34' }
  t.throws(() => extend(conclude, 31), { code: 'extension-too-long', particulars: { clause } })
  t.throws(() => extend(extended, 1), { code: 'extension-twice', particulars: { clause } })
  t.throws(() => extend({ ...conclude, metOn: '2026-03-03' }, 1), { code: 'term-met' })
  t.throws(() => extend(conclude, 1, null), { code: 'extension-unknown', particulars: { clause } })
})

t.test('days are left out that begin within the term, once', async (t) => {
  const exclude = (days: rules.Excluded, term: rules.NewTerm & { metOn?: string } = conclude) =>
    rules.exclude(calendar, term, days)
  const once = { ...conclude, ...exclude(hearing('2026-03-10', '2026-03-14')) }
  t.match(once, { dueOn: '2026-05-06', rolledFrom: null, excluded: [hearing('2026-03-10', '2026-03-14')] })
  t.equal(rules.excludedDays(once), 5)
  const twice = { ...once, ...exclude(hearing('2026-03-03'), once) }
  t.same(
    twice.excluded.map(({ from }) => from),
    ['2026-03-03', '2026-03-10'],
    'in the order of the days'
  )
  const cases: [days: rules.Excluded, code: string, pointer?: string][] = [
    [hearing('2026-03-12', '2026-03-10'), 'exclusion-backwards', '/to'],
    [hearing('2026-03-02'), 'exclusion-outside-term', '/from'],
    [hearing('2026-05-07'), 'exclusion-outside-term', '/from'],
    [hearing('2026-03-14'), 'exclusion-overlaps', '/from'],
    [hearing('2026-03-04', '2026-03-10'), 'exclusion-overlaps'],
    [hearing('2026-03-04', '2026-03-30'), 'exclusion-overlaps'],
    [hearing('2026-05-06', '2026-05-07'), 'exclusion-outside-term', '/to'],
    [hearing('2026-04-01', '2027-04-02'), 'exclusion-outside-term', '/to']
  ]
  for (const [days, code, pointer] of cases) {
    const particulars = pointer === undefined ? {} : { pointer }
    t.throws(() => exclude(days, once), { code, particulars }, `${days.from} ${days.to}`)
  }
  t.throws(() => exclude(hearing('2026-03-10'), { ...conclude, metOn: '2026-03-04' }), { code: 'term-met' })
})

t.test('in all no more days are left out than the term has, however often it is asked', async (t) => {
  const exclude = (term: rules.NewTerm, from: string, to = from) => ({
    ...term,
    ...rules.exclude(calendar, term, hearing(from, to))
  })
  const all = exclude(conclude, '2026-03-03', '2026-05-01')
  t.match(all, { dueOn: '2026-06-30' })
  const particulars = { pointer: '/to', values: { most: 60 } }
  t.throws(() => exclude(all, '2026-05-02'), { code: 'exclusion-too-long', particulars })
  t.throws(() => exclude(conclude, '2026-03-03', '2026-05-02'), { code: 'exclusion-too-long', particulars })
  const half = exclude(conclude, '2026-03-03', '2026-04-01')
  t.throws(() => exclude(half, '2026-04-02', '2026-05-02'), { code: 'exclusion-too-long' })
  const extended = { ...conclude, ...rules.extend(calendar, conclude, 30, ruleOf('case.conclude'), limit) }
  t.equal(rules.excludedDays(exclude(extended, '2026-03-03', '2026-05-31')), 90)
})

t.test('days after the end are not counted among those left out', async (t) => {
  const long = {
    ...conclude,
    excluded: [hearing('2026-02-20', '2026-03-05'), hearing('2026-05-05', '2026-05-20')]
  }
  t.equal(rules.excludedDays({ ...long, dueOn: '2026-05-10' }), 3 + 6)
})

t.test('state goes by the day on which it is read', async (t) => {
  const dueOn = '2026-05-06'
  const cases: [metOn: string | null, today: string, state: string][] = [
    [null, '2026-05-06', 'running'],
    [null, '2026-05-07', 'missed'],
    ['2026-05-06', '2026-05-07', 'met'],
    ['2026-05-07', '2026-05-07', 'missed'],
    ['2026-05-06', '2030-01-01', 'met']
  ]
  for (const [metOn, today, state] of cases) t.equal(rules.stateOf({ metOn, dueOn }, today), state, today)
})

t.test('the next due date is the earliest that is open', async (t) => {
  const term = (dueOn: string, metOn: string | null = null) => ({ dueOn, metOn })
  t.equal(rules.nextDue([]), null)
  t.equal(rules.nextDue([term('2026-03-01', '2026-03-09')]), null)
  t.equal(
    rules.nextDue([term('2026-05-01'), term('2026-03-01', '2026-02-01'), term('2026-04-01')]),
    '2026-04-01'
  )
})

t.test('a term explains itself', async (t) => {
  const { clause } = ruleOf('case.conclude')
  const { zh, en } = explain(conclude, clause)
  t.equal(
    zh,
    '办结：自受理之日（2026-03-02）起算，当日不计入，60日，至2026-05-01届满，遇2026-05-01（劳动节）、' +
      '2026-05-02至2026-05-03（周末）、2026-05-04至2026-05-05（劳动节），顺延至2026-05-06。' +
      '依据《信访工作条例》（2022）第三十四条。日历第23版。'
  )
  t.equal(
    en,
    'Conclusion of the case: 60 calendar days after the acceptance of the case (2026-03-02); ends on ' +
      '2026-05-01, put off by 2026-05-01 (劳动节), 2026-05-02 to 2026-05-03 (weekend), 2026-05-04 to ' +
      '2026-05-05 (劳动节) to the next working day, 2026-05-06. By 《信访工作条例》（2022）第三十四条. ' +
      'Calendar edition 23.'
  )
  const term = { ...conclude, ...rules.exclude(calendar, conclude, hearing('2026-03-10')), extendedDays: 30 }
  const full = explain({ ...term, provisional: true, localRuleId: 'r1' }, clause)
  t.match(full.zh, /60日，延长30日，2026-03-10不计入（听证）.*实施细则（r1）.*公布后重新计算/)
  t.match(full.en, /extended by 30, .*leaving out 2026-03-10 .*local rule r1.*announced/)
  t.match(
    explain({ ...conclude, localDefault: true, rule: 'x.y' }, clause).zh,
    /^x\.y：自2026-03-02起算.*默认值/
  )
})

t.test('of working days it names the days off that it left out', async (t) => {
  const rule = ruleOf('case.object', '2026-09-28')
  const { zh, en } = explain(rules.begin(calendar, rule, '2026-09-28'), rule.clause)
  t.match(
    zh,
    /自收到转送之日（2026-09-28）起算，当日不计入，5个工作日，其间2026-10-01至2026-10-02（国庆节）、/
  )
  // 10 October is a Saturday that is worked.
  t.match(zh, /2026-10-03至2026-10-04（周末）、.*不计，至2026-10-10届满。/)
  t.match(
    en,
    /5 working days after the receipt of the forwarded case \(2026-09-28\), not counting 2026-10-01/
  )
  t.match(en, /2026-10-03 to 2026-10-04 \(weekend\), .*; due on 2026-10-10\. /)
})

t.test('what no day off puts off ends where it ends, and says so', async (t) => {
  const rule = ruleOf('disbursement.pay', '2026-04-30')
  const term = rules.begin(calendar, rule, '2026-04-30')
  t.match(term, { dueOn: '2026-05-10', baseDueOn: '2026-05-10', rolledFrom: null, skipped: [] })
  const sunday = rules.begin(calendar, rule, '2026-09-30')
  t.match(sunday, { dueOn: '2026-10-10', rolledFrom: null })
  t.match(rules.recount(calendar, { ...term, extendedDays: 7 }), { dueOn: '2026-05-17', rolledFrom: null })
  const { zh, en } = explain(term, rule.clause)
  t.match(zh, /自上月末日（2026-04-30）起算，当日不计入，10日，至2026-05-10届满，遇休息日不顺延。/)
  t.match(
    en,
    /after the last day of the month before \(2026-04-30\); due on 2026-05-10, be it a day off or not\./
  )
})

t.test('every rule is named, and every term says what it begins with', async (t) => {
  const known = policies.flatMap(({ terms }) => terms)
  const extensions = known.map(({ extension }) => extension)
  for (const { rule } of known) {
    t.not(nameOf(rule).zh, rule)
    // An extension is counted from the day on which the term that it extends began.
    t.equal(triggerOf(rule) === undefined, extensions.includes(rule), rule)
  }
})
