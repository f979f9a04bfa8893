-- The names of organs in official documents: what a unit sets itself; null where the name follows from the unit.
alter table unit
  add column organ_name text,
  add column organ_code text,
  add column seal_name text;
comment on column unit.organ_name is
  'The organ that acts for the unit, such as 吉林省民政厅; null: as data/organs.json derives it from level and name.';
comment on column unit.organ_code is 'The code of the organ in document numbers (机关代字), such as 吉民; null: derived.';
comment on column unit.seal_name is 'The name on the seal; null: the name of the organ.';
