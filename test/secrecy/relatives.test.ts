import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, target } from '../across/secret.ts'
import { compareRelatives, makeRelatives } from '../across/secret-relatives.ts'
import { wordsOf } from '../across/surface.ts'
import { makeProgramme } from '../examples/batch.ts'

const stage = await scene(t)
const { service, person, people } = stage
await makeProgramme(service)
const filings = await makeRelatives(service, person)
const before = await stage.copy()
await compareRelatives(service, person, target.city, filings)
const after = await stage.copy()
const { county, township, village } = target

t.test('what the city knows of near relatives, and found', (t) =>
  mustNotShow(t, stage, {
    name: 'what the city knows of near relatives, and found',
    owner: target.city,
    without: before.service,
    with: after.service,
    words: wordsOf(before.rows, after.rows, [county, township, village, beside.county]),
    ignorant: people(county, township, village, beside.county, beside.city),
    kinds: ['relative-tie', 'relative-check', 'relative-dispute', 'audit'],
    foreign: [target.city, '2203']
  })
)

t.test('audit lines and events of it belong to the city alone', async (t) => {
  for (const table of ['audit_line', 'outbox_event']) {
    const known = new Set(before.rows.get(table))
    const told = (after.rows.get(table) ?? []).filter((row) => !known.has(row)).map((row) => JSON.parse(row))
    t.ok(told.length >= 8, `${told.length} of ${table}`)
    for (const { unit_code } of told) t.equal(unit_code, target.city)
  }
})
