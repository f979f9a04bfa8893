import { type Actor, isSamePerson } from '../../platform/auth/actor.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import { refuse } from '../vocabulary.ts'

/** Refuses an opening beyond the limit of a person and day. `nth`: this opening counted. */
export function checkOpening(nth: number, limit: number, today: string, now: Date): void {
  if (nth <= limit) return
  const tomorrow = Date.parse(midnight(addDays(today, 1)))
  const retryAfterSeconds = Math.max(1, Math.ceil((tomorrow - now.getTime()) / 1000))
  throw refuse('identity-limit', { values: { limit }, retryAfterSeconds })
}

/** Who asked that an identity be erased, and whether somebody has confirmed it. */
export interface Erasure {
  askedBy: string
  confirmedOn: string | null
}

/** One request at a time, and nothing is erased twice. */
export function checkAsking(before: Erasure | undefined): void {
  if (before === undefined) return
  throw refuse(before.confirmedOn === null ? 'erasure-asked' : 'identity-erased')
}

/**
 * Two people erase an identity: whoever confirms did not ask, and belongs to a unit above the handling one.
 * Above a unit at the top there is none: there another person of that unit confirms.
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
