import { may, permissions } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { refuse as refuseCall } from '../../platform/errors/wordings.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from '../vocabulary.ts'

export const CLAUSE = 'supervision-law:37'

/** The term that starts with the referral and ends with the receipt of the authority. */
export const TERM = 'referral.hand-over'

/** The permission to refer clues from cases, and to record receipts and outcomes of these. */
const MAKE = 'referrals:make'

/** What the authority has sent: an authority may report the outcome without having sent a receipt. */
type State = 'referred' | 'received' | 'concluded' | 'concluded-unreceived'

/** Receipt and outcome are recorded once each, in either order. */
export const steps = {
  receipt: {
    from: ['referred', 'concluded-unreceived'],
    taken: 'referral-received',
    permission: 'referrals:follow'
  },
  outcome: { from: ['referred', 'received'], taken: 'referral-concluded', permission: 'referrals:follow' }
} as const satisfies Record<string, Step<State> & { taken: 'referral-received' | 'referral-concluded' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

interface Days {
  referredOn: string
  receivedOn: string | null
  outcomeOn: string | null
}

/** What the rules need to know of a referral; its unit and place are those of its keeper. */
export interface Standing extends Days {
  caseId: string | null
  unitCode: string
  path: string
}

/** A former keeper may still read it; only the unit to which it passed records receipt and outcome. */
export function notTheirs(_: StepName, one: Standing, actor: Actor): Refusal | undefined {
  if (one.caseId !== null && !may(actor, MAKE)) {
    return refuseCall('role-missing', { values: { roles: permissions[MAKE] } })
  }
  if (one.path.split('.').includes(actor.unitCode)) return undefined
  return refuse('referral-not-yours', { values: { unit: one.unitCode }, clause: CLAUSE })
}

export function notNow(name: StepName, { receivedOn, outcomeOn }: Days): Refusal | undefined {
  const { from, taken } = steps[name]
  const states: readonly State[] = from
  return states.includes(stateOf(receivedOn !== null, outcomeOn !== null)) ? undefined : refuse(taken)
}

function stateOf(isReceived: boolean, isConcluded: boolean): State {
  if (isReceived) return isConcluded ? 'concluded' : 'received'
  return isConcluded ? 'concluded-unreceived' : 'referred'
}

/** A receipt may arrive after the outcome, but its date is not later. */
export function receive(
  { referredOn, outcomeOn }: Days,
  { receivedOn }: { receivedOn: string },
  today: string
): void {
  checkDay('/receivedOn', receivedOn, referredOn, outcomeOn ?? today)
}

export function conclude(
  { referredOn, receivedOn }: Days,
  { outcomeOn }: { outcomeOn: string },
  today: string
): void {
  checkDay('/outcomeOn', outcomeOn, receivedOn ?? referredOn, today)
}

function checkDay(pointer: string, day: string, from: string, to: string): void {
  if (day < from || day > to) {
    throw refuse('referral-day', { pointer, values: { from, to }, clause: CLAUSE })
  }
}
