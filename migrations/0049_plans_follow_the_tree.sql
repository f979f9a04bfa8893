-- A task on a unit that has ended or moved away is dropped, with the reason and the clause; a drawn target gives way to
-- the next in the order of its draw. A task of a unit that joined later is added. The draw itself is never changed.
alter table inspection_task
  add column reason text,
  add column clause_id text,
  add column dropped_on date,
  add column added_on date,
  add constraint inspection_task_reason_check check (reason in ('ended', 'moved-away', 'target-back')),
  add constraint inspection_task_dropped_check check (
    (state = 'dropped') = (dropped_on is not null)
    and (reason is null or state in ('dropped', 'replaced')) and (state <> 'dropped' or reason is not null)),
  add constraint inspection_task_added_check check (added_on is null or coverage = 'full');
comment on column inspection_task.reason is 'Why a change of the tree dropped the task or replaced its target';
create index inspection_task_target_index on inspection_task (target_code);

-- Units that were next in the order of a draw when a substitute was needed, and could not be one.
create table draw_passed_over (
  draw_id uuid not null constraint draw_passed_over_draw_fkey references draw (id),
  rank integer not null,
  code text collate "C" not null,
  reason text not null constraint draw_passed_over_reason_check check (reason in ('ended', 'moved-away')),
  passed_on date not null,
  constraint draw_passed_over_pkey primary key (draw_id, rank)
);
