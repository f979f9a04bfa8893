import { type RawBuilder, sql } from 'kysely'
import type { Limits } from '../../policy/index.ts'

/** What a fact is asked. */
export interface FactQuestion {
  /** `YYYY-MM-DD` */
  today: string
  notice: Limits
  interview: Limits
  /** Only at these units; left out: at all. */
  targets?: readonly string[] | undefined
}

/**
 * The units at which a fact holds, as `select target_code, key, period, kind, facts, gap`. `key` makes it one
 * proposal while it grows; null for a fact that stands at a moment, which has the quarter instead. `kind` is
 * null where no threshold is reached.
 */
export type FactSource = (asked: FactQuestion) => RawBuilder<unknown>

/** The units that are asked about. */
export function isAsked({ targets }: FactQuestion, column: string): RawBuilder<boolean> {
  return targets === undefined
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(column)} = any(${[...targets]}::text[])`
}

/** Whether a value reaches a threshold; never where the policy sets none. */
export function reaches(value: RawBuilder<unknown>, limit: number | undefined): RawBuilder<boolean> {
  return limit === undefined ? sql<boolean>`false` : sql<boolean>`(${value}) >= ${sql.lit(limit)}`
}

/** `interview`, `notice` or null. */
export function kindOf(
  interview: readonly RawBuilder<boolean>[],
  notice: readonly RawBuilder<boolean>[]
): RawBuilder<unknown> {
  return sql`case when ${sql.join(interview, sql` or `)} then 'interview'
    when ${sql.join(notice, sql` or `)} then 'notice' end`
}
