-- What is due by its period of retention (个人信息保护法 第19条、第47条): listed by a daily step. An item that was
-- erased stays, as the proof that it was.
create table retention_item (
  kind text collate "C" not null,
  subject_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  due_on date not null,
  -- The rule by which it is due, as it stood on that day.
  years integer not null,
  clause_id text not null,
  local_default boolean not null,
  listed_on date not null,
  erased_on date,
  constraint retention_item_pkey primary key (kind, subject_id),
  constraint retention_item_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index retention_item_unit_index on retention_item (unit_code, due_on, subject_id, kind);
create index retention_item_within_1_index on retention_item (within_1, due_on, subject_id, kind);
create index retention_item_within_2_index on retention_item (within_2, due_on, subject_id, kind)
  where within_2 is not null;
create index retention_item_within_3_index on retention_item (within_3, due_on, subject_id, kind)
  where within_3 is not null;
create index retention_item_within_4_index on retention_item (within_4, due_on, subject_id, kind)
  where within_4 is not null;
create index retention_item_due_index on retention_item (kind, due_on, subject_id) where erased_on is null;
