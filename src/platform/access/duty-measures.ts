import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import { inSubtree, type Subtree } from './scope.ts'

/** What a room is asked about the duties of units. */
export interface DutyQuestion {
  db: Db
  /** The units: a subtree, or one unit alone. */
  tree: Subtree
  /** The same with everything below it. */
  whole: Subtree
  year: number
  /** The levels of the units that have the duty. */
  ofLevels: readonly string[]
  /** The last day whose records count, `YYYY-MM-DD`. */
  asOf: string
  /** The reader: figures leave out what they may not see. */
  actor: Actor
}

/**
 * How a duty stands at the units of a subtree: a statement with one row for each unit that has the duty, made
 * by `measured`. A unit without a row does not have the duty in this year.
 */
export type DutyMeasure = (asked: DutyQuestion) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>

/** A room's measures, by duty. */
export type DutyMeasures = Readonly<Record<string, DutyMeasure>>

/** The columns of a measure. All but `unit` and `source` are expressions. */
export interface Measured {
  unit: RawBuilder<unknown>
  /** How many were done, and of how many: whole numbers. */
  done: RawBuilder<unknown>
  of: RawBuilder<unknown>
  /** What is measured, and what it must reach; left out: the numbers done, and all of them. */
  value?: RawBuilder<unknown>
  required?: RawBuilder<unknown>
  /** Left out: whether the value reaches what is required. */
  isMet?: RawBuilder<unknown>
  /** Whether anything is on record to judge by; left out: yes. */
  isKnown?: RawBuilder<unknown>
  /** The last day; left out: none, the duty holds at any time. */
  dueOn?: RawBuilder<unknown>
  /** What follows `select`: `from …`. */
  source: RawBuilder<unknown>
}

/** The statement of a measure. */
export function measured({ unit, done, of, source, ...more }: Measured): RawBuilder<unknown> {
  const { value = done, required = of } = more
  const { isMet = sql`${value} >= ${required}`, isKnown = sql`true`, dueOn = sql`null` } = more
  return sql`
    select ${unit} as unit_code, (${done})::int as done, (${of})::int as total, (${value})::numeric as value,
      (${required})::numeric as required, (${isMet})::boolean as is_met,
      coalesce((${isKnown})::boolean, false) as is_known,
      (${dueOn})::date as due_on
    ${source}`
}

/** Whether a row of `unit` has the duty: of its levels, within the quotas, in office on the day. */
export function owing({ tree, asOf, ofLevels }: DutyQuestion): RawBuilder<boolean> {
  return sql<boolean>`${inSubtree(tree, { table: 'unit', unit: 'code' })} and unit.counts_in_quota
    and unit.level = any(${[...ofLevels]}::text[])
    and is_valid(unit.valid_from, unit.valid_to, ${asOf}::date)`
}

/** The instant at which the day after the last one begins: only what was recorded before it counts. */
export function endOf(asOf: string): RawBuilder<string> {
  return sql<string>`((${asOf}::date + 1)::timestamp at time zone 'Asia/Shanghai')`
}

/**
 * The instant at which a year begins, as a constant. `make_timestamptz` depends on the session, so it would
 * be computed for each row.
 */
export function beginOf(year: number): RawBuilder<string> {
  return sql<string>`(make_date(${year}, 1, 1)::timestamp at time zone 'Asia/Shanghai')`
}

/** Whether an instant is in a year of China. */
export function duringYear(instant: string, year: number): RawBuilder<boolean> {
  const one = sql.ref(instant)
  return sql<boolean>`(${one} >= ${beginOf(year)} and ${one} < ${beginOf(year + 1)})`
}

/** Whether a day is in a year. As a range, so that PostgreSQL knows how many days there are. */
export function inYear(day: string, year: number): RawBuilder<boolean> {
  const one = sql.ref(day)
  return sql<boolean>`(${one} >= make_date(${year}, 1, 1) and ${one} < make_date(${year} + 1, 1, 1))`
}
