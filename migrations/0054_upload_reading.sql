-- How a file was read: the same file again is answered without reading it. And which version single lines
-- were added to.
alter table fund_upload
  add column sheet text,
  add column normalised jsonb not null default '{}',
  add column ignored jsonb not null default '[]',
  add column corrects_id uuid constraint fund_upload_corrects_fkey references fund_upload (id);
