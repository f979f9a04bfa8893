-- A report on a unit that was retired is kept from its successor too, over however many successions.
create index unit_successor_index on unit (successor_code) where successor_code is not null;

-- A unit and whatever succeeded to it: from all of these a report on it is hidden. Loops, since every case that
-- is read pays for it: a recursive query takes five times as long. Successions may make a circle, as a retirement
-- can lie ahead; what was found before ends it.
create function unit_heirs(unit_code text) returns text[] language plpgsql stable strict as $$
declare
  codes text[] := array[unit_code];
  more text[];
begin
  loop
    select array_agg(successor_code) into more from unit
    where code = any(codes) and successor_code <> all(codes);
    exit when more is null;
    codes := codes || more;
  end loop;
  return codes;
end
$$;

-- The units from the root down to one, and whatever these succeeded to: reports on any of them are hidden from it.
create function unit_origins(unit_code text) returns text[] language plpgsql stable strict as $$
declare
  codes text[] := string_to_array(unit_path(unit_code), '.');
  more text[];
begin
  loop
    select array_agg(code) into more from unit
    where successor_code = any(codes) and code <> all(codes);
    exit when more is null;
    codes := codes || more;
  end loop;
  return codes;
end
$$;

-- The unit by which somebody was sent aside, or stepped aside himself: one above it may let him in again.
alter table recusal add column unit_code text collate "C";
update recusal set unit_code = (
  select actor_unit from audit_line
  where action = 'case.recused' and subject_id = recusal.subject_id::text and details ->> 'sub' = recusal.sub
  order by id desc limit 1);
