-- Local rules (实施细则): a unit may tighten the policy for itself, never loosen it.
create table local_rule (
  id uuid constraint local_rule_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  effective_from date not null,
  document text not null,
  quotas jsonb not null,
  terms jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  constraint local_rule_unit_day_key unique (unit_code, effective_from),
  constraint local_rule_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index local_rule_within_1_index on local_rule (within_1, unit_code, effective_from);
create index local_rule_within_2_index on local_rule (within_2, unit_code, effective_from)
  where within_2 is not null;
create index local_rule_within_3_index on local_rule (within_3, unit_code, effective_from)
  where within_3 is not null;
create index local_rule_within_4_index on local_rule (within_4, unit_code, effective_from)
  where within_4 is not null;
