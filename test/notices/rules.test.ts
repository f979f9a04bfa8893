import t from 'tap'
import * as answers from '../../src/notices/answers/rules.ts'
import * as rules from '../../src/notices/rules.ts'
import { answerStates, states } from '../../src/notices/vocabulary.ts'

const doing = { actor: { sub: 'x', unitCode: '2201' }, today: '2026-03-02' }

t.test('what a notice may become', async (t) => {
  const steps = {
    changed: (state: rules.Standing) => rules.change(state, { title: '改' }, doing.today),
    issued: (state: rules.Standing) => rules.issue(state, doing),
    closed: (state: rules.Standing) => rules.close(state, 0, doing),
    withdrawn: (state: rules.Standing) => rules.withdraw(state, '有误', doing)
  }
  const allowed: Record<string, readonly string[]> = {
    draft: ['changed', 'issued', 'withdrawn'],
    issued: ['closed', 'withdrawn'],
    closed: [],
    withdrawn: []
  }
  for (const state of states) {
    for (const [name, step] of Object.entries(steps)) {
      if (allowed[state]?.includes(name)) t.doesNotThrow(() => step({ state }), `${state} ${name}`)
      else t.throws(() => step({ state }), { code: 'notice-step' }, `${state} ${name}`)
    }
  }
  t.throws(() => rules.close({ state: 'issued' }, 1, doing), { code: 'notice-answers-open' })
})

t.test('what an answer may become, and only while its notice stands', async (t) => {
  const one = (state: (typeof answerStates)[number], noticeState: (typeof states)[number] = 'issued') => ({
    state,
    noticeState,
    answer: state === 'awaited' ? null : '已整改',
    answeredOn: state === 'awaited' ? null : '2026-03-01',
    earlier: []
  })
  const steps = {
    given: (state: answers.Standing) => answers.give(state, '已整改', doing),
    accepted: (state: answers.Standing) => answers.accept(state, doing),
    'sent back': (state: answers.Standing) => answers.sendBack(state, '不实', doing)
  }
  const allowed: Record<string, readonly string[]> = {
    awaited: ['given'],
    given: ['accepted', 'sent back'],
    accepted: []
  }
  for (const state of answerStates) {
    for (const [name, step] of Object.entries(steps)) {
      if (allowed[state]?.includes(name)) t.doesNotThrow(() => step(one(state)), `${state} ${name}`)
      else t.throws(() => step(one(state)), { code: 'notice-answer-step' }, `${state} ${name}`)
      for (const noticeState of ['draft', 'closed', 'withdrawn'] as const)
        t.throws(() => step(one(state, noticeState)), { code: 'notice-step' }, `${noticeState} ${name}`)
    }
  }
  const once = answers.sendBack(one('given'), '不实', doing)
  t.match(answers.sendBack({ ...one('given'), earlier: once.earlier }, '仍不实', doing).earlier, [
    { text: '已整改', answeredOn: '2026-03-01', reason: '不实', sentBackOn: '2026-03-02' },
    { reason: '仍不实' }
  ])
})

t.test('by when an answer may be asked for', async (t) => {
  const cases: [answerBy: string | null, days: number | undefined | 'refused'][] = [
    [null, undefined],
    ['2026-03-03', 1],
    ['2027-03-03', 366],
    ['2026-03-02', 'refused'],
    ['2026-03-01', 'refused'],
    ['2027-03-04', 'refused']
  ]
  for (const [answerBy, days] of cases) {
    const ask = () => rules.answerIn(answerBy, doing.today)
    if (days === 'refused') t.throws(ask, { code: 'notice-answer-by' }, String(answerBy))
    else t.equal(ask(), days, String(answerBy))
  }
})

t.test('to whom a notice may go', async (t) => {
  const unit = (path: string, isValid = true) => ({ code: path.split('.').at(-1) as string, path, isValid })
  const units = new Map(
    [
      unit('22'),
      unit('22.2201'),
      unit('22.2201.220102'),
      unit('22.2201.220103', false),
      unit('22.2202'),
      unit('23')
    ].map((one) => [one.code, one])
  )
  const issuer = { code: '2201', path: '22.2201' }
  type Case = [addressees: Parameters<typeof rules.address>[1], by: string, code?: string, pointer?: string]
  const cases: Case[] = [
    [{ unitCodes: ['220102'] }, '2201'],
    [{ withinCode: '2201' }, '2201'],
    [{ withinCode: '220102' }, '22'],
    [{ unitCodes: ['220102', '2201'] }, '2201', 'notice-from-above', '/addressees/unitCodes/1'],
    [{ unitCodes: ['22'] }, '2201', 'notice-from-above', '/addressees/unitCodes/0'],
    [{ withinCode: '22' }, '2201', 'notice-from-above', '/addressees/withinCode'],
    [{ unitCodes: ['2202'] }, '22', 'notice-from-above', '/addressees/unitCodes/0'],
    [{ unitCodes: ['2202'] }, '2201', 'addressee-unknown', '/addressees/unitCodes/0'],
    [{ unitCodes: ['23'] }, '22', 'addressee-unknown', '/addressees/unitCodes/0'],
    [{ unitCodes: ['99'] }, '22', 'addressee-unknown', '/addressees/unitCodes/0'],
    [{ unitCodes: ['220102', '220102'] }, '22', 'addressee-twice', '/addressees/unitCodes/1'],
    [{ unitCodes: ['220103'] }, '22', 'addressee-retired', '/addressees/unitCodes/0']
  ]
  for (const [addressees, unitCode, code, pointer] of cases) {
    const send = () => rules.address(issuer, addressees, units, { unitCode })
    const name = `${JSON.stringify(addressees)} by ${unitCode}`
    if (code === undefined) t.doesNotThrow(send, name)
    else t.throws(send, { code, particulars: { pointer } }, name)
  }
})
