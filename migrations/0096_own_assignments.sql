-- A person of a third party finds the own assignments by an index.
create index evaluation_evaluator_own_index on evaluation_evaluator (person) where removed_at is null;
