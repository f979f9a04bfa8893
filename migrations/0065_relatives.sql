-- Near relatives of assistance staff and committee members who receive an allowance: who must file, what is filed,
-- known family ties, and members of the households on a roster.
create table filer (
  id uuid not null constraint filer_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  kind text not null,
  post text not null,
  identity_hash bytea not null,
  identity_end text collate "C" not null,
  since date not null,
  until date not null default 'infinity',
  leave_reason text,
  left_at timestamptz,
  left_by text,
  registered_at timestamptz not null,
  registered_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint filer_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint filer_identity_key unique (id, identity_hash),
  constraint filer_twice
    exclude using gist (identity_hash with =, kind with =, daterange(since, until) with &&),
  constraint filer_kind_check check (kind in ('assistance-staff', 'committee-member')),
  constraint filer_days_check check (since <= until),
  constraint filer_left_check
    check ((until < 'infinity') = (left_at is not null) and num_nulls(leave_reason, left_at, left_by) in (0, 3))
);
comment on table filer is
  'A person who must file near relatives that receive an allowance: assistance staff of a county or township, or a '
  'member of a village committee. The same person may be both.';
comment on column filer.identity_hash is
  'HMAC-SHA-256 of the identity number, under the key of roster_line.identity_hash. The number itself is never stored';
comment on column filer.until is 'The first day out of the post; infinity while in it';
create index filer_hash_index on filer (identity_hash);
create index filer_unit_index on filer (unit_code, id);
create index filer_within_1_index on filer (within_1, id);
create index filer_within_2_index on filer (within_2, id) where within_2 is not null;
create index filer_within_3_index on filer (within_3, id) where within_3 is not null;
create index filer_within_4_index on filer (within_4, id) where within_4 is not null;
create index filer_updated_index on filer (coalesce(updated_at, registered_at), id);

create table filer_declaration (
  filer_id uuid not null,
  year integer not null,
  declared_on date not null,
  relatives integer not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint filer_declaration_pkey primary key (filer_id, year),
  constraint filer_declaration_filer_fkey foreign key (filer_id) references filer (id),
  constraint filer_declaration_relatives_check check (relatives >= 0)
);
comment on table filer_declaration is
  'What a filer declared for a year: that the list of filings is complete, with their number. 0 is a nil return (零报告).';

create table relative_filing (
  id uuid not null constraint relative_filing_pkey primary key,
  filer_id uuid not null,
  filer_hash bytea not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  recipient_no text collate "C" not null,
  village_code text collate "C" not null,
  target_path text collate "C" not null,
  identity_hash bytea not null,
  identity_end text collate "C" not null,
  relation text not null,
  is_head boolean not null,
  filed_on date not null,
  trigger text not null,
  file_no text,
  state text not null default 'filed',
  in_post boolean not null default true,
  visited_on date,
  visitors uuid[] not null default '{}',
  visit_conclusion text,
  visit_remarks text,
  visit_unit_code text collate "C",
  ended_on date,
  end_reason text,
  ended_at timestamptz,
  ended_by text,
  filed_at timestamptz not null,
  filed_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint relative_filing_filer_fkey foreign key (filer_id, filer_hash) references filer (id, identity_hash)
    on update cascade,
  constraint relative_filing_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint relative_filing_village_fkey foreign key (village_code, target_path) references unit (code, path)
    on update cascade,
  constraint relative_filing_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint relative_filing_visit_unit_fkey foreign key (visit_unit_code) references unit (code),
  constraint relative_filing_trigger_check check (trigger in ('application', 'appointment', 'annual')),
  constraint relative_filing_state_check check (state in ('filed', 'registered', 'ended')),
  constraint relative_filing_visit_check check (
    visit_conclusion in ('sound', 'problems') and num_nulls(visited_on, visit_conclusion, visit_unit_code) in (0, 3)),
  constraint relative_filing_end_check check (
    end_reason in ('left-programme', 'left-post', 'died', 'relation-ended', 'entered-in-error')
    and (state = 'ended') = (ended_on is not null) and num_nulls(ended_on, end_reason, ended_at, ended_by) in (0, 4))
);
comment on table relative_filing is
  'A near relative of a filer who receives an allowance, filed person by person (近亲属备案). Listed by the place of the '
  'filer; the line of the village of the recipient sees it from the county up.';
