-- An inspection that has not begun goes with supervision: when its target moves, it passes to the unit that stands above
-- now. `unit_code` stays the unit that arranged it. An unannounced visit outside a campaign is not passed on: it stays
-- known to those who arranged it, who cancel it.
alter table inspection
  add column passed_to_code text collate "C",
  add column passed_to_path text collate "C",
  add column as_passed jsonb,
  add constraint inspection_passed_fkey
    foreign key (passed_to_code, passed_to_path) references unit (code, path) on update cascade,
  add constraint inspection_passed_check check (num_nulls(passed_to_code, passed_to_path, as_passed) in (0, 3));
comment on column inspection.passed_to_code is
  'The unit to which a move of the target has passed it; null while it lies with unit_code';
comment on column inspection.as_passed is
  'What was arranged when it passed on. Until the target knows of it, the former keeper sees no more than this';
create index inspection_passed_index on inspection (passed_to_code) where passed_to_code is not null;

with passed as (
  select id, unit_supervisor(unit_code, target_path) as keeper from inspection
  where state in ('planned', 'notified') and (campaign_id is not null or method <> 'unannounced-visit')
    and unit_acting(target_code) = target_code
    and unit_supervisor(unit_code, target_path) <> unit_acting(unit_code)
)
update inspection set passed_to_code = keeper, passed_to_path = unit.path,
  as_passed = jsonb_build_object('method', method, 'plannedOn', planned_on, 'evaluator', evaluator, 'team', team,
    'taskId', task_id, 'version', inspection.version,
    'areas', (select coalesce(jsonb_agg(area), '[]') from inspection_area where inspection_id = inspection.id)),
  team = '{}', task_id = null, version = inspection.version + 1
from passed join unit on unit.code = keeper where inspection.id = passed.id;

-- A team that another unit has drawn for an inspection that passed to it.
alter table team_draw add column unit_code text collate "C" constraint team_draw_unit_fkey references unit (code);
comment on column team_draw.unit_code is 'The unit that drew, where the inspection had passed to it; else null';
