-- A disclosure names the list that it shows, and a check the scan on which it rests.
alter table disclosure
  add column list_id uuid,
  add column file_hash text,
  add column lines integer,
  add column roster_upload_id uuid,
  add constraint disclosure_list_fkey foreign key (list_id) references disclosure_list (id),
  add constraint disclosure_roster_fkey foreign key (roster_upload_id) references fund_upload (id),
  add constraint disclosure_list_check check (case when list_id is null then roster_upload_id is null
    else file_hash is not null and lines is not null and programme_id is not null and period is not null end),
  add constraint disclosure_lines_check check (lines >= 0);
comment on column disclosure.list_id is 'The finished list that is shown. The figures are those of the posting.';
comment on column disclosure.file_hash is
  'With a list: its digest, which is keyed. Otherwise the SHA-256 of the shown file, as the unit gave it.';
comment on column disclosure.roster_upload_id is
  'The roster with which the list was compared. Once another one stands, the list is outdated, and not wrong.';
create index disclosure_list_index on disclosure (list_id) where list_id is not null;

alter table disclosure_check
  add column scan_id uuid,
  add constraint disclosure_check_scan_fkey foreign key (scan_id) references disclosure_scan (id);
comment on column disclosure_check.scan_id is
  'The scan of what the unit shows, by the checking unit. The unit that was checked is never shown it.';

comment on column disclosure_list.file_hash is
  'Keyed digest of the file with the names, as it was uploaded: of a short file nobody can guess an identity number.';
comment on column disclosure_scan.file_hash is 'Keyed digest of the file that was scanned.';
-- How many were left out stands beside the number of lines: with the roster it tells how many are protected.
update disclosure_scan set counts = counts - 'left-out' where counts ? 'left-out';
-- Digests without a key, of files with identity numbers, are not kept on. A list that needs one is rendered again.
update disclosure_scan set file_hash = '';
update disclosure_list set state = 'open', lines = null, amount = null, file_hash = null, rendered_at = null,
  rendered_by = null, version = version + 1, updated_at = now() where state = 'rendered';
