-- Whether somebody answers: calls of the telephones and tries of the online channels that a unit has on record.
create table channel_test (
  id uuid not null constraint channel_test_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  channel text not null,
  number text not null,
  tried_at timestamptz not null,
  is_in_hours boolean not null,
  result text not null,
  waited_seconds integer,
  made_at timestamptz not null,
  made_by text not null,
  constraint channel_test_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint channel_test_target_fkey foreign key (target_code) references unit (code),
  constraint channel_test_channel_check check (channel in ('hotline', 'online')),
  constraint channel_test_result_check check (result in ('answered', 'no-answer', 'wrong-number', 'refused')),
  constraint channel_test_waited_check check (waited_seconds >= 0)
);
comment on table channel_test is
  'A try of a channel of a unit below (拨测). As secret as an unannounced visit: the unit that is tried never sees it.';
comment on column channel_test.is_in_hours is
  'Whether it was tried within the hours that the unit had stated. Only those tests say whether a unit can be reached.';
create index channel_test_within_1_index on channel_test (within_1, id);
create index channel_test_within_2_index on channel_test (within_2, id) where within_2 is not null;
create index channel_test_within_3_index on channel_test (within_3, id) where within_3 is not null;
create index channel_test_within_4_index on channel_test (within_4, id) where within_4 is not null;
create index channel_test_unit_index on channel_test (unit_code, id);
create index channel_test_target_index on channel_test (target_code, tried_at desc, id desc);

-- Units that share a telephone are found by it.
create index unit_phones_index on unit using gin ((channels -> 'phones') jsonb_path_ops);
