-- What units show to the public: notice boards, what was posted and where, and what the website has to show.
create table notice_board (
  id uuid not null constraint notice_board_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  place text not null,
  since date not null,
  until date,
  entered_at timestamptz not null,
  entered_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint notice_board_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint notice_board_order_check check (until > since)
);
comment on table notice_board is 'A notice board (公示板) of a unit.';
comment on column notice_board.until is 'The first day on which the board no longer stands.';
create unique index notice_board_standing_key on notice_board (unit_code, place) where until is null;
create index notice_board_unit_index on notice_board (unit_code, id);
create index notice_board_within_1_index on notice_board (within_1, unit_code, id);
create index notice_board_within_2_index on notice_board (within_2, unit_code, id) where within_2 is not null;
create index notice_board_within_3_index on notice_board (within_3, unit_code, id) where within_3 is not null;
create index notice_board_within_4_index on notice_board (within_4, unit_code, id) where within_4 is not null;
create index notice_board_updated_index on notice_board (coalesce(updated_at, entered_at), id);

create table disclosure (
  id uuid not null constraint disclosure_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  content text not null,
  channel text not null,
  programme_id uuid,
  period date,
  address text,
  board_id uuid,
  posted_on date not null,
  term jsonb,
  ends_on date,
  removed_on date,
  withdrawn_on date,
  withdraw_reason text,
  withdraw_by date,
  state text not null default 'shown',
  entered_at timestamptz not null,
  entered_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint disclosure_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint disclosure_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint disclosure_board_fkey foreign key (board_id) references notice_board (id),
  constraint disclosure_content_check
    check (content in ('policy', 'procedure', 'hotline', 'recipients', 'review', 'approval', 'ended')),
  constraint disclosure_channel_check
    check (channel in ('website', 'board') and (channel = 'website') = (address is not null)
      and (channel = 'board') = (board_id is not null)),
  constraint disclosure_programme_check
    check (case when content in ('policy', 'procedure', 'hotline') then programme_id is null and period is null
      else programme_id is not null and (content <> 'recipients' or period is not null) end),
  constraint disclosure_period_check check (extract(day from period) = 1),
  constraint disclosure_term_check check ((term is null) = (ends_on is null)),
  constraint disclosure_order_check check (removed_on >= posted_on and withdrawn_on >= posted_on),
  constraint disclosure_state_check
    check (case state when 'shown' then removed_on is null and withdrawn_on is null
      when 'removed' then removed_on is not null and withdrawn_on is null
      when 'withdrawn' then withdrawn_on is not null and withdraw_reason is not null else false end)
);
comment on table disclosure is
  'Something that a unit showed to the public, on a website or a board. The record says that it was shown; names are not kept.';
comment on column disclosure.term is
  'For how long it has to be shown at least: { rule, days, unit, clauseId, localDefault, localRuleId }. Null: no number of days is set.';
comment on column disclosure.ends_on is 'Last day of that time. It may be removed on the day after.';
comment on column disclosure.withdraw_by is
  'Day by which it has to be withdrawn, because it shows what must stay private.';
create unique index disclosure_shown_key
  on disclosure (unit_code, programme_id, period, coalesce(board_id::text, address))
  where content = 'recipients' and state = 'shown';
create index disclosure_unit_index on disclosure (unit_code, id);
create index disclosure_within_1_index on disclosure (within_1, id);
create index disclosure_within_2_index on disclosure (within_2, id) where within_2 is not null;
create index disclosure_within_3_index on disclosure (within_3, id) where within_3 is not null;
create index disclosure_within_4_index on disclosure (within_4, id) where within_4 is not null;
create index disclosure_board_index on disclosure (board_id) where board_id is not null;
create index disclosure_website_index on disclosure (programme_id, period, unit_code)
  where content = 'recipients' and channel = 'website';
create index disclosure_updated_index on disclosure (coalesce(updated_at, entered_at), id);

create table website_due (
  id uuid not null constraint website_due_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  period date not null,
  stood_on date not null,
  due_on date not null,
  limit_on date not null,
  villages text[] collate "C" not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint website_due_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint website_due_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint website_due_month_key unique (unit_code, programme_id, period),
  constraint website_due_period_check check (extract(day from period) = 1),
  constraint website_due_order_check check (stood_on < due_on and due_on <= limit_on)
);
comment on table website_due is
  'The recipients of a programme and month, which a county has to show on its website. Begins with the first roster of the month.';
comment on column website_due.villages is 'The villages with recipients on the rosters of the month.';

drop index outbox_event_awaited_index;
create index outbox_event_awaited_index on outbox_event (type, id)
  where handled_at is null and type in
    ('notice-answer.given', 'notice-answer.accepted', 'notice-answer.sent-back', 'disbursement.roster-uploaded');
