-- 专项督导: a topic, a period, and the units that are looked at. Never told to the units concerned.
create table campaign (
  id uuid constraint campaign_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  topic text not null,
  text text,
  period_from date not null,
  period_to date not null,
  state text not null default 'open' constraint campaign_state_check check (state in ('open', 'closed')),
  created_at timestamptz not null,
  created_by text not null,
  closed_at timestamptz,
  version integer not null default 1,
  constraint campaign_period_check check (period_from <= period_to),
  constraint campaign_closed_check check ((state = 'closed') = (closed_at is not null)),
  constraint campaign_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index campaign_unit_index on campaign (unit_code, period_from, id);
create index campaign_within_1_index on campaign (within_1, period_from, id);
create index campaign_within_2_index on campaign (within_2, period_from, id) where within_2 is not null;
create index campaign_within_3_index on campaign (within_3, period_from, id) where within_3 is not null;
create index campaign_within_4_index on campaign (within_4, period_from, id) where within_4 is not null;

-- Frozen when the campaign was made; its name as it was then. No foreign key: units are never deleted.
create table campaign_target (
  campaign_id uuid not null constraint campaign_target_campaign_fkey references campaign (id),
  target_code text collate "C" not null,
  target_name text not null,
  target_level text not null,
  constraint campaign_target_pkey primary key (campaign_id, target_code)
);

create table inspection (
  id uuid constraint inspection_pkey primary key,
  -- Who inspects.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  -- Who is inspected. Inspections are listed by this place.
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  task_id uuid constraint inspection_task_fkey references inspection_task (id)
    constraint inspection_task_key unique,
  campaign_id uuid,
  method text not null constraint inspection_method_check
    check (method in ('special-supervision', 'petition-supervision', 'open-check', 'unannounced-visit',
      'evaluation')),
  planned_on date not null,
  -- Of the staff register, whose people are never deleted.
  team uuid[] not null default '{}',
  evaluator jsonb,
  state text not null default 'planned' constraint inspection_state_check
    check (state in ('planned', 'notified', 'under-way', 'completed', 'published')),
  notified_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  published_at timestamptz,
  -- Whether the target may know: an open check was notified to it, or the inspectors are there.
  is_told boolean not null generated always as (notified_at is not null or started_at is not null) stored,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint inspection_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  constraint inspection_target_fkey foreign key (target_code, target_path)
    references unit (code, path) on update cascade,
  constraint inspection_campaign_fkey foreign key (campaign_id, target_code)
    references campaign_target (campaign_id, target_code),
  constraint inspection_campaign_target_key unique (campaign_id, target_code),
  constraint inspection_origin_check check (num_nonnulls(task_id, campaign_id) <= 1),
  constraint inspection_evaluator_check check (evaluator is null or method = 'evaluation'),
  -- 四不两直: no notice is sent.
  constraint inspection_notified_check check (notified_at is null or method = 'open-check'),
  constraint inspection_steps_check check (
    (state = 'planned') = (notified_at is null and started_at is null)
    and (state in ('under-way', 'completed', 'published')) = (started_at is not null)
    and (state in ('completed', 'published')) = (completed_at is not null)
    and (state = 'published') = (published_at is not null)),
  constraint inspection_order_check check (started_at <= completed_at and completed_at <= published_at)
);
create index inspection_unit_index on inspection (unit_code, planned_on, id);
create index inspection_target_index on inspection (target_code, planned_on, id);
create index inspection_within_1_index on inspection (within_1, planned_on, id);
create index inspection_within_2_index on inspection (within_2, planned_on, id) where within_2 is not null;
create index inspection_within_3_index on inspection (within_3, planned_on, id) where within_3 is not null;
create index inspection_within_4_index on inspection (within_4, planned_on, id) where within_4 is not null;

-- 监管内容: which of the six areas are looked into, and what came of each.
create table inspection_area (
  inspection_id uuid not null constraint inspection_area_inspection_fkey references inspection (id),
  area text not null constraint inspection_area_area_check
    check (area in ('deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability')),
  conclusion text constraint inspection_area_conclusion_check
    check (conclusion in ('sound', 'problems', 'not-checked')),
  remarks text,
  constraint inspection_area_pkey primary key (inspection_id, area)
);

create table inspection_item (
  inspection_id uuid not null,
  item_id text not null,
  area text not null,
  conclusion text not null constraint inspection_item_conclusion_check
    check (conclusion in ('sound', 'problems', 'not-checked')),
  remarks text,
  constraint inspection_item_pkey primary key (inspection_id, item_id),
  constraint inspection_item_area_fkey foreign key (inspection_id, area)
    references inspection_area (inspection_id, area) on delete cascade
);
