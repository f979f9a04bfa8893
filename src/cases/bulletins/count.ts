import { type RawBuilder, sql } from 'kysely'
import { addDays, midnight } from '../../platform/days.ts'
import { inSubtree, type Subtree } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'
import { lapsingTerms } from '../../policy/index.ts'
import '../tables.ts'
import type { Periods } from './rules.ts'

/** By what the cases of a period are told apart. */
export type Trait = 'kind' | 'category' | 'cause' | 'state' | 'outcome' | 'unit'

/** One group of cases. Without a trait: a whole period. */
export interface Counted {
  /** Whether reports are among them. */
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
 * Counts the cases of two periods that are handled within `tree`, with reports and without, in one statement:
 * each case is looked at once; what it shares with others is added up before it is told apart.
 */
export async function count(tx: Tx, tree: Subtree, periods: Periods, today: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with seen as materialized (${seen(tree, periods, today)}),
    alike as materialized (
      select kind, category, cause, state, outcome, part, count(*) as received,
        count(concluded_on) as concluded, count(*) filter (where is_overdue) as overdue
      from seen where is_current group by kind, category, cause, state, outcome, part
    )
    select "withReports", is_current as "isCurrent", null as trait, null as code,
      count(*)::int as received, count(concluded_on)::int as concluded,
      (count(*) filter (where is_overdue))::int as overdue,
      ${daysAt(0.5)} as "medianDays", ${daysAt(0.9)} as "p90Days"
    from seen join ${views} on "withReports" or kind <> 'report'
    group by "withReports", is_current
    union all
    select "withReports", true, trait, code, sum(received)::int, sum(concluded)::int, sum(overdue)::int,
      null, null
    from alike join ${views} on "withReports" or kind <> 'report'
    cross join lateral (values ('kind', kind), ('category', category), ('cause', cause), ('state', state),
      ('outcome', outcome), ('unit', part)) told (trait, code)
    group by "withReports", trait, code`.execute(tx)
  return rows
}

const views = sql`(values (true), (false)) as reader ("withReports")`

/** A percentile of the days that concluding took. Interpolated between whole days, it has one decimal. */
function daysAt(part: number): RawBuilder<number | null> {
  return sql`round((percentile_cont(${sql.lit(part)}) within group (order by days))::numeric, 1)::float8`
}

/**
 * The cases, each with what is counted of it. `part` is the subordinate unit that it falls to; null where the
 * unit itself has it. What must be hidden from the unit whose figures these are, its own people cannot count.
 */
function seen({ code, depth }: Subtree, { previous, from, to }: Periods, today: string) {
  return sql`
    select kind, category, cause, state, reply.outcome, concluded_on,
      nullif(split_part(path, '.', ${depth + 1}::int), '') as part,
      received_at >= ${midnight(from)}::timestamptz as is_current,
      concluded_on - (received_at at time zone 'Asia/Shanghai')::date as days,
      exists (
        select from term
        where subject_kind = 'case' and subject_id = petition_case.id
          and rule <> all(${lapsingTerms}::text[]) and coalesce(met_on, ${today}::date) > due_on
      ) as is_overdue
    from petition_case
    left join case_decision as reply on reply.case_id = petition_case.id and reply.stage = 'reply'
    where ${inSubtree({ code, depth }, { table: 'petition_case', unit: 'unit_code' })}
      and received_at >= ${midnight(previous.from)}::timestamptz
      and received_at < ${midnight(addDays(to, 1))}::timestamptz
      and (hidden_from is null
        or hidden_from <> all((select string_to_array(unit_path(${code}), '.'))::text[]))`
}

export interface Named {
  code: string
  name: string
}

/** The direct subordinates of a unit that are valid on a day, and those that cases were counted for. */
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
