-- The tree of civil-affairs units. Everything that is listed by subtree hangs on `path`.
create extension if not exists pg_trgm;

-- Time-ordered identifiers (RFC 9562, version 7) made inside set-based statements.
do $do$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create function uuid_v7() returns uuid language sql volatile as 'select uuidv7()';
  else
    create function uuid_v7() returns uuid language sql volatile as $fn$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
    $fn$;
  end if;
end
$do$;

create table unit (
  code text collate "C" constraint unit_pkey primary key
    constraint unit_code_check check (code ~ '^[0-9A-Za-z]{2,20}$'),
  name text not null constraint unit_name_check check (name <> ''),
  level text not null constraint unit_level_check
    check (level in ('province', 'city', 'county', 'township', 'village')),
  parent_code text collate "C" constraint unit_parent_fkey references unit (code),
  -- The codes from the root down to the unit itself, joined by full stops: 22.2201.220102
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  counts_in_quota boolean not null default true,
  valid_from date,
  valid_to date,
  successor_code text collate "C" constraint unit_successor_fkey references unit (code),
  principal text,
  channels jsonb not null default '{}',
  version integer not null default 1,
  constraint unit_root_check check ((parent_code is null) = (level = 'province')),
  constraint unit_validity_check check (valid_to is null or valid_from is null or valid_to >= valid_from),
  -- Records keep the path of their unit through a foreign key on both columns: when a unit moves,
  -- PostgreSQL itself carries the new path into every record, in the same transaction.
  constraint unit_place_key unique (code, path)
);
create index unit_parent_index on unit (parent_code, code);
create index unit_within_1_index on unit (within_1, code);
create index unit_within_2_index on unit (within_2, code) where within_2 is not null;
create index unit_within_3_index on unit (within_3, code) where within_3 is not null;
create index unit_within_4_index on unit (within_4, code) where within_4 is not null;
create index unit_name_index on unit using gin (name gin_trgm_ops);

-- What a unit was before a change: with the row in `unit` this is the whole story of a code.
create table unit_past (
  code text collate "C" not null constraint unit_past_unit_fkey references unit (code),
  -- The version of the unit that ended. Not the time: two changes may fall into one millisecond.
  version integer not null,
  ended_at timestamptz not null,
  ended_on date not null,
  change text not null constraint unit_past_change_check
    check (change in ('changed', 'renamed', 'moved', 'retired')),
  name text not null,
  level text not null,
  parent_code text collate "C",
  counts_in_quota boolean not null,
  constraint unit_past_pkey primary key (code, version)
);

-- Where a unit stands, for tables of the platform that must not know the table `unit`.
create function unit_path(unit_code text) returns text language sql stable
  as 'select path from unit where code = unit_code';

-- Whether a unit is valid on a day: from its first day on, up to the day before its end.
create function is_valid(valid_from date, valid_to date, day date) returns boolean language sql immutable
  as 'select coalesce(valid_from <= day, true) and coalesce(valid_to > day, true)';

-- Every pair of a unit and a unit somewhere below it.
create view unit_below as
  select above.code as above_code, unit.code, unit.name, unit.level, unit.parent_code, unit.path,
    unit.within_1, unit.within_2, unit.within_3, unit.within_4, unit.counts_in_quota, unit.valid_from,
    unit.valid_to
  from unit
  cross join lateral (values (within_1), (within_2), (within_3), (within_4)) above (code)
  where above.code is not null and above.code <> unit.code;
