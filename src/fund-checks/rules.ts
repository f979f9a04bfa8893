import type { CheckFindings } from './exceptions/schema.ts'
import { itemOf, typesOf } from './kinds.ts'
import { type CheckKind, type ExceptionType, labels } from './labels.ts'
import type { Check, Tally } from './schema.ts'
import { refuse } from './vocabulary.ts'

/** 第二部分（五） */
const CLAUSE = 'jilin-2019-12:2.5'

/** What reads more lines than this is done by an operation, after the request. */
const MOST_LINES = 50_000

export function isLong(lines: number): boolean {
  return lines > MOST_LINES
}

/** A month that has not begun has nothing to check. */
export function checkBegun(period: string, today: string, pointer: string): void {
  if (period > today) throw refuse('fund-check-early', { pointer })
}

/** One of the two files at least: of the other the check says that it is missing. */
export function checkFiles(batch: { rosterUploadId: string | null; paymentsUploadId: string | null }): void {
  if (batch.rosterUploadId === null && batch.paymentsUploadId === null)
    throw refuse('fund-check-empty', { clause: CLAUSE })
}

type Found = Pick<Check, 'kind' | 'exceptions'>

/** The types of which findings are made: those asked for, or all that occurred. */
export function typesFound({ kind, exceptions }: Found, wanted?: readonly ExceptionType[]): ExceptionType[] {
  const occurred = typesOf[kind].filter((type) => (exceptions[type]?.count ?? 0) > 0)
  const absent = (wanted ?? []).findIndex((type) => !occurred.includes(type))
  if (absent >= 0) throw refuse('fund-check-sound', { pointer: `/types/${absent}` })
  if (occurred.length === 0) throw refuse('fund-check-sound')
  return occurred.filter((type) => wanted === undefined || wanted.includes(type))
}

/**
 * The numbers that the exceptions of a type have in their check, from the first to the last: they are
 * numbered type by type, in the order of the alphabet.
 */
export function stretchOf({ exceptions }: Pick<Check, 'exceptions'>, type: ExceptionType) {
  const before = Object.entries(exceptions)
    .filter(([one]) => one < type)
    .reduce((sum, [, { count }]) => sum + count, 0)
  return [before + 1, before + (exceptions[type]?.count ?? 0)] as const
}

/** The exceptions of a type, as far as they are of one unit. */
export interface Target extends Tally {
  type: ExceptionType
  unitCode: string
}

/** All exceptions of a type: those of a batch are of the unit that pays. */
export function wholeOf(
  { exceptions, unitCode }: Pick<Check, 'exceptions' | 'unitCode'>,
  type: ExceptionType
) {
  return { type, unitCode, ...(exceptions[type] as Tally) }
}

/** What findings are made of, in the order of the types: a unit finds no fault with itself. */
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

/** The finding that is made of the exceptions of a type at a unit. */
export function findingOf(
  check: Pick<Check, 'id' | 'kind' | 'programme' | 'period' | 'contentHash'>,
  { type, unitCode: targetCode, count, amount }: Target,
  { severity, text, rectifyBy }: CheckFindings,
  unitCode: string,
  items: readonly string[]
) {
  const itemId = itemOf[type]
  const figures =
    `${labels['fund-check-kind'][check.kind as CheckKind].zh}（${check.period}，${check.programme}）：` +
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
