import type { Test } from 'tap'
import { permissions, rolesOfSystems } from '../../src/platform/access/permissions.ts'
import { everyRole } from '../support/people.ts'
import { type Person, type TestService, testService } from '../support/service.ts'
import { until } from '../support/until.ts'
import { type Attempt, attempts, once, type Pair } from './attempts.ts'
import { overwrite, rowsOf } from './clone.ts'
import { type Route, withRoutes } from './routes.ts'
import { beside, makeCommon, target } from './secret.ts'
import * as surface from './surface.ts'

const AT_A_TIME = 8
const CONNECTIONS_OF_COPY = 2

/** A secret, and the copies of one database with it and without. */
export interface Secret {
  name: string
  owner: string
  without: TestService
  with: TestService
  words: surface.Words
  /**
   * Those who must not know. The first and the last of them try to change it, more words for the filters, and
   * every address of a record, also where even its owner finds nothing.
   */
  ignorant: Person[]
  /** Kinds of routes on which it shows to those it belongs to. */
  kinds: string[]
  /** Units that those who must not know cannot see. */
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
  const person: Everybody = (unit, sub = 'everything') => ({ unit, roles: everyRole, sub: `${unit}:${sub}` })
  await makeCommon(service, person)
  return {
    service,
    routes: service.routes,
    person,
    people: (...units) => units.map((unit) => person(unit)),
    async copy(change) {
      const copy = await testService(t, { connections: CONNECTIONS_OF_COPY })
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
  const found = await foundBy(one, scene.person(one.owner), readings)

  await shows(t, scene, one, { readings, found })
  const known = readings.filter(({ at, isList, isFurther }) => (isList ? !isFurther : found.has(at)))
  for (const who of one.ignorant) {
    const own = isAtEnd(one, who) ? readings : known
    await changesNothing(t, scene, one, { readings: own, found }, who)
  }
  await refuses(t, scene, one)
}

/** Readings, and the addresses at which the secret's owner finds something. */
interface Readings {
  readings: surface.Reading[]
  found: ReadonlySet<string>
}

async function shows(t: Test, { routes, person }: Scene, one: Secret, { readings, found }: Readings) {
  await t.test(`${one.name} shows to those it belongs to`, async (t) => {
    t.ok(one.words.ids.length >= 3, `${one.words.ids.length} kinds of records`)
    const owned = routes.filter(
      ({ method, config }) => method === 'GET' && isAbout(one, config) && isForPeople(config)
    )
    t.ok(owned.length >= 3)
    const silent: string[] = []
    for (const { url } of owned) {
      const own = readings.filter(({ route }) => route === `GET ${url}`)
      if (!(await differs(one, person(one.owner), { readings: own, found }))) silent.push(url)
    }
    t.same(silent, [], 'this test can fail on every route that shows such records')
  })
}

async function changesNothing(
  t: Test,
  { routes }: Scene,
  one: Secret,
  { readings, found }: Readings,
  who: Person
) {
  await t.test(`${one.name} changes no byte of what ${who.sub} can read`, async (t) => {
    t.ok(readings.length > 300, `${readings.length} readings of ${routes.length} routes`)
    for await (const {
      reading,
      seen: [a, b]
    } of compared(one, who, { readings, found }))
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
    const isOfRecord = ({ asHidden }: Pair) => ids.includes(asHidden.id)
    const met = await metBy(one, person(one.owner), all.filter(isOfRecord))
    t.ok(met.size >= 5, 'the owner gets other answers: this test can fail')
    const isTelling = (pair: Pair) => met.has(pair.at) || !isOfRecord(pair)
    for (const who of one.ignorant.filter((who) => isAtEnd(one, who))) {
      const onAbsent = once((attempt) => tried(one.with, who, attempt))
      const isWorth = (pair: Pair) => isTelling(pair) || (who === one.ignorant[0] && !pair.isFurther)
      for (const pair of all.filter(isWorth)) {
        const name = `${who.sub} ${pair.name}`
        const known = await tried(one.with, who, pair.asHidden)
        const unknown = await onAbsent(pair.asAbsent)
        const without = isTelling(pair) ? await tried(one.without, who, pair.asHidden) : unknown
        if (known !== without) t.equal(known, without, `${name}: the secret shows`)
        if (known !== unknown) t.equal(known, unknown, `${name}: not like one that does not exist`)
        if (!/^\[4\d\d,/.test(known)) t.fail(`${name} is not refused: ${known}`)
      }
    }
    t.ok((await everything(one.with)) === stored, 'nothing was written')
  })
}

/** Whether the owner of the secret gets to see it anywhere. */
async function differs(one: Secret, who: Person, readings: Readings): Promise<boolean> {
  for await (const {
    seen: [a, b]
  } of compared(one, who, readings))
    if (a !== b) return true
  return false
}

/**
 * What somebody sees without the secret and with it, reading by reading; a few are under way at a time. The
 * further ways to read a record are tried where the caller or the secret's owner finds anything.
 */
async function* compared(one: Secret, who: Person, { readings, found }: Readings) {
  const tokens = [await one.without.token(who), await one.with.token(who)] as const
  const worth = new Set(found)
  for await (const { reading, seen } of both(
    one,
    tokens,
    readings.filter(({ isFurther }) => !isFurther)
  )) {
    if (!reading.isList && !seen.every(isNothing)) worth.add(reading.at)
    yield { reading, seen }
  }
  yield* both(
    one,
    tokens,
    readings.filter(({ isFurther, at }) => isFurther && worth.has(at))
  )
}

async function* both(one: Secret, [a, b]: readonly [string, string], readings: surface.Reading[]) {
  for (let at = 0; at < readings.length; at += AT_A_TIME) {
    yield* await Promise.all(
      readings.slice(at, at + AT_A_TIME).map(async (reading) => {
        const ask = () =>
          Promise.all([surface.seen(one.without, a, reading), surface.seen(one.with, b, reading)])
        return { reading, seen: await settled(ask) }
      })
    )
  }
}

/** Answers that differ since the machine had no time for one of them are asked for again, as callers do. */
async function settled(ask: () => Promise<[string, string]>): Promise<[string, string]> {
  let seen = await ask()
  const isSettled = async () => {
    const [a, b] = seen
    if (a === b || !seen.some((bytes) => bytes.startsWith('[503,'))) return true
    seen = await ask()
    return false
  }
  await until(isSettled, 'a service that has time')
  return seen
}

/**
 * The addresses at which the owner of the secret finds something: a record in the copy with it, or a list that is
 * another one without it.
 */
async function foundBy(one: Secret, who: Person, readings: surface.Reading[]): Promise<Set<string>> {
  const tokens = [await one.without.token(who), await one.with.token(who)] as const
  const plain = readings.filter(
    ({ method, url, headers, at }) => method === 'GET' && url === at && Object.keys(headers).length === 0
  )
  const found = new Set<string>()
  for await (const {
    reading: { at, isList },
    seen: [a, b]
  } of both(one, tokens, plain))
    if (isList ? a !== b : !isNothing(b)) found.add(at)
  return found
}

/**
 * Which of these attempts meet a record when the secret's owner makes them: they name a version that never was,
 * so nothing is written, and the answer is not that for a record that does not exist.
 */
async function metBy(one: Secret, who: Person, all: Pair[]): Promise<Set<string>> {
  const stale = (attempt: Attempt) =>
    tried(one.with, who, { ...attempt, headers: { ...attempt.headers, 'if-match': '"999"' } })
  const onAbsent = once(stale)
  const met = new Set<string>()
  for (const { at, asHidden, asAbsent } of all.filter(({ isFurther }) => !isFurther)) {
    if ((await stale(asHidden)) !== (await onAbsent(asAbsent))) met.add(at)
  }
  return met
}

function isAtEnd({ ignorant }: Secret, who: Person): boolean {
  return who === ignorant[0] || who === ignorant.at(-1)
}

function isNothing(bytes: string): boolean {
  return bytes.startsWith('[404,')
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

/** Some routes are for the accounts of systems alone; `test/cases/handed-in.test.ts` holds what these see. */
function isForPeople(config: Route['config']): boolean {
  const permission = config?.permission as keyof typeof permissions
  return permissions[permission].some((role) => !rolesOfSystems.includes(role))
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
