import t from 'tap'
import { permissions } from '../../src/platform/access/permissions.ts'
import { attempts } from '../across/attempts.ts'
import { scene } from '../across/secrecy.ts'
import { beside, done, target } from '../across/secret.ts'
import * as surface from '../across/surface.ts'
import { assignment } from '../across/world-evaluations.ts'
import { evaluation, points, smallSet } from '../examples/evaluation.ts'
import type { Person, TestService } from '../support/service.ts'

/**
 * A third party in two worlds. In the second one the evaluated units gave values of their own, the city verified
 * others, somebody else was assigned, and there are a finding, an objection and a petition. The third party reads the
 * same bytes in both, on every route.
 */
const stage = await scene(t)
const { service, routes, person } = stage
const { call } = service
const { city, county } = target
const third: Person = { unit: city, roles: ['evaluator'], sub: 'third party' }
const url = '/v1/evaluations'

const items = [
  points('work', '40'),
  points('policy', '30', { by: 'third-party' }),
  points('other', '30', { by: 'third-party' })
]
const as = person(city)
const set = await done(call('POST', '/v1/indicator-sets', { as, body: smallSet({ unitCode: city, items }) }))
await done(call('POST', `/v1/indicator-sets/${set.id}/publish`, { as }))
const made = async () => {
  const targets = { unitCodes: [county, beside.county, '220104'] }
  const body = evaluation(set.id, { unitCode: city, targets })
  return (await done(call('POST', url, { as, body }))).id as string
}
const [id, other] = [await made(), await made()]
await done(call('POST', `${url}/${id}/evaluators`, { as, body: assignment(county) }))
for (const one of [id, other]) await done(call('POST', `${url}/${one}/open`, { as }))

const enter = (
  { call }: TestService,
  unit: string,
  [item, as]: [string, Person],
  body: object,
  evaluationId = id
) =>
  done(
    call('PUT', `${url}/${evaluationId}/targets/${unit}/values/${item}`, {
      as,
      body,
      headers: { 'if-match': '*' }
    })
  )
/** What the third party knows in both worlds: that the verification began, and what it gave itself. */
const common = async (world: TestService) => {
  await done(world.call('POST', `${url}/${id}/verify`, { as }))
  await enter(world, county, ['policy', third], { value: '20', text: '访问二十户。' })
}
const before = await stage.copy(common)
const after = await stage.copy(async (world) => {
  const second: Person = { ...third, sub: 'another party' }
  const secret = { text: '秘密：自评说明', reason: '秘密：核定理由' }
  const body = assignment(county, second.sub)
  await done(world.call('POST', `${url}/${id}/evaluators`, { as, body: { ...body, items: ['other'] } }))
  await enter(world, county, ['work', person(county)], { value: '31', text: secret.text })
  await enter(world, beside.county, ['work', person(beside.county)], { value: '32' })
  await enter(world, county, ['work', person(county)], { value: '33' }, other)
  await enter(world, county, ['other', second], { value: '29' })
  await common(world)
  await enter(world, county, ['work', as], { value: '17', reason: secret.reason })
  const objection = { item: 'work', text: '秘密：异议' }
  const objections = `${url}/${id}/targets/${county}/objections`
  await done(world.call('POST', objections, { as: person(county), body: objection }))
  const finding = { unitCode: city, targetCode: county, area: 'funds', severity: 'grave', text: '秘密：问题' }
  await done(world.call('POST', '/v1/findings', { as, body: { ...finding, rectifyBy: '2026-04-03' } }))
})
const worlds = [before.service, after.service] as const

const ids = [
  id,
  other,
  set.id,
  city,
  county,
  beside.county,
  '22',
  '1',
  '2',
  'policy',
  'other',
  'work',
  '2026'
]
const opening = routes.filter(({ config }) => config?.permission === 'evaluations:enter')

t.test('a third party reads the same bytes in both worlds, and only its own routes', async (t) => {
  const [a, b] = [await worlds[0].token(third), await worlds[1].token(third)]
  const readings = surface.readings(routes, ids, ids)
  t.ok(readings.length > 300, `${readings.length} readings`)
  const own = new Set(opening.map(({ url }) => `GET ${url}`))
  const isPublic = new Set(
    routes.filter(({ config }) => config?.permission === 'public').map(({ url }) => `GET ${url}`)
  )
  const found: string[] = []
  for (const reading of readings.filter(({ route }) => !isPublic.has(route))) {
    const [one, another] = [
      await surface.seen(worlds[0], a, reading),
      await surface.seen(worlds[1], b, reading)
    ]
    if (one !== another) t.equal(another, one, `${reading.method} ${reading.url}`)
    if (!own.has(reading.route)) {
      if (!one.startsWith('[403,')) t.fail(`${reading.method} ${reading.url} is open: ${one}`)
    } else if (one.startsWith('[200,')) found.push(reading.at)
    else if (!/^\[(404|403|400|304),/.test(one)) t.fail(`${reading.url}: ${one}`)
  }
  t.same(
    [...new Set(found)].sort(),
    [
      '/v1/evaluation-assignments',
      `${url}/${id}/assignment`,
      `${url}/${id}/assignment/targets/${county}`,
      `${url}/${id}/targets/${county}/samples`
    ].sort(),
    'its own evaluation and its own unit'
  )
})

t.test('this test can fail: the city reads different bytes', async (t) => {
  const at = `${url}/${id}/targets/${county}`
  const [one, another] = [await worlds[0].call('GET', at, { as }), await worlds[1].call('GET', at, { as })]
  t.notSame(one.body, another.body)
  t.match(another.text, '秘密')
})

t.test('a third party changes nothing but its own values', async (t) => {
  const writing = routes.filter(({ config }) => config?.permission !== 'public')
  const hidden = { ids: [id, other, set.id], units: [county, city] }
  const all = attempts(service.app, writing, hidden, '019cac0f-2680-7000-8000-00000000dead')
  t.ok(all.length > 300, `${all.length} attempts`)
  const world = worlds[1]
  const authorization = `Bearer ${await world.token({ ...third, sub: 'third party' })}`
  for (const { name, at, asHidden } of all.filter(({ isFurther }) => !isFurther)) {
    const { id: _, headers, ...request } = asHidden
    const answer = await world.app.inject({ ...request, headers: { ...headers, authorization } })
    const isOwn = opening.some(({ method, url }) => at.startsWith(`${method} ${url} `))
    const expected = isOwn ? [404, 422] : [403]
    if (!expected.includes(answer.statusCode)) t.fail(`${name} gives ${answer.statusCode} ${answer.body}`)
  }
})

t.test('the role gives one permission, and no other role gives what it cannot have', (t) => {
  const given = Object.entries(permissions).filter(([, roles]) =>
    (roles as readonly string[]).includes('evaluator')
  )
  t.same(
    given.map(([name]) => name),
    ['evaluations:enter']
  )
  t.end()
})
