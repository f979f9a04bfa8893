import { sql } from 'kysely'
import { type FactSource, fact, isAsked, measures, monthOf } from './fact.ts'

/** Runs that ended earlier are history. */
const MONTHS_BACK = 12

/**
 * Runs of months of a programme in which recipients were not paid in time and in full, by the latest check of
 * each month. A month without payments, or without a check, is unknown: it ends the counting but not the
 * run, and the proposal shows it as `gap`. A month that was paid in time ends the run.
 */
export const paymentsLate: FactSource = (asked) => {
  const { today } = asked
  const figures = {
    programme: sql`programme.name`,
    period: monthOf(sql`period`),
    late: sql`late`,
    unpaid: sql`unpaid`,
    underpaid: sql`underpaid`,
    recipients: sql`recipients`
  }
  return sql`
    with latest as (
      select distinct on (unit_code, programme_id, period)
        id, unit_code, programme_id, period, state, roster_upload_id,
        coalesce((exceptions -> 'late' ->> 'count')::int, 0) as late,
        coalesce((exceptions -> 'unpaid' ->> 'count')::int, 0) as unpaid,
        coalesce((exceptions -> 'underpaid' ->> 'count')::int, 0) as underpaid
      from fund_check
      where kind = 'payment' and ${isAsked(asked, 'fund_check.unit_code')}
        and period >= ${today}::date - make_interval(months => ${sql.lit(2 * MONTHS_BACK)})
      order by unit_code, programme_id, period, checked_at desc, id desc
    ), month as (
      select latest.*, file.lines::int as recipients,
        extract(year from latest.period) * 12 + extract(month from latest.period) as place,
        case when latest.state = 'incomplete' then 'unknown' when late + unpaid + underpaid > 0 then 'late'
          else 'good' end as standing
      from latest left join fund_upload as file on file.id = latest.roster_upload_id
    ), run as (
      select *, count(*) filter (where standing = 'good')
        over (partition by unit_code, programme_id order by period) as number
      from month
    ), island as (
      select *, place - row_number() over (
        partition by unit_code, programme_id, number order by period) as start
      from run where standing = 'late'
    ), counted as (
      select *, count(*) over (partition by unit_code, programme_id, number, start) as months
      from island
    ), chain as (
      select counted.unit_code, programme_id, number, min(period) as first, max(period) as last,
        max(months) as months,
        max((late + unpaid + underpaid) * 100.0 / nullif(recipients, 0)) as percent,
        jsonb_agg(${fact('fund-check', sql`counted.id`, figures)} order by period) as facts
      from counted join fund_programme as programme on programme.id = counted.programme_id
      group by counted.unit_code, programme_id, number
    )
    select chain.unit_code as target_code,
      (select code from fund_programme where id = chain.programme_id) || ' ' || to_char(first, 'YYYY-MM')
        as key,
      to_char(first, 'YYYY-MM') || case when first = last then ''
        when date_trunc('year', first) = date_trunc('year', last) then to_char(last, '/MM')
        else to_char(last, '/YYYY-MM') end as period,
      ${measures({ months: sql`months`, percent: sql`percent` })},
      facts, (
        select to_char(missing, 'YYYY-MM') from generate_series(first, greatest(last, (
          select max(period) from run where run.unit_code = chain.unit_code
            and run.programme_id = chain.programme_id and run.number = chain.number)), '1 month') as missing
        where not exists (
          select from run where run.unit_code = chain.unit_code and run.programme_id = chain.programme_id
            and run.period = missing and run.standing <> 'unknown')
        order by missing limit 1) as gap
    from chain
    where last >= ${today}::date - make_interval(months => ${sql.lit(MONTHS_BACK)})`
}
