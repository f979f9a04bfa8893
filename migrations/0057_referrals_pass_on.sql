-- A referral from a finding or a fund check goes with supervision of the unit that the clue is about. `unit_code` stays
-- the unit that made it, which goes on reading it.
alter table case_referral
  add column passed_to_code text collate "C",
  add column passed_to_path text collate "C",
  add constraint case_referral_passed_fkey
    foreign key (passed_to_code, passed_to_path) references unit (code, path) on update cascade,
  add constraint case_referral_passed_check check (num_nulls(passed_to_code, passed_to_path) in (0, 2)
    and (passed_to_code is null or case_id is null));
comment on column case_referral.passed_to_code is
  'The unit to which a change of the tree has passed it; null while it lies with unit_code';
create index case_referral_passed_index on case_referral (passed_to_code) where passed_to_code is not null;

-- Who goes on with a referral that `maker` made about the unit at `about_path`: whoever supervises that unit now, or the
-- nearest unit above that may know of it.
create function referral_keeper(maker text, about_path text, hidden_from text[]) returns text language sql stable strict as
$$
  select unbarred_unit(array_to_string(unit_line(path), '.'), hidden_from)
  from unit where code = unit_supervisor(maker, about_path)
$$;

with passed as (
  select referral.id, referral_keeper(referral.unit_code, about.path, hidden_from) as keeper
  from case_referral as referral join unit as about on about.code = hidden_from[1]
  where referral.unit_code is not null and outcome_on is null
    and referral_keeper(referral.unit_code, about.path, hidden_from) <> unit_acting(referral.unit_code)
)
update case_referral set passed_to_code = keeper, passed_to_path = unit.path, version = case_referral.version + 1
from passed join unit on unit.code = keeper where case_referral.id = passed.id;
