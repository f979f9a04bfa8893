import t from 'tap'
import * as answers from '../../src/notices/answers/rules.ts'
import * as rules from '../../src/notices/rules.ts'
import { answerStates, states } from '../../src/notices/vocabulary.ts'

const doing = { actor: { sub: 'x', unitCode: '2201' }, today: '2026-03-02' }

const notice = { state: 'issued', unitCode: '2201', isKeeper: true, isAwaited: false, open: 0 } as const
const codeOf = (refusal: { code: string } | undefined) => refusal?.code

t.test('what a notice may become', async (t) => {
  const allowed: Record<string, readonly string[]> = {
    draft: ['change', 'issue', 'withdraw'],
    issued: ['answer', 'close', 'withdraw'],
    closed: [],
    withdrawn: []
  }
  for (const state of states) {
    for (const name of rules.stepNames) {
      const expected = allowed[state]?.includes(name) ? undefined : 'notice-step'
      t.equal(codeOf(rules.notNow(name, { state, open: 0 })), expected, `${state} ${name}`)
    }
  }
  t.equal(codeOf(rules.notNow('close', { state: 'issued', open: 1 })), 'notice-answers-open')
  t.match(rules.issue(doing), { state: 'issued', issuedOn: doing.today, issuedBy: 'x' })
  t.match(rules.close(doing), { state: 'closed', closedOn: doing.today })
  t.match(rules.withdraw('有误', doing), { state: 'withdrawn', withdrawReason: '有误' })
})

t.test('whose steps a notice and its answers are', async (t) => {
  const actor = { ...doing.actor, name: 'x', roles: [] } as never
  for (const name of rules.stepNames) {
    const isIssuer = name !== 'answer'
    t.equal(codeOf(rules.notTheirs(name, notice, actor)), isIssuer ? undefined : 'notice-not-yours', name)
    const addressee = { ...notice, isKeeper: false, isAwaited: true }
    t.equal(codeOf(rules.notTheirs(name, addressee, actor)), isIssuer ? 'notice-not-issuer' : undefined, name)
  }
  const own = { ...one('awaited'), isKeeper: false, acting: '2201' }
  t.equal(codeOf(answers.notTheirs('give', own, actor)), undefined)
  t.equal(codeOf(answers.notTheirs('accept', own, actor)), 'notice-not-issuer')
  t.equal(codeOf(answers.notTheirs('accept', { ...own, isSupervisor: true }, actor)), undefined)
  t.equal(codeOf(answers.notTheirs('give', one('awaited'), actor)), 'notice-not-yours')
  t.equal(codeOf(answers.notTheirs('send-back', one('given'), actor)), undefined)
})

function one(
  state: (typeof answerStates)[number],
  noticeState: (typeof states)[number] = 'issued'
): answers.Standing {
  return {
    ...{ state, noticeState, issuer: '2201', isKeeper: true, isSupervisor: false },
    ...{ addressee: '220102', acting: '220102', earlier: [] },
    answer: state === 'awaited' ? null : '已整改',
    answeredOn: state === 'awaited' ? null : '2026-03-01'
  }
}

t.test('what an answer may become, and only while its notice stands', async (t) => {
  const allowed: Record<string, readonly string[]> = {
    awaited: ['give'],
    given: ['accept', 'send-back'],
    accepted: []
  }
  for (const state of answerStates) {
    for (const name of answers.stepNames) {
      const expected = allowed[state]?.includes(name) ? undefined : 'notice-answer-step'
      t.equal(codeOf(answers.notNow(name, one(state))), expected, `${state} ${name}`)
      for (const noticeState of ['draft', 'closed', 'withdrawn'] as const) {
        const refusal = answers.notNow(name, one(state, noticeState))
        t.equal(codeOf(refusal), 'notice-step', `${noticeState} ${name}`)
      }
    }
  }
  t.match(answers.give('已整改', doing), { state: 'given', answer: '已整改', answeredOn: doing.today })
  t.match(answers.accept(doing), { state: 'accepted', acceptedOn: doing.today })
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
