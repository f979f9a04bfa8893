-- A duty record names the attachment with its document.
alter table duty_record
  add column attachment_id uuid,
  add constraint duty_record_attachment_fkey foreign key (attachment_id) references attachment (id) on delete set null;
comment on column duty_record.attachment_id is
  'The document itself, or pictures. One of the files of the record; null once that file is removed';
create index duty_record_attachment_index on duty_record (attachment_id) where attachment_id is not null;
