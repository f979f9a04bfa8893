-- A term keeps the days that it passed over, as it was counted, and whether days off put off its end. The
-- calendar at hand when it is read may be another edition.
alter table term
  -- Stretches of days, both ends included: [{ from, to, reason, name }].
  add column skipped jsonb not null default '[]',
  add column rolls_over boolean not null default true;

-- What is on record already, by the calendar of today.
with passed as (
  select term.id, day, is_off, case when is_off then calendar_day.name end as name
  from term
  cross join lateral generate_series(1, due_on - started_on - 1) as after
  cross join lateral (select started_on + after as day) as one
  left join calendar_day on date = day
  cross join lateral (
    select coalesce(off, extract(isodow from day) > 5) and (day_unit = 'working' or day >= rolled_from) is true
      as is_off
  ) as found
  where (day_unit = 'working' or rolled_from is not null or excluded <> '[]') and (is_off or exists (
    select from jsonb_to_recordset(excluded) as span ("from" date, "to" date) where day between "from" and "to"
  ))
), numbered as (
  select *, day - (row_number() over (partition by id, is_off, name order by day))::int as stretch from passed
), stretches as (
  select id, jsonb_strip_nulls(jsonb_build_object('from', min(day), 'to', max(day), 'name', name, 'reason',
    case when not is_off then 'excluded' when name is null then 'day-off' else 'holiday' end)) as one
  from numbered group by id, is_off, name, stretch
), told as (
  select id, jsonb_agg(one order by one ->> 'from') as skipped from stretches group by id
)
update term set skipped = told.skipped from told where told.id = term.id;
