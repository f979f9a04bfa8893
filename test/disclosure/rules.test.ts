import t from 'tap'
import * as checks from '../../src/disclosure/checks/rules.ts'
import * as rules from '../../src/disclosure/rules.ts'
import type { Observation } from '../../src/disclosure/tables.ts'
import { displayOn } from '../../src/policy/disclosures/index.ts'
import { checkLocalRule } from '../../src/policy/local-rules/rules.ts'
import { policies } from '../../src/policy/policies.ts'
import { inForce } from '../../src/policy/rules.ts'
import { type LocalTerms, termRule } from '../../src/policy/terms/rules.ts'
import * as terms from '../../src/terms/rules.ts'
import { announcedCalendar } from '../examples/calendar.ts'

const calendar = announcedCalendar()
const locally = (rule: string, ...days: number[]): LocalTerms[] =>
  days.map((count, n) => ({
    ...{ id: `${n}`, unitCode: `2201${n}`, effectiveFrom: '2026-01-01', document: '细则' },
    terms: [{ rule, days: count }]
  }))
const due = (rule: string, on: string, local: LocalTerms[] = []) =>
  terms.begin(calendar, termRule(policies, { level: 'county', rules: local }, rule, on), on).dueOn

t.test('how long a notice is shown at least', async (t) => {
  t.equal(due('disclosure.review', '2026-03-02'), '2026-03-09')
  t.equal(due('disclosure.review', '2026-09-25'), '2026-10-02', 'a holiday does not put the end off')
  const working = { ...termRule(policies, { rules: [] }, 'disclosure.review', '2026-03-02'), unit: 'working' }
  t.equal(terms.begin(calendar, working as never, '2026-03-02').dueOn, '2026-03-11', '7 working days')
  t.equal(due('disclosure.review-temporary', '2026-03-02'), '2026-03-07')
})

t.test('until when a website shows a month', async (t) => {
  t.equal(due('disclosure.website', '2026-09-18'), '2026-10-09')
  t.equal(due('disclosure.website-limit', '2026-09-18'), '2026-10-22')
})

t.test('days by programme are policy data', async (t) => {
  const day = '2026-03-02'
  t.equal(displayOn(day, 'review', 'low-income-rural'), 'disclosure.review')
  t.equal(displayOn(day, 'review', null), 'disclosure.review')
  t.equal(displayOn(day, 'review', 'temporary-assistance'), 'disclosure.review-temporary')
  t.equal(displayOn(day, 'approval', 'low-income-rural'), undefined, 'no number of days is set')
})

t.test('a local rule only adds days to a minimum', async (t) => {
  const on = '2026-03-02'
  t.equal(due('disclosure.review', on, locally('disclosure.review', 10)), '2026-03-12')
  t.equal(due('disclosure.review', on, locally('disclosure.review', 10, 12)), '2026-03-14', 'the longest')
  t.equal(
    due('disclosure.review', on, locally('disclosure.review', 5)),
    '2026-03-09',
    'fewer days say nothing'
  )
  t.equal(due('disclosure.website', on, locally('disclosure.website', 5, 8)), '2026-03-09', 'the shortest')
  const policy = inForce(policies, 2026)
  const put = (rule: string, days: number) => () =>
    checkLocalRule(policy, 'county', {
      ...{ unitCode: '220102', effectiveFrom: on, document: '细则' },
      terms: [{ rule, days }]
    })
  t.doesNotThrow(put('disclosure.review', 8))
  t.doesNotThrow(put('disclosure.review', 7))
  t.throws(put('disclosure.review', 6), { code: 'looser-than-policy' })
  t.throws(put('disclosure.website', 11), { code: 'looser-than-policy' })
})

const posted = (more: Partial<rules.Wanted>): rules.Wanted => ({
  ...{
    content: 'policy',
    channel: 'website',
    address: 'https://www.example.gov.cn/a',
    postedOn: '2026-03-02'
  },
  ...more
})

t.test('what can be put on record', async (t) => {
  const list = { content: 'recipients', programme: 'p', period: '2026-03' } as const
  for (const one of [posted({}), posted(list), posted({ content: 'review', programme: 'p' })])
    t.doesNotThrow(() => rules.check(one, '2026-03-02'))
  const { address: _, ...nowhere } = posted({})
  const wrong: [name: string, wanted: rules.Wanted, code: string, pointer: string][] = [
    [
      'a policy of a programme',
      posted({ programme: 'p' }),
      'disclosure-field-of-other-content',
      '/programme'
    ],
    ['a policy of a month', posted({ period: '2026-03' }), 'disclosure-field-of-other-content', '/period'],
    ['a review of nothing', posted({ content: 'review' }), 'disclosure-incomplete', '/programme'],
    [
      'a list of no month',
      posted({ content: 'recipients', programme: 'p' }),
      'disclosure-incomplete',
      '/period'
    ],
    ['no address', nowhere, 'disclosure-place-missing', '/address'],
    ['no board', { ...nowhere, channel: 'board' }, 'disclosure-place-missing', '/boardId'],
    ['a website on a board', posted({ boardId: 'b' }), 'disclosure-place-missing', '/boardId'],
    ['http', posted({ address: 'http://www.example.gov.cn' }), 'disclosure-address-bad', '/address'],
    ['a user', posted({ address: 'https://a@example.gov.cn' }), 'disclosure-address-bad', '/address'],
    ['tomorrow', posted({ postedOn: '2026-03-03' }), 'disclosure-day', '/postedOn'],
    ['a month to come', posted({ ...list, period: '2026-04' }), 'disclosure-day', '/period']
  ]
  for (const [name, wanted, code, pointer] of wrong)
    t.throws(() => rules.check(wanted, '2026-03-02'), { code, particulars: { pointer } }, name)
})

