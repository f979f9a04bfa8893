import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

const PROGRAMMES = 6

/** The last day on which the months of this database are due. */
export const ON = '2026-09-01'

/**
 * Name of a database with all counties of Jilin, which have seven months of six programmes with recipients in
 * all their villages, and nothing shown anywhere. Made at first use.
 */
export function missingDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'missing', [
    `insert into fund_programme (id, unit_code, path, code, name)
      select gen_random_uuid(), '22', '22', 'bench-' || n, 'bench' from generate_series(1, ${PROGRAMMES}) as n`,
    `insert into website_due (id, unit_code, path, programme_id, period, stood_on, due_on, limit_on, villages)
      select uuid_v7(), county.code, county.path, programme.id, month, month::date, month::date + 14,
        month::date + 28, array(
          select code from unit where level = 'village' and within_3 = county.code order by code)
      from unit as county, fund_programme as programme,
        generate_series(date '2026-01-01', date '2026-07-01', '1 month') as month
      where county.level = 'county' and programme.code like 'bench-%'`
  ])
}

/** What the boards of the first units owe, by plain SQL: the lists of the last month, and the two texts. */
export const barePage = `
  with part as (
    select code, level, parent_code from unit where within_1 = '22' and counts_in_quota order by code limit 51
  ), last as (
    select distinct on (unit_code, programme_id) programme_id, period, villages from website_due
    where due_on < '${ON}' and unit_code in (
      select unit_code from website_due where villages && array(select code from part))
    order by unit_code, programme_id, period desc
  ), owed as (
    select distinct place.code, last.programme_id, last.period
    from last cross join unnest(last.villages) as had (code)
    join unit as village on village.code = had.code
    cross join lateral (values (village.code), (village.parent_code)) as place (code)
    where place.code in (select code from part)
  )
  select part.code, 'recipients' as content, programme_id::text as programme, period
  from part join owed on owed.code = part.code
  union all
  select part.code, content, '', null from part, (values ('policy'), ('procedure')) as text (content)
  where part.level in ('township', 'village')
  order by 1, 2, 3 limit 51`
