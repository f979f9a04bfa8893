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

export function close({ state }: Standing, now: Date) {
  if (state === 'closed') throw refuse('campaign-closed')
  return { state: 'closed', closedAt: now.toISOString() } as const
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