t.test('on which board', async (t) => {
  const board = { unitCode: 'V', path: '22.C.K.T.V', level: 'village', since: '2026-01-01', until: null }
  const on = (more: object, unit = { code: 'V', level: 'village' }, postedOn = '2026-03-02') =>
    rules.checkBoard({ board: { ...board, ...more }, unit, postedOn })
  t.doesNotThrow(() => on({}))
  t.doesNotThrow(() => on({}, { code: 'T', level: 'township' }))
  t.doesNotThrow(() => on({}, { code: 'K', level: 'county' }))
  t.doesNotThrow(() => on({}, undefined, '2026-01-01'))
  t.doesNotThrow(() => on({ until: '2026-03-03' }))
  const others = { code: 'notice-board-of-others' }
  t.throws(() => on({}, { code: 'C', level: 'city' }), others, 'a city')
  t.throws(() => on({}, { code: 'W', level: 'village' }), others, 'a neighbour')
  t.throws(() => on({ level: 'township' }, { code: 'K', level: 'county' }), others, 'the board of a township')
  t.throws(() => on({}, undefined, '2025-12-31'), { code: 'notice-board-not-standing' }, 'before it stood')
  t.throws(() => on({ until: '2026-03-02' }), { code: 'notice-board-not-standing' }, 'on its last day')
})

t.test('on which day it was taken down', async (t) => {
  const end = (on: string) => () => rules.checkEnd(on, { postedOn: '2026-03-02' }, '2026-03-09')
  for (const on of ['2026-03-02', '2026-03-09']) t.doesNotThrow(end(on), on)
  for (const on of ['2026-03-01', '2026-03-10']) t.throws(end(on), { code: 'disclosure-end-day' }, on)
})

t.test('what a check may say', async (t) => {
  const check =
    (one: Observation, checkedOn = '2026-03-02') =>
    () =>
      checks.check({ checkedOn, observations: [{ content: 'policy', result: 'shown' }, one] }, '2026-03-02')
  t.doesNotThrow(check({ content: 'review', result: 'too-short', postedOn: '2026-03-02' }))
  t.doesNotThrow(check({ content: 'recipients', result: 'outdated', periodShown: '2026-03' }))
  const wrong: [one: Observation, code: string, pointer: string][] = [
    [{ content: 'policy', result: 'too-short' }, 'disclosure-check-observation', 'result'],
    [
      { content: 'policy', result: 'missing', postedOn: '2026-03-01' },
      'disclosure-check-observation',
      'result'
    ],
    [{ content: 'policy', result: 'shown', postedOn: '2026-03-03' }, 'disclosure-check-day', 'postedOn'],
    [
      { content: 'recipients', result: 'shown', periodShown: '2026-04' },
      'disclosure-check-day',
      'periodShown'
    ]
  ]
  for (const [one, code, name] of wrong)
    t.throws(check(one), { code, particulars: { pointer: `/observations/1/${name}` } })
  t.throws(check({ content: 'policy', result: 'shown' }, '2026-03-03'), {
    code: 'disclosure-check-day',
    particulars: { pointer: '/checkedOn' }
  })
})

t.test('the checklist item of an observation', async (t) => {
  const item = (content: Observation['content'], result: Observation['result'], channel = 'board' as const) =>
    checks.itemOf({ content, result }, channel)
  t.equal(item('recipients', 'leaks'), 'disclosure-protected')
  t.equal(checks.itemOf({ content: 'recipients', result: 'missing' }, 'website'), 'disclosure-website')
  t.equal(item('recipients', 'outdated'), 'disclosure-recipients')
  t.equal(item('review', 'too-short'), 'disclosure-approval')
  t.equal(item('ended', 'missing'), 'disclosure-approval')
  t.equal(item('procedure', 'missing'), 'disclosure-procedure')
  t.equal(item('hotline', 'missing'), 'disclosure-procedure')
  t.equal(item('recipients', 'unreadable'), 'disclosure-board')
})

t.test('which observations become findings', async (t) => {
  const one: checks.Standing = {
    ...{ unitCode: 'C', path: '22.C', acting: 'C', channel: 'board', findings: [{ n: 2 }] },
    observations: [
      { content: 'policy', result: 'shown' },
      { content: 'recipients', result: 'leaks' },
      { content: 'policy', result: 'missing' },
      { content: 'review', result: 'too-short', programme: 'p' },
      { content: 'procedure', result: 'missing' }
    ]
  }
  const numbers = (wanted?: number[]) =>
    checks.groupsOf(one, wanted).map(([item, group]) => [item, group.map(({ n }) => n)])
  t.strictSame(numbers(), [
    ['disclosure-procedure', [3, 5]],
    ['disclosure-approval', [4]]
  ])
  t.strictSame(numbers([4]), [['disclosure-approval', [4]]])
  for (const n of [1, 2, 6]) {
    const pointer = '/observations/1'
    t.throws(() => numbers([3, n]), { code: 'disclosure-check-sound', particulars: { pointer } })
  }
  t.throws(() => checks.groupsOf({ ...one, observations: [] }), { code: 'disclosure-check-sound' })
  const about = { id: '1', targetCode: 'K', checkedOn: '2026-03-02', channel: 'board' } as const
  const [, group = []] = checks.groupsOf(one, [4])[0] ?? []
  t.equal(
    checks.textOf(about, group, '请整改。'),
    '请整改。\n公示核查（2026-03-02，公示板）：4.审核公示（p）：公示时间不足。'
  )
})
