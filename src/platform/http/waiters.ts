import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TOptional, Type } from 'typebox'
import { refuse } from '../errors/wordings.ts'
import { Complaints } from '../observability/complaints.ts'
import type { AppContext } from '../work/work.ts'

/** How often the process looks for what requests wait for. */
const PAUSE_MS = 500
/** Requests of one person that may wait at the same time, and of all. */
const MOST_OF_CALLER = 10
const MOST = 5000
/** The longest that a request waits, in seconds. */
const LONGEST = 30
/** A connection on which nothing moves is closed after half a minute; it may wait that much longer. */
const SILENT_MS = 30_000

/** The parameter of a request that can wait. */
export function waitParameter(description: string): TOptional<ReturnType<typeof Type.Integer>> {
  return Type.Optional(
    Type.Integer({ minimum: 0, maximum: LONGEST, default: 0, title: '等待秒数', description })
  )
}

export interface Wait {
  sub: string
  untilMs: number
  signal: AbortSignal
}

export type Waiting<W extends Wait> = W & {
  /** Ends the wait: there may be what the request waits for. */
  end(): void
}

/** The time and the caller of a request that waits. Other requests of the caller do not wait for it. */
export function waitOf(request: FastifyRequest, reply: FastifyReply, seconds: number): Wait {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  request.raw.socket.setTimeout?.(seconds * 1000 + SILENT_MS)
  request.endShare?.()
  request.endShare = undefined
  return { sub: request.actor.sub, untilMs: performance.now() + seconds * 1000, signal: gone.signal }
}

/**
 * Requests that wait (long-poll), without a connection of the database. One look at a time serves all of
 * them, and none is made where nobody waits.
 */
export class Waiters<W extends Wait> {
  readonly #name: string
  readonly #log: AppContext['log']
  readonly #isEnding: () => boolean
  readonly #look: (waiting: readonly Waiting<W>[]) => Promise<void>
  readonly #waiting = new Set<{ one: Waiting<W>; leave: () => void }>()
  readonly #complaints = new Complaints()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  /** `look` ends the waits of those for whom there is something. */
  constructor(
    name: string,
    { log, isEnding }: { log: AppContext['log']; isEnding: () => boolean },
    look: (waiting: readonly Waiting<W>[]) => Promise<void>
  ) {
    this.#name = name
    this.#log = log
    this.#isEnding = isEnding
    this.#look = look
  }

  get count(): number {
    return this.#waiting.size
  }

  /**
   * Waits until there may be what the request waits for; false when its time is over, when its caller has
   * left, or when the service stops.
   *
   * @throws rate-limited where too many requests wait already
   */
  async next(wait: W): Promise<boolean> {
    if (this.#isClosed || this.#isEnding() || wait.signal.aborted) return false
    this.#mustHaveRoom(wait.sub)
    return new Promise((done) => {
      const over = (isThere: boolean) => {
        clearTimeout(timer)
        wait.signal.removeEventListener('abort', leave)
        if (this.#waiting.delete(entry)) done(isThere)
      }
      const leave = () => over(false)
      const entry = { one: { ...wait, end: () => over(true) }, leave }
      const timer = setTimeout(leave, Math.max(0, wait.untilMs - performance.now()))
      wait.signal.addEventListener('abort', leave)
      this.#waiting.add(entry)
      this.#timer ??= setTimeout(() => this.#again(), PAUSE_MS)
    })
  }

  /** Lets all who wait go. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#leaveAll()
  }

  #leaveAll(): void {
    for (const { leave } of [...this.#waiting]) leave()
  }

  #mustHaveRoom(sub: string): void {
    const own = [...this.#waiting].filter(({ one }) => one.sub === sub).length
    if (own >= MOST_OF_CALLER || this.#waiting.size >= MOST) {
      throw refuse('rate-limited', { retryAfterSeconds: 5 })
    }
  }

  async #again(): Promise<void> {
    try {
      if (this.#isEnding()) this.#leaveAll()
      if (this.#waiting.size > 0) await this.#look([...this.#waiting].map(({ one }) => one))
    } catch (err) {
      const event = `${this.#name}.look-failed`
      this.#complaints.complain(event, (times) => this.#log.warn({ event, times, err }))
    }
    const isOn = this.#waiting.size > 0 && !this.#isClosed
    this.#timer = isOn ? setTimeout(() => this.#again(), PAUSE_MS) : undefined
  }
}
