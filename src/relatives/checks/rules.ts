import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { addDays, addMonths } from '../../platform/values/days.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { CheckFindings } from './exceptions/schema.ts'
import { type ExceptionType, exceptionTypes, labels, type Missing } from './labels.ts'
import type { Compared, Totals } from './tables.ts'
import { refuse } from './vocabulary.ts'

/** 第二部分（二）: missing, refused and false filings are looked into and dealt with. */
const CLAUSE = 'jilin-2019-12:2.2'

/** A check never changes. Its exceptions can be recorded as findings. */
export const steps = {
  findings: { from: [], permission: 'findings:make' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** The rules need no more of a check. */
interface Found {
  exceptions: Partial<Record<ExceptionType, number>>
}

/** The unit that made the check and the units above it may record its exceptions. */
export function notTheirs(_: StepName, __: Found, ___: Actor): Refusal | undefined {
  return undefined
}

export function notNow(_: StepName, check: Found): Refusal | undefined {
  return occurredIn(check).length === 0 ? refuse('relative-check-sound') : undefined
}

/** A check that reads more lines than this is made by an operation, after the request. */
const MOST_LINES = 50_000

export function isLong(lines: number): boolean {
  return lines > MOST_LINES
}

/**
 * The day as of which a month is checked: its last day, but no day after today.
 *
 * @throws relative-check-early
 */
export function dayOf(period: string, today: string, wanted?: string): string {
  if (period > today) throw refuse('relative-check-early', { pointer: '/period' })
  if (wanted === undefined) {
    const last = addDays(addMonths(period, 1), -1)
    return last < today ? last : today
  }
  const isOutside = wanted < period || wanted > today
  if (isOutside) throw refuse('relative-check-day', { pointer: '/asOf', values: { from: period, to: today } })
  return wanted
}

/** What was missing. Without members only heads are found, without ties only filings are judged. */
export function missingOf({ rosters, members }: Compared, hasTies: boolean): Missing[] {
  return [
    ...(rosters === 0 ? (['no-roster'] as const) : []),
    ...(rosters > members ? (['no-members'] as const) : []),
    ...(hasTies ? [] : (['no-ties'] as const))
  ]
}

/** Pairs cannot be counted without rosters and ties: unknown is not 0. */
export function totalsOf(totals: Totals, missing: readonly Missing[]): Totals {
  const isKnown = !missing.includes('no-roster') && !missing.includes('no-ties')
  if (isKnown) return totals
  return { ...totals, owedPairs: null, owedRecipients: null, matched: null, running: null }
}

/** The item of the checklist of area `policy` that a finding of the type belongs to. */
const itemOf: Record<ExceptionType, string> = {
  unfiled: 'relatives-complete',
  short: 'relatives-complete',
  false: 'relatives-complete',
  stale: 'relatives-complete',
  unregistered: 'relatives-filed',
  late: 'relatives-filed',
  undeclared: 'relatives-filed',
  'no-filing-unit': 'relatives-filed'
}

function occurredIn({ exceptions }: Found): ExceptionType[] {
  return exceptionTypes.filter((type) => (exceptions[type] ?? 0) > 0)
}

/** The types to record as findings: the requested types, or all types that occurred. */
export function typesFound(check: Found, wanted?: readonly ExceptionType[]): ExceptionType[] {
  const occurred = occurredIn(check)
  const absent = (wanted ?? []).findIndex((type) => !occurred.includes(type))
  if (absent >= 0) throw refuse('relative-check-sound', { pointer: `/types/${absent}` })
  if (occurred.length === 0) throw refuse('relative-check-sound')
  return occurred.filter((type) => wanted === undefined || wanted.includes(type))
}

/** The exceptions of a type at one unit. */
export interface Target {
  type: ExceptionType
  unitCode: string
  count: number
}

/** @throws relative-check-own if none of the exceptions lies at a unit below that still exists */
export function targetsBelow(below: readonly Target[]): readonly Target[] {
  if (below.length === 0) throw refuse('relative-check-own', { clause: CLAUSE })
  return below
}

/** The finding for the exceptions of a type at a unit: numbers only, no person and no recipient. */
export function findingOf(
  check: { id: string; programme: string; period: string; contentHash: string },
  { type, unitCode: targetCode, count }: Target,
  { severity, text, rectifyBy }: CheckFindings,
  unitCode: string,
  items: readonly string[]
) {
  const itemId = itemOf[type]
  const figures =
    `近亲属备案检查（${check.period}，${check.programme}）：` +
    `${labels['relative-exception'][type].zh} ${count} 项。`
  return {
    unitCode,
    targetCode,
    area: 'policy' as const,
    ...(items.includes(itemId) && { itemId }),
    severity,
    text: text === undefined ? figures : `${text}\n${figures}`,
    evidence: [{ text: `近亲属备案检查 ${check.id}，内容摘要 ${check.contentHash}` }],
    ...(rectifyBy !== undefined && { rectifyBy }),
    cause: { kind: 'relative-check' as const, id: check.id }
  }
}
