import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { assistanceStaff, county, of, relativesOf, township, village } from '../examples/relatives.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing, step } = relativesOf(service)
await makeProgramme(service)
const url = '/v1/relative-filings'
const staff = (body: object = {}) =>
  call('POST', '/v1/staff', {
    as: of(county, ['planner']),
    body: { unitCode: county, name: '王芳', post: '科员', ...body }
  }).then(ok)

t.test('registered at village, township and county, each by its own unit', async (t) => {
  const { id } = await filing((await filer()).id)
  t.match(ok(await step(id, 'register', { level: 'village' }, of(village, ['leader']))), { state: 'filed' })
  t.match(ok(await step(id, 'register', { level: 'township' }, of(township, ['leader']))), { state: 'filed' })
  const registered = ok(await step(id, 'register', { level: 'county' }))
  t.match(registered, {
    state: 'registered',
    registrations: [
      { level: 'village', unitCode: village, on: '2026-03-02', onBehalf: false },
      { level: 'township', unitCode: township },
      { level: 'county', unitCode: county }
    ],
    actions: ['visit', 'correct', 'end']
  })
  const lines = await noted(service, id)
  t.match(
    lines.slice(1).map(({ details }) => details),
    [
      { level: 'village', isComplete: false },
      { level: 'township', isComplete: false },
      { level: 'county', isComplete: true }
    ]
  )
})

t.test('a unit above registers on behalf of a lower level, and says so', async (t) => {
  const { id } = await filing((await filer(assistanceStaff)).id)
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/register`, as: of(county), body: { level: 'county' } },
    {
      'of another level without saying so': {
        body: { level: 'village' },
        is: [422, 'registration-level', '/level']
      },
      'of its own level on behalf of it': {
        body: { level: 'county', onBehalf: true },
        is: [422, 'registration-level', '/level']
      },
      'of a level above': {
        as: of(township, ['leader']),
        body: { level: 'county', onBehalf: true },
        is: [422, 'registration-level', '/level']
      },
      'of no level': { body: { level: 'province' }, is: [400, 'validation-failed', '/level'] },
      'by the village of the recipient, which does not see it': {
        as: of(village, ['leader']),
        body: { level: 'village' },
        is: [404, 'relative-filing-not-found']
      },
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] }
    }
  )
  t.match(ok(await step(id, 'register', { level: 'village', onBehalf: true })), {
    registrations: [{ level: 'village', unitCode: county, onBehalf: true }]
  })
  t.match(await step(id, 'register', { level: 'village', onBehalf: true }), {
    status: 409,
    body: { code: 'registration-twice' }
  })
})

t.test('twice at once', async (t) => {
  const { id } = await filing((await filer()).id)
  const answers = await Promise.all([1, 2].map(() => step(id, 'register', { level: 'county' })))
  t.same(statuses(answers), [200, 409])
})

t.test('the county visits the household', async (t) => {
  const { id } = await filing((await filer()).id)
  const [visitor, gone] = [await staff(), await staff()]
  const off = { as: of(county, ['planner']), body: { active: false }, headers: { 'if-match': '"1"' } }
  ok(await call('PATCH', `/v1/staff/${gone.id}`, off))
  const visit = { visitedOn: '2026-03-01', visitors: [visitor.id], conclusion: 'sound', remarks: '情况属实' }
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/visit`, as: of(county), body: visit },
    {
      'by the township': { as: of(township), is: [403, 'visit-by-county'] },
      'in the future': {
        body: { ...visit, visitedOn: '2026-03-03' },
        is: [422, 'relatives-date-future', '/visitedOn']
      },
      'by nobody': { body: { ...visit, visitors: [] }, is: [400, 'validation-failed', '/visitors'] },
      'by somebody who is off the register': {
        body: { ...visit, visitors: [visitor.id, gone.id] },
        is: [422, 'visitor-unknown', '/visitors/1']
      },
      'by a filing instead of a person': {
        body: { ...visit, visitors: [id] },
        is: [422, 'visitor-unknown', '/visitors/0']
      }
    }
  )
  t.match(ok(await step(id, 'visit', visit)).visit, { ...visit, unitCode: county })
  t.match((await noted(service, id)).at(-1)?.details, { visitedOn: '2026-03-01', conclusion: 'sound' })
})
