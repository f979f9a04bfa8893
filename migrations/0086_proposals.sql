-- Proposals of notices and interviews, made from what the records of all rooms show.
create table proposal (
  id uuid not null constraint proposal_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  kind text not null,
  fact text not null,
  rule_id text not null,
  clause_id text not null,
  key text not null,
  period text not null,
  gap text,
  facts jsonb not null,
  state text not null default 'open',
  first_seen_on date not null,
  notice_id uuid,
  interview_id uuid,
  causes_left_out integer,
  reason text,
  decided_on date,
  decided_by text,
  version integer not null default 1,
  updated_at timestamptz not null,
  constraint proposal_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint proposal_target_fkey foreign key (target_code) references unit (code),
  constraint proposal_notice_fkey foreign key (notice_id) references notice (id),
  constraint proposal_interview_fkey foreign key (interview_id) references interview (id),
  constraint proposal_period_key unique (target_code, fact, key),
  constraint proposal_kind_check check (kind in ('notice', 'interview')),
  constraint proposal_state_check check (state in ('open', 'accepted', 'dismissed', 'lapsed')),
  constraint proposal_units_check check (unit_code <> target_code),
  constraint proposal_decision_check check (
    (state in ('accepted', 'dismissed')) = (decided_on is not null)
    and (decided_on is null) = (decided_by is null)
    and (state = 'accepted') = (num_nonnulls(notice_id, interview_id) = 1)
    and (state = 'dismissed') = (reason is not null))
);
create index proposal_unit_index on proposal (unit_code, id);
create index proposal_within_1_index on proposal (within_1, id);
create index proposal_within_2_index on proposal (within_2, id) where within_2 is not null;
create index proposal_within_3_index on proposal (within_3, id) where within_3 is not null;
create index proposal_within_4_index on proposal (within_4, id) where within_4 is not null;
create index proposal_open_index on proposal (fact, target_code) where state = 'open';
create index proposal_updated_index on proposal (updated_at, id);
create index proposal_notice_index on proposal (notice_id) where notice_id is not null;
create index proposal_interview_index on proposal (interview_id) where interview_id is not null;
comment on table proposal is
  'A proposal to a unit to criticise the unit below it, or to interview its head. The unit below never sees it.';
comment on column proposal.unit_code is 'The unit that may act: the next one above the failing one';
comment on column proposal.key is 'What makes it one proposal while its facts grow: the first month, the quarter, the record';
comment on column proposal.gap is 'A month of which nothing is known, where the facts are a run of months';
comment on column proposal.facts is 'The records that show the failing, each with its figures at the last computation';
comment on column proposal.causes_left_out is 'Facts that the person who accepted it could not cite';

create table proposal_watched (
  day date not null,
  is_only boolean not null default true constraint proposal_watched_pkey primary key,
  constraint proposal_watched_only_check check (is_only)
);
comment on table proposal_watched is
  'The last day for which the proposals of all units were computed.';

drop index outbox_event_awaited_index;
create index outbox_event_awaited_index on outbox_event (type, id) where handled_at is null and type in (
  'notice-answer.given', 'notice-answer.accepted', 'notice-answer.sent-back', 'disbursement.roster-uploaded',
  'fund-check.made', 'finding.term-missed');
