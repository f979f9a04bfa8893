-- Operations are listed by the place of the unit that asked for them, the newest first.
alter table operation
  add column within_1 text collate "C" generated always as (nullif(split_part(path, '.', 1), '')) stored,
  add column within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  add column within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  add column within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored;

-- The name of a unit today, for the platform, which does not read the tables of rooms.
create function unit_name(unit_code text) returns text language sql stable
  as 'select name from unit where code = unit_code';

create index operation_within_1_index on operation (within_1, id);
create index operation_within_2_index on operation (within_2, id) where within_2 is not null;
create index operation_within_3_index on operation (within_3, id) where within_3 is not null;
create index operation_within_4_index on operation (within_4, id) where within_4 is not null;
