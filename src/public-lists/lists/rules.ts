import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { type Content, type ListState, refuse } from '../vocabulary.ts'

/** The steps of a list. It may be rendered again, for example as a document for the notice boards. */
export const steps = {
  render: { from: ['open', 'rendered'], to: 'rendered', permission: 'disclosures:keep' }
} as const satisfies Record<string, Step<ListState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a list. */
export interface Standing {
  unitCode: string
  /** Who makes lists for the unit now: the unit itself until it ends. */
  acting: string
  content: Content
  rosterUploadId: string | null
  /** The roster that stands today. */
  standingRosterId: string | null
}

export function notTheirs(_: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (unitCode === one.acting) return undefined
  return refuse('disclosure-list-of-others', { values: { unit: one.acting } })
}

/** Nobody shows last month's truth: dead people have been found on published lists. */
export function notNow(_: StepName, one: Standing): Refusal | undefined {
  const { rosterUploadId, standingRosterId } = one
  if (rosterUploadId !== null && rosterUploadId !== standingRosterId) return refuse('roster-replaced')
  return needsRoster(one.content) && standingRosterId === null ? refuse('roster-missing') : undefined
}

/** Applicants are on no roster yet. Of approved ones the roster comes later. */
export function needsRoster(content: Content): boolean {
  return content === 'recipients' || content === 'ended'
}

/** The month whose roster a list is compared with; undefined where there is nothing to compare. */
export function rosterMonth(content: Content, period: string, monthAfter: (period: string) => string) {
  if (content === 'review') return undefined
  // In Jilin paid from the month after the decision (吉林省最低生活保障管理办法 21).
  return content === 'approval' ? monthAfter(period) : period
}

export interface Wanted {
  showFrom?: string | undefined
  showUntil?: string | undefined
}

export function check({ showFrom, showUntil }: Wanted): void {
  if (showFrom !== undefined && showUntil !== undefined && showUntil < showFrom)
    throw refuse('disclosure-list-days', { pointer: '/showUntil' })
}

/** The unit that pays is a township of the county. */
export function checkPayer(
  payer: { code: string; level: string; path: string } | undefined,
  unitCode: string
): void {
  if (payer?.level === 'township' && payer.path.split('.').includes(unitCode)) return
  throw refuse('disclosure-list-payer', { pointer: '/rosterUnitCode', values: { unit: unitCode } })
}

/** Counties make lists, also for the notice boards of their villages. */
export function checkUnit(level: string): void {
  if (level !== 'county') throw refuse('disclosure-list-county', { pointer: '/unitCode' })
}
