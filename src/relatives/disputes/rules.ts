import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { tellsIdNumber } from '../../platform/values/id-number.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { mustNotBeFuture } from '../filers/rules.ts'
import type { DisputeReason } from './labels.ts'
import { refuse } from './vocabulary.ts'

/** The unit that disputes a filing, and the units above it, may take that back. */
export const steps = {
  withdraw: { from: [], permission: 'relative-checks:make' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

interface Standing {
  withdrawn: boolean
}

export function notTheirs(_: StepName, __: Standing, ___: Actor): Refusal | undefined {
  return undefined
}

export function notNow(_: StepName, { withdrawn }: Standing): Refusal | undefined {
  return withdrawn ? refuse('dispute-withdrawn') : undefined
}

interface Disputed {
  unitCode: string
  path: string
  visitedOn: string | null
}

interface Given {
  reason: DisputeReason
  foundOn: string
  basis: string
}

/**
 * Only a unit above that of the filer may dispute a filing: people do not judge their own filings.
 *
 * @throws dispute-by-above, relatives-date-future, dispute-no-visit, dispute-basis-identity
 */
export function checkDispute(filing: Disputed, given: Given, actor: Actor, today: string): void {
  const { unitCode, path, visitedOn } = filing
  const isAbove = path.split('.').includes(actor.unitCode) && actor.unitCode !== unitCode
  if (!isAbove) throw refuse('dispute-by-above', { values: { unit: unitCode } })
  mustNotBeFuture(given.foundOn, today, '/foundOn')
  const hasVisit = visitedOn !== null && visitedOn <= given.foundOn
  if (given.reason === 'visit-untrue' && !hasVisit) throw refuse('dispute-no-visit', { pointer: '/foundOn' })
  checkText(given.basis, '/basis')
}

/** @throws dispute-basis-identity */
export function checkText(text: string, pointer: string): void {
  if (tellsIdNumber(text)) throw refuse('dispute-basis-identity', { pointer })
}
