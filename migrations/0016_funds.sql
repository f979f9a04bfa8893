-- Assistance money: programmes, special accounts, allocations down the levels, and what reaches the recipients.
-- Amounts are fen, whole numbers.
create extension if not exists btree_gist;

-- A programme of assistance, named once for a province.
create table fund_programme (
  id uuid constraint fund_programme_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  code text collate "C" not null,
  name text not null,
  version integer not null default 1,
  constraint fund_programme_code_key unique (unit_code, code),
  constraint fund_programme_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);

-- Programmes that nobody may be paid from both in the same month. Both ways round.
create table fund_exclusion (
  programme_id uuid not null constraint fund_exclusion_programme_fkey references fund_programme (id),
  other_id uuid not null constraint fund_exclusion_other_fkey references fund_programme (id),
  constraint fund_exclusion_pkey primary key (programme_id, other_id),
  constraint fund_exclusion_check check (programme_id <> other_id)
);

-- The special account (专户) of a unit for a programme. valid_to is the first day on which it no longer holds.
create table fund_account (
  id uuid constraint fund_account_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null constraint fund_account_programme_fkey references fund_programme (id),
  bank text not null,
  account_no text collate "C" not null,
  -- Whether the books of the programme are kept apart (专账核算).
  has_ledger boolean not null,
  valid_from date not null,
  valid_to date not null default 'infinity',
  version integer not null default 1,
  constraint fund_account_order_check check (valid_from < valid_to),
  -- One at a time.
  constraint fund_account_overlap
    exclude using gist (unit_code with =, programme_id with =, daterange(valid_from, valid_to) with &&),
  constraint fund_account_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index fund_account_unit_index on fund_account (unit_code, id);
create index fund_account_within_1_index on fund_account (within_1, id);
create index fund_account_within_2_index on fund_account (within_2, id) where within_2 is not null;
create index fund_account_within_3_index on fund_account (within_3, id) where within_3 is not null;
create index fund_account_within_4_index on fund_account (within_4, id) where within_4 is not null;

-- Money handed down by a document to a unit; the place in the tree is that of the unit that received it.
create table allocation (
  id uuid constraint allocation_pkey primary key,
  programme_id uuid not null constraint allocation_programme_fkey references fund_programme (id),
  -- null: from outside the tree, as the central grant is.
  from_unit_code text collate "C",
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  parent_id uuid constraint allocation_parent_fkey references allocation (id),
  -- The allocation at the top of the chain; itself where it is that.
  root_id uuid not null constraint allocation_root_fkey references allocation (id),
  document_no text not null,
  amount bigint not null constraint allocation_amount_check check (amount > 0),
  received_on date not null,
  -- What was handed on from it, and what was paid out from it to recipients.
  handed_down bigint not null default 0,
  spent bigint not null default 0 constraint allocation_spent_check check (spent >= 0),
  -- What is left with the unit. Payments may come to more than was received, with the local share among them.
  retained bigint not null generated always as (greatest(amount - handed_down - spent, 0)) stored,
  -- The local share (配套): budgeted, due, arrived.
  matching_budgeted bigint,
  matching_due_on date,
  matching_arrived bigint not null default 0,
  matching_arrived_on date,
  -- The last day for handing it on, by its term.
  due_on date not null,
  -- The same as long as something is left.
  open_until date not null generated always as (
    case when amount - handed_down - spent > 0 then due_on else 'infinity' end) stored,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint allocation_document_key unique (unit_code, programme_id, document_no),
  constraint allocation_handed_down_check check (handed_down >= 0 and handed_down <= amount),
  constraint allocation_matching_check check (num_nulls(matching_budgeted, matching_due_on) in (0, 2)),
  constraint allocation_self_check check (parent_id <> id),
  constraint allocation_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index allocation_parent_index on allocation (parent_id, id);
create index allocation_root_index on allocation (root_id, id);
create index allocation_unit_index on allocation (unit_code, open_until, id);
create index allocation_within_1_index on allocation (within_1, open_until, id);
create index allocation_within_2_index on allocation (within_2, open_until, id) where within_2 is not null;
create index allocation_within_3_index on allocation (within_3, open_until, id) where within_3 is not null;
create index allocation_within_4_index on allocation (within_4, open_until, id) where within_4 is not null;

-- A batch: what a unit pays out from a programme in a month.
create table disbursement (
  id uuid constraint disbursement_pkey primary key,
  programme_id uuid not null constraint disbursement_programme_fkey references fund_programme (id),
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  -- The first day of the month.
  period date not null constraint disbursement_period_check check (extract(day from period) = 1),
  due_on date not null,
  account_id uuid constraint disbursement_account_fkey references fund_account (id),
  allocation_id uuid constraint disbursement_allocation_fkey references allocation (id),
  roster_upload_id uuid,
  payments_upload_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint disbursement_batch_key unique (unit_code, programme_id, period),
  constraint disbursement_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index disbursement_allocation_index on disbursement (allocation_id) where allocation_id is not null;
create index disbursement_unit_index on disbursement (unit_code, period, id);
create index disbursement_within_1_index on disbursement (within_1, period, id);
create index disbursement_within_2_index on disbursement (within_2, period, id) where within_2 is not null;
create index disbursement_within_3_index on disbursement (within_3, period, id) where within_3 is not null;
create index disbursement_within_4_index on disbursement (within_4, period, id) where within_4 is not null;

-- One file that was taken in. A later one replaces it and leaves it readable.
create table fund_upload (
  id uuid constraint fund_upload_pkey primary key,
  disbursement_id uuid not null constraint fund_upload_disbursement_fkey references disbursement (id),
  kind text not null constraint fund_upload_kind_check check (kind in ('roster', 'payments')),
  number integer not null,
  period date not null,
  lines integer not null,
  amount bigint not null,
  -- Of payments: what was paid, without what the bank sent back.
  paid_lines integer,
  paid_amount bigint,
  -- SHA-256 of the file, hex; and how it was read: the same bytes are other text in another encoding.
  file_hash text not null,
  format text not null constraint fund_upload_format_check check (format in ('utf-8', 'gb18030', 'xlsx')),
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint fund_upload_number_key unique (disbursement_id, kind, number)
);
alter table disbursement
  add constraint disbursement_roster_fkey foreign key (roster_upload_id) references fund_upload (id),
  add constraint disbursement_payments_fkey foreign key (payments_upload_id) references fund_upload (id);

-- Who should get how much. By months, so that an old year can be detached.
create table roster_line (
  period date not null,
  upload_id uuid not null,
  line integer not null,
  recipient_no text collate "C" not null,
  village_code text collate "C" not null,
  amount bigint not null,
  account text collate "C",
  -- HMAC-SHA-256 of the identity number, and its last four characters; never the number.
  identity_hash bytea,
  identity_end text collate "C"
) partition by range (period);
create index roster_line_upload_index on roster_line (upload_id, recipient_no);
create index roster_line_identity_index on roster_line (identity_hash) where identity_hash is not null;

-- What the bank says of each payment.
create table payment_line (
  period date not null,
  upload_id uuid not null,
  line integer not null,
  recipient_no text collate "C" not null,
  amount bigint not null,
  paid_on date not null,
  account text collate "C" not null,
  status text collate "C" not null
) partition by range (period);
create index payment_line_upload_index on payment_line (upload_id, recipient_no);

-- Makes room for a month. The service's own role may not make tables; this function may.
create function fund_month(month date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  suffix text := to_char(month, 'YYYY_MM');
  parent text;
  part text;
begin
  if extract(day from month) <> 1 then
    raise exception 'not the first day of a month: %', month using errcode = 'invalid_parameter_value';
  end if;
  if to_regclass('roster_line_' || suffix) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('fund months', 0));
  -- Asked of the catalogue itself: a name that was not there before the wait is remembered as missing.
  if exists (select from pg_class
    where relname = 'roster_line_' || suffix and relnamespace = 'public'::regnamespace) then return; end if;
  -- Attached and not made in place: that would wait for every upload under way, and all others behind it.
  foreach parent in array array['roster_line', 'payment_line'] loop
    part := parent || '_' || suffix;
    execute format('create table %I (like %I including all)', part, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
      parent, part, month, month + interval '1 month');
  end loop;
end
$$;

-- A month in which all batches of a province or a part of it were checked at once.
create table fund_run (
  id uuid constraint fund_run_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  period date not null,
  checked integer not null,
  with_exceptions integer not null,
  exceptions integer not null,
  missing integer not null,
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by text not null,
  version integer not null default 1,
  constraint fund_run_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index fund_run_unit_index on fund_run (unit_code, id);
create index fund_run_within_1_index on fund_run (within_1, id);
create index fund_run_within_2_index on fund_run (within_2, id) where within_2 is not null;
create index fund_run_within_3_index on fund_run (within_3, id) where within_3 is not null;
create index fund_run_within_4_index on fund_run (within_4, id) where within_4 is not null;

-- A batch that was to be expected in the month and is not there, or not with both files.
create table fund_run_missing (
  run_id uuid not null constraint fund_run_missing_run_fkey references fund_run (id),
  position integer not null,
  unit_code text collate "C" not null,
  programme_id uuid not null constraint fund_run_missing_programme_fkey references fund_programme (id),
  disbursement_id uuid constraint fund_run_missing_disbursement_fkey references disbursement (id),
  reason text not null constraint fund_run_missing_reason_check
    check (reason in ('paid-before', 'has-account', 'no-files', 'no-roster', 'no-payments')),
  constraint fund_run_missing_batch_check
    check ((disbursement_id is null) = (reason in ('paid-before', 'has-account'))),
  constraint fund_run_missing_pkey primary key (run_id, position)
);

-- What was compared, and what came out of it: frozen.
create table fund_check (
  id uuid constraint fund_check_pkey primary key,
  kind text not null constraint fund_check_kind_check
    check (kind in ('payment', 'allocation', 'matching', 'account', 'retention')),
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null constraint fund_check_programme_fkey references fund_programme (id),
  period date not null,
  -- Of payments: the batch, the day by which it was to be paid, the files as they stood. null: there was none.
  disbursement_id uuid constraint fund_check_disbursement_fkey references disbursement (id),
  due_on date,
  roster_upload_id uuid constraint fund_check_roster_fkey references fund_upload (id),
  payments_upload_id uuid constraint fund_check_payments_fkey references fund_upload (id),
  -- The unit within which other rosters of the month were searched for the same people, and the SHA-256 of
  -- what these were. Of the other kinds: of the records that were looked at.
  scope_code text collate "C" not null,
  others integer not null,
  others_hash text not null,
  -- Of a monthly run: which one.
  run_id uuid constraint fund_check_run_fkey references fund_run (id),
  state text not null constraint fund_check_state_check check (state in ('done', 'incomplete')),
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by text not null,
  -- By type: how many, and fen.
  exceptions jsonb not null,
  -- SHA-256 over what was compared and what came out of it, hex: two checks of the same say the same.
  content_hash text not null,
  version integer not null default 1,
  constraint fund_check_batch_check check ((kind = 'payment') = (disbursement_id is not null)),
  constraint fund_check_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index fund_check_unit_index on fund_check (unit_code, id);
create index fund_check_within_1_index on fund_check (within_1, id);
create index fund_check_within_2_index on fund_check (within_2, id) where within_2 is not null;
create index fund_check_within_3_index on fund_check (within_3, id) where within_3 is not null;
create index fund_check_within_4_index on fund_check (within_4, id) where within_4 is not null;
create index fund_check_disbursement_index on fund_check (disbursement_id, id) where disbursement_id is not null;
create index fund_check_run_index on fund_check (run_id, id) where run_id is not null;

create table fund_exception (
  check_id uuid not null constraint fund_exception_check_fkey references fund_check (id),
  position integer not null,
  type text collate "C" not null,
  -- Of payments: the recipient and the village.
  recipient_no text collate "C",
  village_code text collate "C",
  due bigint,
  paid bigint,
  difference bigint not null,
  paid_on date,
  -- Of allocations and accounts: the record it is about, and the unit. Of a double roster: whose the other is.
  record_id uuid,
  unit_code text collate "C",
  constraint fund_exception_pkey primary key (check_id, position)
);
create index fund_exception_type_index on fund_exception (check_id, type, position);

-- The finding that was made from the exceptions of a type: one, whoever asks twice.
create table fund_check_finding (
  check_id uuid not null constraint fund_check_finding_check_fkey references fund_check (id),
  type text collate "C" not null,
  finding_id uuid not null,
  constraint fund_check_finding_pkey primary key (check_id, type)
);

-- A check stays as it was made, whatever the service does. Only the place follows a unit that moves.
create function fund_check_keep() returns trigger language plpgsql as $$
begin
  raise exception 'a fund check is frozen' using errcode = 'restrict_violation',
    constraint = 'fund_check_keep';
end
$$;
create trigger fund_check_keep before update on fund_check for each row
  when ((new.id, new.kind, new.unit_code, new.programme_id, new.period, new.disbursement_id, new.due_on,
      new.roster_upload_id, new.payments_upload_id, new.scope_code, new.others, new.others_hash, new.run_id,
      new.state, new.checked_on, new.checked_at, new.checked_by, new.exceptions, new.content_hash, new.version)
    is distinct from
    (old.id, old.kind, old.unit_code, old.programme_id, old.period, old.disbursement_id, old.due_on,
      old.roster_upload_id, old.payments_upload_id, old.scope_code, old.others, old.others_hash, old.run_id,
      old.state, old.checked_on, old.checked_at, old.checked_by, old.exceptions, old.content_hash, old.version))
  execute function fund_check_keep();
create trigger fund_check_keep_all before delete or truncate on fund_check
  for each statement execute function fund_check_keep();
create trigger fund_exception_keep before update or delete or truncate on fund_exception
  for each statement execute function fund_check_keep();

-- Provinces whose batches are checked each month without being asked. Off where there is no row.
create table fund_schedule (
  unit_code text collate "C" constraint fund_schedule_pkey primary key
    constraint fund_schedule_unit_fkey references unit (code),
  day_of_month integer not null constraint fund_schedule_day_check check (day_of_month between 1 and 28),
  is_on boolean not null,
  -- The first day of the month that was checked last.
  last_period date,
  version integer not null default 1
);
