-- Days off: what of a year differs from the plain week, as announced. The facts lie in data/calendar.
-- An edition is one state of the whole calendar. From a sequence, since a number once taken by a change that
-- was rolled back must not come to mean another state.
create sequence calendar_edition as integer;

create table calendar_year (
  year integer constraint calendar_year_pkey primary key
    constraint calendar_year_year_check check (year between 2004 and 2200),
  state text not null constraint calendar_year_state_check check (state in ('official', 'provisional')),
  source text not null,
  version integer not null default 1,
  edition integer not null constraint calendar_year_edition_key unique
);

create table calendar_day (
  date date constraint calendar_day_pkey primary key,
  year integer not null constraint calendar_day_year_fkey references calendar_year (year),
  off boolean not null,
  name text not null,
  constraint calendar_day_year_check check (year = extract(year from date)),
  -- A weekday that is off, or a weekend that is worked: nothing else differs from the plain week.
  constraint calendar_day_off_check check (off = (extract(isodow from date) < 6))
);
create index calendar_day_year_index on calendar_day (year);
