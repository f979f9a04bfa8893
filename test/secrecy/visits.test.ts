import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, makeSecret, target } from '../across/secret.ts'
import { makeInspections, makeVisits } from '../across/secret-inspections.ts'
import { wordsOf } from '../across/surface.ts'

const stage = await scene(t)
const { service, person, people } = stage
await makeInspections(service, person)
// The plans are there in any case: the visits carry out their tasks.
await makeSecret(service, person, '22', { direct: target.city, drawn: target.county })
await makeSecret(service, person, target.city, { direct: target.county, drawn: target.township })
const before = await stage.copy()
await makeVisits(service, person, '22', [target.city, target.county])
const between = await stage.copy()
await makeVisits(service, person, target.city, [target.county, target.township, target.village])
const after = await stage.copy()
const kinds = ['inspection', 'attachment', 'campaign', 'staff', 'disclosure-check', 'audit']

t.test("the province's visits that have not begun", (t) =>
  mustNotShow(t, stage, {
    name: "the province's visits that have not begun",
    owner: '22',
    without: before.service,
    with: between.service,
    words: wordsOf(before.rows, between.rows, [target.city, target.county]),
    ignorant: people(...Object.values(target), beside.county, beside.city),
    kinds,
    foreign: ['22', '2203']
  })
)

t.test("the city's visits that have not begun", (t) =>
  mustNotShow(t, stage, {
    name: "the city's visits that have not begun",
    owner: target.city,
    without: between.service,
    with: after.service,
    words: wordsOf(between.rows, after.rows, [target.county, target.township, target.village]),
    ignorant: people(target.county, target.township, target.village, beside.county, beside.city),
    kinds,
    foreign: [target.city, '2203']
  })
)
