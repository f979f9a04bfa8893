import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

const CLAUSE = 'jilin-2019-12:2.5'

/** A day later than all others, as the database writes it. */
export const OPEN = 'infinity'

/** An account is closed once, from a day on, which may lie in the future. */
type State = 'open' | 'closed'

export const steps = {
  change: { from: ['open', 'closed'], permission: 'funds:keep' },
  close: { from: ['open'], to: 'closed', permission: 'funds:keep' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of an account. `validTo` is `infinity` while it is open. */
export interface Standing {
  validFrom: string
  validTo: string
}

export function notTheirs(): undefined {
  return undefined
}

export function notNow(name: StepName, { validTo }: Pick<Standing, 'validTo'>): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  return from.includes(validTo === OPEN ? 'open' : 'closed') ? undefined : refuse('fund-account-closed')
}

/** The unit must be in office on the first day, and must not be a village: its township pays. */
export function checkKeeper({ level, validFrom, validTo }: Place, on: string): void {
  if (level === 'village') throw refuse('fund-account-unit-level', { pointer: '/unitCode' })
  const isThere = (validFrom ?? '') <= on && (validTo === null || on < validTo)
  if (!isThere) throw refuse('fund-account-unit-invalid', { pointer: '/validFrom' })
}

/** The days on which an account is valid. Without an end it stays open. */
export function span(
  validFrom: string,
  validTo: string | null = null
): { validFrom: string; validTo: string } {
  if (validTo !== null && validTo <= validFrom)
    throw refuse('fund-account-ends-early', { pointer: '/validTo' })
  return { validFrom, validTo: validTo ?? OPEN }
}

/** A unit has one special account at a time for a programme (专户存储). */
export function checkAlone(others: readonly unknown[]): void {
  if (others.length > 0) throw refuse('fund-account-exists', { pointer: '/validFrom', clause: CLAUSE })
}
