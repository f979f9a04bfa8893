import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import type { Actor } from '../../auth/actor.ts'
import { refuse } from '../../errors/wordings.ts'
import type { App } from '../app.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the share that the request has while it is processed. */
    endShare: (() => void) | undefined
  }
}

type Caller = Pick<Actor, 'sub' | 'unitCode'>

interface Limits {
  /** Requests of one person (`sub`) that are processed at the same time. */
  ofCaller: number
  /** Of all people of one unit together. */
  ofUnit: number
}

/** Reads are short, and most need no connection of the pool. */
const READS: Limits = { ofCaller: 32, ofUnit: 64 }
/** More that wait would only hold memory. */
const MOST_WAITING = 2000

/**
 * Limits how many requests of each caller are processed at the same time. Their other requests wait, in order
 * and without a connection; requests of other people do not wait for them.
 */
export class RequestShares {
  readonly #limits: Limits
  readonly #underWay = new Map<string, number>()
  /** By unit, because the end of a request only lets people of its unit begin. */
  readonly #waiting = new Map<string, { sub: string; begin: () => void }[]>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /**
   * Calls `begin` at once, or when it is the caller's turn.
   *
   * @throws rate-limited
   */
  enter({ sub, unitCode }: Caller, begin: () => void): void {
    if (this.#isFreeFor(sub, unitCode)) {
      this.#count(sub, unitCode, 1)
      begin()
      return
    }
    const waiting = this.#waiting.get(unitCode) ?? []
    const own = waiting.length < MOST_WAITING ? 0 : waiting.filter((one) => one.sub === sub).length
    if (own >= MOST_WAITING) throw refuse('rate-limited', { retryAfterSeconds: 1 })
    waiting.push({ sub, begin })
    this.#waiting.set(unitCode, waiting)
  }

  leave({ sub, unitCode }: Caller): void {
    this.#count(sub, unitCode, -1)
    const waiting = this.#waiting.get(unitCode)
    if (waiting === undefined) return
    const at = waiting.findIndex((one) => this.#isFreeFor(one.sub, unitCode))
    const [next] = at === -1 ? [] : waiting.splice(at, 1)
    if (waiting.length === 0) this.#waiting.delete(unitCode)
    if (next === undefined) return
    this.#count(next.sub, unitCode, 1)
    // Not at once: of many who have left, each would begin within the end of the one before.
    setImmediate(next.begin)
  }

  #isFreeFor(sub: string, unitCode: string): boolean {
    const { ofCaller, ofUnit } = this.#limits
    const underWay = (name: string) => this.#underWay.get(name) ?? 0
    return underWay(`sub ${sub}`) < ofCaller && underWay(`unit ${unitCode}`) < ofUnit
  }

  #count(sub: string, unitCode: string, by: 1 | -1): void {
    for (const name of [`sub ${sub}`, `unit ${unitCode}`]) {
      const count = (this.#underWay.get(name) ?? 0) + by
      if (count === 0) this.#underWay.delete(name)
      else this.#underWay.set(name, count)
    }
  }
}

/**
 * Nobody takes all connections of the pool by many requests at once: two are left for others, and one for
 * other units. Uploads are left out: they have shares of their own, and wait without a connection. A request
 * has begun when its body has come in, so a slow client holds nothing; it ends with its answer, or with the
 * first byte of a download.
 */
export function shareRequests(app: App, { options }: Pick<Pool, 'options'>): void {
  const writes = new RequestShares({
    ofCaller: Math.max(2, options.max - 2),
    ofUnit: Math.max(2, options.max - 1)
  })
  const reads = new RequestShares(READS)
  const sharesFor = ({ method }: FastifyRequest) => (method === 'GET' || method === 'HEAD' ? reads : writes)
  app.decorateRequest('endShare', undefined)
  app.addHook('preHandler', (request, _reply, done) => {
    const { actor, routeOptions } = request
    if (routeOptions.config.permission === 'public' || request.is404) return done()
    if (routeOptions.config.table !== undefined || routeOptions.config.isFile === true) return done()
    const shares = sharesFor(request)
    shares.enter(actor, () => {
      request.endShare = () => shares.leave(actor)
      // A caller who left while waiting needs no answer.
      done(request.raw.socket.destroyed ? refuse('bad-request') : undefined)
    })
  })
  app.addHook('onSend', (request, _reply, _payload, done) => {
    const { endShare } = request
    request.endShare = undefined
    done()
    endShare?.()
  })
}
