import { may } from '../../platform/access/permissions.ts'
import type { Subtree } from '../../platform/access/scope.ts'
import type { Statistic, StatisticQuestion, Statistics } from '../../platform/access/statistics.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import type { Period } from '../rules.ts'
import { total } from '../store.ts'
import { LONG_MS, manner, type Sides } from './rules.ts'
import * as kept from './store.ts'

/** Whose figures are asked for. */
export interface Asked {
  actor: Actor
  tree: Subtree
  year: number
  now: Period
  before: Period
}

export interface Counted {
  sides: Sides
  countedAt: string
}

/**
 * The figures of the overview. Those that take long to count are kept for the day, for readers of the same
 * unit with the same rights; who asks later gets them at once, and they are counted again behind that answer.
 */
export class KeptFigures {
  readonly #context: AppContext
  readonly #statistics: Statistics
  /** What is being counted: two who ask at once wait for one count. */
  readonly #running = new Map<string, Promise<Counted>>()

  constructor(context: AppContext, statistics: Statistics) {
    this.#context = context
    this.#statistics = statistics
  }

  /**
   * The figures of every subject; null for those that the caller may not read. One subject after another, so
   * that a page of one person does not take every connection. `isFresh`: all are counted now.
   */
  async read(from: Db, asked: Asked, isFresh = false): Promise<Record<string, Counted | null>> {
    const { clock } = this.#context
    const { isKept, rows } = await kept.keptFor(from, asked.actor, readerOf(asked), localDate(clock()))
    const all: Record<string, Counted | null> = {}
    for (const [subject, statistic] of Object.entries(this.#statistics)) {
      const rights = rightsOf(statistic, asked.actor)
      const one = { asked, subject, rights, isKept }
      const known = rows.find((row) => row.subject === subject && row.rights === rights)
      all[subject] = may(asked.actor, statistic.permission)
        ? await this.#give(from, one, known, isFresh)
        : null
    }
    return all
  }

  #give(from: Db, one: One, known: kept.KeptRow | undefined, isFresh: boolean): Promise<Counted> | Counted {
    const age = known && { tookMs: known.tookMs, ageMs: +this.#context.clock() - +new Date(known.countedAt) }
    const how = manner(age, isFresh)
    if (known === undefined || how === 'count') return this.#count(from, one)
    if (how === 'give-and-count') {
      const { db, log } = this.#context
      this.#count(db, one).catch((err) => log.warn({ event: 'statistics.recount-failed', err }))
    }
    return { sides: known.figures, countedAt: new Date(known.countedAt).toISOString() }
  }

  #count(from: Db, one: One): Promise<Counted> {
    const { asked, subject, rights, isKept } = one
    const key = JSON.stringify([readerOf(asked), asked.now.to, subject, rights, isKept || asked.actor.sub])
    const running = this.#running.get(key)
    if (running !== undefined) return running
    const counting = this.#counted(from, one).finally(() => this.#running.delete(key))
    this.#running.set(key, counting)
    return counting
  }

  async #counted(from: Db, { asked, subject, rights, isKept }: One): Promise<Counted> {
    const { db, clock } = this.#context
    const [countedAt, begun] = [clock(), performance.now()]
    const question = { db: from, actor: asked.actor, tree: asked.tree, today: localDate(countedAt) }
    const sides = await bothSides(this.#statistics[subject] as Statistic, question, asked)
    const tookMs = Math.round(performance.now() - begun)
    if (isKept && tookMs >= LONG_MS) {
      const day = localDate(countedAt)
      await kept.keep(db, { ...readerOf(asked), subject, rights }, { day, countedAt, tookMs, figures: sides })
    }
    return { sides, countedAt: countedAt.toISOString() }
  }
}

/** A subject as one reader asks for it. */
interface One {
  asked: Asked
  subject: string
  rights: string
  isKept: boolean
}

function readerOf({ actor, tree, year }: Asked): kept.Reader {
  return { reader_code: actor.unitCode, tree_code: tree.code, year }
}

function rightsOf({ rights }: Statistic, actor: Actor): string {
  return rights?.(actor).join() ?? ''
}

async function bothSides(
  statistic: Statistic,
  question: Omit<StatisticQuestion, 'from' | 'to'>,
  { now, before }: Asked
): Promise<Sides> {
  const sum = (period: Period) =>
    total({ statistic, groupBy: 'total', asked: { ...question, ...period }, language: 'zh' })
  const [ofNow, ofBefore] = await Promise.all([sum(now), sum(before)])
  return { now: ofNow, before: ofBefore }
}
