import t from 'tap'
import { scene } from '../across/secrecy.ts'
import { beside, done, target } from '../across/secret.ts'
import * as surface from '../across/surface.ts'
import { assignment } from '../across/world-evaluations.ts'
import { evaluation, points, smallSet } from '../examples/evaluation.ts'
import { files, upload } from '../examples/files.ts'
import type { TestService } from '../support/service.ts'

/**
 * An evaluated county in two worlds that differ in what is given, found and decided about the counties beside it. Until
 * the publication it reads the same bytes in both, and afterwards only what is published differs.
 */
const stage = await scene(t)
const { service, routes, person } = stage
const { call } = service
const { city, county, township } = target
const others = [beside.county, '220104']
const as = person(city)
const url = '/v1/evaluations'

const items = [points('work', '60'), points('policy', '40', { by: 'third-party' })]
const set = await done(call('POST', '/v1/indicator-sets', { as, body: smallSet({ unitCode: city, items }) }))
await done(call('POST', `/v1/indicator-sets/${set.id}/publish`, { as }))
const body = evaluation(set.id, { unitCode: city, targets: { unitCodes: [county, ...others] } })
const { id } = await done(call('POST', url, { as, body }))
await done(call('POST', `${url}/${id}/open`, { as }))

type Entered = [unit: string, item: string, as: ReturnType<typeof person>, body: object]
const enter = ({ call }: TestService, [unit, item, as, body]: Entered) =>
  done(call('PUT', `${url}/${id}/targets/${unit}/values/${item}`, { as, body, headers: { 'if-match': '*' } }))
const step = ({ call }: TestService, name: string) => done(call('POST', `${url}/${id}/${name}`, { as }))
/** What both worlds have: the own values of the county, and plain ones of the others. */
const common = async (world: TestService, values: readonly string[]) => {
  await enter(world, [county, 'work', person(county), { value: '40' }])
  for (const [n, unit] of others.entries()) {
    await enter(world, [unit, 'work', person(unit), { value: values[n] }])
  }
}
const before = await stage.copy(async (world) => {
  await common(world, ['50', '30'])
  await step(world, 'verify')
  await step(world, 'score')
})
const after = await stage.copy(async (world) => {
  await common(world, ['11', '12'])
  const [one = '', another = ''] = others
  const targets = [one]
  const third = { unit: city, roles: ['evaluator' as const], sub: 'third party' }
  await done(world.call('POST', `${url}/${id}/evaluators`, { as, body: { ...assignment(one), targets } }))
  const about = await done(world.call('GET', `${url}/${id}/targets/${one}`, { as }))
  const query = `?subjectKind=evaluation-target&subjectId=${about.id}`
  await done(upload(world, query, '秘密.pdf', files.pdf, { as: person(one) }))
  await enter(world, [one, 'policy', third, { value: '13', text: '秘密：第三方' }])
  await enter(world, [one, 'work', person(one), { value: '14', text: '秘密：自评' }])
  await step(world, 'verify')
  await enter(world, [another, 'work', as, { value: '15', reason: '秘密：核定' }])
  const objections = `${url}/${id}/targets/${another}/objections`
  await done(
    world.call('POST', objections, { as: person(another), body: { item: 'work', text: '秘密：异议' } })
  )
  const decision = { outcome: 'dismissed', reason: '秘密：处理' }
  await done(world.call('POST', `${objections}/1/decide`, { as, body: decision }))
  await step(world, 'score')
})
const worlds = [before.service, after.service] as const
const ids = [id, set.id, city, county, ...others, township, '1', 'work', '2026']
const readings = surface
  .readings(routes, ids, ids)
  .filter(({ isFurther }) => isFurther !== true)
  .filter(
    ({ route }) => !routes.some((one) => `GET ${one.url}` === route && one.config?.permission === 'public')
  )

/** The addresses at which somebody reads different bytes in the two worlds. */
async function differing(unit: string): Promise<string[]> {
  const [a, b] = [await worlds[0].token(person(unit)), await worlds[1].token(person(unit))]
  const found: string[] = []
  for (const reading of readings) {
    const [one, another] = await Promise.all([
      surface.seen(worlds[0], a, reading),
      surface.seen(worlds[1], b, reading)
    ])
    if (one !== another) found.push(reading.at)
  }
  return [...new Set(found)].sort()
}

t.test('before the publication the county and its township read the same bytes', async (t) => {
  t.ok(readings.length > 300, `${readings.length} readings`)
  for (const unit of [county, township]) t.same(await differing(unit), [], unit)
})

t.test('after the publication only ranks, totals and grades of the others differ', async (t) => {
  for (const world of worlds) await step(world, 'publish')
  const at = `${url}/${id}`
  const published = [`${at}/ranking`, `${at}/report`]
  const own = [`${at}/targets`, `${at}/targets/${county}`, `${at}/scores`]
  const found = await differing(county)
  t.same(
    found.filter((one) => ![...published, ...own].includes(one)),
    []
  )
  for (const one of published) t.ok(found.includes(one), `${one}: this test can fail`)
  for (const one of found) {
    const { text } = await worlds[1].call('GET', one, { as: person(county) })
    t.notMatch(text, '秘密', one)
  }
  const { items } = await done(worlds[1].call('GET', `${at}/scores`, { as: person(county) }))
  t.same([...new Set(items.map((one: { unitCode: string }) => one.unitCode))], [county])
  const { items: ranked } = await done(worlds[1].call('GET', `${at}/ranking`, { as: person(county) }))
  t.same(Object.keys(ranked[0]), ['rank', 'unitCode', 'unitName', 'groupCode', 'total', 'grade'])
})
