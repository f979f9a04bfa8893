import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import { PLANNED_AGAIN } from '../../platform/database/connect.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import type { Tx } from '../../platform/work/work.ts'
import { lapsingTerms } from '../../policy/index.ts'
import '../tables.ts'
import type { Periods } from './rules.ts'

/** The traits by which the cases of a period are grouped. */
export type Trait = 'kind' | 'category' | 'cause' | 'state' | 'outcome' | 'unit'

/** One group of cases; without a trait, a whole period. */
export interface Counted {
  /** Whether reports are included. */
  withReports: boolean
  isCurrent: boolean
  trait: Trait | null
  code: string | null
  received: number
  concluded: number
  overdue: number
  medianDays: number | null
  p90Days: number | null
}

/**
 * Counts the cases of two periods that are handled within `tree`, with reports and without, in one statement.
 * Each case is read once; equal cases are added up before they are grouped by trait. In the totals a case
 * counts once. By unit it counts for each part of the tree that had a term in it, as overdue for parts that
 * missed one. How many cases the periods have decides on the plan.
 */
export async function count(tx: Tx, tree: Subtree, periods: Periods, today: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`${sql.raw(PLANNED_AGAIN)}
    with seen as materialized (${seen(tree, periods, today)}),
    alike as materialized (
      select kind, category, cause, state, outcome, part, others, late, is_late, count(*) as received,
        count(concluded_on) as concluded, count(*) filter (where is_overdue) as overdue
      from seen where is_current group by kind, category, cause, state, outcome, part, others, late, is_late
    )
    select "withReports", is_current as "isCurrent", null as trait, null as code,
      count(*)::int as received, count(concluded_on)::int as concluded,
      (count(*) filter (where is_overdue))::int as overdue,
      ${daysAt(0.5)} as "medianDays", ${daysAt(0.9)} as "p90Days"
    from seen join ${views} on "withReports" or kind <> 'report'
    group by "withReports", is_current
    union all
    select "withReports", true, trait, code,
      sum(received)::int, sum(concluded)::int, sum(grouped.overdue)::int, null, null
    from alike join ${views} on "withReports" or kind <> 'report'
    cross join lateral (
      values ('kind', kind, overdue), ('category', category, overdue), ('cause', cause, overdue),
        ('state', state, overdue), ('outcome', outcome, overdue)
      union all
      select 'unit', nullif(one, ''),
        case when (one = part and is_late) or one = any(late) then received else 0 end
      from (select distinct unnest(part || others) as one) as parts
    ) as grouped (trait, code, overdue)
    group by "withReports", trait, code`.execute(tx)
  return rows
}

const views = sql`(values (true), (false)) as reader ("withReports")`

/** A percentile of the days from receipt to reply, interpolated, with one decimal. */
function daysAt(part: number): RawBuilder<number | null> {
  return sql`round((percentile_cont(${sql.lit(part)}) within group (order by days))::numeric, 1)::float8`
}

/**
 * The cases, each with the values that are counted. A part is a direct subordinate unit with all units below
 * it, or empty for the unit itself: `part` handles the case now, `others` handled it before or decide on it.
 * Reports that are hidden from the unit of the figures are left out.
 */
function seen(tree: Subtree, { previous, from, to }: Periods, today: string) {
  return sql`
    select kind, category, cause, state, reply.outcome, concluded_on, kept.*,
      ${partOf('petition_case', tree)} as part,
      received_at >= ${midnight(from)}::timestamptz as is_current,
      concluded_on - (received_at at time zone 'Asia/Shanghai')::date as days
    from petition_case
    cross join lateral (${kept(tree, today)}) as kept
    left join case_decision as reply on reply.case_id = petition_case.id and reply.stage = 'reply'
    where ${inSubtree(tree, { table: 'petition_case', unit: 'unit_code' })}
      and received_at >= ${midnight(previous.from)}::timestamptz
      and received_at < ${midnight(addDays(to, 1))}::timestamptz
      and (hidden_from is null
        or not hidden_from && (select unit_origins(${tree.code}))::text[])`
}

/**
 * How the terms of one case were kept. Few cases are passed on, so units are looked up only for those, and,
 * because of `offset 0`, once for each term.
 */
function kept(tree: Subtree, today: string) {
  return sql`
    select bool_or(is_missed) as is_overdue, bool_or(is_missed) filter (where is_own) as is_late,
      array_agg(other) filter (where other is not null) as others,
      array_agg(other) filter (where other is not null and is_missed) as late
    from (
      select coalesce(met_on, ${today}::date) > due_on as is_missed,
        term.unit_code = petition_case.unit_code as is_own,
        case when term.unit_code <> petition_case.unit_code then (
          select ${partOf('unit', tree)} from unit
          where code = term.unit_code and ${inSubtree(tree, { table: 'unit', unit: 'code' })}
        ) end as other
      from term
      where subject_kind = 'case' and subject_id = petition_case.id
        and rule <> all(${lapsingTerms}::text[])
      offset 0
    ) as term`
}

function partOf(table: 'petition_case' | 'unit', { depth }: Subtree): RawBuilder<unknown> {
  return sql`split_part(${sql.ref(`${table}.path`)}, '.', ${sql.lit(depth + 1)})`
}

export interface Named {
  code: string
  name: string
}

/** The direct subordinates of a unit that exist on a day, and those for which cases were counted. */
export function subordinates(tx: Tx, code: string, counted: readonly Counted[], today: string) {
  const codes = counted.filter(({ trait }) => trait === 'unit').map(({ code }) => code)
  const isValid = sql<boolean>`(parent_code = ${code} and is_valid(valid_from, valid_to, ${today}::date))`
  return tx
    .selectFrom('unit')
    .select(['code', 'name', isValid.as('isValid')])
    .where(sql<boolean>`(${isValid} or code = any(${codes}::text[]))`)
    .orderBy('code')
    .execute()
}

export type Subordinate = Awaited<ReturnType<typeof subordinates>>[number]
