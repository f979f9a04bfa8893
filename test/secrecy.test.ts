import t from 'tap'
import { type Attempt, attempts } from './across/attempts.ts'
import { overwrite, rowsOf } from './across/clone.ts'
import { type Route, withRoutes } from './across/routes.ts'
import * as secret from './across/secret.ts'
import { beside, target } from './across/secret.ts'
import * as petitions from './across/secret-cases.ts'
import * as visits from './across/secret-inspections.ts'
import * as surface from './across/surface.ts'
import { type Person, type TestService, testService } from './support/service.ts'

/**
 * Copies of one database, taken between one secret and the next: the province's plan, the city's plan, reports on
 * the city, a case from which somebody stepped aside, visits that have not begun. Whoever must not know reads
 * the same bytes from the copy with the secret as from the one without.
 */
const service = await withRoutes(() => testService(t, { jobs: true }))
const { routes } = service
const copies = {
  none: await testService(t),
  province: await testService(t),
  both: await testService(t),
  moved: await testService(t),
  reports: await testService(t),
  recusal: await testService(t),
  visits: await testService(t),
  cityVisits: await testService(t)
}

const { body: dictionaries } = await service.call('GET', '/v1/dictionaries')
const everyRole = dictionaries.words.role.map(({ code }: { code: string }) => code)
/** Everybody has every role: more than any real person. */
const person = (unit: string, sub = 'everything'): Person => ({
  unit,
  roles: everyRole,
  sub: `${unit}:${sub}`
})

await secret.makeCommon(service, person)
await petitions.makeCases(service, person)
await visits.makeInspections(service, person)
const before = await copied(copies.none)
await secret.makeSecret(service, person, '22', { direct: target.city, drawn: target.county })
await secret.makeOperation(service, person)
const between = await copied(copies.province)
await secret.makeSecret(service, person, target.city, { direct: target.county, drawn: target.township })
const after = await copied(copies.both)
await copied(copies.moved)
// The tree is the same with the reports and without.
await petitions.move(copies.moved.database)
const unreported = await rowsOf(copies.moved.database)
await petitions.makeReports(service, person)
const reported = await copied(copies.reports)
const aside = person(target.city, 'aside')
await petitions.makeRecusal(service, person, aside.sub as string)
const recused = await copied(copies.recusal)
await visits.makeVisits(service, person, '22', [target.city, target.county])
const visited = await copied(copies.visits)
await visits.makeVisits(service, person, target.city, [target.county, target.township, target.village])
const visitedByCity = await copied(copies.cityVisits)

interface Case {
  name: string
  owner: string
  without: TestService
  with: TestService
  words: surface.Words
  /** Those who must not know; the first of them tries to change it. */
  ignorant: Person[]
  /** Kinds of routes on which it shows to those it belongs to. */
  kinds: string[]
  /** Units that are as good as none to those who must not know. */
  foreign: string[]
}

const people = (...units: string[]) => units.map((unit) => person(unit))
const aboutPlans = { kinds: ['inspection-plan', 'audit'], foreign: ['22', '2203'] }
const aboutVisits = { kinds: ['inspection', 'campaign', 'staff', 'audit'] }
const aboutCases = { kinds: ['case', 'audit'], foreign: ['22', '2203'] }

const cases: Case[] = [
  {
    name: "the province's plan",
    owner: '22',
    without: copies.none,
    with: copies.province,
    words: surface.wordsOf(before, between, [target.city, target.county]),
    ignorant: people(...Object.values(target), beside.county, beside.city),
    ...aboutPlans
  },
  {
    name: "the city's plan",
    owner: target.city,
    without: copies.province,
    with: copies.both,
    words: surface.wordsOf(between, after, [target.county, target.township]),
    ignorant: people(target.county, target.township, target.village, beside.county, beside.city),
    kinds: aboutPlans.kinds,
    foreign: [target.city, '2203']
  },
  {
    name: 'a report on the city',
    owner: '22',
    without: copies.moved,
    with: copies.reports,
    words: surface.wordsOf(unreported, reported, [target.city, petitions.moving]),
    ignorant: people(target.city, target.township, petitions.moving),
    ...aboutCases
  },
  {
    name: 'a case from which somebody stepped aside',
    owner: target.city,
    without: copies.reports,
    with: copies.recusal,
    words: surface.wordsOf(reported, recused, [target.city]),
    ignorant: [aside, ...people(target.county)],
    ...aboutCases
  },
  {
    name: "the province's visits that have not begun",
    owner: '22',
    without: copies.recusal,
    with: copies.visits,
    words: surface.wordsOf(recused, visited, [target.city, target.county]),
    ignorant: people(...Object.values(target), beside.county, beside.city),
    ...aboutVisits,
    foreign: ['22', '2203']
  },
  {
    name: "the city's visits that have not begun",
    owner: target.city,
    without: copies.visits,
    with: copies.cityVisits,
    words: surface.wordsOf(visited, visitedByCity, [target.county, target.township, target.village]),
    ignorant: people(target.county, target.township, target.village, beside.county, beside.city),
    ...aboutVisits,
    foreign: [target.city, '2203']
  }
]

