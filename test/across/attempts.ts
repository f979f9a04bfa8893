import type { InjectOptions } from 'fastify'
import type { App } from '../../src/platform/http/app.ts'
import { documentOf, type Endpoint, endpoints } from './document.ts'
import type { Route } from './routes.ts'
import { sample } from './sample.ts'
import { named } from './world.ts'

/** One attempt to change a record. `id` is what it names: an id in the path, or a unit in the body. */
export interface Attempt extends InjectOptions {
  id: string
  headers: Record<string, string>
}

export interface Pair {
  name: string
  /** What it tries, whatever version it names. */
  at: string
  /** With another version than the first: worth trying where somebody finds a record. */
  isFurther: boolean
  /** On what is there, but hidden from the caller. */
  asHidden: Attempt
  /** The very same on what does not exist: one and the same object for all hidden ids of a route. */
  asAbsent: Attempt
}

/**
 * Every attempt to change what is hidden: each writing route with each hidden id in its path, and, where its
 * body names a unit, with each hidden unit there; each with and without a version.
 */
export function attempts(
  app: App,
  routes: readonly Route[],
  hidden: { ids: readonly string[]; units: readonly string[] },
  absentId: string
): Pair[] {
  const document = documentOf(app)
  const writing = routes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
  return writing.flatMap(({ method, url }) => {
    const path = url.replace(/:(\w+)/g, '{$1}')
    const endpoint = endpoints(document).find((one) => one.method === method && one.path === path)
    const [type = 'application/json', content] = Object.entries(endpoint?.body ?? {})[0] ?? []
    const value = content === undefined ? undefined : inOneForm(sample(document, content.schema))
    const inQuery = unitParameters(endpoint)
    return ['*', '"1"', ''].flatMap((version) => {
      const headers = { 'content-type': type, ...(version !== '' && { 'if-match': version }) }
      const of = (id: string) => ({ id, method, headers, ...request(url, value, id, inQuery) }) as Attempt
      const onAbsent = new Map<string, Attempt>()
      return names(url, value, hidden, absentId).map(({ id, absent }) => {
        const asAbsent = onAbsent.get(absent) ?? of(absent)
        onAbsent.set(absent, asAbsent)
        const at = `${method} ${url} ${id}`
        return { name: `${at} ${version}`, at, isFurther: version !== '*', asHidden: of(id), asAbsent }
      })
    })
  })
}

/** Asks each attempt once: nothing is written in between, so the same request has the same answer. */
export function once(ask: (attempt: Attempt) => Promise<string>): (attempt: Attempt) => Promise<string> {
  const answers = new Map<Attempt, Promise<string>>()
  return (attempt) => {
    const answer = answers.get(attempt) ?? ask(attempt)
    answers.set(attempt, answer)
    return answer
  }
}

function names(
  url: string,
  value: unknown,
  { ids, units }: { ids: readonly string[]; units: readonly string[] },
  absentId: string
) {
  const ofUnits = units.map((id) => ({ id, absent: '9'.repeat(id.length) }))
  if (url.includes(':code')) return ofUnits
  // A year belongs to nobody.
  if (url.includes(':year') && !url.includes(':id')) return []
  if (url.includes(':') || recordFields(value).length > 0) return ids.map((id) => ({ id, absent: absentId }))
  return unitFields(value).length > 0 || typeof value === 'string' ? ofUnits : []
}

/** Nobody's, and after every other one: the record in question is looked for first. */
const LAST = 'ffffffff-ffff-7fff-bfff-ffffffffffff'

function request(url: string, value: unknown, id: string, inQuery: readonly string[]) {
  if (url.includes(':')) return { url: named(url, id), payload: JSON.stringify(value) }
  const one = (name: string) => (Array.isArray((value as Record<string, unknown>)[name]) ? [id, LAST] : id)
  const fields = Object.fromEntries(
    [...unitFields(value), ...recordFields(value)].map((name) => [name, one(name)])
  )
  const query = inQuery.map((name) => `${name}=${id}`).join('&')
  const address = query === '' ? url : `${url}?${query}`
  return {
    url: address,
    payload: typeof value === 'object' ? JSON.stringify({ ...value, ...fields }) : table(id)
  }
}

/** The unit that a report accuses is named in the short form or the long one, not in both. */
function inOneForm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('accusedUnitCodes' in value)) return value
  const { accusedUnitCode: _, ...others } = value as Record<string, unknown>
  return others
}

/** The units that the query of a route must name. */
function unitParameters(endpoint: Endpoint | undefined): string[] {
  const needed = endpoint?.parameters.filter((one) => one.in === 'query' && one.required) ?? []
  return needed.map(({ name }) => name).filter((name) => /Code$/.test(name))
}

/** A row that would stand below the unit. */
function table(code: string): string {
  return `code,name,level,parentCode\nZZ,新村,village,${code}\n`
}

/** Fields with the id of the record to which a new one belongs. */
function recordFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).filter((name) => /^(filerId|proposalIds)$/.test(name))
}

function unitFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).filter((name) =>
    /^(unitCode|withinCode|parentCode|fromUnitCode|toUnitCode)$/.test(name)
  )
}
