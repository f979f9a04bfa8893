import t from 'tap'
import { type Attempt, attempts } from './across/attempts.ts'
import { overwrite, rowsOf } from './across/clone.ts'
import { type Route, withRoutes } from './across/routes.ts'
import * as secret from './across/secret.ts'
import { beside, target } from './across/secret.ts'
import * as surface from './across/surface.ts'
import { type Person, type TestService, testService } from './support/service.ts'

/**
 * Three copies of one database: without a secret, with the province's plan, and with the city's plan besides.
 * Whoever must not know answers the same bytes from the one as from the other.
 */
const service = await withRoutes(() => testService(t, { jobs: true }))
const { routes } = service
const copies = { none: await testService(t), province: await testService(t), both: await testService(t) }

const { body: dictionaries } = await service.call('GET', '/v1/dictionaries')
const everyRole = dictionaries.words.role.map(({ code }: { code: string }) => code)
/** Everybody has every role: more than any real person. */
const person = (unit: string, sub = 'everything'): Person => ({
  unit,
  roles: everyRole,
  sub: `${unit}:${sub}`
})

await secret.makeCommon(service, person)
await service.seal()
await overwrite(copies.none.database, service.database)
const before = await rowsOf(service.database)
await secret.makeSecret(service, person, '22', { direct: target.city, drawn: target.county })
await secret.makeOperation(service, person)
await service.seal()
await overwrite(copies.province.database, service.database)
const between = await rowsOf(service.database)
await secret.makeSecret(service, person, target.city, { direct: target.county, drawn: target.township })
await service.seal()
await overwrite(copies.both.database, service.database)
const after = await rowsOf(service.database)

interface Case {
  name: string
  owner: string
  without: TestService
  with: TestService
  words: surface.Words
  /** Units whose people must not know. */
  ignorant: string[]
}

const cases: Case[] = [
  {
    name: "the province's plan",
    owner: '22',
    without: copies.none,
    with: copies.province,
    words: surface.wordsOf(before, between, [target.city, target.county]),
    ignorant: [...Object.values(target), beside.county, beside.city]
  },
  {
    name: "the city's plan",
    owner: target.city,
    without: copies.province,
    with: copies.both,
    words: surface.wordsOf(between, after, [target.county, target.township]),
    ignorant: [target.county, target.township, target.village, beside.county, beside.city]
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
    t.ok(ids.length >= 5, `${ids.length} kinds of records`)
    const owned = routes.filter(({ method, config }) => method === 'GET' && isAboutPlans(config))
    t.ok(owned.length >= 8)
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
    t.same(silent, [], 'this test can fail on every route that shows plans')
  })

  for (const unit of one.ignorant) {
    t.test(`${one.name} changes no byte of what ${unit} can read`, async (t) => {
      t.ok(readings.length > 300, `${readings.length} readings of ${routes.length} routes`)
      for (const reading of readings) {
        const [a, b] = await both(one, unit, reading)
        if (a !== b) t.equal(b, a, `${reading.method} ${reading.url} ${JSON.stringify(reading.headers)}`)
      }
    })
  }

  t.test(`${one.name} refuses whoever tries to change it as if there were none`, async (t) => {
    const hidden = { ids: [...new Set(ids)], units: [one.owner, '2203'] }
    const absent = '019cac0f-2680-7000-8000-00000000dead'
    const all = attempts(service.app, routes, hidden, absent)
    t.ok(all.length > 50, `${all.length} attempts`)
    const stored = await everything(one.with)
    for (const unit of [one.ignorant[0] as string, beside.city]) {
      for (const { name, asHidden, asAbsent } of all) {
        const [known, unknown, without] = [
          await tried(one.with, unit, asHidden),
          await tried(one.with, unit, asAbsent),
          await tried(one.without, unit, asHidden)
        ]
        if (known !== without) t.equal(known, without, `${unit} ${name}: the secret shows`)
        if (known !== unknown) t.equal(known, unknown, `${unit} ${name}: not like one that does not exist`)
        if (!/^\[4\d\d,/.test(known)) t.fail(`${unit} ${name} is not refused: ${known}`)
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
        .map((attempt) => tried(one.with, one.owner, attempt))
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
    const [a, b] = await both(one, one.owner, reading)
    if (a !== b) return true
  }
  return false
}

async function both(one: Case, unit: string, reading: surface.Reading): Promise<[string, string]> {
  const [a, b] = [await one.without.token(person(unit)), await one.with.token(person(unit))]
  return Promise.all([surface.seen(one.without, a, reading), surface.seen(one.with, b, reading)])
}

/** What an attempt comes to, with its own id, the length that follows from it, and the request left out. */
async function tried({ app, token }: TestService, unit: string, attempt: Attempt): Promise<string> {
  const headers = { ...attempt.headers, authorization: `Bearer ${await token(person(unit))}` }
  return surface.without(surface.bytes(await app.inject({ ...attempt, headers })), attempt.id)
}

async function everything({ database }: TestService): Promise<string> {
  return JSON.stringify([...(await rowsOf(database))])
}

function isAboutPlans(config: Route['config']): boolean {
  return ['inspection-plan', 'audit'].includes(config?.scope as string)
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
