-- Filings of near relatives that a unit above holds to be false. From here on rosters begin the terms for ending filings.
create table relative_dispute (
  id uuid not null constraint relative_dispute_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  filing_id uuid not null,
  reason text not null,
  found_on date not null,
  basis text not null,
  inspection_id uuid,
  finding_id uuid,
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint relative_dispute_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint relative_dispute_filing_fkey foreign key (filing_id) references relative_filing (id),
  constraint relative_dispute_reason_check check (reason in ('not-related', 'not-in-post', 'visit-untrue')),
  constraint relative_dispute_record_check check (num_nulls(inspection_id, finding_id) >= 1),
  constraint relative_dispute_withdrawn_check
    check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3))
);
comment on table relative_dispute is
  'What a unit above the filer has found: that a filing is false (假备案). Only that unit and those above it see it; '
  'their checks count the filing as false from the day on.';
comment on column relative_dispute.unit_code is 'The unit that found it';
comment on column relative_dispute.found_on is 'Checks as of this day or a later one count it';
create unique index relative_dispute_twice_key on relative_dispute (filing_id, unit_code, reason)
  where withdrawn_at is null;
create index relative_dispute_unit_index on relative_dispute (unit_code, id);
create index relative_dispute_within_1_index on relative_dispute (within_1, id);
create index relative_dispute_within_2_index on relative_dispute (within_2, id) where within_2 is not null;
create index relative_dispute_within_3_index on relative_dispute (within_3, id) where within_3 is not null;
create index relative_dispute_within_4_index on relative_dispute (within_4, id) where within_4 is not null;
create index relative_dispute_updated_index on relative_dispute (coalesce(updated_at, made_at), id);
