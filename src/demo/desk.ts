import { everyRole, type Role } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Tokens } from '../platform/auth/tokens.ts'
import type { App } from '../platform/http/app.ts'
import type { Clock } from './clock.ts'
import { nameOf } from './invented.ts'

/** Whose work a step is: somebody who prepares, somebody who decides, or who may open identities. */
export type Post = 'clerk' | 'leader' | 'keeper'

const rolesOf: Record<Post, readonly Role[]> = {
  clerk: ['viewer', 'planner', 'inspector', 'caseworker', 'fund-officer'],
  leader: everyRole.filter((role) => role === 'viewer' || role === 'leader'),
  keeper: ['identity-reader']
}

/** Somebody of a unit. */
export interface Who {
  unit: string
  post: Post
}
export const clerk = (unit: string): Who => ({ unit, post: 'clerk' })
export const leader = (unit: string): Who => ({ unit, post: 'leader' })
export const keeper = (unit: string): Who => ({ unit, post: 'keeper' })

export interface Made {
  id: string
}
interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** Where people of all units work: each call is a request to the service, a second after the last. */
export interface Desk {
  post<T = Made>(who: Who, url: string, body?: object): Promise<T>
  put<T = Made>(who: Who, url: string, body: object): Promise<T>
  /** Uploads a table. */
  table<T = Made>(who: Who, method: 'PUT' | 'POST', url: string, lines: readonly string[]): Promise<T>
  get<T>(who: Who, url: string): Promise<T>
  /** All items of a list. */
  list<T>(who: Who, url: string): Promise<T[]>
  actorOf(who: Who): Actor
  /** Does several things at once, at the same instant. */
  together(things: readonly (() => Promise<unknown>)[]): Promise<void>
  /** How many requests there were. */
  calls(): number
}

/** How many requests there are at once where it does not matter which is first. */
const LANES = 4

interface Parts {
  app: App
  tokens: Tokens
  clock: Clock
  /** Runs the operations that a request has started. */
  operations: () => Promise<void>
}

interface Sent {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  payload?: string
  type?: string
}

/** Sends one request. */
type Send = <T>(who: Who, sent: Sent) => Promise<T>

export function deskOf(parts: Parts): Desk {
  const pace = { calls: 0, isTogether: false }
  const send = senderOf(parts, pace)
  return {
    post: (who, url, body) => send(who, json('POST', url, body)),
    put: (who, url, body) => send(who, json('PUT', url, body)),
    table: (who, method, url, lines) =>
      send(who, { method, url, payload: `${lines.join('\n')}\n`, type: 'text/csv' }),
    get: (who, url) => send(who, { method: 'GET', url }),
    list: (who, url) => allOf(send, who, url),
    actorOf,
    async together(things) {
      parts.clock.tick()
      pace.isTogether = true
      const waiting = things.values()
      const lane = async () => {
        for (const thing of waiting) await thing()
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      pace.isTogether = false
    },
    calls: () => pace.calls
  }
}

/** @throws Error with the refusal: a story that breaks the rules of the service is wrong. */
function senderOf(
  { app, tokens, clock, operations }: Parts,
  pace: { calls: number; isTogether: boolean }
): Send {
  const lent = new Map<string, string>()
  const tokenOf = (who: Who): string => {
    const key = `${who.unit} ${who.post}`
    const known = lent.get(key) ?? tokens.lend(actorOf(who)).token
    lent.set(key, known)
    return known
  }
  return async <T>(who: Who, { method, url, payload, type }: Sent): Promise<T> => {
    pace.calls += 1
    if (!pace.isTogether) clock.tick()
    const headers = {
      authorization: `Bearer ${tokenOf(who)}`,
      ...(type !== undefined && { 'content-type': type }),
      ...(method === 'PUT' && { 'if-match': '*' })
    }
    const answer = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    if (answer.statusCode >= 300)
      throw new Error(`${clock.day()} ${who.unit} ${who.post}: ${method} ${url}: ${answer.body} ${payload}`)
    if (answer.statusCode === 202) await operations()
    return answer.body === '' ? (undefined as T) : (answer.json() as T)
  }
}

function json(method: 'POST' | 'PUT', url: string, body: object | undefined): Sent {
  return body === undefined
    ? { method, url }
    : { method, url, payload: JSON.stringify(body), type: 'application/json' }
}

async function allOf<T>(send: Send, who: Who, url: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page: Page<T> = await send(who, { method: 'GET', url: `${url}&limit=200${next}` })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

function actorOf({ unit, post }: Who): Actor {
  const n = Number.parseInt(unit.slice(0, 12), 10) % 1999
  const name = nameOf(n + { clerk: 0, leader: 701, keeper: 1301 }[post])
  return { sub: `demo:${unit}:${post}`, name, unitCode: unit, roles: rolesOf[post] }
}
