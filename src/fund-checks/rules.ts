import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { CheckFindings } from './exceptions/schema.ts'
import type { Tally } from './fields.ts'
import { itemOf, typesOf } from './kinds.ts'
import { type CheckKind, type ExceptionType, labels } from './labels.ts'
import { refuse } from './vocabulary.ts'

/** 第二部分（五） */
const CLAUSE = 'jilin-2019-12:2.5'

/** A check never changes. Its exceptions can be recorded as findings. */
export const steps = {
  findings: { from: [], permission: 'findings:make' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** The exceptions of a payment check belong to the unit that was checked, and no unit records its own. */
export function notTheirs(_: StepName, { kind, unitCode }: Found, actor: Actor): Refusal | undefined {
  const isOwn = kind === 'payment' && unitCode === actor.unitCode
  return isOwn ? refuse('fund-check-own', { clause: CLAUSE }) : undefined
}

export function notNow(_: StepName, check: Found): Refusal | undefined {
  return occurredIn(check).length === 0 ? refuse('fund-check-sound') : undefined
}

/** A check that reads more lines than this is made by an operation, after the request. */
const MOST_LINES = 50_000

export function isLong(lines: number): boolean {
  return lines > MOST_LINES
}

/** A month that has not begun has nothing to check. */
export function checkBegun(period: string, today: string, pointer: string): void {
  if (period > today) throw refuse('fund-check-early', { pointer })
}

/** At least one of the two files must be there. The check reports that the other one is missing. */
export function checkFiles(batch: { rosterUploadId: string | null; paymentsUploadId: string | null }): void {
  if (batch.rosterUploadId === null && batch.paymentsUploadId === null)
    throw refuse('fund-check-empty', { clause: CLAUSE })
}

/** What the rules need to know of a check. */
interface Found {
  kind: CheckKind
  unitCode: string
  exceptions: Partial<Record<ExceptionType, Tally>>
}

function occurredIn({ kind, exceptions }: Found): ExceptionType[] {
  return typesOf[kind].filter((type) => (exceptions[type]?.count ?? 0) > 0)
}

/** The types to record as findings: the requested types, or all types that occurred. */
export function typesFound(check: Found, wanted?: readonly ExceptionType[]): ExceptionType[] {
  const occurred = occurredIn(check)
  const absent = (wanted ?? []).findIndex((type) => !occurred.includes(type))
  if (absent >= 0) throw refuse('fund-check-sound', { pointer: `/types/${absent}` })
  if (occurred.length === 0) throw refuse('fund-check-sound')
  return occurred.filter((type) => wanted === undefined || wanted.includes(type))
}

/**
 * The first and the last number that the exceptions of a type have in their check. Exceptions are numbered
 * type by type, in alphabetical order.
 */
export function stretchOf({ exceptions }: Pick<Found, 'exceptions'>, type: ExceptionType) {
  const before = Object.entries(exceptions)
    .filter(([one]) => one < type)
    .reduce((sum, [, { count }]) => sum + count, 0)
  return [before + 1, before + (exceptions[type]?.count ?? 0)] as const
}

/** The exceptions of a type at one unit. */
export interface Target extends Tally {
  type: ExceptionType
  unitCode: string
}

/** All exceptions of a type of a payment check: they belong to the paying unit. */
export function wholeOf(
  { exceptions, unitCode }: Pick<Found, 'exceptions' | 'unitCode'>,
  type: ExceptionType
) {
  const { count = 0, amount = '0.00' } = exceptions[type] ?? {}
  return { type, unitCode, count, amount }
}

/** The exceptions to record as findings, in the order of the types. No unit records its own. */
export function targetsBelow(
  types: readonly ExceptionType[],
  below: readonly Target[],
  wanted?: readonly ExceptionType[]
): Target[] {
  const present = new Set(below.map(({ type }) => type))
  const own = (wanted ?? []).findIndex((type) => !present.has(type))
  if (own >= 0) throw refuse('fund-check-own', { pointer: `/types/${own}`, clause: CLAUSE })
  if (below.length === 0) throw refuse('fund-check-own', { clause: CLAUSE })
  return types.flatMap((type) => below.filter((one) => one.type === type))
}

/** The finding for the exceptions of a type at a unit. */
export function findingOf(
  check: Pick<Found, 'kind'> & { id: string; programme: string; period: string; contentHash: string },
  { type, unitCode: targetCode, count, amount }: Target,
  { severity, text, rectifyBy }: CheckFindings,
  unitCode: string,
  items: readonly string[]
) {
  const itemId = itemOf[type]
  const figures =
    `${labels['fund-check-kind'][check.kind].zh}（${check.period}，${check.programme}）：` +
    `${labels['fund-exception'][type].zh} ${count} 笔，金额 ${amount} 元。`
  return {
    unitCode,
    targetCode,
    area: 'funds' as const,
    ...(items.includes(itemId) && { itemId }),
    severity,
    text: text === undefined ? figures : `${text}\n${figures}`,
    evidence: [{ text: `资金检查 ${check.id}，内容摘要 ${check.contentHash}` }],
    ...(rectifyBy !== undefined && { rectifyBy }),
    cause: { kind: 'fund-check' as const, id: check.id }
  }
}
