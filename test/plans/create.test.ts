import t from 'tap'
import { below, furtherDown, jilin, named } from '../examples/jilin.ts'
import { plansOf } from '../examples/plan.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { create, read, tasks, draws, frame } = plansOf(service)
const url = '/v1/inspection-plans'
const wanted = { unitCode: '2202', year: 2026, seed: '2026001', seedSource: '福利彩票双色球2026001期' }
const city: Person = { unit: '2202', roles: ['planner'], sub: 'c1' }

t.test('refused, and nothing written', async (t) => {
  await create('220802')
  const { seed, ...withoutSeed } = wanted
  await refused(
    t,
    service,
    { method: 'POST', url, body: wanted },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '2202', roles: ['leader', 'admin'] }, is: [403, 'role-missing'] },
      'for the unit beside': {
        as: { unit: '2201', roles: ['planner'] },
        is: [404, 'not-found', '/unitCode']
      },
      'for the unit above': {
        as: { unit: '220202', roles: ['planner'] },
        is: [404, 'not-found', '/unitCode']
      },
      'for a unit that is not there': {
        body: { ...wanted, unitCode: '99' },
        is: [404, 'not-found', '/unitCode']
      },
      'for a village': {
        body: { ...wanted, unitCode: '220102001001' },
        is: [422, 'nothing-to-inspect', '/unitCode']
      },
      'for a year before the first policy': {
        body: { ...wanted, year: 2018 },
        is: [422, 'no-policy-in-force', '/year']
      },
      'a source without a seed': { body: withoutSeed, is: [422, 'seed-missing', '/seedSource'] },
      'a second plan for the year': { body: { unitCode: '220802', year: 2026 }, is: [409, 'plan-exists'] }
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (change: object, pointer: string) => ({
    body: { ...wanted, ...change },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url },
    {
      'no body': { is: [400, 'validation-failed'] },
      'no JSON': { raw: '{', is: [400, 'malformed-json'] },
      'no unit': bad({ unitCode: undefined }, '/unitCode'),
      'no year': bad({ year: undefined }, '/year'),
      'a text for a year': bad({ year: '2026' }, '/year'),
      'half a year': bad({ year: 2026.5 }, '/year'),
      'a year too early': bad({ year: 1999 }, '/year'),
      'a year too late': bad({ year: 2201 }, '/year'),
      'an empty seed': bad({ seed: '' }, '/seed'),
      'a blank seed': bad({ seed: '  ' }, '/seed'),
      'a seed too long': bad({ seed: 'x'.repeat(201) }, '/seed'),
      'a seed that cannot be stored': bad({ seed: 'a\0b' }, '/seed'),
      'no seed': bad({ seed: null }, '/seed'),
      'an unknown field': bad({ state: 'approved' }, '/state')
    }
  )
})

t.test('done and recorded', async (t) => {
  const { status, headers, body } = await call('POST', url, { as: city, body: wanted })
  t.equal(status, 201)
  t.equal(headers.location, `${url}/${body.id}`)
  t.match(body, { ...wanted, unitName: named('2202'), state: 'draft', policyId: 'jilin-2019-12' })
  t.match(body, {
    createdBy: 'c1',
    createdAt: '2026-03-02T09:00:00+08:00',
    submittedBy: null,
    approvedBy: null
  })
  const full = jilin.filter(({ parentCode }) => parentCode === '2202').length
  t.strictSame(body.totals, { full, sample: 30, inspected: 0, overdue: 0 })
  t.strictSame(await read(body.id), body)
  const [line, ...others] = await noted(service, body.id)
  t.strictSame(others, [])
  t.match(line, { action: 'inspection-plan.created', actor: 'c1', unitCode: '2202', path: '22.2202' })
  const [draw] = await draws(body.id)
  t.match(line?.details, {
    year: 2026,
    draws: [{ id: draw?.id, seed: wanted.seed, frameHash: draw?.frameHash }]
  })
  t.strictSame([line?.event, line?.data], ['inspection-plan.created', line?.details])
})

t.test('a task for each direct subordinate, and one for each drawn unit', async (t) => {
  const { body } = await call('GET', `${url}?unitCode=2202&year=2026`)
  const { id } = body.items[0]
  const full = await tasks(id, '&coverage=full')
  const subordinates = jilin.filter(({ parentCode }) => parentCode === '2202').map(({ code }) => code)
  t.strictSame(
    full.map(({ targetCode }) => targetCode),
    subordinates.sort()
  )
  const untouched = { state: 'pending', method: null, scheduledOn: null, team: [], version: 1 }
  for (const task of full) t.match(task, { ...untouched, drawRank: null, targetName: named(task.targetCode) })
  const sample = (await tasks(id, '&coverage=sample')).toSorted(
    (a, b) => Number(a.drawRank) - Number(b.drawRank)
  )
  const expected = redraw(furtherDown('2202', 'township'), wanted.seed, 30)
  t.strictSame(
    sample.map(({ targetCode, drawRank }) => [targetCode, drawRank]),
    expected.map((code, n) => [code, n + 1])
  )
  for (const task of sample)
    t.match(task, { ...untouched, targetLevel: 'township', targetName: named(task.targetCode) })
})

t.test('a draw that anybody can make again', async (t) => {
  const { body } = await call('GET', `${url}?unitCode=2202&year=2026`)
  const [draw, ...others] = await draws(body.items[0].id)
  t.strictSame(others, [])
  const { text, hash } = reframe(furtherDown('2202', 'township'))
  t.equal(await frame(String(draw?.id)), text)
  t.match(draw, {
    targetLevel: 'township',
    population: 150,
    ratioPercent: 20,
    required: 30,
    seed: wanted.seed,
    seedSource: wanted.seedSource,
    algorithm: 'sha256-rank-1',
    frameHash: hash,
    drawnAt: '2026-03-02T09:00:00+08:00',
    replaced: []
  })
  t.strictSame(draw?.selected, redraw(furtherDown('2202', 'township'), wanted.seed, 30))
  const { body: verification } = await call('GET', `/v1/draws/${draw?.id}/verification`)
  t.strictSame(verification, { valid: true, frameHash: hash, recomputedHash: hash, differences: [] })
})

t.test('without a seed the server makes one, for each plan another', async (t) => {
  const made = [await create('220202'), await create('220203'), await create('220202', { year: 2027 })]
  for (const { seed, seedSource } of made) {
    t.match(seed, /^[0-9a-f]{64}$/)
    t.match(seedSource, /server/)
  }
  t.equal(new Set(made.map(({ seed }) => seed)).size, 3)
  t.match(await create('220204', { seed: '彩 2026' }), { seed: '彩 2026' })
})

t.test('a plan without a draw', async (t) => {
  const { id, totals } = await create('220202001')
  t.match(totals, { full: below('220202001').length, sample: 0 })
  t.strictSame(await draws(id), [])
})

t.test('twice at once gives one plan', async (t) => {
  const body = { unitCode: '2203', year: 2026 }
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', url, { body })))
  t.strictSame(statuses(answers), [201, 409, 409])
  for (const { body } of answers.filter(({ status }) => status === 409)) t.equal(body.code, 'plan-exists')
  t.equal((await call('GET', `${url}?unitCode=2203&count=true`)).body.total, 1)
})
