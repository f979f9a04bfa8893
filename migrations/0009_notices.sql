-- 通报: what a unit reproaches units below it with. Listed by the unit that issues it.
create table notice (
  id uuid constraint notice_pkey primary key,
  -- Given when it is issued; without gaps by unit and year.
  number text constraint notice_number_key unique,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  title text not null,
  text text not null,
  -- To whom it is to go: units by name, or a whole subtree. Whom it went to stands in notice_addressee.
  addressee_codes text[] collate "C",
  addressee_within text collate "C" constraint notice_within_fkey references unit (code),
  addressee_count integer,
  answer_by date,
  state text not null default 'draft' constraint notice_state_check
    check (state in ('draft', 'issued', 'closed', 'withdrawn')),
  created_at timestamptz not null,
  created_by text not null,
  issued_on date,
  issued_by text,
  closed_on date,
  closed_by text,
  withdrawn_on date,
  withdrawn_by text,
  withdraw_reason text,
  version integer not null default 1,
  constraint notice_addressees_check check (num_nulls(addressee_codes, addressee_within) = 1),
  constraint notice_issued_check check (num_nulls(number, addressee_count, issued_on, issued_by) in (0, 4)
    and (state not in ('issued', 'closed') or issued_on is not null)
    and (state <> 'draft' or issued_on is null)),
  constraint notice_closed_check check (num_nulls(closed_on, closed_by) in (0, 2)
    and (state = 'closed') = (closed_on is not null)),
  constraint notice_withdrawn_check check (num_nulls(withdrawn_on, withdrawn_by, withdraw_reason) in (0, 3)
    and (state = 'withdrawn') = (withdrawn_on is not null)),
  constraint notice_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade
);
create index notice_unit_index on notice (unit_code, id);
create index notice_within_1_index on notice (within_1, id);
create index notice_within_2_index on notice (within_2, id) where within_2 is not null;
create index notice_within_3_index on notice (within_3, id) where within_3 is not null;
create index notice_within_4_index on notice (within_4, id) where within_4 is not null;
create index notice_addressee_within_index on notice (addressee_within) where addressee_within is not null;

-- A unit that a notice was issued to, and its answer. Placed by the unit that must answer.
create table notice_addressee (
  id uuid constraint notice_addressee_pkey primary key,
  notice_id uuid not null constraint notice_addressee_notice_fkey references notice (id),
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  state text not null default 'awaited' constraint notice_addressee_state_check
    check (state in ('awaited', 'given', 'accepted')),
  due_on date not null,
  answer text,
  answered_on date,
  answered_by text,
  accepted_on date,
  accepted_by text,
  -- Answers that were sent back: [{ text, answeredOn, reason, sentBackOn }].
  earlier jsonb not null default '[]',
  version integer not null default 1,
  constraint notice_addressee_unit_key unique (notice_id, unit_code),
  constraint notice_addressee_answer_check check (num_nulls(answer, answered_on, answered_by) in (0, 3)
    and (state = 'awaited') = (answer is null)),
  constraint notice_addressee_accepted_check check (num_nulls(accepted_on, accepted_by) in (0, 2)
    and (state = 'accepted') = (accepted_on is not null)),
  constraint notice_addressee_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index notice_addressee_unit_index on notice_addressee (unit_code, notice_id);
create index notice_addressee_1_index on notice_addressee (within_1, notice_id);
create index notice_addressee_2_index on notice_addressee (within_2, notice_id) where within_2 is not null;
create index notice_addressee_3_index on notice_addressee (within_3, notice_id) where within_3 is not null;
create index notice_addressee_4_index on notice_addressee (within_4, notice_id) where within_4 is not null;
