-- Who answers for a failing (问责), as the deciding unit put it on record. Never told to the unit concerned.
create table accountability_record (
  id uuid constraint accountability_record_pkey primary key,
  -- Who decided.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  -- The unit that failed. Records are listed by its place.
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  subject text not null constraint accountability_record_subject_check
    check (subject in ('government', 'department')),
  person text not null constraint accountability_record_person_check
    check (person in ('leader', 'direct-staff')),
  person_name text,
  share text not null constraint accountability_record_share_check check (share in ('primary', 'secondary')),
  nature text not null constraint accountability_record_nature_check
    check (nature in ('dereliction', 'mistake')),
  outcome text not null constraint accountability_record_outcome_check
    check (outcome in ('education', 'criticism', 'party-discipline', 'warning', 'demerit', 'serious-demerit',
      'demotion', 'dismissal', 'expulsion')),
  -- Which measure of party discipline.
  measure text,
  decided_on date not null,
  -- The end of the statutory period, and the clause that sets it; null where none does.
  until date,
  clause_id text,
  receiver text constraint accountability_record_receiver_check
    check (receiver in ('discipline', 'judiciary', 'other')),
  receiver_name text,
  referred_on date,
  facts text not null,
  lifted_on date,
  lifted_by text,
  lift_reason text,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint accountability_record_measure_check check ((outcome = 'party-discipline') = (measure is not null)),
  constraint accountability_record_until_check check (num_nulls(until, clause_id) in (0, 2)
    and (until is null or until > decided_on)),
  constraint accountability_record_referral_check
    check (num_nulls(receiver, receiver_name, referred_on) in (0, 3)),
  constraint accountability_record_lift_check check (num_nulls(lifted_on, lifted_by, lift_reason) in (0, 3)
    and (lifted_on is null or lifted_on >= decided_on)),
  constraint accountability_record_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  constraint accountability_record_target_fkey foreign key (target_code, target_path)
    references unit (code, path) on update cascade
);
create index accountability_record_target_index on accountability_record (target_code, decided_on, id);
create index accountability_record_within_1_index on accountability_record (within_1, decided_on, id);
create index accountability_record_within_2_index on accountability_record (within_2, decided_on, id)
  where within_2 is not null;
create index accountability_record_within_3_index on accountability_record (within_3, decided_on, id)
  where within_3 is not null;
create index accountability_record_within_4_index on accountability_record (within_4, decided_on, id)
  where within_4 is not null;
