import { sql } from 'kysely'
import { service } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { localDate } from '../../platform/values/days.ts'
import { repeat } from '../../platform/work/repeat.ts'
import { type AppContext, work } from '../../platform/work/work.ts'
import { changeShape, provinces } from '../tree.ts'
import { settle, type TreeFollower } from './settle.ts'

const EVERY_SECONDS = 20
/** How long the beginning of a day waits for an import that goes on over midnight. */
const PATIENCE_MS = 10_000

/**
 * Brings the tree to the day of the service's clock, so that planned ends take effect on their day and not
 * before. Asked before every request: until midnight the answer is at once. The first one of a day waits
 * until the tree is there, whether the background step (`keepDay`) has come first or not.
 */
export class TreeDay {
  readonly #context: AppContext
  readonly #followers: readonly TreeFollower[]
  #day = ''
  #running: Promise<void> | undefined

  constructor(context: AppContext, followers: readonly TreeFollower[]) {
    this.#context = context
    this.#followers = followers
  }

  /** Nothing where the tree is at today already; else a promise of that, also for a clock set back. */
  begun(): Promise<void> | undefined {
    if (localDate(this.#context.clock()) === this.#day) return undefined
    this.#running ??= this.#begin().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #begin(): Promise<void> {
    const today = localDate(this.#context.clock())
    if (await isCrossed(this.#context, today)) {
      await work(this.#context, { actor: service, patienceMs: PATIENCE_MS }, this.#bring)
    }
    this.#day = today
  }

  readonly #bring: Parameters<typeof work<void>>[2] = async (work) => {
    await changeShape(work, await provinces(work.tx))
    const passed = await settle(work, this.#followers)
    for (const { code, to: path, actedFor, actsFor } of passed) {
      if (actsFor === null && actedFor !== null) work.record('unit.begun-again', { code, path })
      if (actsFor !== null && actedFor === null) work.record('unit.ended', { code, path }, { actsFor })
    }
  }
}

/** Whether an end lies between the day at which the tree stands and today; on most days none does. */
async function isCrossed({ db }: AppContext, today: string): Promise<boolean> {
  const { rows } = await sql<{ isCrossed: boolean }>`
    select exists (
      select from unit
      where valid_to > least(day, ${today}::date) and valid_to <= greatest(day, ${today}::date)
    ) as "isCrossed" from tree_day`.execute(db)
  return rows[0]?.isCrossed ?? true
}

/** No request of a day is answered before the tree stands at that day. */
export function beginDays(app: App, context: AppContext, followers: readonly TreeFollower[]): void {
  const day = new TreeDay(context, followers)
  app.addHook('onRequest', ({ routeOptions, is404 }, _reply, done) => {
    if (routeOptions.config.permission === 'public' || is404) return done()
    return day.begun() ?? done()
  })
}

/** Begins each day soon after midnight, whether anybody calls or not. */
export function keepDay(
  context: AppContext,
  followers: readonly TreeFollower[],
  onError: (error: unknown) => void
) {
  const day = new TreeDay(context, followers)
  // Also by a clock that may be wrong: when it is set back, the tree and all that followed it go back too.
  return repeat(EVERY_SECONDS, async () => day.begun(), onError)
}
