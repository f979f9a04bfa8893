import t from 'tap'
import { type Copy, scene } from '../../across/secrecy.ts'
import { beside, makeSecret, target } from '../../across/secret.ts'
import { makeCases, makeRecusal, makeReports, move } from '../../across/secret-cases.ts'
import { makeInspections, makeVisits } from '../../across/secret-inspections.ts'
import { type Event, eventsOf } from '../../examples/events.ts'
import type { Person, TestService } from '../../support/service.ts'

// The same world with a secret and without it: whoever must not know reads the same events, page by page.

const { service, person, people, copy } = await scene(t)
await makeInspections(service, person)
await makeCases(service, person)
const before = await copy()
await makeSecret(service, person, '22', { direct: target.city, drawn: target.county })
const plans = await copy()
await makeVisits(service, person, '22', [target.city, target.county])
const visits = await copy()
// The tree is the same with the reports and without.
const unreported = await copy(({ database }) => move(database))
await makeReports(service, person)
const reports = await copy()
const aside = person(target.city, 'aside')
await makeRecusal(service, person, aside.sub as string)
const recused = await copy()

const ignorant: Person[] = [
  ...people(...Object.values(target), beside.county, beside.city),
  ...Object.values(target).map((unit): Person => ({ unit, roles: ['events'], sub: `${unit}:system` }))
]

/** Every page as its reader gets it, but for the sealed cursor. */
async function pages({ call }: TestService, as: Person): Promise<Event[][]> {
  const { get } = eventsOf({ call } as TestService)
  const all: Event[][] = []
  for (let after = ''; ; ) {
    const { body } = await get(`limit=30${after}`, { as })
    all.push(body.items)
    after = `&after=${body.next}`
    if (body.items.length === 0) return all
  }
}

for (const [name, without, having, who = ignorant] of [
  ['drafts of plans and what was drawn for them', before, plans],
  ['unannounced visits', plans, visits],
  ['reports on the city', unreported, reports],
  ['a case from which somebody stepped aside', reports, recused, [aside]]
] as [string, Copy, Copy, Person[]?][]) {
  t.test(name, async (t) => {
    const own = person('22')
    const [fewer, more] = [await pages(without.service, own), await pages(having.service, own)]
    t.ok(more.flat().length > fewer.flat().length, 'the unit that keeps them reads of them')
    for (const one of who) {
      const [before, after] = [await pages(without.service, one), await pages(having.service, one)]
      t.strictSame(after, before, `${one.sub}`)
      t.ok(before.flat().length > 0 || one.unit === target.village, `${one.sub} reads something`)
    }
  })
}
