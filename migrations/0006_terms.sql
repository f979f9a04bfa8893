-- Every statutory term of every kind of record, stored absolute: from when, to when, and by what. Its state is
-- derived when it is read.
create table term (
  id uuid constraint term_pkey primary key,
  -- No foreign key: the kinds of records stand in rooms above this one. Records are never deleted.
  subject_kind text not null,
  subject_id uuid not null,
  -- Who must keep it. No foreign key here either: the record has one.
  unit_code text collate "C" not null,
  rule text not null,
  clause_id text not null,
  days integer not null constraint term_days_check check (days > 0),
  day_unit text not null constraint term_day_unit_check check (day_unit in ('calendar', 'working')),
  local_default boolean not null,
  local_rule_id uuid constraint term_local_rule_fkey references local_rule (id),
  started_on date not null,
  base_due_on date not null,
  extended_days integer not null default 0 constraint term_extended_days_check check (extended_days >= 0),
  -- Days that do not count: [{ from, to, reason }], both included.
  excluded jsonb not null default '[]',
  due_on date not null,
  -- The day off on which it would have ended.
  rolled_from date,
  provisional boolean not null,
  calendar_edition integer not null,
  met_on date,
  -- When it was told that it is missed, and that it is due soon.
  missed_at timestamptz,
  reminded_at timestamptz,
  constraint term_order_check check (started_on < base_due_on and base_due_on <= due_on)
);
create index term_subject_index on term (subject_kind, subject_id);
create index term_due_index on term (due_on) where met_on is null;
-- For what was counted with an earlier edition of the calendar.
create index term_edition_index on term (calendar_edition, id) where met_on is null;
