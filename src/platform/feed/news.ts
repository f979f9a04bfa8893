import { sql } from 'kysely'
import { refuse } from '../errors/wordings.ts'
import { Complaints } from '../observability/complaints.ts'
import type { AppContext } from '../work/work.ts'
import { placeNew } from './positions.ts'

/** How often the process looks for new events while requests wait for them. */
const PAUSE_MS = 500
/** New events looked at one by one; of more, all who wait look for themselves. */
const MOST_NEW = 1000
/** Requests of one person that may wait at the same time, and of all. */
const MOST_OF_CALLER = 10
const MOST = 5000

export interface Wait {
  sub: string
  /** The position that the request has read to. */
  after: number
  untilMs: number
  signal: AbortSignal
  /** Whether an event may be one that the request waits for. */
  wants(type: string, subjectKind: string): boolean
}

interface Waiting extends Wait {
  end(isNew: boolean): void
}

/**
 * Requests that wait for events, without a connection. One query at a time looks for new events, whatever the
 * number of requests, and none where nobody waits.
 */
export class News {
  readonly #context: Pick<AppContext, 'db' | 'log'>
  readonly #isEnding: () => boolean
  readonly #waiting = new Set<Waiting>()
  readonly #complaints = new Complaints()
  #seen = 0
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(context: Pick<AppContext, 'db' | 'log'>, isEnding: () => boolean) {
    this.#context = context
    this.#isEnding = isEnding
  }

  /**
   * Waits until there may be an event that the request wants; false when its time is over, when its caller
   * has left, or when the service stops.
   *
   * @throws rate-limited where too many requests wait already
   */
  async next(wait: Wait): Promise<boolean> {
    if (this.#isClosed || this.#isEnding() || wait.signal.aborted) return false
    if (this.#waiting.size > 0 && wait.after < this.#seen) return true
    this.#mustHaveRoom(wait.sub)
    if (this.#waiting.size === 0) this.#seen = wait.after
    return new Promise((done) => {
      const end = (isNew: boolean) => {
        clearTimeout(timer)
        wait.signal.removeEventListener('abort', leave)
        if (this.#waiting.delete(one)) done(isNew)
      }
      const leave = () => end(false)
      const one: Waiting = { ...wait, end }
      const timer = setTimeout(leave, Math.max(0, wait.untilMs - performance.now()))
      wait.signal.addEventListener('abort', leave)
      this.#waiting.add(one)
      this.#timer ??= setTimeout(() => this.#look(), PAUSE_MS)
    })
  }

  /** Lets all who wait go. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const one of [...this.#waiting]) one.end(false)
  }

  #mustHaveRoom(sub: string): void {
    const own = [...this.#waiting].filter((one) => one.sub === sub).length
    if (own >= MOST_OF_CALLER || this.#waiting.size >= MOST) {
      throw refuse('rate-limited', { retryAfterSeconds: 5 })
    }
  }

  async #look(): Promise<void> {
    try {
      if (this.#isEnding()) for (const one of [...this.#waiting]) one.end(false)
      if (this.#waiting.size > 0) await this.#tell()
    } catch (err) {
      const tell = (times: number) => this.#context.log.warn({ event: 'feed.look-failed', times, err })
      this.#complaints.complain('feed.look-failed', tell)
    }
    const isOn = this.#waiting.size > 0 && !this.#isClosed
    this.#timer = isOn ? setTimeout(() => this.#look(), PAUSE_MS) : undefined
  }

  async #tell(): Promise<void> {
    const { db } = this.#context
    await placeNew(db)
    const { rows } = await sql<{ position: number; type: string; kind: string }>`
      select position::float8 as position, type, subject_kind as kind from outbox_event
      where position > ${this.#seen}::bigint order by position limit ${MOST_NEW}`.execute(db)
    this.#seen = rows.at(-1)?.position ?? this.#seen
    const isMany = rows.length === MOST_NEW
    for (const one of [...this.#waiting]) {
      if (isMany || rows.some(({ type, kind }) => one.wants(type, kind))) one.end(true)
    }
  }
}
