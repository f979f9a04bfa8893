-- Whose turn it is in a case follows the tree. `deciding_unit_code` always names the unit that acts now; beside it stands
-- the unit to which a step of the case gave the turn, so that everything follows back when an end is taken back.
alter table petition_case add column turn_from_code text collate "C";
comment on column petition_case.turn_from_code is
  'Whose turn it was by the last step, where an end or a move has passed it to deciding_unit_code; else null';
create index petition_case_turn_index on petition_case (deciding_unit_code) where deciding_unit_code <> unit_code;
create index petition_case_turn_from_index on petition_case (turn_from_code) where turn_from_code is not null;

-- Whose turn it is, given by the last step to a unit: of the handling unit, who acts for it; of one that reviews or
-- re-checks, the unit that supervises now.
create function case_turn(given text, unit_code text, unit_path text) returns text language sql stable strict as $$
  select case when given = unit_code then unit_acting(unit_code) else unit_supervisor(given, unit_path) end
$$;

-- A letter stays with the unit that it was written to, until the turn that it is about passes to another unit.
alter table case_letter add column turn_code text collate "C";
update case_letter set turn_code = unit_code;
alter table case_letter alter column turn_code set not null;
comment on column case_letter.turn_code is
  'The unit that must answer, or for which another one acts: unit_code, until a change of the tree passed the turn';
alter table case_letter drop constraint case_letter_place_fkey;
alter table case_letter add constraint case_letter_place_fkey
  foreign key (turn_code, path) references unit (code, path) on update cascade;
alter table case_letter add constraint case_letter_unit_fkey foreign key (unit_code) references unit (code);
drop index case_letter_unit_index;
create index case_letter_turn_index on case_letter (turn_code, due_on, id);
create index case_letter_unit_index on case_letter (unit_code);

-- A report whose handling unit becomes barred by a change of the tree passes to the nearest unit above that is not.
alter table petition_case add column barred_from_code text collate "C";
comment on column petition_case.barred_from_code is
  'The unit that handled a report before a change of the tree barred it; null again after the next handing on';
