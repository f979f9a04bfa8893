-- What an operation is about. Its progress and its result are shown to whoever may read that, and to nobody else.
alter table operation
  add column subject_kind text,
  add column subject_id text collate "C",
  add constraint operation_subject_check check ((subject_kind is null) = (subject_id is null));

update operation set subject_kind = 'plans-of-unit', subject_id = input ->> 'withinCode'
where kind = 'inspection-plans.generate' and input ->> 'withinCode' is distinct from '*';
update operation set
  subject_kind = case when input ? 'disbursementId' then 'disbursement' else 'funds-of-unit' end,
  subject_id = coalesce(input ->> 'disbursementId', input ->> 'withinCode', input ->> 'unitCode')
where kind in ('fund-checks.compare', 'fund-checks.run')
  and coalesce(input ->> 'disbursementId', input ->> 'withinCode', input ->> 'unitCode') is not null;
