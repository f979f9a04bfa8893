create table inspection_plan (
  id uuid constraint inspection_plan_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  -- As it was when the plan was made; the unit may be renamed or merged later.
  unit_name text not null,
  year integer not null constraint inspection_plan_year_check check (year between 2000 and 2200),
  state text not null default 'draft' constraint inspection_plan_state_check
    check (state in ('draft', 'submitted', 'approved', 'closed')),
  policy_id text not null,
  seed text not null,
  seed_source text not null,
  created_at timestamptz not null,
  created_by text not null,
  submitted_at timestamptz,
  submitted_by text,
  approved_at timestamptz,
  approved_by text,
  return_reason text,
  closed_at timestamptz,
  version integer not null default 1,
  constraint inspection_plan_unit_year_key unique (unit_code, year),
  constraint inspection_plan_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  -- Whoever submits does not approve.
  constraint inspection_plan_four_eyes_check check (approved_by is distinct from submitted_by or approved_by is null)
);
create index inspection_plan_within_1_index on inspection_plan (within_1, year, unit_code);
create index inspection_plan_within_2_index on inspection_plan (within_2, year, unit_code)
  where within_2 is not null;
create index inspection_plan_within_3_index on inspection_plan (within_3, year, unit_code)
  where within_3 is not null;
create index inspection_plan_within_4_index on inspection_plan (within_4, year, unit_code)
  where within_4 is not null;

-- The obligations as they were when the plan was made: what progress is measured against.
create table plan_obligation (
  plan_id uuid not null constraint plan_obligation_plan_fkey references inspection_plan (id),
  coverage text not null constraint plan_obligation_coverage_check check (coverage in ('full', 'sample')),
  target_level text not null,
  population integer not null,
  ratio_percent integer not null,
  required integer not null,
  quota_id text not null,
  local_rule_id uuid constraint plan_obligation_local_rule_fkey references local_rule (id),
  constraint plan_obligation_pkey primary key (plan_id, coverage, target_level)
);

create table draw (
  id uuid constraint draw_pkey primary key,
  plan_id uuid not null constraint draw_plan_fkey references inspection_plan (id),
  target_level text not null,
  population integer not null,
  ratio_percent integer not null,
  required integer not null constraint draw_required_check check (required between 1 and population),
  seed text not null,
  seed_source text not null,
  algorithm text not null,
  -- The very text that was hashed: codes in byte order, each followed by a line feed.
  frame text not null,
  frame_hash text not null,
  selected text[] not null,
  drawn_at timestamptz not null,
  constraint draw_plan_level_key unique (plan_id, target_level)
);

create table inspection_task (
  id uuid constraint inspection_task_pkey primary key,
  -- No foreign keys: plans and units are never deleted (see plan_keep, unit_keep), and a check per row would
  -- double the time a province's plans take. The plan is looked up by inspection_task_plan, once per statement.
  plan_id uuid not null,
  target_code text collate "C" not null,
  target_name text not null,
  target_level text not null,
  coverage text not null constraint inspection_task_coverage_check check (coverage in ('full', 'sample')),
  -- Of a drawn task: its place in the order of the draw, from 1. Above `required`: a substitute.
  draw_rank integer,
  method text constraint inspection_task_method_check
    check (method in ('special-supervision', 'petition-supervision', 'open-check', 'unannounced-visit',
      'evaluation')),
  scheduled_on date,
  team jsonb not null default '[]',
  state text not null default 'pending' constraint inspection_task_state_check
    check (state in ('pending', 'scheduled', 'inspected', 'replaced')),
  replaces_code text collate "C",
  replace_reason text,
  replaced_at timestamptz,
  replace_approved_by text,
  version integer not null default 1,
  constraint inspection_task_target_key unique (plan_id, coverage, target_code),
  constraint inspection_task_rank_check check ((coverage = 'sample') = (draw_rank is not null))
);

create function unit_keep() returns trigger language plpgsql as $$
begin
  raise exception 'units are retired, never deleted' using errcode = 'restrict_violation';
end
$$;
create trigger unit_keep before delete or truncate on unit for each statement execute function unit_keep();

create function inspection_task_plan() returns trigger language plpgsql as $$
begin
  if exists (
    select from made where not exists (select from inspection_plan plan where plan.id = made.plan_id)
  ) then
    raise exception 'the plan of a task does not exist'
      using errcode = 'foreign_key_violation', constraint = 'inspection_task_plan_fkey';
  end if;
  return null;
end
$$;
create trigger inspection_task_plan after insert on inspection_task referencing new table as made
  for each statement execute function inspection_task_plan();

create function plan_keep() returns trigger language plpgsql as $$
begin
  raise exception 'plans are never deleted, and their tasks keep to them' using errcode = 'restrict_violation';
end
$$;
create trigger inspection_plan_keep before delete or truncate or update of id on inspection_plan
  for each statement execute function plan_keep();
create trigger inspection_task_keep before update of plan_id on inspection_task
  for each statement execute function plan_keep();
