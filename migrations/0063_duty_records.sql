-- What a unit has done of its standing duties: schemes, rules, publicity, training, and who answers for what.
create table duty_record (
  id uuid not null constraint duty_record_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  year integer not null,
  first_year integer not null,
  last_year integer not null,
  kind text not null,
  title text not null,
  document_no text,
  issued_on date,
  from_on date,
  to_on date,
  local_rule_id uuid,
  text text,
  topics text[] not null default '{}',
  figures jsonb not null default '{}',
  assignments jsonb not null default '[]',
  state text not null default 'filed',
  review text not null default 'open',
  filed_at timestamptz not null,
  filed_by text not null,
  reviewed_at timestamptz,
  reviewed_by text,
  return_reason text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint duty_record_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint duty_record_local_rule_fkey foreign key (local_rule_id) references local_rule (id),
  constraint duty_record_kind_check
    check (kind in ('scheme', 'rules', 'publicity', 'training', 'responsibility')),
  constraint duty_record_state_check check (state in ('filed', 'withdrawn')),
  constraint duty_record_review_check check (review in ('open', 'confirmed', 'returned')),
  constraint duty_record_years_check check (year between first_year and last_year),
  constraint duty_record_days_check
    check ((issued_on is null) = (from_on is not null) and (from_on is null) = (to_on is null) and from_on <= to_on),
  constraint duty_record_reviewed_check
    check ((review = 'open') = (reviewed_at is null) and (review = 'returned') = (return_reason is not null)),
  constraint duty_record_withdrawn_check
    check ((state = 'withdrawn') = (withdrawn_at is not null) and (state = 'withdrawn') = (withdraw_reason is not null))
);
comment on table duty_record is
  'What a unit says that it has done of a standing duty in a year. The unit files it; a unit above confirms or returns it.';
comment on column duty_record.first_year is
  'First of the years for which a scheme or rules are valid; of other kinds the year itself';
comment on column duty_record.review is
  'What a unit above said. A returned record counts for nothing until the unit has changed it';
create unique index duty_record_document_key on duty_record (unit_code, document_no) where state = 'filed';
create index duty_record_unit_index on duty_record (unit_code, year, id);
create index duty_record_within_1_index on duty_record (within_1, id);
create index duty_record_within_2_index on duty_record (within_2, id) where within_2 is not null;
create index duty_record_within_3_index on duty_record (within_3, id) where within_3 is not null;
create index duty_record_within_4_index on duty_record (within_4, id) where within_4 is not null;
create index duty_record_updated_index on duty_record (coalesce(updated_at, filed_at), id);

create table duty_missed (
  unit_code text collate "C" not null,
  path text collate "C" not null,
  year integer not null,
  kind text not null,
  due_on date not null,
  missed_at timestamptz not null,
  constraint duty_missed_pkey primary key (unit_code, year, kind),
  constraint duty_missed_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade
);
comment on table duty_missed is
  'A duty whose day has passed without a record that meets it. Marked once; what is filed later does not undo it.';

create table duty_watched (
  day date not null,
  is_only boolean not null default true constraint duty_watched_pkey primary key,
  constraint duty_watched_only_check check (is_only)
);
comment on table duty_watched is
  'The last day for which missed duties were looked for. No row: nobody has looked; days before the first look are not marked.';
