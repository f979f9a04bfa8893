-- Sets of weighted indicators, by which units below are evaluated (绩效评价).
create table indicator_set (
  id uuid not null constraint indicator_set_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  year integer not null,
  source text,
  levels text[] not null,
  groups jsonb not null default '[]',
  grades jsonb not null,
  min_total_weight integer not null,
  items jsonb not null,
  state text not null default 'draft',
  made_at timestamptz not null,
  made_by text not null,
  published_at timestamptz,
  published_by text,
  retired_at timestamptz,
  retired_by text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint indicator_set_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint indicator_set_state_check check (state in ('draft', 'published', 'retired')),
  constraint indicator_set_weight_check check (min_total_weight between 1 and 100),
  constraint indicator_set_published_check check (state <> 'published' or published_at is not null),
  constraint indicator_set_retired_check check ((state = 'retired') = (retired_at is not null))
);
comment on table indicator_set is
  'A set of weighted indicators. It is changed while it is a draft; evaluations use it once it is published.';
comment on column indicator_set.groups is 'Units that are ranked among each other; none: all are ranked together';
comment on column indicator_set.min_total_weight is
  'Least sum of the weights that apply to a unit: below it there is no grade and no rank';
comment on column indicator_set.published_at is
  'Also set of a retired set that was published before: units below go on seeing it';
create index indicator_set_unit_index on indicator_set (unit_code, id);
create index indicator_set_within_1_index on indicator_set (within_1, id);
create index indicator_set_within_2_index on indicator_set (within_2, id) where within_2 is not null;
create index indicator_set_within_3_index on indicator_set (within_3, id) where within_3 is not null;
create index indicator_set_within_4_index on indicator_set (within_4, id) where within_4 is not null;
create index indicator_set_updated_index on indicator_set (coalesce(updated_at, made_at), id);
