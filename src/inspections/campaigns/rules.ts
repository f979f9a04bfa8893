import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from './vocabulary.ts'

/** 专项督导: a unit above inspects one topic at units below it. */
export const CLAUSE = 'jilin-2019-12:3.1'

/** What the rules need to know of a campaign. */
export interface Standing {
  /** The unit that carries it out: the unit that created it while it exists, else its successor. */
  acting: string
  state: 'open' | 'closed'
  from: string
  to: string
}

/** The transitions of a campaign. */
export const steps = {
  close: { from: ['open'], to: 'closed', permission: 'campaigns:write' }
} as const satisfies Record<string, Step<Standing['state']>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** Checks the named units. `below`: those of them that lie below the unit and exist today. */
export function checkNamed(codes: readonly string[], below: ReadonlySet<string>, unit: string): void {
  for (const [n, code] of codes.entries()) {
    const pointer = `/targets/unitCodes/${n}`
    if (codes.indexOf(code) < n) throw refuse('campaign-target-twice', { pointer })
    if (!below.has(code)) {
      throw refuse('campaign-target-unknown', { pointer, clause: CLAUSE, values: { unit } })
    }
  }
}

/** A caller who may see a campaign is of the unit that carries it out or of a unit above it. */
export function notTheirs(): undefined {
  return undefined
}

export function notNow(name: StepName, { state }: Pick<Standing, 'state'>): Refusal | undefined {
  const from: readonly Standing['state'][] = steps[name].from
  return from.includes(state) ? undefined : refuse('campaign-closed')
}

export function close(now: Date) {
  return { state: steps.close.to, closedAt: now.toISOString() }
}

/** Refuses an inspection that cannot be part of the campaign. */
export function admit(
  one: Standing,
  target: { isDone: boolean } | undefined,
  { unitCode, plannedOn }: { unitCode: string; plannedOn: string }
): void {
  if (one.acting !== unitCode) throw refuse('campaign-of-others', { pointer: '/campaignId' })
  if (one.state === 'closed') throw refuse('campaign-closed', { pointer: '/campaignId' })
  if (target === undefined) throw refuse('not-in-campaign', { pointer: '/targetCode', clause: CLAUSE })
  if (target.isDone) throw refuse('campaign-has-inspection', { pointer: '/targetCode' })
  const { from, to } = one
  if (plannedOn < from || plannedOn > to) {
    throw refuse('outside-campaign', { pointer: '/plannedOn', values: { from, to } })
  }
}
