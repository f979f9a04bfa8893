import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { PausedReason, State } from './vocabulary.ts'
import { refuse } from './vocabulary.ts'

/** Webhooks of one account. */
export const MOST = 10
/** How long the secret before a rotation is used besides the new one. */
export const PREVIOUS_HOURS = 24

/** What the account of a webhook may do with it. */
export const steps = {
  change: { from: ['active', 'paused'], permission: 'webhooks:make' },
  test: { from: ['active', 'paused'], permission: 'webhooks:make' },
  'rotate-secret': { from: ['active', 'paused'], permission: 'webhooks:make' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

export interface Standing {
  state: State
  /** Whether the caller is the account that made it. */
  isOwn: boolean
}

/** An administrator sees a webhook, but no more than that it is there, and its state. */
export function notTheirs(_name: StepName, { isOwn }: Standing, _actor: Actor): Refusal | undefined {
  return isOwn ? undefined : refuse('webhook-of-others')
}

export function notNow(name: StepName, { state }: Standing): Refusal | undefined {
  const { from }: { from: readonly State[] } = steps[name]
  return from.includes(state) ? undefined : refuse('webhook-step')
}

const [MINUTE, HOUR] = [60, 3600]
/** Seconds between one attempt and the next, which make three days. */
export const pauses = [
  5,
  5 * MINUTE,
  HOUR / 2,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  20 * HOUR
]
/** A tenth more or less, so that receivers which were away do not get everything at one moment. */
const JITTER = 0.1

/**
 * The seconds until the next attempt after so many failures; undefined where there is none. `chance`: a
 * number from 0 to 1.
 */
export function pauseAfter(failures: number, chance: number): number | undefined {
  const pause = pauses[failures - 1]
  return pause && pause * (1 + JITTER * (2 * chance - 1))
}

/** Why a webhook is paused after an attempt that failed for the so manieth time; undefined: it goes on. */
export function pausedAfter(failures: number, status: number | null): PausedReason | undefined {
  if (status === 410) return 'gone'
  return failures > pauses.length ? 'failing' : undefined
}
