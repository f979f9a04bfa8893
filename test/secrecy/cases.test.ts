import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { target } from '../across/secret.ts'
import { makeCases, makeRecusal, makeReports, move, moving } from '../across/secret-cases.ts'
import { wordsOf } from '../across/surface.ts'

const stage = await scene(t)
const { service, person, people } = stage
await makeCases(service, person)
// The tree is the same with the reports and without.
const unreported = await stage.copy(({ database }) => move(database))
await makeReports(service, person)
const reported = await stage.copy()
const aside = person(target.city, 'aside')
await makeRecusal(service, person, aside.sub as string)
const recused = await stage.copy()
const about = { kinds: ['case', 'attachment', 'audit'], foreign: ['22', '2203'] }
/** Who read reports is known above them alone. */
const kinds = [...about.kinds, 'report-reading']

t.test('a report on the city', (t) =>
  mustNotShow(t, stage, {
    name: 'a report on the city',
    owner: '22',
    without: unreported.service,
    with: reported.service,
    words: wordsOf(unreported.rows, reported.rows, [target.city, moving]),
    ignorant: people(target.city, target.township, moving),
    ...about,
    kinds
  })
)

t.test('a case from which somebody stepped aside', (t) =>
  mustNotShow(t, stage, {
    name: 'a case from which somebody stepped aside',
    owner: target.city,
    without: reported.service,
    with: recused.service,
    words: wordsOf(reported.rows, recused.rows, [target.city]),
    ignorant: [aside, ...people(target.county)],
    ...about
  })
)
