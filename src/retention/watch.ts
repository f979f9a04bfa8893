import { service } from '../platform/auth/actor.ts'
import { localDate } from '../platform/values/days.ts'
import { repeatByClock } from '../platform/work/repeat.ts'
import type { RetainedKind, RetainedKinds } from '../platform/work/retained.ts'
import { type AppContext, oneAtATime, work } from '../platform/work/work.ts'
import { type RetentionRule, retentionOn } from '../policy/index.ts'
import * as store from './store.ts'

/** How often the date is checked: a service that starts in the afternoon lists on the same day. */
const SECONDS = 600

/** Records erased in one transaction. */
const BATCH = 200

export interface Watching {
  kinds: RetainedKinds
  /** The kinds that the step erases (a setting). Of other kinds it only lists what is due. */
  erases: readonly string[]
}

/** The names in the setting that the service cannot erase. */
export function unknownErasures({ kinds, erases }: Watching): string[] {
  return erases.filter((kind) => kinds[kind]?.erase === undefined)
}

/**
 * The daily step: lists the records whose period is over, and erases those of the kinds that the setting
 * names. It may run on several instances and again on the same day: nothing is listed or erased twice.
 */
export async function watchRetention(context: AppContext, { kinds, erases }: Watching, alive = () => {}) {
  let listed = 0
  let erased = 0
  for (const rule of retentionOn(localDate(context.clock()))) {
    const kind = kinds[rule.kind]
    if (kind === undefined) throw new Error(`No room keeps ${rule.kind}, for which the policy sets a period`)
    listed += await listKind(context, rule, kind)
    alive()
    if (erases.includes(rule.kind)) erased += await eraseKind(context, rule, kind, alive)
  }
  const due = await context.db.transaction().execute((tx) => store.countDue(tx))
  context.log.info({ event: 'retention.listed', listed, erased, due })
  return { listed, erased, due }
}

/** Runs the step once a day until it is stopped. */
export function keepWatchingRetention(
  context: AppContext,
  watching: Watching,
  onError: (error: unknown) => void
) {
  let lastDay: string | undefined
  const step = async (alive: () => void) => {
    const today = localDate(context.clock())
    if (today === lastDay) return
    await watchRetention(context, watching, alive)
    lastDay = today
  }
  return repeatByClock(context, SECONDS, step, onError)
}

function listKind(context: AppContext, rule: RetentionRule, { ended }: RetainedKind): Promise<number> {
  return work(context, { actor: service }, async (work) => {
    await oneAtATime(work.tx, `retention of ${rule.kind}`)
    await store.dropOthers(work, rule, ended)
    return store.listDue(work, rule, ended)
  })
}

/** Erases in batches, each in its own transaction, until one is not full or none of it could be erased. */
async function eraseKind(
  context: AppContext,
  rule: RetentionRule,
  kind: RetainedKind,
  alive: () => void
): Promise<number> {
  let total = 0
  for (;;) {
    const { size, erased } = await work(context, { actor: service }, async (work) => {
      const due = await store.lockDue(work.tx, rule.kind, BATCH)
      const ids = (await kind.erase?.(work, due, rule.clauseId)) ?? []
      await store.markErased(work, rule.kind, ids)
      return { size: due.length, erased: ids.length }
    })
    total += erased
    alive()
    if (size < BATCH || erased === 0) return total
  }
}
