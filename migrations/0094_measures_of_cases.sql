-- Figures of a unit and of the few units below it read its own terms, not those of the whole province.
create index term_unit_index on term (unit_code, due_on);
-- Cases that no figure may tell of, and those that have to be handed over: few among many.
create index petition_case_secret_index on petition_case (id) where kind = 'report' or hidden_from is not null;
create index petition_case_clue_index on petition_case (concluded_on, unit_code)
  where kind <> 'report' and cause in ('embezzlement', 'favouritism');
