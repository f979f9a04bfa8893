-- Who acts for a unit that ended. `path` keeps saying who sees and lists a record: an ended unit with a successor
-- stands below that successor, one without stays below its parent, so that its records pass with their foreign key.
alter table unit add column acting_code text collate "C" constraint unit_acting_fkey references unit (code);
comment on column unit.acting_code is
  'Null until the unit has ended; then the unit in office that acts for it. Set by units/succession alone.';
create index unit_end_index on unit (valid_to) where valid_to is not null;
create index unit_acting_index on unit (acting_code) where acting_code is not null;

-- The day as of which paths and acting units stand. The service brings them to its own day before it answers.
create table tree_day (
  is_only boolean primary key default true constraint tree_day_only_check check (is_only),
  day date not null
);
insert into tree_day (day) values ('-infinity');

-- The unit that acts for a unit today: itself while it is in office.
create function unit_acting(unit_code text) returns text language sql stable strict as
$$select coalesce(acting_code, code) from unit where code = unit_code$$;

-- Of a unit at the deepest level that succeeded to others: its code and theirs as an array literal; the columns
-- `within_1` to `within_4` find the units below all others. Null where there are none.
create function unit_codes(unit_code text) returns text language sql stable strict as $$
  select '{' || string_agg(below.code, ',') || ',' || unit.code || '}'
  from unit join unit as below on below.within_4 = unit.within_4 and below.path like unit.path || '.%'
  where unit.code = unit_code and split_part(unit.path, '.', 5) <> '' group by unit.code
$$;

-- The units in office from the root down to one, or to the one that acts for it.
create function unit_line(unit_path text) returns text[] language sql stable strict as $$
  select coalesce(array_agg(code order by length(path)), '{}') from unit
  where code = any(string_to_array(unit_path, '.')) and acting_code is null
$$;

-- Who supervises now what `keeper` once began about the unit at `target_path`: the keeper, or who acts for it, while
-- that one stands above the target; else the unit of the keeper's level above it; else the next above that level.
create function unit_supervisor(keeper text, target_path text) returns text language plpgsql stable strict as $$
declare
  levels constant text[] := array['province', 'city', 'county', 'township', 'village'];
  acting text := unit_acting(keeper);
  above text[] := unit_line(target_path);
  found text;
begin
  above := above[:cardinality(above) - 1];
  if acting = any(above) or above = '{}' then return acting; end if;
  select code into found from unit
  where code = any(above) and array_position(levels, level) <= (
    select array_position(levels, level) from unit where code = keeper)
  order by length(path) desc limit 1;
  return coalesce(found, above[1]);
end
$$;

-- A succession counts from its day on. A province that takes over one of its units is not barred by it: nobody stands
-- above that could act.
create or replace function unit_heirs(unit_code text) returns text[] language plpgsql stable strict as $$
declare
  codes text[] := array[unit_code];
  more text[];
begin
  loop
    select array_agg(ended.successor_code) into more
    from unit as ended join unit as heir on heir.code = ended.successor_code
    where ended.code = any(codes) and ended.acting_code is not null and heir.parent_code is not null
      and ended.successor_code <> all(codes);
    exit when more is null;
    codes := codes || more;
  end loop;
  return codes;
end
$$;

create or replace function unit_origins(unit_code text) returns text[] language plpgsql stable strict as $$
declare
  codes text[] := string_to_array(unit_path(unit_code), '.');
  heirs text[] := codes[2:];
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

alter table unit_past drop constraint unit_past_change_check;
alter table unit_past add constraint unit_past_change_check
  check (change in ('changed', 'renamed', 'moved', 'retired', 'end-corrected', 'reinstated'));
