-- Who is protected stays protected where a village goes to another county.
create table protected_moved (
  unit_code text collate "C" not null,
  register_code text collate "C" not null,
  constraint protected_moved_pkey primary key (unit_code, register_code),
  constraint protected_moved_unit_fkey foreign key (unit_code) references unit (code),
  constraint protected_moved_register_fkey foreign key (register_code) references unit (code)
);
comment on table protected_moved is
  'A village that has left a county. The register of that county still counts for the people of the village.';
