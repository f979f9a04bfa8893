-- What was found wrong (问题). Listed by the target's place; the unit that found it has its own.
create table finding (
  id uuid constraint finding_pkey primary key,
  -- Who found it, and judges what the target does about it.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  area text not null constraint finding_area_check
    check (area in ('deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability')),
  item_id text,
  severity text not null constraint finding_severity_check check (severity in ('minor', 'serious', 'grave')),
  text text not null,
  evidence jsonb not null,
  state text not null default 'open' constraint finding_state_check
    check (state in ('open', 'rectified', 'accepted', 'sent-back', 'waived')),
  -- The end of the term that runs for the target; 'infinity' where it is not the target's turn.
  due_on date not null default 'infinity',
  -- The latest finding of the same kind at the same target before this one.
  repeats uuid constraint finding_repeats_fkey references finding (id),
  waive_reason text,
  waived_on date,
  waived_by text,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint finding_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  constraint finding_target_fkey foreign key (target_code, target_path)
    references unit (code, path) on update cascade,
  constraint finding_units_check check (unit_code <> target_code),
  constraint finding_due_check check ((state in ('open', 'sent-back')) = (due_on <> 'infinity')),
  constraint finding_waiver_check check (num_nulls(waive_reason, waived_on, waived_by) in (0, 3)
    and (state = 'waived') = (waive_reason is not null))
);
create index finding_target_index on finding (target_code, due_on, id);
create index finding_within_1_index on finding (within_1, due_on, id);
create index finding_within_2_index on finding (within_2, due_on, id) where within_2 is not null;
create index finding_within_3_index on finding (within_3, due_on, id) where within_3 is not null;
create index finding_within_4_index on finding (within_4, due_on, id) where within_4 is not null;
create index finding_unit_index on finding (unit_code, due_on, id);
create index finding_kind_index on finding (target_code, area, coalesce(item_id, ''), id);
create index finding_repeats_index on finding (repeats) where repeats is not null;

-- What the target reported, each time, and what became of it (整改).
create table finding_rectification (
  finding_id uuid not null constraint finding_rectification_finding_fkey references finding (id),
  round integer not null,
  text text not null,
  evidence jsonb not null,
  rectified_on date not null,
  reported_on date not null,
  reported_by text not null,
  -- The notice by the answer to which it was reported.
  notice_id uuid,
  outcome text constraint finding_rectification_outcome_check check (outcome in ('accepted', 'sent-back')),
  reason text,
  decided_on date,
  decided_by text,
  constraint finding_rectification_pkey primary key (finding_id, round),
  constraint finding_rectification_order_check
    check (rectified_on <= reported_on and coalesce(reported_on <= decided_on, true)),
  constraint finding_rectification_decision_check check (num_nulls(outcome, decided_on, decided_by) in (0, 3)
    and (outcome is not distinct from 'sent-back') = (reason is not null))
);
