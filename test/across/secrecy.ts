import type { Test } from 'tap'
import { type Person, type TestService, testService } from '../support/service.ts'
import { type Attempt, attempts, once } from './attempts.ts'
import { overwrite, rowsOf } from './clone.ts'
import { type Route, withRoutes } from './routes.ts'
import { beside, makeCommon, target } from './secret.ts'
import * as surface from './surface.ts'

const AT_A_TIME = 8

/** A secret, and the copies of one database with it and without. */
export interface Secret {
  name: string
  owner: string
  without: TestService
  with: TestService
  words: surface.Words
  /** Those who must not know; the first and the last of them try to change it. */
  ignorant: Person[]
  /** Kinds of routes on which it shows to those it belongs to. */
  kinds: string[]
  /** Units that are as good as none to those who must not know. */
  foreign: string[]
}

/** Somebody with every role there is: more than any real person. */
export type Everybody = (unit: string, sub?: string) => Person

export interface Scene {
  service: TestService
  routes: readonly Route[]
  person: Everybody
  people(...units: string[]): Person[]
  /** All that there is now, in a copy of its own, and told row by row. */
  copy(change?: (copy: TestService) => Promise<void>): Promise<Copy>
}

export interface Copy {
  service: TestService
  rows: Awaited<ReturnType<typeof rowsOf>>
}

/** The service with what everybody has, secret or not. */
export async function scene(t: Test): Promise<Scene> {
  const service = await withRoutes(() => testService(t, { jobs: true }))
  const { body: dictionaries } = await service.call('GET', '/v1/dictionaries')
  const roles = dictionaries.words.role.map(({ code }: { code: string }) => code)
  const person: Everybody = (unit, sub = 'everything') => ({ unit, roles, sub: `${unit}:${sub}` })
  await makeCommon(service, person)
  return {
    service,
    routes: service.routes,
    person,
    people: (...units) => units.map((unit) => person(unit)),
    async copy(change) {
      const copy = await testService(t)
      await service.seal()
      await overwrite(copy.database, service.database)
      await change?.(copy)
      return { service: copy, rows: await rowsOf(copy.database) }
    }
  }
}

/**
 * Whoever must not know reads the same bytes from the copy with the secret as from the one without, on every
 * route; and is refused, whatever he tries to do to it, as if there were none.
 */
export async function mustNotShow(t: Test, scene: Scene, one: Secret): Promise<void> {
  const { routes } = scene
  const { ids, all } = one.words
  const places = [one.owner, '22', '2203', ...Object.values(target), ...Object.values(beside)]
  const inPath = [...new Set([...ids, ...places, 'jilin-2019-12', '2026', '1'])]
  // First the ids and where the lists go on, then the seeds and names; the days and numbers come last.
  const words = [...new Set([...ids, ...(await cursors(scene, one)), ...places, ...all])]
  const readings = surface.readings(routes, inPath, words)

  await shows(t, scene, one, readings)
  for (const who of one.ignorant) await changesNothing(t, scene, one, readings, who)
  await refuses(t, scene, one)
}

async function shows(t: Test, { routes, person }: Scene, one: Secret, readings: surface.Reading[]) {
  await t.test(`${one.name} shows to those it belongs to`, async (t) => {
    t.ok(one.words.ids.length >= 3, `${one.words.ids.length} kinds of records`)
    const owned = routes.filter(({ method, config }) => method === 'GET' && isAbout(one, config))
    t.ok(owned.length >= 4)
    const silent: string[] = []
    for (const { url } of owned) {
      if (
        !(await differs(
          one,
          person(one.owner),
          readings.filter(({ route }) => route === `GET ${url}`)
        ))
      )
        silent.push(url)
    }
    t.same(silent, [], 'this test can fail on every route that shows such records')
  })
}

async function changesNothing(
  t: Test,
  { routes }: Scene,
  one: Secret,
  readings: surface.Reading[],
  who: Person
) {
  await t.test(`${one.name} changes no byte of what ${who.sub} can read`, async (t) => {
    t.ok(readings.length > 300, `${readings.length} readings of ${routes.length} routes`)
    for await (const {
      reading,
      seen: [a, b]
    } of compared(one, who, readings))
      if (a !== b) t.equal(b, a, `${reading.method} ${reading.url} ${JSON.stringify(reading.headers)}`)
  })
}

async function refuses(t: Test, { service, routes, person }: Scene, one: Secret) {
  const { ids } = one.words
  await t.test(`${one.name} refuses whoever tries to change it as if there were none`, async (t) => {
    const hidden = { ids: [...new Set(ids)], units: one.foreign }
    const absent = '019cac0f-2680-7000-8000-00000000dead'
    const all = attempts(service.app, routes, hidden, absent)
    t.ok(all.length > 50, `${all.length} attempts`)
    const stored = await everything(one.with)
    for (const who of [one.ignorant[0] as Person, one.ignorant.at(-1) as Person]) {
      const onAbsent = once((attempt) => tried(one.with, who, attempt))
      for (const { name, asHidden, asAbsent } of all) {
        const [known, unknown, without] = [
          await tried(one.with, who, asHidden),
          await onAbsent(asAbsent),
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

/** Whether the owner of the secret gets to see it anywhere. */
async function differs(one: Secret, who: Person, readings: surface.Reading[]): Promise<boolean> {
  for await (const {
    seen: [a, b]
  } of compared(one, who, readings))
    if (a !== b) return true
  return false
}

/** What somebody sees without the secret and with it, reading by reading; a few are under way at a time. */
async function* compared(one: Secret, who: Person, readings: surface.Reading[]) {
  const [a, b] = [await one.without.token(who), await one.with.token(who)]
  for (let at = 0; at < readings.length; at += AT_A_TIME) {
    yield* await Promise.all(
      readings.slice(at, at + AT_A_TIME).map(async (reading) => ({
        reading,
        seen: await Promise.all([surface.seen(one.without, a, reading), surface.seen(one.with, b, reading)])
      }))
    )
  }
}

/** What an attempt comes to, with its own id, the length that follows from it, and the request left out. */
async function tried({ app, token }: TestService, who: Person, attempt: Attempt): Promise<string> {
  const headers = { ...attempt.headers, authorization: `Bearer ${await token(who)}` }
  return surface.without(surface.bytes(await app.inject({ ...attempt, headers })), attempt.id)
}

async function everything({ database }: TestService): Promise<string> {
  return JSON.stringify([...(await rowsOf(database))])
}

function isAbout({ kinds }: Secret, config: Route['config']): boolean {
  return kinds.includes(config?.scope as string)
}

/** Where the lists of the secret's owner go on: a cursor of theirs may come into other hands. */
async function cursors({ routes, person }: Scene, one: Secret): Promise<string[]> {
  const lists = routes.filter(
    ({ method, url }) => method === 'GET' && !url.includes(':') && url.startsWith('/v1/')
  )
  const as = person(one.owner)
  const answers = await Promise.all(lists.map(({ url }) => one.with.call('GET', `${url}?limit=1`, { as })))
  return answers.map(({ body }) => body.nextCursor).filter((cursor) => typeof cursor === 'string')
}
