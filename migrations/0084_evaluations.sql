-- Performance evaluations (绩效评价): their targets, the values of indicators, objections to them.
create table evaluation (
  id uuid not null constraint evaluation_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  set_id uuid not null,
  year integer not null,
  from_on date not null,
  to_on date not null,
  self_by date not null,
  verify_by date not null,
  state text not null default 'draft',
  made_at timestamptz not null,
  made_by text not null,
  opened_at timestamptz,
  opened_by text,
  verification_at timestamptz,
  verification_by text,
  scored_at timestamptz,
  scored_by text,
  published_at timestamptz,
  published_by text,
  closed_at timestamptz,
  closed_by text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint evaluation_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint evaluation_set_fkey foreign key (set_id) references indicator_set (id),
  constraint evaluation_state_check check (
    state in ('draft', 'self-assessment', 'verification', 'scored', 'published', 'closed')),
  constraint evaluation_period_check check (from_on <= to_on),
  constraint evaluation_days_check check (self_by <= verify_by),
  constraint evaluation_opened_check check ((opened_at is not null) or state in ('draft', 'closed')),
  constraint evaluation_closed_check check ((state = 'closed') = (closed_at is not null))
);
comment on table evaluation is
  'An evaluation of units by a set of indicators for a period. Targets see it once it is opened.';
comment on column evaluation.verification_at is
  'When the verification began: from then on targets see their verified values';
create index evaluation_unit_index on evaluation (unit_code, id);
create index evaluation_set_index on evaluation (set_id);
create index evaluation_within_1_index on evaluation (within_1, id);
create index evaluation_within_2_index on evaluation (within_2, id) where within_2 is not null;
create index evaluation_within_3_index on evaluation (within_3, id) where within_3 is not null;
create index evaluation_within_4_index on evaluation (within_4, id) where within_4 is not null;
create index evaluation_updated_index on evaluation (coalesce(updated_at, made_at), id);

create table evaluation_target (
  id uuid not null constraint evaluation_target_pkey primary key,
  evaluation_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  is_self boolean not null,
  group_code text,
  applicable numeric,
  total numeric,
  outcome text,
  grade text,
  rank integer,
  veto_reason text,
  veto_clause text,
  vetoed_at timestamptz,
  vetoed_by text,
  objections integer not null default 0,
  version integer not null default 1,
  updated_at timestamptz not null,
  constraint evaluation_target_key unique (evaluation_id, unit_code),
  constraint evaluation_target_evaluation_fkey foreign key (evaluation_id) references evaluation (id),
  constraint evaluation_target_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint evaluation_target_outcome_check check (outcome in ('scored', 'too-little-data', 'vetoed')),
  constraint evaluation_target_grade_check check (
    grade in ('excellent', 'good', 'qualified', 'unqualified')),
  constraint evaluation_target_ranked_check check (rank is null or outcome = 'scored' and not is_self),
  constraint evaluation_target_veto_check check (
    (outcome is not distinct from 'vetoed') = (vetoed_at is not null)
    and (vetoed_at is null) = (veto_reason is null))
);
comment on table evaluation_target is 'A unit that an evaluation is about, with its result.';
comment on column evaluation_target.is_self is 'The unit evaluates itself, and is never ranked';
comment on column evaluation_target.applicable is 'Sum of the weights that apply; indicators without a value are left out';
comment on column evaluation_target.objections is 'Number of objections that are not decided';
create index evaluation_target_unit_index on evaluation_target (unit_code, evaluation_id);
create index evaluation_target_within_1_index on evaluation_target (within_1, evaluation_id);
create index evaluation_target_within_2_index on evaluation_target (within_2, evaluation_id)
  where within_2 is not null;
create index evaluation_target_within_3_index on evaluation_target (within_3, evaluation_id)
  where within_3 is not null;
create index evaluation_target_within_4_index on evaluation_target (within_4, evaluation_id)
  where within_4 is not null;

create table evaluation_value (
  target_id uuid not null,
  item_code text collate "C" not null,
  self_value numeric,
  self_text text,
  self_evidence uuid[] not null default '{}',
  self_at timestamptz,
  self_by text,
  verified_value numeric,
  verified_text text,
  verified_evidence uuid[] not null default '{}',
  verified_reason text,
  verified_at timestamptz,
  verified_by text,
  score numeric,
  constraint evaluation_value_pkey primary key (target_id, item_code),
  constraint evaluation_value_target_fkey foreign key (target_id) references evaluation_target (id),
  constraint evaluation_value_self_check check ((self_value is null) = (self_at is null)),
  constraint evaluation_value_verified_check check ((verified_value is null) = (verified_at is null))
);
comment on table evaluation_value is
  'The value of an indicator for a unit: what the unit entered beside what the evaluating unit verified, which counts.';
comment on column evaluation_value.verified_reason is 'Why the verified value differs from the one before';

create table evaluation_objection (
  target_id uuid not null,
  n integer not null,
  item_code text collate "C" not null,
  text text not null,
  made_at timestamptz not null,
  made_by text not null,
  outcome text,
  reason text,
  decided_at timestamptz,
  decided_by text,
  constraint evaluation_objection_pkey primary key (target_id, n),
  constraint evaluation_objection_target_fkey foreign key (target_id) references evaluation_target (id),
  constraint evaluation_objection_outcome_check check (outcome in ('upheld', 'dismissed')),
  constraint evaluation_objection_decided_check
    check ((outcome is null) = (decided_at is null) and (outcome is null) = (reason is null))
);
comment on table evaluation_objection is 'An objection of an evaluated unit to a value, and the decision.';
