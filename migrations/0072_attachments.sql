-- Files that are kept as evidence of records: what they are, to which record they belong, and where their contents lie.
create table attachment_object (
  id uuid not null constraint attachment_object_pkey primary key,
  sha256 text collate "C" not null constraint attachment_object_sha256_key unique,
  size integer not null,
  name text collate "C" not null,
  key_id text not null,
  wrapped bytea not null,
  used_at timestamptz not null,
  constraint attachment_object_size_check check (size > 0)
);
comment on table attachment_object is
  'A content that is sealed in the store of attachments, once for all attachments with the same content.';
comment on column attachment_object.name is
  'Name in the store: the address of the content under its own key, so that it says nothing without the key';
comment on column attachment_object.wrapped is
  'The key of this content, encrypted under the attachment key of key_id. Deleting the row makes the content unreadable';
comment on column attachment_object.used_at is
  'Last upload of the content. An object that no attachment uses is dropped some time afterwards';

create table attachment_unused (
  name text collate "C" not null constraint attachment_unused_pkey primary key,
  since timestamptz not null
);
comment on table attachment_unused is
  'Names under which the store may hold a content that no row uses: an upload under way or broken off, or what is to be removed.';
create index attachment_unused_since_index on attachment_unused (since);

create table attachment (
  id uuid not null constraint attachment_pkey primary key,
  object_id uuid not null,
  subject_kind text collate "C",
  subject_id uuid,
  unit_code text collate "C" not null,
  name text not null,
  media_type text not null,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint attachment_object_fkey foreign key (object_id) references attachment_object (id),
  constraint attachment_unit_fkey foreign key (unit_code) references unit (code),
  constraint attachment_subject_check check ((subject_kind is null) = (subject_id is null))
);
comment on table attachment is
  'A file as evidence of one record, and exactly as visible as that record. Without a record only its uploader sees it.';
comment on column attachment.unit_code is 'Unit of the uploader at that time; the place of the file is that of its record';
create index attachment_subject_index on attachment (subject_id, id);
create index attachment_object_index on attachment (object_id);
create index attachment_waiting_index on attachment (created_at) where subject_kind is null;
