-- Yearly reports on how units met their duties (监管责任落实情况报告): two readings of figures, frozen once published.
create table compliance_report (
  id uuid not null constraint compliance_report_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  year integer not null,
  as_of date not null,
  state text not null default 'draft',
  figures jsonb not null,
  open_figures jsonb not null,
  drafted_at timestamptz not null,
  drafted_by text not null,
  published_at timestamptz,
  published_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint compliance_report_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint compliance_report_state_check check (state in ('draft', 'published', 'withdrawn')),
  constraint compliance_report_days_check check (as_of between make_date(year, 1, 1) and make_date(year + 1, 1, 1)),
  constraint compliance_report_published_check check (state <> 'published' or published_at is not null),
  constraint compliance_report_withdrawn_check
    check ((state = 'withdrawn') = (withdrawn_at is not null) and (state = 'withdrawn') = (withdraw_reason is not null))
);
comment on table compliance_report is
  'A yearly report of a unit with the units below it. Its figures no longer change once it is published.';
comment on column compliance_report.as_of is
  'Day on which duties stand: 1 January after the year, or the last day that was over before';
comment on column compliance_report.figures is 'Figures for people of the unit and of the units above it';
comment on column compliance_report.open_figures is
  'Figures for people of units below: without reports, and without what tells whom the unit inspected';
create unique index compliance_report_year_key on compliance_report (unit_code, year) where state <> 'withdrawn';
create index compliance_report_unit_index on compliance_report (unit_code, id);
create index compliance_report_within_1_index on compliance_report (within_1, id);
create index compliance_report_within_2_index on compliance_report (within_2, id) where within_2 is not null;
create index compliance_report_within_3_index on compliance_report (within_3, id) where within_3 is not null;
create index compliance_report_within_4_index on compliance_report (within_4, id) where within_4 is not null;

-- What is published stays as it is, whatever the service does. Only the place follows a unit that moves.
create function compliance_report_keep() returns trigger language plpgsql as $$
begin
  raise exception 'a published report is frozen' using errcode = 'restrict_violation',
    constraint = 'compliance_report_keep';
end
$$;
create trigger compliance_report_keep before update on compliance_report for each row
  when (old.state <> 'draft' and
    (new.id, new.unit_code, new.year, new.as_of, new.figures, new.open_figures, new.drafted_at, new.drafted_by,
      new.published_at, new.published_by)
    is distinct from
    (old.id, old.unit_code, old.year, old.as_of, old.figures, old.open_figures, old.drafted_at, old.drafted_by,
      old.published_at, old.published_by))
  execute function compliance_report_keep();
create trigger compliance_report_keep_row before delete on compliance_report for each row
  when (old.published_at is not null) execute function compliance_report_keep();
create trigger compliance_report_keep_all before truncate on compliance_report
  for each statement execute function compliance_report_keep();
