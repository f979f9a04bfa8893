-- When a record was last changed: other systems ask for what is new since then. Records with an instant of their making
-- have null until the first change, so their last change is `coalesce(updated_at, created_at)`. Of records that are here
-- already nobody knows it: they count as changed once, today.
do $$
declare
  name text;
begin
  foreach name in array array['petition_case', 'finding', 'inspection', 'inspection_plan', 'inspection_task', 'notice',
    'notice_addressee', 'interview', 'accountability_record', 'case_letter', 'case_referral', 'case_bulletin',
    'campaign', 'staff', 'fund_account', 'fund_programme', 'allocation', 'disbursement']
  loop
    execute format('alter table %I add column updated_at timestamptz default now()', name);
    execute format('alter table %I alter column updated_at drop default', name);
  end loop;
end $$;

create index petition_case_updated_index on petition_case (coalesce(updated_at, created_at), id);
create index finding_updated_index on finding (coalesce(updated_at, created_at), id);
create index inspection_updated_index on inspection (coalesce(updated_at, created_at), id);
create index inspection_plan_updated_index on inspection_plan (coalesce(updated_at, created_at), id);
create index notice_updated_index on notice (coalesce(updated_at, created_at), id);
create index interview_updated_index on interview (coalesce(updated_at, called_at), id);
create index accountability_record_updated_index on accountability_record (coalesce(updated_at, created_at), id);
create index allocation_updated_index on allocation (coalesce(updated_at, created_at), id);
create index disbursement_updated_index on disbursement (coalesce(updated_at, created_at), id);
