-- A full inspection covers every area that is asked of the target, in one inspection or in several.
-- The areas are kept with the task: the room of plans does not read inspections.
alter table inspection_task add column covered_areas text[] not null default '{}';
comment on column inspection_task.covered_areas is
  'Areas with a conclusion other than not-checked, from inspections carried out within the year of the plan';

alter table inspection_task drop constraint inspection_task_state_check;
alter table inspection_task add constraint inspection_task_state_check
  check (state in ('pending', 'scheduled', 'under-way', 'inspected', 'replaced', 'dropped'));

-- Tasks of plans that still go on, by the rule as it is now. An inspection counts for the year in which it was
-- carried out, from its beginning to its end.
with counted as (
  select inspection.task_id, array_agg(distinct area.area) as areas
  from inspection
  join inspection_area area on area.inspection_id = inspection.id and area.conclusion <> 'not-checked'
  join inspection_task task on task.id = inspection.task_id
  join inspection_plan plan on plan.id = task.plan_id
  where inspection.state in ('completed', 'published')
    and extract(year from started_at at time zone 'Asia/Shanghai') = plan.year
    and extract(year from completed_at at time zone 'Asia/Shanghai') = plan.year
  group by inspection.task_id
)
update inspection_task task set covered_areas = counted.areas
from counted where counted.task_id = task.id;

update inspection_task task
set state = case when covered_areas = '{}' then 'pending' else 'under-way' end, scheduled_on = null,
  version = task.version + 1
from inspection_plan plan
where plan.id = task.plan_id and plan.state <> 'closed' and task.state = 'inspected'
  and exists (select from inspection where inspection.task_id = task.id)
  and case when coverage = 'sample' then covered_areas = '{}'
    else not covered_areas @> (case target_level
      when 'city' then '{deployment,policy,petitions,funds,accountability}'
      when 'village' then '{deployment,policy,disclosure,funds}'
      else '{deployment,policy,disclosure,petitions,funds,accountability}' end)::text[] end;

-- Several inspections may carry out one task, one after the other; and a visit that did not count for the
-- period of its campaign is made again. At a time only one of them is open.
alter table inspection drop constraint inspection_task_key;
create unique index inspection_task_key on inspection (task_id)
  where state in ('planned', 'notified', 'under-way');
create index inspection_task_index on inspection (task_id) where task_id is not null;
alter table inspection drop constraint inspection_campaign_target_key;
create unique index inspection_campaign_target_key on inspection (campaign_id, target_code)
  where state in ('planned', 'notified', 'under-way');
create index inspection_campaign_index on inspection (campaign_id, target_code)
  where campaign_id is not null;
