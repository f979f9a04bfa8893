-- An inspection that has not begun can be cancelled. Its target may see the cancellation if it could see the
-- inspection. The reason is for the inspecting unit and the units above it.
alter table inspection
  add column cancelled_at timestamptz,
  add column cancel_reason text,
  drop constraint inspection_state_check,
  drop constraint inspection_steps_check,
  add constraint inspection_state_check
    check (state in ('planned', 'notified', 'under-way', 'completed', 'published', 'cancelled')),
  add constraint inspection_steps_check check (
    (state <> 'planned' or notified_at is null)
    and (state not in ('planned', 'notified', 'cancelled') or started_at is null)
    and (state <> 'notified' or notified_at is not null)
    and (state not in ('under-way', 'completed', 'published') or started_at is not null)
    and (state in ('completed', 'published')) = (completed_at is not null)
    and (state = 'published') = (published_at is not null)),
  add constraint inspection_cancelled_check check (
    (state = 'cancelled') = (cancelled_at is not null) and (state = 'cancelled') = (cancel_reason is not null));
