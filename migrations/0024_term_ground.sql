-- The ground on which terms are counted, local rules and calendar, has a number that is raised with every change.
-- By it, and by the version of the unit's row, a statement tells whether what was decided on earlier still holds.
create table term_ground (
  -- There is one row.
  is_only boolean not null default true constraint term_ground_pkey primary key
    constraint term_ground_only_check check (is_only),
  edition bigint not null
);
insert into term_ground (edition) values (1);

create function raise_term_ground() returns trigger language plpgsql as $$
begin
  update term_ground set edition = edition + 1;
  return null;
end
$$;
-- Not where a unit moves, and its rules with it: that is told by the row of the unit.
create trigger local_rule_term_ground
  after insert or delete or truncate or update of unit_code, effective_from, document, terms on local_rule
  for each statement execute function raise_term_ground();
create trigger calendar_year_term_ground after insert or update or delete or truncate on calendar_year
  for each statement execute function raise_term_ground();

-- What a statement calls that finds the ground changed: it ends as if two transactions had got into each other's
-- way, and is tried again.
create function changed_meanwhile() returns boolean language plpgsql as $$
begin
  raise exception 'what was decided on has changed meanwhile' using errcode = 'serialization_failure';
end
$$;
