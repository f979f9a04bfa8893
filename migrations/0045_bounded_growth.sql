-- How many operations a unit has that have not ended; and which ended long ago.
create index operation_open_index on operation (unit_code) where ended_at is null;
create index operation_ended_index on operation (ended_at) where ended_at is not null;

-- What a file takes, as it was sent (unknown of files before this); and when its lines were taken out.
alter table fund_upload
  add column bytes bigint,
  add column lines_removed_at timestamptz;