for (const one of cases) {
  const { ids, all } = one.words
  const places = [one.owner, '22', '2203', ...Object.values(target), ...Object.values(beside)]
  const inPath = [...new Set([...ids, ...places, 'jilin-2019-12', '2026', '1'])]
  // First the ids and where the lists go on, then the seeds and names; the days and numbers come last.
  const words = [...new Set([...ids, ...(await cursors(one.with, one.owner)), ...places, ...all])]
  const readings = surface.readings(routes, inPath, words)

  t.test(`${one.name} shows to those it belongs to`, async (t) => {
    t.ok(ids.length >= 3, `${ids.length} kinds of records`)
    const owned = routes.filter(({ method, config }) => method === 'GET' && isAbout(one, config))
    t.ok(owned.length >= 4)
    const silent: string[] = []
    for (const { url } of owned) {
      if (
        !(await differs(
          one,
          readings.filter(({ route }) => route === `GET ${url}`)
        ))
      )
        silent.push(url)
    }
    t.same(silent, [], 'this test can fail on every route that shows such records')
  })

  for (const who of one.ignorant) {
    t.test(`${one.name} changes no byte of what ${who.sub} can read`, async (t) => {
      t.ok(readings.length > 300, `${readings.length} readings of ${routes.length} routes`)
      for (const reading of readings) {
        const [a, b] = await both(one, who, reading)
        if (a !== b) t.equal(b, a, `${reading.method} ${reading.url} ${JSON.stringify(reading.headers)}`)
      }
    })
  }

  t.test(`${one.name} refuses whoever tries to change it as if there were none`, async (t) => {
    const hidden = { ids: [...new Set(ids)], units: one.foreign }
    const absent = '019cac0f-2680-7000-8000-00000000dead'
    const all = attempts(service.app, routes, hidden, absent)
    t.ok(all.length > 50, `${all.length} attempts`)
    const stored = await everything(one.with)
    for (const who of [one.ignorant[0] as Person, one.ignorant.at(-1) as Person]) {
      for (const { name, asHidden, asAbsent } of all) {
        const [known, unknown, without] = [
          await tried(one.with, who, asHidden),
          await tried(one.with, who, asAbsent),
          await tried(one.without, who, asHidden)
        ]
        if (known !== without) t.equal(known, without, `${who.sub} ${name}: the secret shows`)
        if (known !== unknown) t.equal(known, unknown, `${who.sub} ${name}: not like one that does not exist`)
        if (!/^\[4\d\d,/.test(known)) t.fail(`${who.sub} ${name} is not refused: ${known}`)
      }
    }
    // Its owner, naming a version that never was, is told so where the record is: this test can fail.
    const stale = all.map(({ asHidden }) => ({
      ...asHidden,
      headers: { ...asHidden.headers, 'if-match': '"999"' }
    }))
    const told = await Promise.all(
      stale
        .filter(({ url }) => ids.some((id) => String(url).includes(id)))
        .map((attempt) => tried(one.with, person(one.owner), attempt))
    )
    t.ok(told.filter((bytes) => bytes.startsWith('[412,')).length >= 5, 'the owner is told more')
    t.ok((await everything(one.with)) === stored, 'nothing was written')
  })
}

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

/** Whether the owner of the secret gets to see it anywhere. */
async function differs(one: Case, readings: surface.Reading[]): Promise<boolean> {
  for (const reading of readings) {
    const [a, b] = await both(one, person(one.owner), reading)
    if (a !== b) return true
  }
  return false
}

async function both(one: Case, who: Person, reading: surface.Reading): Promise<[string, string]> {
  const [a, b] = [await one.without.token(who), await one.with.token(who)]
  return Promise.all([surface.seen(one.without, a, reading), surface.seen(one.with, b, reading)])
}

/** What an attempt comes to, with its own id, the length that follows from it, and the request left out. */
async function tried({ app, token }: TestService, who: Person, attempt: Attempt): Promise<string> {
  const headers = { ...attempt.headers, authorization: `Bearer ${await token(who)}` }
  return surface.without(surface.bytes(await app.inject({ ...attempt, headers })), attempt.id)
}

async function everything({ database }: TestService): Promise<string> {
  return JSON.stringify([...(await rowsOf(database))])
}

function isAbout({ kinds }: Case, config: Route['config']): boolean {
  return kinds.includes(config?.scope as string)
}

/** Puts all that there is now into a copy, and tells it row by row. */
async function copied(copy: TestService) {
  await service.seal()
  await overwrite(copy.database, service.database)
  return rowsOf(service.database)
}

/** Where the lists of the secret's owner go on: a cursor of theirs may come into other hands. */
async function cursors(copy: TestService, unit: string): Promise<string[]> {
  const lists = routes.filter(
    ({ method, url }) => method === 'GET' && !url.includes(':') && url.startsWith('/v1/')
  )
  const answers = await Promise.all(
    lists.map(({ url }) => copy.call('GET', `${url}?limit=1`, { as: person(unit) }))
  )
  return answers.map(({ body }) => body.nextCursor).filter((cursor) => typeof cursor === 'string')
}