comment on column relative_filing.target_path is 'The place of the village in which the recipient lives';
comment on column relative_filing.filed_on is 'The day of the service: never stated by the caller, so that it cannot be backdated';
comment on column relative_filing.in_post is 'Whether the filer is in the post under which it was filed';
comment on column relative_filing.ended_on is 'The stated day from which the filing is no longer in force';
create unique index relative_filing_twice_key on relative_filing (filer_hash, programme_id, recipient_no, identity_hash)
  where state <> 'ended' and in_post;
create index relative_filing_filer_index on relative_filing (filer_id, id);
create index relative_filing_identity_index on relative_filing (identity_hash);
create index relative_filing_recipient_index on relative_filing (programme_id, recipient_no);
create index relative_filing_village_index on relative_filing (village_code, id);
create index relative_filing_target_index on relative_filing (target_path text_pattern_ops);
create index relative_filing_unit_index on relative_filing (unit_code, id);
create index relative_filing_within_1_index on relative_filing (within_1, id);
create index relative_filing_within_2_index on relative_filing (within_2, id) where within_2 is not null;
create index relative_filing_within_3_index on relative_filing (within_3, id) where within_3 is not null;
create index relative_filing_within_4_index on relative_filing (within_4, id) where within_4 is not null;
create index relative_filing_updated_index on relative_filing (coalesce(updated_at, filed_at), id);

create table relative_registration (
  filing_id uuid not null,
  level text not null,
  unit_code text collate "C" not null,
  unit_name text not null,
  on_day date not null,
  by text not null,
  on_behalf boolean not null,
  constraint relative_registration_pkey primary key (filing_id, level),
  constraint relative_registration_filing_fkey foreign key (filing_id) references relative_filing (id),
  constraint relative_registration_unit_fkey foreign key (unit_code) references unit (code),
  constraint relative_registration_level_check check (level in ('village', 'township', 'county'))
);
comment on table relative_registration is
  'The entry of a filing in the register of a level: village, township and county.';
comment on column relative_registration.unit_code is
  'The unit that made the entry. It stays, with its name of that day, when the village goes to another township';

create table relative_tie_file (
  unit_code text collate "C" not null constraint relative_tie_file_pkey primary key,
  path text collate "C" not null,
  number integer not null,
  lines integer not null,
  file_hash text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint relative_tie_file_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade
);
comment on table relative_tie_file is
  'The latest file of family ties of a unit. Only the unit itself and the units above it learn that there is one.';

create table relative_tie (
  unit_code text collate "C" not null,
  filer_hash bytea not null,
  relative_hash bytea not null,
  relation text not null,
  source text not null,
  known_on date not null,
  gone_on date not null default 'infinity',
  constraint relative_tie_pkey primary key (unit_code, filer_hash, relative_hash, relation),
  constraint relative_tie_file_fkey foreign key (unit_code) references relative_tie_file (unit_code),
  constraint relative_tie_source_check check (source in ('registry', 'declaration', 'inspection', 'other')),
  constraint relative_tie_days_check check (known_on <= gone_on)
);
comment on table relative_tie is
  'A known family tie of a filer, as a pair of keyed hashes, kept by the unit that uploaded it.';
comment on column relative_tie.known_on is 'The day of the first file that named the tie; a later file with the same tie keeps it';
comment on column relative_tie.gone_on is 'The day of the first file that no longer named it; infinity while it stands';

create table household_file (
  disbursement_id uuid not null constraint household_file_pkey primary key,
  roster_upload_id uuid not null,
  number integer not null,
  lines integer not null,
  file_hash text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint household_file_disbursement_fkey foreign key (disbursement_id) references disbursement (id),
  constraint household_file_roster_fkey foreign key (roster_upload_id) references fund_upload (id)
);
comment on table household_file is
  'The current file of members of the households on the roster of a disbursement.';
comment on column household_file.roster_upload_id is 'The roster whose recipients the file names';

create table household_member (
  disbursement_id uuid not null,
  recipient_no text collate "C" not null,
  identity_hash bytea not null
);
comment on table household_member is
  'A member of a household on a roster, as a keyed hash. Rosters name the heads only.';
create index household_member_file_index on household_member (disbursement_id, recipient_no);
create index household_member_identity_index on household_member (identity_hash);

alter table local_rule add column relatives jsonb not null default '{}';
comment on column local_rule.relatives is
  'What the rule sets for filing near relatives: { relations, programmes, declarationsDue }, each optional.';
