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

t.test('a day later, what is counted of duties differs for the city only', async (t) => {
  const copies = [before.service, after.service]
  for (const { clock } of copies) clock.now = new Date('2026-03-04T01:00:00Z')
  const told = async (unit: string) => {
    const urls = [
      `/v1/compliance?within=${unit}&year=2026&duty=relatives-clean`,
      `/v1/units/${unit}/compliance?year=2026`
    ]
    const answers = copies.map((copy) =>
      Promise.all(urls.map((url) => copy.call('GET', url, { as: person(unit) })))
    )
    return (await Promise.all(answers)).map((both) => both.map(({ status, text }) => `${status} ${text}`))
  }
  for (const unit of [county, township, village, beside.county, beside.city]) {
    const [without, with_] = await told(unit)
    t.match(without?.join(), /^200 .*relatives-clean/)
    t.strictSame(with_, without, unit)
  }
  const [without, with_] = await told(target.city)
  t.not(with_?.[0], without?.[0], 'the city: this test can fail')
})
