import t from 'tap'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/terms/preview'
const preview = (query: object, as?: Person) =>
  call('GET', `${url}?${new URLSearchParams({ ...query } as Record<string, string>)}`, { as })
const conclude = { rule: 'case.conclude', startedOn: '2026-03-02' }
const operator: Person = { unit: '*', roles: ['viewer'] }

t.before(async () => {
  const body = {
    unitCode: '2201',
    effectiveFrom: '2026-01-01',
    document: '细则',
    terms: [{ rule: 'case.conclude', days: 45 }]
  }
  t.equal((await call('POST', '/v1/local-rules', { body })).status, 201)
})

t.test('a term of the own unit, of another one, and of none', async (t) => {
  const own = await preview(conclude)
  t.match(own, {
    status: 200,
    body: {
      ...conclude,
      clause: { id: 'xinfang-2022:34', text: /60日/ },
      days: 60,
      unit: 'calendar',
      baseDueOn: '2026-05-06',
      dueOn: '2026-05-06',
      rolledFrom: '2026-05-01',
      provisional: false,
      localDefault: false,
      localRuleId: null,
      explanation: { zh: /2026-05-06/, en: /2026-05-06/ }
    }
  })
  t.match(own.body.skipped[0], { from: '2026-05-01', reason: 'holiday', name: '劳动节' })
  t.match((await preview({ ...conclude, unitCode: '220102' })).body, { days: 45, dueOn: '2026-04-16' })
  t.equal((await preview(conclude, { unit: '220102', roles: ['viewer'] })).body.days, 45)
  t.equal((await preview({ ...conclude, unitCode: '2201' }, operator)).body.days, 45)
  t.equal((await preview(conclude, operator)).body.days, 60)
  t.match((await preview({ ...conclude, startedOn: '2026-12-15' })).body, { provisional: true })
})

t.test('every rule of the policy can be looked at', async (t) => {
  const { terms } = (await call('GET', '/v1/policies/jilin-2019-12')).body
  t.equal(terms.length, 22)
  for (const { rule, days, unit, localDefault } of terms) {
    t.match((await preview({ ...conclude, rule })).body, { rule, days, unit, localDefault }, rule)
  }
})

t.test('what no day off puts off is due as the batches of that month are', async (t) => {
  const query = { rule: 'disbursement.pay', startedOn: '2026-04-30' }
  t.match((await preview(query)).body, { dueOn: '2026-05-10', rolledFrom: null, skipped: [] })
  const { terms } = (await call('GET', '/v1/policies/jilin-2019-12')).body
  t.match(
    terms.filter(({ rollsOver }: { rollsOver?: boolean }) => rollsOver === false),
    [{ rule: 'disbursement.pay' }]
  )
})

t.test('extended, and with days left out', async (t) => {
  const both = { ...conclude, extendDays: 30, excludeFrom: '2026-03-10', excludeTo: '2026-03-14' }
  t.match((await preview(both)).body, { baseDueOn: '2026-05-06', dueOn: '2026-06-05', rolledFrom: null })
})

t.test('refused, with the place and the clause', async (t) => {
  const law = { id: 'xinfang-2022:34' }
  const cases: [name: string, query: object, wanted: [number, string, string], clause?: object][] = [
    ['a rule that is none', { ...conclude, rule: 'x' }, [422, 'unknown-term', '?rule']],
    ['too early', { ...conclude, startedOn: '2003-12-31' }, [422, 'start-outside-calendar', '?startedOn']],
    ['too late', { ...conclude, startedOn: '2999-12-31' }, [422, 'start-outside-calendar', '?startedOn']],
    ['no day', { ...conclude, startedOn: '2026-02-30' }, [400, 'validation-failed', '?startedOn']],
    ['without a rule', { startedOn: '2026-03-02' }, [400, 'validation-failed', '?rule']],
    ['extended too far', { ...conclude, extendDays: 31 }, [422, 'extension-too-long', '?extendDays'], law],
    [
      'not to be extended',
      { ...conclude, rule: 'case.notify', extendDays: 1 },
      [422, 'extension-unknown', '?extendDays'],
      { id: 'xinfang-2022:22' }
    ],
    [
      'half a stretch',
      { ...conclude, excludeFrom: '2026-03-10' },
      [422, 'exclusion-incomplete', '?excludeTo']
    ],
    [
      'the other half',
      { ...conclude, excludeTo: '2026-03-10' },
      [422, 'exclusion-incomplete', '?excludeFrom']
    ],
    [
      'backwards',
      { ...conclude, excludeFrom: '2026-03-10', excludeTo: '2026-03-09' },
      [422, 'exclusion-backwards', '?excludeTo']
    ],
    [
      'outside',
      { ...conclude, excludeFrom: '2026-05-07', excludeTo: '2026-05-08' },
      [422, 'exclusion-outside-term', '?excludeFrom']
    ],
    [
      'past its end',
      { ...conclude, excludeFrom: '2026-03-10', excludeTo: '2026-05-07' },
      [422, 'exclusion-outside-term', '?excludeTo']
    ],
    [
      'too long',
      { ...conclude, excludeFrom: '2026-03-03', excludeTo: '2026-05-06' },
      [422, 'exclusion-too-long', '?excludeTo']
    ],
    ['a unit that is not there', { ...conclude, unitCode: '99' }, [404, 'not-found', '?unitCode']]
  ]
  for (const [name, query, wanted, clause] of cases) {
    const { status, body } = await preview(query)
    t.same([status, body.code, body.errors?.[0]?.pointer], wanted, name)
    if (clause !== undefined) t.match(body.clause, clause, name)
  }
})
