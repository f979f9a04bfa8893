-- The units that a report accuses are a set, and the units from which it is hidden are a set that only grows: a
-- unit that was ever accused must never read the report (信访工作条例 第30条).

-- Which units each report accuses, who named them, and who took them out again. A unit that was taken out stays
-- here, and the report stays hidden from it.
create table case_accusal (
  case_id uuid not null constraint case_accusal_case_fkey references petition_case (id) on delete cascade,
  unit_code text collate "C" not null constraint case_accusal_unit_fkey references unit (code),
  accused_by text not null,
  accused_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint case_accusal_pkey primary key (case_id, unit_code),
  constraint case_accusal_withdrawn_check check (num_nulls(withdrawn_by, withdrawn_at) in (0, 2))
);

-- Until now the accused unit was one, and a correction replaced it. The former ones stand in the audit trail of the
-- case, or in its number.
insert into case_accusal (case_id, unit_code, accused_by, accused_at, withdrawn_by, withdrawn_at)
select distinct on (one.id, named.code) one.id, named.code, named.by, named.at,
  case when named.code <> one.accused_unit_code then corrected.by end,
  case when named.code <> one.accused_unit_code then corrected.at end
from petition_case as one
left join lateral (
  select actor_sub as by, at from audit_line
  where subject_id = one.id::text and action = 'case.accused' order by id desc limit 1
) as corrected on true
cross join lateral (
  select one.accused_unit_code as code, one.created_by as by, one.created_at as at
  union all
  select details ->> 'accusedUnitCode', actor_sub, at from audit_line
  where subject_id = one.id::text and action = 'case.accused'
  union all
  select substring(one.number from '^[0-9A-Za-z]+-\d{4}-([0-9A-Za-z]+)-'), one.created_by, one.created_at
) as named
join unit on unit.code = named.code
where one.kind = 'report' and one.accused_unit_code is not null
order by one.id, named.code, named.at desc;

alter table petition_case drop column hidden_from, drop column accused_unit_code;
alter table petition_case
  -- The units that a report accuses now, in the order of their codes; null: none.
  add column accused_unit_codes text[] collate "C",
  -- The units that must never learn of a report, nor their successors, nor any unit below these: whatever it ever
  -- accused, and units that left one of these since it came in. In the order of their codes; null: none.
  add column hidden_from text[] collate "C";
update petition_case set accused_unit_codes = sets.accused, hidden_from = sets.ever
from (
  select case_id, array_agg(unit_code order by unit_code) as ever,
    array_agg(unit_code order by unit_code) filter (where withdrawn_at is null) as accused
  from case_accusal group by case_id
) as sets
where id = sets.case_id;
create index petition_case_hidden_index on petition_case using gin (hidden_from) where hidden_from is not null;

create function case_hidden_grows() returns trigger language plpgsql as $$
begin
  raise exception 'a report stays hidden from every unit that it ever accused' using errcode = 'restrict_violation',
    constraint = 'case_hidden_grows';
end
$$;
create trigger case_hidden_grows before update on petition_case for each row
  when (old.hidden_from is not null and not old.hidden_from <@ coalesce(new.hidden_from, '{}'))
  execute function case_hidden_grows();

-- Two sets as one, in the order of the codes: equal sets are equal arrays.
create function joined_codes(codes text[], more text[]) returns text[] language sql immutable
  as 'select array_agg(distinct code collate "C" order by code collate "C")
    from unnest(coalesce(codes, ''{}'') || coalesce(more, ''{}'')) as code';

-- All that the people of a line of units (the codes from the root down to one) stand for: these units, and whatever
-- succeeded into one of them below the top. A loop, since every read of a case pays for it.
create function origins_of(line text[]) returns text[] language plpgsql stable strict as $$
declare
  codes text[] := line;
  heirs text[] := line[2:];
  more text[];
begin
  loop
    select array_agg(code) into more from unit
    where successor_code = any(heirs) and acting_code is not null and code <> all(codes);
    exit when more is null;
    heirs := more;
    codes := codes || more;
  end loop;
  return codes;
end
$$;
create or replace function unit_origins(unit_code text) returns text[] language plpgsql stable strict as $$
begin
  return origins_of(string_to_array(unit_path(unit_code), '.'));
end
$$;

-- Whether a unit must not learn of a report, by the set from which the report is hidden. Everything that asks this
-- asks it here, or compares that set with `unit_origins` itself.
create function is_barred(unit_code text, hidden_from text[]) returns boolean language sql stable
  as 'select coalesce(hidden_from && unit_origins(unit_code), false)';

-- The nearest unit that may handle a report: the last one of a path that is not barred. Null: every unit is barred.
create function unbarred_unit(path text, hidden_from text[]) returns text language sql stable
  as 'select code from unnest(string_to_array(path, ''.'')) with ordinality as one (code, n)
    where not is_barred(code, hidden_from) order by n desc limit 1';

-- A unit that leaves an accused unit (划转) takes the people along who must not know: from now on it stands in the
-- set itself. In the database, so that no way of changing the tree can forget it.
create function case_hidden_from_leaving() returns trigger language plpgsql as $$
begin
  update petition_case set hidden_from = joined_codes(hidden_from, leaving.codes)
  from (
    select one.id, array_agg(moved.code) as codes
    from (
      select after.code, origins_of(string_to_array(before.path, '.')) as behind, unit_origins(after.code) as now
      from unit_before as before join unit_after as after on after.code = before.code
      where after.path <> before.path
    ) as moved
    join petition_case as one on one.hidden_from && moved.behind and not one.hidden_from && moved.now
    group by one.id
  ) as leaving
  where petition_case.id = leaving.id;
  return null;
end
$$;
create trigger case_hidden_from_leaving after update on unit
  referencing old table as unit_before new table as unit_after
  for each statement execute function case_hidden_from_leaving();
