import { sql } from 'kysely'
import { type FactSource, fact, isAsked, measures } from './fact.ts'

/** Results of more than a year ago are history. */
const DAYS_BACK = 366

/**
 * Published evaluations with a bad result for a unit: unqualified, vetoed, or last of enough units for
 * several years in a row. A unit that evaluated itself is left out.
 */
export const evaluation: FactSource = (asked) => {
  const { today, floor } = asked
  const figures = {
    year: sql`shown.year`,
    detail: sql`case when shown.outcome = 'vetoed' then 'vetoed' when shown.grade = 'unqualified'
      then 'unqualified' when shown.is_last then 'last' end`,
    total: sql`shown.total::text`,
    rank: sql`shown.rank`,
    ranked: sql`case when shown.rank is not null then shown.ranked end`
  }
  return sql`
    with ranked as (
      select made.id, made.unit_code as by_code, made.year, made.published_at, target.unit_code, target.total,
        target.outcome, target.grade, target.rank, count(target.rank) over peers as ranked,
        target.rank is not null and target.rank = max(target.rank) over peers
          and count(target.rank) over peers >= ${sql.lit(floor)} as is_last
      from evaluation as made join evaluation_target as target on target.evaluation_id = made.id
      where made.published_at is not null and not target.is_self
      window peers as (partition by made.id, target.group_code)
    ), year_last as (
      select by_code, unit_code, year, year - row_number() over (
        partition by by_code, unit_code order by year) as start
      from ranked where is_last group by by_code, unit_code, year
    ), run as (
      select *, row_number() over (partition by by_code, unit_code, start order by year) as years
      from year_last
    )
    select latest.unit_code as target_code, latest.id::text as key, latest.year::text as period,
      ${measures({
        unqualified: sql`(latest.grade = 'unqualified' and latest.outcome <> 'vetoed')::int`,
        vetoes: sql`(latest.outcome = 'vetoed')::int`,
        years: sql`case when latest.is_last then run.years end`
      })}, (
        select jsonb_agg(${fact('evaluation', sql`shown.id`, figures)} order by shown.year, shown.id)
        from ranked as shown
        where shown.unit_code = latest.unit_code and shown.by_code = latest.by_code
          and (shown.id = latest.id or latest.is_last and shown.is_last
            and shown.year between latest.year - run.years + 1 and latest.year - 1)) as facts,
      null as gap
    from ranked as latest
    left join run on run.by_code = latest.by_code and run.unit_code = latest.unit_code
      and run.year = latest.year
    where latest.published_at > ${today}::date - ${sql.lit(DAYS_BACK)}
      and ${isAsked(asked, 'latest.unit_code')}`
}
