import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { LightMyRequestResponse } from 'fastify'
import type { TestService } from '../support/service.ts'
import type { Route } from './routes.ts'

/** A call that reads. */
export interface Question {
  method: 'GET' | 'HEAD'
  url: string
  headers: Record<string, string>
}

/** One call of a reading route. */
export interface Reading extends Question {
  route: string
  /** The address of the record or the list. */
  at: string
  isList: boolean
  /** Another way to read the same: worth asking where the secret can be found at all. */
  isFurther?: boolean
}

type Properties = Record<string, object>

const ajv = new Ajv({ strict: false, coerceTypes: true })
addFormats.default(ajv)
const checks = new Map<object, ValidateFunction>()

/** How many words a filter is tried with, those first that come first. */
const MOST_WORDS = 10
/** Records whose files are asked for: so many, of these kinds. */
const MOST_SUBJECTS = 40
const SECRET_SUBJECTS = ['case', 'letter', 'inspection']
/** With so many of them by everybody. */
const FIRST_WORDS = 3

/**
 * Every way to read: each GET route with each id and code that fits its path, plainly, without a body, as one
 * who claims to have a version already, and with each filter; each list besides as a table and in the other
 * language.
 */
export function readings(
  routes: readonly Route[],
  ids: readonly string[],
  words: readonly string[]
): Reading[] {
  return routes.filter(({ method }) => method === 'GET').flatMap((route) => readingsOf(route, ids, words))
}

function readingsOf({ url, schema }: Route, ids: readonly string[], words: readonly string[]): Reading[] {
  const parts = (schema ?? {}) as Record<string, { properties?: Properties; hide?: boolean } | undefined>
  const isTable = JSON.stringify(parts.response ?? {}).includes('text/csv')
  const isList = !url.includes(':')
  return fill(url, parts.params?.properties ?? {}, ids).flatMap((at) => {
    const way = (query: string, headers: Record<string, string> = {}): Reading => {
      return { route: `GET ${url}`, method: 'GET', url: `${at}${query}`, headers, at, isList }
    }
    const filters = queries(parts.querystring?.properties ?? {}, words, isList ? MOST_WORDS : 2)
    const inFilters = (from: number, to: number) =>
      filters.flatMap((list) => list.slice(from, to).map((query) => way(`?${query}`)))
    const tables = isTable ? ['', ...(isList ? filters : []).map(([first]) => `?${first}`)] : []
    const others: Reading[] = [
      { ...way(''), method: 'HEAD' },
      ...inFilters(0, FIRST_WORDS),
      ...tables.map((query) => way(query, { accept: 'text/csv' }))
    ]
    const further = [
      ...inFilters(FIRST_WORDS, MOST_WORDS),
      ...(isList ? [] : ['"1"', '"3"', '*'].map((etag) => way('', { 'if-none-match': etag }))),
      ...(isList ? [] : others)
    ].map((reading) => ({ ...reading, isFurther: true }))
    return [way(''), ...(isList ? [...others, way('', { 'accept-language': 'en' })] : []), ...further]
  })
}

/** The addresses of a route: every word that fits in each place. */
function fill(url: string, params: Properties, words: readonly string[]): string[] {
  const name = /:(\w+)/.exec(url)?.[1]
  if (name === undefined) return [url]
  return fitting(params[name] ?? {}, words).flatMap((word) =>
    fill(url.replace(`:${name}`, encodeURIComponent(word)), params, words)
  )
}

/** For each parameter: words that fit, each by itself and with the total. */
function queries(properties: Properties, words: readonly string[], most: number): string[][] {
  const total = 'count' in properties ? '&count=true' : ''
  // A record is named by its kind and its id together.
  const { subjectKind, subjectId } = properties
  if (subjectKind !== undefined && subjectId !== undefined) {
    const ids = fitting(subjectId, words).slice(0, MOST_SUBJECTS)
    const kinds = fitting(subjectKind, words).filter((kind) => SECRET_SUBJECTS.includes(kind))
    return kinds.flatMap((kind) => ids.map((id) => [`subjectKind=${kind}&subjectId=${id}${total}`]))
  }
  return Object.entries(properties)
    .map(([name, schema]) =>
      fitting(schema, words)
        .slice(0, most)
        .map((word) => `${name}=${encodeURIComponent(word)}${total}`)
    )
    .filter((list) => list.length > 0)
}

function fitting(schema: { enum?: unknown[]; type?: string }, words: readonly string[]): string[] {
  if (schema.enum !== undefined) return schema.enum.map(String)
  if (schema.type === 'boolean') return ['true', 'false']
  const check = checks.get(schema) ?? ajv.compile({ type: 'object', properties: { word: schema } })
  checks.set(schema, check)
  return words.filter((word) => check({ word }))
}

/** What a caller gets to see, but for what differs from call to call by its nature. */
export async function seen(
  { app }: TestService,
  token: string,
  { method, url, headers }: Question
): Promise<string> {
  const answer = await app.inject({ method, url, headers: { ...headers, authorization: `Bearer ${token}` } })
  return bytes(answer)
}

const FEED_CURSOR = /"next":"[\w-]{50,}"/
const EVENT_ID = /("specversion":"1.0","id":)"[^"]*"/g

/** Status, headers and body as one text; a refusal without the name of its request. */
export function bytes({ statusCode, headers, body }: LightMyRequestResponse): string {
  const { date: _, 'x-request-id': __, ...kept } = headers
  const isProblem = String(headers['content-type']).startsWith('application/problem+json')
  // The cursor of the feed is sealed, and another one each time; the id of an event is drawn at random.
  const isFeed = body.includes('"specversion"') || /^\{"items":\[\],"next":/.test(body)
  const shown = isFeed ? body.replace(FEED_CURSOR, '"next":""').replace(EVENT_ID, '$1""') : body
  const text = isProblem ? body.replace(/"requestId":"[^"]*"/, '"requestId":""') : shown
  return JSON.stringify([statusCode, Object.entries(kept).sort(), text])
}

/** What an answer says but for the id that was asked for, and the length that follows from it. */
export function without(bytes: string, id: string): string {
  return bytes.replace(/\["content-length","\d+"\],/, '').replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '{id}')
}

export interface Words {
  /** Ids, codes, names, seeds, hashes, days: whatever the secret is made of. */
  all: string[]
  /** Records of each kind: one for each of those it is about. */
  ids: string[]
}

/** The words of what is in one copy of the data and not in the other, where it speaks of certain units. */
export function wordsOf(without: Rows, with_: Rows, about: readonly string[]): Words {
  const all = new Set<string>()
  const ids = new Set<string>()
  for (const [table, rows] of with_) {
    const before = new Set(without.get(table))
    const secret = rows.filter((row) => !before.has(row))
    const telling = about.map((code) => secret.find((row) => row.includes(`"${code}"`)))
    const chosen = [...telling, ...secret.slice(0, 2)].filter((row) => row !== undefined)
    for (const row of chosen) {
      const values: Record<string, unknown> = JSON.parse(row)
      if (typeof values.id === 'string' && (telling.includes(row) || row === secret[0])) ids.add(values.id)
      for (const value of Object.values(values)) {
        if (typeof value === 'string' && value.length <= 100) all.add(value)
        if (typeof value === 'number') all.add(String(value))
      }
    }
  }
  return { all: [...all], ids: [...ids] }
}

type Rows = ReadonlyMap<string, readonly string[]>
