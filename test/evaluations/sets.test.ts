import t from 'tap'
import { grades, of, points, setsOf, smallSet } from '../examples/evaluation.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { draft, published } = setsOf(service)
const url = '/v1/indicator-sets'
const [province, city, county] = [of('22'), of('2202'), of('220202')]

t.test('made, changed, published, retired', async (t) => {
  const set = await draft()
  t.match(set, {
    ...{ state: 'draft', indicators: 2, minTotalWeight: 60, groups: [], unitCode: '2202' },
    actions: ['change', 'publish', 'retire']
  })
  t.match(set.items[0], { minN: 5, evidenceRequired: false, bonus: false })
  const body = { minTotalWeight: 70, items: [points('policy', '100'), points('new', '5', { bonus: true })] }
  const headers = { 'if-match': '"1"' }
  const changed = ok(await call('PATCH', `${url}/${set.id}`, { as: city, body, headers }))
  t.match(changed, { minTotalWeight: 70, indicators: 2, items: body.items, grades })
  t.match(ok(await call('POST', `${url}/${set.id}/publish`, { as: city })), {
    state: 'published',
    publishedBy: city.sub,
    actions: ['retire']
  })
  t.match(ok(await call('POST', `${url}/${set.id}/retire`, { as: province })), {
    state: 'retired',
    retiredBy: province.sub,
    actions: []
  })
  t.same(
    (await noted(service, set.id)).map(({ action }) => action.split('.')[1]),
    ['made', 'changed', 'published', 'retired']
  )
})

t.test('units below see what was published, and only look', async (t) => {
  const { id } = await draft()
  t.equal((await call('GET', `${url}/${id}`, { as: county })).status, 404)
  ok(await call('POST', `${url}/${id}/publish`, { as: city }))
  t.match(ok(await call('GET', `${url}/${id}`, { as: county })), { state: 'published', actions: [] })
  const listed = ok(await call('GET', `${url}?unitCode=2202&state=draft,published`, { as: county }))
  const states = listed.items.map((one: { state: string }) => one.state)
  t.ok(states.length > 0 && !states.includes('draft'))
  t.same(ok(await call('GET', url, { as: county })).items, [])
})

t.test('refused, and nothing written', async (t) => {
  const set = await draft()
  const gone = await published()
  const item = (more: object) => ({ body: smallSet({ items: [points('a', '100', more)] }) })
  const linear = { method: 'linear', unitOfMeasure: 'percent' }
  const steps = [
    { at: '1', score: '2' },
    { at: '1.0', score: '1' }
  ]
  await refused(
    t,
    service,
    { method: 'POST', url, as: city, body: smallSet() },
    {
      'not 100': {
        body: smallSet({ items: [points('a', '60'), points('b', '39.99')] }),
        is: [422, 'weights-not-100', '/items']
      },
      'too much bonus': {
        body: smallSet({ items: [points('a', '100'), points('b', '5.01', { bonus: true })] }),
        is: [422, 'indicator-bonus-limit', '/items']
      },
      'full is zero': {
        ...item({ ...linear, full: '0.5', zero: '0.50' }),
        is: [422, 'indicator-full-zero', '/items/0/full']
      },
      'against its direction': {
        ...item({ ...linear, full: '0', zero: '1' }),
        is: [422, 'indicator-direction', '/items/0/direction']
      },
      'linear without zero': {
        ...item({ zero: undefined }),
        is: [422, 'indicator-method-fields', '/items/0/zero']
      },
      'a deduction of a ratio': {
        ...item({ method: 'deduct', full: undefined, zero: undefined, perCase: '1' }),
        is: [422, 'indicator-method-fields', '/items/0/unitOfMeasure']
      },
      'a step twice': {
        ...item({ method: 'steps', full: undefined, zero: undefined, steps }),
        is: [422, 'indicator-steps', '/items/0/steps/1']
      },
      'a step above the weight': {
        ...item({ method: 'steps', full: undefined, zero: undefined, steps: [{ at: '1', score: '101' }] }),
        is: [422, 'indicator-steps', '/items/0/steps/0']
      },
      'computed without a formula': {
        ...item({ mode: 'computed' }),
        is: [422, 'indicator-formula-missing', '/items/0/formula']
      },
      'a code twice': {
        body: smallSet({ items: [points('a', '60'), points('a', '40')] }),
        is: [422, 'indicator-code-twice', '/items/1/code']
      },
      'grades upside down': {
        body: smallSet({ grades: grades.toReversed() }),
        is: [422, 'indicator-grades', '/grades']
      },
      'a unit in two groups': {
        body: smallSet({
          groups: ['east', 'west'].map((code) => ({ code, name: '组', unitCodes: ['220202'] }))
        }),
        is: [422, 'indicator-group-twice', '/groups/1/unitCodes/0']
      },
      'a weight with three decimals': {
        body: smallSet({ items: [points('a', '100.001')] }),
        is: [400, 'validation-failed', '/items/0/weight']
      },
      'for a unit above': { as: county, is: [404, 'not-found', '/unitCode'] },
      'without the role': { as: of('2202', ['planner']), is: [403, 'role-missing'] },
      'published twice': {
        ...{ url: `${url}/${gone}/publish`, body: undefined },
        is: [409, 'indicator-set-step']
      },
      'retired from below': {
        ...{ url: `${url}/${gone}/retire`, body: undefined, as: county },
        is: [404, 'indicator-set-not-found']
      },
      'changed into something wrong': {
        ...{ method: 'PATCH', url: `${url}/${set.id}`, headers: { 'if-match': '"1"' } },
        body: { items: [points('a', '99')] },
        is: [422, 'weights-not-100', '/items']
      },
      'changed once published': {
        ...{ method: 'PATCH', url: `${url}/${gone}`, headers: { 'if-match': '"2"' } },
        body: { minTotalWeight: 50 },
        is: [409, 'indicator-set-step']
      }
    }
  )
})

t.test('twice at the same time: once', async (t) => {
  const { id } = await draft()
  const publish = () => call('POST', `${url}/${id}/publish`, { as: city })
  t.same(statuses(await Promise.all([publish(), publish()])), [200, 409])
})
