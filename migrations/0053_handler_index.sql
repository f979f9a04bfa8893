-- The work list of one person: their cases, what is due first.
create index petition_case_handler_index on petition_case (person_key(handler_sub), next_due_on, id)
  where handler_sub is not null;
