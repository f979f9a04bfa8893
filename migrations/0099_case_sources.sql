-- Cases keep the reference of the system that they come from, and which account of a system handed them in.
alter table petition_case
  add column source_system text,
  add column source_reference text,
  add column source_unit_code text,
  add column handed_in_by text,
  add constraint petition_case_source_check check (
    (source_system is null) = (source_reference is null)
    and (source_unit_code is null) = (source_system is null and handed_in_by is null));
comment on column petition_case.source_system is 'The other system that the case comes from.';
comment on column petition_case.source_reference is 'What that system calls the case.';
comment on column petition_case.source_unit_code is
  'The unit of the person or account that entered a case with a source, or that handed it in.';
comment on column petition_case.handed_in_by is
  'The account (client id) of the system that handed the case in; null if a person entered it.';

-- A report that its own unit must not see counts for whoever brought it alone: a refusal would tell others of it.
create unique index petition_case_source_key on petition_case
  (source_unit_code, source_system, source_reference, (case when receipt is null then '' else created_by end))
  where source_reference is not null;
create index petition_case_source_reference_index on petition_case (source_reference, id)
  where source_reference is not null;
create index petition_case_handed_in_index on petition_case (handed_in_by, coalesce(updated_at, created_at), id)
  where handed_in_by is not null;
