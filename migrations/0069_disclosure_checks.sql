-- What an inspector saw of what a unit below shows to the public, and the findings made from it.
create table disclosure_check (
  id uuid not null constraint disclosure_check_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  inspection_id uuid,
  checked_on date not null,
  channel text not null,
  observations jsonb not null,
  told_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint disclosure_check_place_fkey foreign key (unit_code, path) references unit (code, path)
    on update cascade,
  constraint disclosure_check_target_fkey foreign key (target_code, target_path) references unit (code, path)
    on update cascade,
  constraint disclosure_check_channel_check check (channel in ('website', 'board'))
);
comment on table disclosure_check is
  'What an inspector saw of what a unit below shows to the public (公示核查). The target sees it once it was told.';
comment on column disclosure_check.inspection_id is
  'No foreign key: inspections belong to a room of the same row, which this one does not know.';
comment on column disclosure_check.observations is
  'What was seen: [{ content, result, programme, postedOn, periodShown, disclosureId, remarks }].';
comment on column disclosure_check.told_at is
  'When the target was told, by the first finding made from the check. Null: the target does not see it.';
create index disclosure_check_unit_index on disclosure_check (unit_code, id);
create index disclosure_check_target_index on disclosure_check (target_code, id);
create index disclosure_check_within_1_index on disclosure_check (within_1, id);
create index disclosure_check_within_2_index on disclosure_check (within_2, id) where within_2 is not null;
create index disclosure_check_within_3_index on disclosure_check (within_3, id) where within_3 is not null;
create index disclosure_check_within_4_index on disclosure_check (within_4, id) where within_4 is not null;
create index disclosure_check_updated_index on disclosure_check (coalesce(updated_at, made_at), id);

create table disclosure_check_finding (
  check_id uuid not null,
  n integer not null,
  finding_id uuid not null,
  constraint disclosure_check_finding_pkey primary key (check_id, n),
  constraint disclosure_check_finding_check_fkey foreign key (check_id) references disclosure_check (id)
);
comment on table disclosure_check_finding is
  'The finding that was made from an observation, which is counted from 1.';
