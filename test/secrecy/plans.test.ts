import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, makeOperation, makeSecret, target } from '../across/secret.ts'
import { wordsOf } from '../across/surface.ts'

const stage = await scene(t)
const { service, person, people } = stage
const before = await stage.copy()
await makeSecret(service, person, '22', { direct: target.city, drawn: target.county })
await makeOperation(service, person)
const between = await stage.copy()
await makeSecret(service, person, target.city, { direct: target.county, drawn: target.township })
const after = await stage.copy()
const kinds = ['inspection-plan', 'audit']

t.test("the province's plan", (t) =>
  mustNotShow(t, stage, {
    name: "the province's plan",
    owner: '22',
    without: before.service,
    with: between.service,
    words: wordsOf(before.rows, between.rows, [target.city, target.county]),
    ignorant: people(...Object.values(target), beside.county, beside.city),
    kinds,
    foreign: ['22', '2203']
  })
)

t.test("the city's plan", (t) =>
  mustNotShow(t, stage, {
    name: "the city's plan",
    owner: target.city,
    without: between.service,
    with: after.service,
    words: wordsOf(between.rows, after.rows, [target.county, target.township]),
    ignorant: people(target.county, target.township, target.village, beside.county, beside.city),
    kinds,
    foreign: [target.city, '2203']
  })
)

t.test('who knows the seed of its own plan does not know the seeds of the plans above', async (t) => {
  const as = person('22')
  const body = { withinCode: '2204', year: 2030 }
  const begun = await service.call('POST', '/v1/inspection-plans/generate', { as, body })
  t.equal(begun.status, 202)
  t.match((await service.ended(begun.body.id)).body, { state: 'succeeded' })
  const plans = await service.call('GET', '/v1/inspection-plans?within=2204&year=2030&limit=200', { as })
  const seeds = plans.body.items.map(({ seed }: { seed: string }) => seed)
  t.ok(seeds.length > 10)
  t.equal(new Set(seeds).size, seeds.length, 'every plan has a seed of its own')
})
