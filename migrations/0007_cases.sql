-- Numbers without gaps: one row for each series, unit and year, raised in the transaction that uses the number.
create table numbering (
  series text not null,
  unit_code text collate "C" not null,
  year integer not null,
  last integer not null,
  constraint numbering_pkey primary key (series, unit_code, year)
);

-- Who stepped aside from a record (回避) sees nothing of it any more.
create table recusal (
  subject_id uuid not null,
  sub text not null,
  at timestamptz not null,
  reason text not null,
  constraint recusal_pkey primary key (subject_id, sub)
);
create index recusal_sub_index on recusal (sub);

-- Every two neighbouring characters. A Chinese word often has two: too short for a trigram. Every case that
-- comes in pays for this; a loop costs a quarter of a query. Those that come twice the index finds itself.
create function bigrams(words text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  lowered text := lower(words);
  pairs text[] := '{}';
begin
  for n in 1 .. length(lowered) - 1 loop
    pairs := pairs || substr(lowered, n, 2);
  end loop;
  return pairs;
end
$$;

create table petition_case (
  id uuid constraint petition_case_pkey primary key,
  number text not null constraint petition_case_number_key unique,
  kind text not null constraint petition_case_kind_check
    check (kind in ('appeal', 'report', 'suggestion', 'enquiry')),
  channel text not null constraint petition_case_channel_check
    check (channel in ('hotline', 'online', 'visit', 'letter', 'forwarded', 'discovered')),
  received_at timestamptz not null,
  -- Who handles it. Its place is the case's place in the tree.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  receiving_unit_code text collate "C" not null,
  -- Whose turn it is: the handling unit, or the one that reviews or re-checks.
  deciding_unit_code text collate "C" not null,
  accused_unit_code text collate "C" constraint petition_case_accused_fkey references unit (code),
  -- The unit that must never learn of a report, nor any unit below it.
  hidden_from text collate "C" generated always as (case when kind = 'report' then accused_unit_code end) stored,
  category text not null,
  cause text,
  summary text not null,
  anonymous boolean not null,
  representatives integer not null default 0 constraint petition_case_representatives_check
    check (representatives between 0 and 5),
  state text not null default 'received' constraint petition_case_state_check
    check (state in ('received', 'accepted', 'declined', 'replied', 'under-review', 'reviewed',
      'under-recheck', 'final', 'withdrawn', 'closed')),
  -- The earliest end of a running term that binds a unit; 'infinity' where none runs.
  next_due_on date not null default 'infinity',
  handler_sub text,
  handler_name text,
  decline_reason text,
  same_facts_as uuid constraint petition_case_same_facts_fkey references petition_case (id),
  accepted_on date,
  concluded_on date,
  closed_on date,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  constraint petition_case_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade,
  constraint petition_case_same_facts_check check (same_facts_as <> id)
);
create index petition_case_unit_index on petition_case (unit_code, next_due_on, id);
create index petition_case_within_1_index on petition_case (within_1, next_due_on, id);
create index petition_case_within_2_index on petition_case (within_2, next_due_on, id) where within_2 is not null;
create index petition_case_within_3_index on petition_case (within_3, next_due_on, id) where within_3 is not null;
create index petition_case_within_4_index on petition_case (within_4, next_due_on, id) where within_4 is not null;
create index petition_case_received_unit_index on petition_case (unit_code, received_at, id);
create index petition_case_received_1_index on petition_case (within_1, received_at, id);
create index petition_case_received_2_index on petition_case (within_2, received_at, id) where within_2 is not null;
create index petition_case_received_3_index on petition_case (within_3, received_at, id) where within_3 is not null;
create index petition_case_received_4_index on petition_case (within_4, received_at, id) where within_4 is not null;
create index petition_case_hidden_index on petition_case (hidden_from) where hidden_from is not null;
create index petition_case_words_index on petition_case using gin (bigrams(summary));
create index petition_case_same_facts_index on petition_case (same_facts_as) where same_facts_as is not null;

-- Who spoke up: AES-256-GCM, under a key that the database does not know.
create table case_reporter (
  case_id uuid constraint case_reporter_pkey primary key
    constraint case_reporter_case_fkey references petition_case (id),
  key_id text not null,
  sealed bytea not null
);
create index case_reporter_key_index on case_reporter (key_id);

-- Written decisions: the reply (答复), the review (复查) and the re-check (复核).
create table case_decision (
  case_id uuid not null constraint case_decision_case_fkey references petition_case (id),
  stage text not null constraint case_decision_stage_check check (stage in ('reply', 'review', 'recheck')),
  unit_code text collate "C" not null,
  outcome text not null constraint case_decision_outcome_check check (
    (stage = 'reply' and outcome in ('upheld', 'partly-upheld', 'not-upheld', 'explained'))
    or (stage <> 'reply' and outcome in ('maintained', 'changed'))),
  text text not null,
  decided_on date not null,
  decided_by text not null,
  constraint case_decision_pkey primary key (case_id, stage)
);

create table case_forwarding (
  case_id uuid not null constraint case_forwarding_case_fkey references petition_case (id),
  position integer not null,
  from_unit_code text collate "C" not null,
  to_unit_code text collate "C" not null,
  note text not null,
  forwarded_on date not null,
  objection text,
  objected_on date,
  constraint case_forwarding_pkey primary key (case_id, position)
);

-- 催办 and 督办: what a unit above writes to the unit whose turn it is.
create table case_letter (
  id uuid constraint case_letter_pkey primary key,
  case_id uuid not null constraint case_letter_case_fkey references petition_case (id),
  kind text not null constraint case_letter_kind_check check (kind in ('urge', 'supervise')),
  number text not null constraint case_letter_number_key unique,
  from_unit_code text collate "C" not null,
  -- Who is to answer. Its place is the letter's place in the tree.
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  grounds text not null,
  text text not null,
  issued_on date not null,
  issued_by text not null,
  due_on date not null,
  answer text,
  answered_on date,
  answered_by text,
  version integer not null default 1,
  constraint case_letter_answer_check check (num_nulls(answer, answered_on, answered_by) in (0, 3)),
  constraint case_letter_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index case_letter_case_index on case_letter (case_id, id);
create index case_letter_unit_index on case_letter (unit_code, due_on, id);
create index case_letter_within_1_index on case_letter (within_1, due_on, id);
create index case_letter_within_2_index on case_letter (within_2, due_on, id) where within_2 is not null;
create index case_letter_within_3_index on case_letter (within_3, due_on, id) where within_3 is not null;
create index case_letter_within_4_index on case_letter (within_4, due_on, id) where within_4 is not null;

-- A clue handed to 纪检监察 or the judiciary.
create table case_referral (
  id uuid constraint case_referral_pkey primary key,
  case_id uuid not null constraint case_referral_case_fkey references petition_case (id),
  receiver text not null constraint case_referral_receiver_check
    check (receiver in ('discipline', 'judiciary', 'other')),
  receiver_name text not null,
  text text not null,
  referred_on date not null,
  referred_by text not null,
  receipt_number text,
  received_on date,
  outcome text,
  outcome_on date,
  version integer not null default 1,
  constraint case_referral_receipt_check check (num_nulls(receipt_number, received_on) in (0, 2)),
  constraint case_referral_outcome_check check (num_nulls(outcome, outcome_on) in (0, 2)),
  constraint case_referral_order_check check (referred_on <= coalesce(received_on, outcome_on, referred_on)
    and coalesce(received_on <= outcome_on, true))
);
create index case_referral_case_index on case_referral (case_id, id);

-- The figures of a period, for a unit and all below it.
create table case_bulletin (
  id uuid constraint case_bulletin_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  period_from date not null,
  period_to date not null,
  state text not null default 'draft' constraint case_bulletin_state_check check (state in ('draft', 'published')),
  -- All figures, for the unit and those above it; and those without reports, for the units below.
  figures jsonb not null,
  open_figures jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  published_by text,
  version integer not null default 1,
  constraint case_bulletin_period_check check (period_from <= period_to),
  constraint case_bulletin_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
create index case_bulletin_unit_index on case_bulletin (unit_code, id);
create index case_bulletin_within_1_index on case_bulletin (within_1, id);
create index case_bulletin_within_2_index on case_bulletin (within_2, id) where within_2 is not null;
create index case_bulletin_within_3_index on case_bulletin (within_3, id) where within_3 is not null;
create index case_bulletin_within_4_index on case_bulletin (within_4, id) where within_4 is not null;

-- What is published stays as it is, whatever the service does. Only the place follows a unit that moves.
create function case_bulletin_keep() returns trigger language plpgsql as $$
begin
  raise exception 'a published bulletin is frozen' using errcode = 'restrict_violation',
    constraint = 'case_bulletin_keep';
end
$$;
create trigger case_bulletin_keep before update on case_bulletin for each row
  when (old.state = 'published' and
    (new.id, new.unit_code, new.period_from, new.period_to, new.state, new.figures, new.open_figures,
      new.created_at, new.created_by, new.published_at, new.published_by, new.version)
    is distinct from
    (old.id, old.unit_code, old.period_from, old.period_to, old.state, old.figures, old.open_figures,
      old.created_at, old.created_by, old.published_at, old.published_by, old.version))
  execute function case_bulletin_keep();
create trigger case_bulletin_keep_row before delete on case_bulletin for each row
  when (old.state = 'published') execute function case_bulletin_keep();
create trigger case_bulletin_keep_all before truncate on case_bulletin
  for each statement execute function case_bulletin_keep();
