import { type RawBuilder, sql } from 'kysely'

/**
 * The latest report of a unit on an item as of a day, except one that was returned by then. On an item that
 * is confirmed as done nothing more is reported, so the latest report says whether it is.
 */
function latest(day: string, unit: RawBuilder<unknown>, item: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select report.*, report.review = 'confirmed' and report.reviewed_on <= ${day}::date as is_confirmed
    from deployment_report as report
    where report.deployment_id = ${item}.deployment_id and report.unit_code = ${unit}.unit_code
      and report.item_no = ${item}.no and report.reported_on <= ${day}::date
      and not (report.review = 'returned' and report.reviewed_on <= ${day}::date)
    order by report.number desc limit 1`
}

/** The value of an item by its target, at most 1; without a measure 1 once it is reported done. */
function share(item: RawBuilder<unknown>, report: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`case when ${item}.measure_target is null
    then (${report}.state is not distinct from 'done')::int::float8
    else least(coalesce(${report}.value, 0) / ${item}.measure_target, 1) end`
}

/**
 * One line for each addressee and item of `deployment`, as of a day: `addressee`, `item`, `latest` (null
 * where nothing was reported), and `mark` with the state. For a `from` that has `deployment`.
 */
export function linesOf(day: string): RawBuilder<unknown> {
  return sql`
    join deployment_item as item on item.deployment_id = deployment.id
    join deployment_addressee as addressee on addressee.deployment_id = deployment.id
    left join lateral (${latest(day, sql`addressee`, sql`item`)}) as latest on true
    cross join lateral (select
      case when latest.state = 'done' and latest.is_confirmed then 'done'
        when latest.state = 'done' then 'claimed'
        when item.due_on < ${day}::date then 'overdue'
        else coalesce(latest.state, 'not-started') end as state,
      coalesce(latest.state = 'done' and latest.is_confirmed and latest.reported_on > item.due_on, false)
        as late,
      ${share(sql`item`, sql`latest`)} as share
    ) as mark`
}

/** How units below an addressee stand with an item that it passed on: `passed`, for the same `from`. */
export function passedOn(day: string): RawBuilder<unknown> {
  return sql`
    cross join lateral (
      select count(*)::int as units,
        round(avg(${share(sql`part`, sql`below`)})::numeric, 3)::float8 as progress
      from deployment_item as part
      join deployment as own on own.id = part.deployment_id and own.unit_code = addressee.unit_code
      join deployment_addressee as further on further.deployment_id = own.id
      left join lateral (${latest(day, sql`further`, sql`part`)}) as below on true
      where part.parent_deployment_id = item.deployment_id and part.parent_no = item.no
    ) as passed`
}

/** The figures of the lines, for an aggregate over `mark`. */
export const figures = sql`jsonb_build_object('addressees', count(*),
  'done', count(*) filter (where mark.state = 'done'),
  'late', count(*) filter (where mark.late),
  'claimed', count(*) filter (where mark.state = 'claimed'),
  'underWay', count(*) filter (where mark.state = 'under-way'),
  'notStarted', count(*) filter (where mark.state = 'not-started'),
  'overdue', count(*) filter (where mark.state = 'overdue'),
  'progress', round(avg(mark.share)::numeric, 3))`
