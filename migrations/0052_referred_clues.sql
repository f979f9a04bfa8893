-- Clues come from findings and fund checks, too. Such a referral belongs to the unit that made it, and is hidden from
-- the unit that the finding or the check is about, also where that unit sees the finding or comes to stand above.
-- A referral has a term; those made before have none.
alter table case_referral
  alter column case_id drop not null,
  add column finding_id uuid constraint case_referral_finding_fkey references finding (id),
  add column fund_check_id uuid constraint case_referral_fund_check_fkey references fund_check (id),
  add column unit_code text collate "C",
  add column path text collate "C",
  add column hidden_from text[] collate "C",
  add column due_on date,
  add constraint case_referral_source_check check (num_nonnulls(case_id, finding_id, fund_check_id) = 1),
  add constraint case_referral_place_check check (num_nulls(unit_code, path) = case when case_id is null then 0 else 2 end),
  add constraint case_referral_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade;
create index case_referral_finding_index on case_referral (finding_id, id) where finding_id is not null;
create index case_referral_fund_check_index on case_referral (fund_check_id, id) where fund_check_id is not null;
create index case_referral_place_index on case_referral (unit_code, path) where unit_code is not null;
create index case_referral_hidden_index on case_referral using gin (hidden_from) where hidden_from is not null;
comment on column case_referral.unit_code is 'The unit that made it; null: it lies where its case lies';
