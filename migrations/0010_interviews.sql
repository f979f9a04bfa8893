-- A formal talk with the principal of a unit (约谈), called by a unit above it.
create table interview (
  id uuid constraint interview_pkey primary key,
  number text not null constraint interview_number_key unique,
  -- Who called it.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  -- Whose principal is interviewed. Interviews are listed by its place.
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  reason text not null,
  -- A day or an instant, as it was told; so is `held_at`.
  called_for text not null,
  called_at timestamptz not null,
  called_by text not null,
  state text not null default 'called' constraint interview_state_check
    check (state in ('called', 'held', 'closed', 'cancelled')),
  held_at text,
  held_on date,
  minutes text,
  attendees text[],
  -- The earliest day of a commitment that is not fulfilled; 'infinity' where there is none.
  next_due_on date not null default 'infinity',
  closed_at timestamptz,
  closed_by text,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  version integer not null default 1,
  constraint interview_held_check check (num_nulls(held_at, held_on, minutes, attendees)
    = case when state in ('held', 'closed') then 0 else 4 end),
  constraint interview_closed_check check (num_nulls(closed_at, closed_by)
    = case when state = 'closed' then 0 else 2 end),
  constraint interview_cancelled_check check (num_nulls(cancelled_at, cancelled_by, cancel_reason)
    = case when state = 'cancelled' then 0 else 3 end),
  constraint interview_others_check check (unit_code <> target_code),
  constraint interview_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  constraint interview_target_fkey foreign key (target_code, target_path)
    references unit (code, path) on update cascade
);
create index interview_target_index on interview (target_code, id);
create index interview_within_1_index on interview (within_1, id);
create index interview_within_2_index on interview (within_2, id) where within_2 is not null;
create index interview_within_3_index on interview (within_3, id) where within_3 is not null;
create index interview_within_4_index on interview (within_4, id) where within_4 is not null;

-- What the unit promised. The day is agreed, not counted: a day off does not move it, so it is no term.
create table interview_commitment (
  interview_id uuid not null constraint interview_commitment_interview_fkey references interview (id),
  n integer not null constraint interview_commitment_n_check check (n > 0),
  text text not null,
  due_on date not null,
  -- What the unit says it did: [{ text, at, by }], each kept.
  reports jsonb not null default '[]',
  fulfilled_on date,
  fulfilled_by text,
  note text,
  -- When it was told that it is missed.
  missed_at timestamptz,
  constraint interview_commitment_pkey primary key (interview_id, n),
  constraint interview_commitment_fulfilled_check check (num_nulls(fulfilled_on, fulfilled_by) in (0, 2)
    and (note is null or fulfilled_on is not null))
);
-- For the watch: what may have to be told of.
create index interview_commitment_due_index on interview_commitment (due_on)
  where missed_at is null and (fulfilled_on is null or fulfilled_on > due_on);
