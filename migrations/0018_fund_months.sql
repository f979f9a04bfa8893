-- Whether the lines of a month are in their place: both parts attached, whatever tables of such names there are.
create function fund_month_attached(month date) returns boolean language sql stable
set search_path = public, pg_temp as $$
  select count(*) = 2
  from pg_inherits join pg_class as part on part.oid = inhrelid
  where not inhdetachpending
    and (inhparent = 'roster_line'::regclass and part.relname = 'roster_line_' || to_char(month, 'YYYY_MM')
      or inhparent = 'payment_line'::regclass and part.relname = 'payment_line_' || to_char(month, 'YYYY_MM'))
$$;

-- Whether there was such a month, and its lines were taken out of their place.
create function fund_month_archived(month date) returns boolean language sql stable
set search_path = public, pg_temp as $$
  select case when fund_month_attached(month) then false
    else to_regclass('roster_line_' || to_char(month, 'YYYY_MM')) is not null
      or to_regclass('payment_line_' || to_char(month, 'YYYY_MM')) is not null
      or exists (select from disbursement where period = month) end
$$;

-- Refuses where the lines of a month were taken out: what is not there would look sound. Nobody takes them out
-- until the transaction ends.
create function fund_month_at_hand(month date) returns void language plpgsql as $$
begin
  lock table only roster_line, only payment_line in access share mode;
  if fund_month_archived(month) then
    raise exception 'the lines of % are not attached', month
      using errcode = 'restrict_violation', constraint = 'fund_month_archived';
  end if;
end
$$;

-- As before, but asked whether the parts are attached: a month that was taken out gets no empty ones in their
-- place.
create or replace function fund_month(month date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  parent text;
  part text;
begin
  if extract(day from month) <> 1 then
    raise exception 'not the first day of a month: %', month using errcode = 'invalid_parameter_value';
  end if;
  if fund_month_attached(month) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('fund months', 0));
  if fund_month_attached(month) then return; end if;
  perform fund_month_at_hand(month);
  -- Attached and not made in place: that would wait for every upload under way, and all others behind it.
  foreach parent in array array['roster_line', 'payment_line'] loop
    part := parent || '_' || to_char(month, 'YYYY_MM');
    execute format('create table %I (like %I including all)', part, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
      parent, part, month, month + interval '1 month');
  end loop;
end
$$;

-- A finding is made of the exceptions of a type at a unit: a check of allocations or accounts comes across those
-- of many units.
alter table fund_check_finding add column unit_code text collate "C";
update fund_check_finding set unit_code = fund_check.unit_code
  from fund_check where fund_check.id = fund_check_finding.check_id;
alter table fund_check_finding
  alter column unit_code set not null,
  drop constraint fund_check_finding_pkey,
  add constraint fund_check_finding_pkey primary key (check_id, type, unit_code);

-- last_period is noted when a run has ended. This is the day on which one was queued last: one that failed is
-- tried again on the next.
alter table fund_schedule add column asked_on date;
