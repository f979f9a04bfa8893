import type { Actor } from '../../platform/auth/actor.ts'
import { addDays, dayNumber } from '../../platform/values/days.ts'
import { refuse } from '../vocabulary.ts'

export type BulletinState = 'draft' | 'published'

/** The transitions of a bulletin. A transition that is not listed is refused: a published bulletin stays. */
const next: Record<BulletinState, readonly BulletinState[]> = {
  draft: ['draft', 'published'],
  published: []
}

/** The number of days of a period, including both ends. */
export interface Period {
  from: string
  to: string
}

/** A period, and the period of the same length just before it. */
export interface Periods extends Period {
  previous: Period
}

const LONGEST = 366

/** Refuses a period that ends before it begins, is not over or is longer than a year. */
export function checkPeriod({ from, to }: Period, today: string): void {
  if (from > to) throw refuse('period-backwards', { pointer: '/to' })
  if (to > today) throw refuse('period-not-over', { pointer: '/to', values: { today } })
  if (lengthOf({ from, to }) > LONGEST) {
    throw refuse('period-too-long', { pointer: '/from', values: { most: LONGEST } })
  }
}

export function withPrevious({ from, to }: Period): Periods {
  const before = addDays(from, -1)
  return { from, to, previous: { from: addDays(before, 1 - lengthOf({ from, to })), to: before } }
}

function lengthOf({ from, to }: Period): number {
  return dayNumber(to) - dayNumber(from) + 1
}

/** A draft may be computed again. */
export function refresh({ state }: { state: BulletinState }): { state: BulletinState } {
  return step(state, 'draft')
}

export function publish({ state }: { state: BulletinState }, { actor, now }: { actor: Actor; now: Date }) {
  return { ...step(state, 'published'), publishedAt: now.toISOString(), publishedBy: actor.sub }
}

function step(state: BulletinState, to: BulletinState): { state: BulletinState } {
  if (!next[state].includes(to)) throw refuse('bulletin-published')
  return { state: to }
}
