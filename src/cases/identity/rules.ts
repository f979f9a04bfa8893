import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import { refuse } from '../vocabulary.ts'

/**
 * Refuses an opening beyond the limit per person and day. `nth`: the number of openings including this one.
 */
export function checkOpening(nth: number, limit: number, today: string, now: Date): void {
  if (nth <= limit) return
  const tomorrow = Date.parse(midnight(addDays(today, 1)))
  const retryAfterSeconds = Math.max(1, Math.ceil((tomorrow - now.getTime()) / 1000))
  throw refuse('identity-limit', { values: { limit }, retryAfterSeconds })
}

/** The request to erase an identity, with its confirmation if there is one. */
export interface Erasure {
  askedBy: string
  confirmedOn: string | null
}

/** Refuses a second request, and a request after the erasure. */
export function checkAsking(before: Erasure | undefined): void {
  if (before === undefined) return
  throw refuse(before.confirmedOn === null ? 'erasure-asked' : 'identity-erased')
}

/**
 * An erasure takes two people. The second confirms it and belongs to a unit above the handling unit; if the
 * unit at the top handles the case, they belong to that unit, too.
 */
export function checkConfirming(
  asked: Erasure | undefined,
  { path }: { path: string },
  { sub, unitCode }: Pick<Actor, 'sub' | 'unitCode'>
): void {
  if (asked === undefined) throw refuse('erasure-not-asked')
  if (asked.confirmedOn !== null) throw refuse('identity-erased')
  if (isSamePerson(asked.askedBy, sub)) throw refuse('erasure-same-person')
  const ancestors = path.split('.')
  const unit = ancestors.at(-1) as string
  if (ancestors.length > 1 && unitCode === unit) throw refuse('erasure-from-above', { values: { unit } })
}
