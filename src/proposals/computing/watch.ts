import { service } from '../../platform/auth/actor.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, work } from '../../platform/work/work.ts'
import { computeAll, takeDay } from './compute.ts'

const MINUTE = 60

/** Computes all proposals once a day; returns how many changed. */
export function watchProposals(context: AppContext): Promise<number> {
  return work(context, { actor: service }, async (work) => ((await takeDay(work)) ? computeAll(work) : 0))
}

/** Looks about once a minute whether a day has begun, until stopped. */
export function keepProposing(context: AppContext, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, () => watchProposals(context), onError)
}
