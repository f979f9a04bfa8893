-- A county makes lists from the rosters of its townships that pay themselves.
alter table disclosure_list
  add column roster_unit_code text collate "C",
  add constraint disclosure_list_roster_unit_fkey foreign key (roster_unit_code) references unit (code);
comment on column disclosure_list.roster_unit_code is
  'The township that pays, with whose roster the list is compared. Null: the county itself pays.';
