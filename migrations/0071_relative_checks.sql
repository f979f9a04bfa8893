-- Checks of the filings of near relatives against rosters and known family ties.
create table relative_check (
  id uuid not null constraint relative_check_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  programme_id uuid not null,
  period date not null,
  as_of date not null,
  state text not null,
  made_at timestamptz not null,
  made_by text not null,
  relations text[] not null,
  compared jsonb not null,
  totals jsonb not null,
  exceptions jsonb not null,
  missing text[] not null,
  content_hash text not null,
  version integer not null default 1,
  constraint relative_check_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint relative_check_target_fkey foreign key (target_code) references unit (code),
  constraint relative_check_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint relative_check_period_check check (extract(day from period) = 1),
  constraint relative_check_state_check check ((state = 'incomplete') = (cardinality(missing) > 0)
    and state in ('done', 'incomplete'))
);
comment on table relative_check is
  'A comparison of filings of near relatives with rosters and family ties, as it was made. Frozen: a trigger allows '
  'only the path to follow a unit that moves. Only the unit that made it and the units above it see it.';
comment on column relative_check.unit_code is 'The unit that made the check';
comment on column relative_check.target_code is 'The unit whose filers were checked, with all units below it';
comment on column relative_check.relations is 'The codes of the relations in the list that was in force';
comment on column relative_check.content_hash is
  'SHA-256 of everything that was compared and found: equal checks have equal hashes';
create index relative_check_unit_index on relative_check (unit_code, id);
create index relative_check_target_index on relative_check (target_code, id);
create index relative_check_within_1_index on relative_check (within_1, id);
create index relative_check_within_2_index on relative_check (within_2, id) where within_2 is not null;
create index relative_check_within_3_index on relative_check (within_3, id) where within_3 is not null;
create index relative_check_within_4_index on relative_check (within_4, id) where within_4 is not null;

create table relative_check_roster (
  check_id uuid not null,
  roster_upload_id uuid not null,
  constraint relative_check_roster_pkey primary key (check_id, roster_upload_id),
  constraint relative_check_roster_check_fkey foreign key (check_id) references relative_check (id),
  constraint relative_check_roster_upload_fkey foreign key (roster_upload_id) references fund_upload (id)
);
comment on table relative_check_roster is 'A roster that a check compared: its lines are kept.';
create index relative_check_roster_index on relative_check_roster (roster_upload_id);

create table relative_exception (
  check_id uuid not null,
  position integer not null,
  type text collate "C" not null,
  reason text collate "C",
  unit_code text collate "C" not null,
  filer_id uuid,
  filing_id uuid,
  recipient_no text collate "C",
  village_code text collate "C",
  relation text collate "C",
  constraint relative_exception_pkey primary key (check_id, position),
  constraint relative_exception_check_fkey foreign key (check_id) references relative_check (id),
  constraint relative_exception_type_check check (type in ('unfiled', 'short', 'false', 'stale', 'unregistered',
    'late', 'undeclared', 'no-filing-unit'))
);
comment on table relative_exception is
  'Something that a check found at a unit: a pair that is not filed, a filing that is not right, a filer or a unit '
  'that did not declare.';
comment on column relative_exception.unit_code is 'The unit of the filer';

create table relative_check_finding (
  check_id uuid not null,
  type text collate "C" not null,
  unit_code text collate "C" not null,
  finding_id uuid not null,
  constraint relative_check_finding_pkey primary key (check_id, type, unit_code),
  constraint relative_check_finding_check_fkey foreign key (check_id) references relative_check (id)
);
comment on table relative_check_finding is
  'The finding that was made from the exceptions of a type at a unit. The key allows one, however often it is asked for.';

create function relative_check_keep() returns trigger language plpgsql as $$
begin
  raise exception 'a check of near relatives is frozen'
    using errcode = 'restrict_violation', constraint = 'relative_check_keep';
end
$$;
create trigger relative_check_keep before update on relative_check for each row
  when ((old.id, old.unit_code, old.target_code, old.programme_id, old.period, old.as_of, old.state, old.made_at, old.made_by, old.relations, old.compared, old.totals, old.exceptions, old.missing, old.content_hash, old.version)
    is distinct from (new.id, new.unit_code, new.target_code, new.programme_id, new.period, new.as_of, new.state, new.made_at, new.made_by, new.relations, new.compared, new.totals, new.exceptions, new.missing, new.content_hash, new.version))
  execute function relative_check_keep();
create trigger relative_check_keep_all before delete or truncate on relative_check for each statement
  execute function relative_check_keep();
create trigger relative_exception_keep before update or delete or truncate on relative_exception for each statement
  execute function relative_check_keep();
