import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { AppContext } from '../work/work.ts'

/** The allowed difference from the clock of the database, in seconds. NTP keeps both within a second. */
const MOST_MS = 60_000
/** A wrong clock is logged again after this time. */
const REPEAT_MS = 60_000

/**
 * Compares the clock of this machine with the database's. Nobody can know which of the two is wrong; while
 * they differ, nothing that depends on the day is done.
 */
export class ClockWatch {
  readonly #context: AppContext
  #secondsAhead = 0
  #raisedAt = Number.NEGATIVE_INFINITY

  constructor(context: AppContext) {
    this.#context = context
  }

  /**
   * Seconds by which the clock was ahead of the database clock at the last comparison; negative if behind.
   */
  get secondsAhead(): number {
    return this.#secondsAhead
  }

  /** Whether the clock was right at the last comparison. */
  get isRight(): boolean {
    return Math.abs(this.#secondsAhead) * 1000 <= MOST_MS
  }

  /** Compares the clock with the database's. Returns whether it is right. */
  async check(db: Db = this.#context.db): Promise<boolean> {
    const before = this.#context.clock().getTime()
    const { rows } = await sql<{ now: number }>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as now where true`.execute(db)
    const after = this.#context.clock().getTime()
    const now = rows[0]?.now ?? before
    // The answer took some time, so the database's time lies between the two readings.
    const ahead = before > now ? before - now : Math.min(0, after - now)
    this.#secondsAhead = ahead / 1000
    if (this.isRight) this.#raisedAt = Number.NEGATIVE_INFINITY
    else this.#raise()
    return this.isRight
  }

  #raise(): void {
    if (performance.now() - this.#raisedAt < REPEAT_MS) return
    this.#raisedAt = performance.now()
    this.#context.log.error({
      event: 'clock.wrong',
      secondsAhead: Math.round(this.#secondsAhead),
      msg: 'The clock differs from that of the database: no term is marked until they agree.'
    })
  }
}
