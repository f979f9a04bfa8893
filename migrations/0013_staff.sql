-- The register of those who may be sent to inspect (检查人员名录). Nobody is deleted: draws name them.
create table staff (
  id uuid constraint staff_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  post text not null,
  -- Areas that he may inspect; none named: all.
  qualifications text[] not null default '{}' constraint staff_qualifications_check
    check (qualifications <@ array['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']),
  active boolean not null default true,
  registered_at timestamptz not null,
  registered_by text not null,
  version integer not null default 1,
  constraint staff_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade
);
create index staff_unit_index on staff (unit_code, id);
create index staff_within_1_index on staff (within_1, unit_code, id);
create index staff_within_2_index on staff (within_2, unit_code, id) where within_2 is not null;
create index staff_within_3_index on staff (within_3, unit_code, id) where within_3 is not null;
create index staff_within_4_index on staff (within_4, unit_code, id) where within_4 is not null;

-- Units whose inspection somebody stays away from (回避). No foreign key: the code is taken as it is told, so
-- that nobody learns from the answer which units there are beside his own.
create table staff_conflict (
  staff_id uuid not null constraint staff_conflict_staff_fkey references staff (id),
  unit_code text collate "C" not null,
  reason text not null,
  constraint staff_conflict_pkey primary key (staff_id, unit_code)
);
