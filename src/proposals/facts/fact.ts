import { type RawBuilder, sql } from 'kysely'
import type { Cause } from '../../causes/index.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Limits, Threshold } from '../../policy/index.ts'
import type { FigureSet } from './figures.ts'

/** What a fact is asked. */
export interface FactQuestion {
  tx: Tx
  /** `YYYY-MM-DD` */
  today: string
  notice: Limits
  interview: Limits
  /** The smallest number for which a share or a last place counts. */
  floor: number
  /** Only at these units; left out: at all. */
  targets?: readonly string[] | undefined
}

/**
 * The units at which a fact may hold, as `select target_code, key, period, measures, facts, gap`. `key` makes
 * it one proposal while it grows; null for a fact that stands at a moment, which has the quarter instead.
 */
export type FactSource = (asked: FactQuestion) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>

/** The units that are asked about, and ended ones for which they act. */
export function isAsked({ targets }: FactQuestion, column: string): RawBuilder<boolean> {
  if (targets === undefined) return sql<boolean>`true`
  const codes = sql`${[...targets]}::text[]`
  return sql<boolean>`${sql.ref(column)} in (
    select code from unit where code = any(${codes}) or acting_code = any(${codes}))`
}

/**
 * Joins the unit that answers today for what the unit of a column has not done, as `answering`: the unit
 * itself, or after its end the unit that acts for it, if that is of the same level. A unit above does not
 * answer for one that was only dissolved. What a unit did badly in the past ends with it.
 */
export function answers(column: string): RawBuilder<unknown> {
  return sql`join unit as owing on owing.code = ${sql.ref(column)}
    left join unit as heir on heir.code = owing.acting_code and heir.level = owing.level`
}

/** The code of that unit; of a unit that ended without one its own, so that nothing is proposed. */
export const answering = sql<string>`coalesce(heir.code, owing.code)`

/** What is compared with the thresholds, each by the name of its threshold; null where it is not known. */
export function measures(all: Partial<Record<Threshold, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql`jsonb_build_object(${pairs(all)}) as measures`
}

/** One record that shows the failing, with its figures; an absence has neither kind nor id. */
export function fact(
  kind: Cause['kind'] | null,
  id: RawBuilder<unknown>,
  figures: Partial<Record<keyof FigureSet, RawBuilder<unknown>>>
): RawBuilder<unknown> {
  return sql`jsonb_build_object('kind', ${sql.lit(kind)}, 'id', ${id},
    'figures', jsonb_strip_nulls(jsonb_build_object(${pairs(figures)})))`
}

export const nobody = sql`null::uuid`

/** Money in yuan, as it stands in answers. */
export function yuan(fen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${fen} / 100.0, 'FM9999999999990.00')`
}

/** The month of a day. */
export function monthOf(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${day}, 'YYYY-MM')`
}

/**
 * Whether a finding, under its alias, rests on no report. One that does is left out: the proposal would tell
 * that somebody reported the unit.
 */
export function restsOnNoReport(finding: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select from cause_link as link join petition_case as report on report.id = link.cause_id
    where link.consequence_kind = 'finding' and link.consequence_id = ${sql.ref(`${finding}.id`)}
      and link.cause_kind = 'case' and report.kind = 'report')`
}

function pairs(all: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(Object.entries(all).map(([name, value]) => sql`${sql.lit(name)}, ${value}`))
}
