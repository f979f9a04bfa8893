-- Public lists: who must not be shown, lists that were rendered, and scans of lists that were found.
create table protected_register (
  unit_code text collate "C" not null constraint protected_register_pkey primary key,
  path text collate "C" not null,
  lines integer not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  version integer not null default 1,
  constraint protected_register_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint protected_register_lines_check check (lines >= 0)
);
comment on table protected_register is
  'That a county has said which recipients must not be shown: minors, and others whose data are confidential, in one.';

create table protected_recipient (
  unit_code text collate "C" not null,
  recipient_hash bytea not null,
  identity_hash bytea,
  until date,
  constraint protected_recipient_pkey primary key (unit_code, recipient_hash),
  constraint protected_recipient_register_fkey foreign key (unit_code) references protected_register (unit_code)
);
create index protected_recipient_identity_index on protected_recipient (unit_code, identity_hash)
  where identity_hash is not null;
comment on table protected_recipient is
  'One recipient who must not be shown, as keyed hashes. No reason is stored anywhere: a table of the ill must not come into being.';
comment on column protected_recipient.recipient_hash is
  'HMAC-SHA-256 of the programme and the number of the recipient in it; neither can be read from it.';
comment on column protected_recipient.identity_hash is
  'The same of the identity number, so that other programmes do not show the person either.';
comment on column protected_recipient.until is 'Last day of the protection: of minors their 18th birthday.';

create table disclosure_list (
  id uuid not null constraint disclosure_list_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  period date not null,
  content text not null,
  channel text not null,
  mask text not null default 'none',
  group_by text not null default 'none',
  show_from date,
  show_until date,
  state text not null default 'open',
  roster_upload_id uuid,
  lines integer,
  amount bigint,
  file_hash text,
  rendered_at timestamptz,
  rendered_by text,
  made_at timestamptz not null,
  made_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint disclosure_list_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint disclosure_list_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint disclosure_list_roster_fkey foreign key (roster_upload_id) references fund_upload (id),
  constraint disclosure_list_content_check check (content in ('recipients', 'review', 'approval', 'ended')),
  constraint disclosure_list_channel_check check (channel in ('website', 'board')),
  constraint disclosure_list_mask_check check (mask in ('none', 'middle', 'given')),
  constraint disclosure_list_group_check check (group_by in ('none', 'village')),
  constraint disclosure_list_days_check check (show_from <= show_until),
  constraint disclosure_list_rendered_check check (
    (state = 'rendered') = (lines is not null) and (state = 'rendered') = (file_hash is not null)
    and (state = 'rendered') = (rendered_at is not null) and (state = 'rendered') = (rendered_by is not null)
    and state in ('open', 'rendered'))
);
create index disclosure_list_within_1_index on disclosure_list (within_1, id);
create index disclosure_list_within_2_index on disclosure_list (within_2, id) where within_2 is not null;
create index disclosure_list_within_3_index on disclosure_list (within_3, id) where within_3 is not null;
create index disclosure_list_within_4_index on disclosure_list (within_4, id) where within_4 is not null;
create index disclosure_list_unit_index on disclosure_list (unit_code, id);
create index disclosure_list_updated_index on disclosure_list (coalesce(updated_at, made_at), id);
create index disclosure_list_programme_index on disclosure_list (programme_id, period);
comment on table disclosure_list is
  'A list for the public that a county makes. Names are never stored: only how many lines the finished file has.';
comment on column disclosure_list.roster_upload_id is
  'The roster with which the list is compared; null where no roster stands yet, or there is nothing to compare.';
comment on column disclosure_list.file_hash is
  'SHA-256 of the file with the names, as it was uploaded to be rendered.';

create table disclosure_scan (
  id uuid not null constraint disclosure_scan_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  programme_id uuid,
  period date,
  as_of date not null,
  lines integer not null,
  refused integer not null,
  warned integer not null,
  counts jsonb not null,
  file_hash text not null,
  made_at timestamptz not null,
  made_by text not null,
  constraint disclosure_scan_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint disclosure_scan_target_fkey foreign key (target_code) references unit (code),
  constraint disclosure_scan_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint disclosure_scan_month_check check ((programme_id is null) = (period is null)),
  constraint disclosure_scan_lines_check check (lines >= 0 and refused >= 0 and warned >= 0)
);
create index disclosure_scan_within_1_index on disclosure_scan (within_1, id);
create index disclosure_scan_within_2_index on disclosure_scan (within_2, id) where within_2 is not null;
create index disclosure_scan_within_3_index on disclosure_scan (within_3, id) where within_3 is not null;
create index disclosure_scan_within_4_index on disclosure_scan (within_4, id) where within_4 is not null;
create index disclosure_scan_unit_index on disclosure_scan (unit_code, id);
create index disclosure_scan_target_index on disclosure_scan (target_code, id);
comment on table disclosure_scan is
  'What a unit found in a list that was published or is to be: counts of faults by kind, never a place in it or a value.';
comment on column disclosure_scan.as_of is 'The day of publication, by which people are of age or not.';
comment on column disclosure_scan.target_code is
  'Whose list it is. That unit does not see the scan unless it made it itself.';
