import { sql } from 'kysely'
import { type Wait as AnyWait, Waiters, type Waiting } from '../http/waiters.ts'
import type { AppContext } from '../work/work.ts'
import { placeNew } from './positions.ts'

/** New events looked at one by one; of more, all who wait look for themselves. */
const MOST_NEW = 1000

export interface Wait extends AnyWait {
  /** The position that the request has read to. */
  after: number
  /** Whether an event may be one that the request waits for. */
  wants(type: string, subjectKind: string): boolean
}

/** Requests that wait for events. */
export class News {
  readonly #db: AppContext['db']
  readonly #waiters: Waiters<Wait>
  #seen = 0

  constructor({ db, log }: Pick<AppContext, 'db' | 'log'>, isEnding: () => boolean) {
    this.#db = db
    this.#waiters = new Waiters('feed', { log, isEnding }, (waiting) => this.#tell(waiting))
  }

  /**
   * Waits until there may be an event that the request wants; false when it waits no longer.
   *
   * @throws rate-limited where too many requests wait already
   */
  async next(wait: Wait): Promise<boolean> {
    if (this.#waiters.count === 0) this.#seen = wait.after
    if (wait.after < this.#seen) return !wait.signal.aborted
    return this.#waiters.next(wait)
  }

  /** Lets all who wait go. */
  close(): void {
    this.#waiters.close()
  }

  async #tell(waiting: readonly Waiting<Wait>[]): Promise<void> {
    await placeNew(this.#db)
    const { rows } = await sql<{ position: number; type: string; kind: string }>`
      select position::float8 as position, type, subject_kind as kind from outbox_event
      where position > ${this.#seen}::bigint order by position limit ${MOST_NEW}`.execute(this.#db)
    this.#seen = rows.at(-1)?.position ?? this.#seen
    const isMany = rows.length === MOST_NEW
    for (const one of waiting) {
      if (isMany || rows.some(({ type, kind }) => one.wants(type, kind))) one.end()
    }
  }
}
