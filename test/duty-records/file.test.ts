import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/duty-records'
const of = (unit: string, roles: Person['roles'] = ['planner']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})
const county = of('220202')
const scheme = { unitCode: '220202', year: 2026, ...dutyExamples.scheme }
const training = { unitCode: '220202', year: 2026, ...dutyExamples.training }
const publicity = { unitCode: '220202', year: 2026, ...dutyExamples.publicity }
const responsibility = { unitCode: '220202', year: 2026, ...dutyExamples.responsibility }
const file = async (body: object, as = county) => ok(await call('POST', url, { as, body }))

t.test('refused, and nothing written', async (t) => {
  const { title, ...untitled } = scheme
  const rule = {
    unitCode: '2202',
    effectiveFrom: '2026-01-01',
    document: '细则',
    terms: [{ rule: 'case.conclude', days: 50 }]
  }
  const { id: ofOthers } = ok(await call('POST', '/v1/local-rules', { body: rule }))
  await file({ ...scheme, documentNo: '民发〔2026〕1号' })
  await refused(
    t,
    service,
    { method: 'POST', url, as: county, body: scheme },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: of('220202', ['viewer']), is: [403, 'role-missing'] },
      'by the unit above': { as: of('2202'), is: [403, 'duty-record-of-others'] },
      'for the unit above': { body: { ...scheme, unitCode: '2202' }, is: [404, 'not-found', '/unitCode'] },
      'for another county': { body: { ...scheme, unitCode: '220203' }, is: [404, 'not-found', '/unitCode'] },
      'for none': { body: { ...scheme, unitCode: '99' }, is: [404, 'not-found', '/unitCode'] },
      'by the operator': { as: of('*'), is: [404, 'not-found', '/unitCode'] },
      'without a title': { body: untitled, is: [400, 'validation-failed', '/title'] },
      'of an unknown kind': { body: { ...scheme, kind: 'other' }, is: [400, 'validation-failed', '/kind'] },
      'issued in another year': {
        body: { ...scheme, issuedOn: '2025-12-20' },
        is: [422, 'year-of-other-date', '/issuedOn']
      },
      'issued later than its year, though valid for several': {
        body: { ...scheme, year: 2025, validYears: { from: 2025, to: 2027 } },
        is: [422, 'year-of-other-date', '/issuedOn']
      },
      'issued tomorrow': {
        body: { ...scheme, issuedOn: '2026-03-03' },
        is: [422, 'duty-date-future', '/issuedOn']
      },
      'without a day': {
        body: { ...scheme, issuedOn: undefined },
        is: [422, 'duty-date-missing', '/issuedOn']
      },
      'with a day and a period': {
        body: { ...publicity, issuedOn: '2026-02-01' },
        is: [422, 'duty-date-missing', '/issuedOn']
      },
      'with half a period': {
        body: { ...publicity, to: undefined },
        is: [422, 'duty-date-missing', '/issuedOn']
      },
      'with a period that ends first': {
        body: { ...publicity, to: '2026-01-09' },
        is: [422, 'duty-period-order', '/to']
      },
      'a scheme with a period': {
        body: { ...scheme, issuedOn: undefined, from: '2026-01-01', to: '2026-02-01' },
        is: [422, 'duty-field-of-other-kind', '/from']
      },
      'a scheme with topics': {
        body: { ...scheme, topics: ['policy'] },
        is: [422, 'duty-field-of-other-kind', '/topics']
      },
      'training for several years': {
        body: { ...training, validYears: { from: 2026, to: 2027 } },
        is: [422, 'duty-valid-years', '/validYears']
      },
      'years without its own': {
        body: { ...scheme, validYears: { from: 2027, to: 2028 } },
        is: [422, 'duty-valid-years', '/validYears']
      },
      'for eleven years': {
        body: { ...scheme, validYears: { from: 2026, to: 2036 } },
        is: [422, 'duty-valid-years', '/validYears']
      },
      'publicity of nothing': {
        body: { ...publicity, topics: undefined },
        is: [422, 'duty-topics-missing', '/topics']
      },
      'nobody responsible': {
        body: { ...responsibility, assignments: [] },
        is: [422, 'duty-assignments-missing', '/assignments']
      },
      'two for one area': {
        body: {
          ...responsibility,
          assignments: [...responsibility.assignments, { area: 'funds', post: '副科长', name: '李雷' }]
        },
        is: [422, 'duty-area-twice', '/assignments/1/area']
      },
      'more trained than there are': {
        body: { ...training, figures: { people: 23, staffOnRegister: 22 } },
        is: [422, 'more-people-than-staff', '/figures/people']
      },
      'more different people than there are': {
        body: { ...training, figures: { people: 4, distinctPeople: 23, staffOnRegister: 22 } },
        is: [422, 'more-people-than-staff', '/figures/distinctPeople']
      },
      'fewer than none': {
        body: { ...training, figures: { people: -1 } },
        is: [400, 'validation-failed', '/figures/people']
      },
      'the local rule of another unit': {
        body: { ...scheme, kind: 'rules', localRuleId: ofOthers },
        is: [422, 'duty-local-rule-unknown', '/localRuleId']
      },
      'the same document twice': {
        body: { ...scheme, documentNo: '民发〔2026〕1号' },
        is: [409, 'document-number-twice']
      }
    }
  )
})

t.test('done and recorded', async (t) => {
  const made = await file({ ...scheme, validYears: { from: 2025, to: 2027 }, issuedOn: '2025-11-20' })
  t.match(made, {
    unitCode: '220202',
    kind: 'scheme',
    validYears: { from: 2025, to: 2027 },
    state: 'filed',
    review: 'open',
    topics: [],
    figures: {},
    actions: ['change', 'withdraw']
  })
  const [line] = await noted(service, made.id)
  t.match(line, { action: 'duty-record.filed', unitCode: '220202', details: { kind: 'scheme', year: 2026 } })
  t.equal((await file(publicity)).validYears, null)
  t.match(await file(training), { figures: { people: 17, staffOnRegister: 22 } })
})

t.test('a number that was withdrawn may be used again', async (t) => {
  const body = { ...scheme, documentNo: '民发〔2026〕8号' }
  const { id } = await file(body)
  ok(await call('POST', `${url}/${id}/withdraw`, { as: county, body: { reason: '文号有误' } }))
  t.match(await call('POST', url, { as: county, body }), { status: 201 })
})

t.test('twice at once', async (t) => {
  const body = { ...scheme, documentNo: '民发〔2026〕9号' }
  const answers = await Promise.all([1, 2].map(() => call('POST', url, { as: county, body })))
  t.same(answers.map(({ status }) => status).sort(), [201, 409])
})
