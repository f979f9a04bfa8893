-- A notice board names the attachment with its photograph.
alter table notice_board
  add column photo_attachment_id uuid,
  add constraint notice_board_photo_fkey foreign key (photo_attachment_id) references attachment (id) on delete set null;
comment on column notice_board.photo_attachment_id is
  'A photograph of the board. One of the files of the record; null once that file is removed';
create index notice_board_photo_index on notice_board (photo_attachment_id) where photo_attachment_id is not null;
