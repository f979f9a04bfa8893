-- The schema after all migrations, for people to read. It is never run.
-- Grouped by the room that writes the tables. Drawn from the catalogs of PostgreSQL by: npm run schema

create extension btree_gist;
create extension pg_trgm;


-- shared by several rooms -----------------------------------------------------------------------------------

create domain day_unit as text
  constraint day_unit_check check (value in ('calendar', 'working'));

create domain extended_days as integer
  constraint extended_days_check check (value >= 0);

create domain term_days as integer
  constraint term_days_check check (value > 0);

create function analyze_units()
  returns void language plpgsql volatile as $$
begin
  execute 'analyze unit';
end $$;

create function bigrams(words text)
  returns text[] language plpgsql immutable as $$
declare
  letters text[] := string_to_array(lower(words), null);
  pairs text[] := '{}';
begin
  for n in 1 .. cardinality(letters) - 1 loop
    pairs[n] := letters[n] || letters[n + 1];
  end loop;
  return pairs;
end
$$;
comment on function bigrams(words text) is
  'Every two adjacent characters. Many Chinese words have two characters, which is too short for trigrams.';

create function changed_meanwhile()
  returns boolean language plpgsql volatile as $$
begin
  raise exception 'what was decided on has changed meanwhile' using errcode = 'serialization_failure';
end
$$;

create aggregate fen_sum(bigint) (sfunc = int8pl, stype = bigint);

create function fund_check_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'a fund check is frozen' using errcode = 'restrict_violation',
    constraint = 'fund_check_keep';
end
$$;

create function fund_month(month date)
  returns void language plpgsql volatile as $$
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
comment on function fund_month(month date) is
  'Creates the partitions of a month. The role of the service may not create tables; this function may.';

create function fund_month_archived(month date)
  returns boolean language sql stable as $$
  select case when fund_month_attached(month) then false
    else to_regclass('roster_line_' || to_char(month, 'YYYY_MM')) is not null
      or to_regclass('payment_line_' || to_char(month, 'YYYY_MM')) is not null
      or exists (select from disbursement where period = month) end
$$;

create function fund_month_at_hand(month date)
  returns void language plpgsql volatile as $$
begin
  lock table only roster_line, only payment_line in access share mode;
  if fund_month_archived(month) then
    raise exception 'the lines of % are not attached', month
      using errcode = 'restrict_violation', constraint = 'fund_month_archived';
  end if;
end
$$;
comment on function fund_month_at_hand(month date) is
  'Refuses a month whose partitions were detached: missing lines would look correct. Prevents detaching until '
  'the end of the transaction.';

create function fund_month_attached(month date)
  returns boolean language sql stable as $$
  select count(*) = 2
  from pg_inherits join pg_class as part on part.oid = inhrelid
  where not inhdetachpending
    and (inhparent = 'roster_line'::regclass and part.relname = 'roster_line_' || to_char(month, 'YYYY_MM')
      or inhparent = 'payment_line'::regclass and part.relname = 'payment_line_' || to_char(month, 'YYYY_MM'))
$$;

create function is_barred(unit_code text, hidden_from text[])
  returns boolean language sql stable as $$select coalesce(hidden_from && unit_origins(unit_code), false)$$;
comment on function is_barred(unit_code text, hidden_from text[]) is
  'Whether a report with this hidden_from must not reach the unit.';

create function is_valid(valid_from date, valid_to date, day date)
  returns boolean language sql immutable as $$select coalesce(valid_from <= day, true) and coalesce(valid_to > day, true)$$;

create function joined_codes(codes text[], more text[])
  returns text[] language sql immutable as $$select array_agg(distinct code collate "C" order by code collate "C")
    from unnest(coalesce(codes, '{}') || coalesce(more, '{}')) as code$$;

create function origins_of(line text[])
  returns text[] language plpgsql stable as $$
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

create function person_key(sub text)
  returns text language sql immutable
  RETURN lower((btrim(NORMALIZE(sub, NFKC), ' 	
'::text) COLLATE pg_c_utf8));

create function raise_term_ground()
  returns trigger language plpgsql volatile as $$
begin
  update term_ground set edition = edition + 1;
  return null;
end
$$;

create function referral_keeper(maker text, about_path text, hidden_from text[])
  returns text language sql stable as $$
  select unbarred_unit(array_to_string(unit_line(path), '.'), hidden_from)
  from unit where code = unit_supervisor(maker, about_path)
$$;

create function refuse_rewriting()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create function unbarred_unit(path text, hidden_from text[])
  returns text language sql stable as $$select code from unnest(string_to_array(path, '.')) with ordinality as one (code, n)
    where not is_barred(code, hidden_from) order by n desc limit 1$$;
comment on function unbarred_unit(path text, hidden_from text[]) is
  'The lowest unit of a path that may handle the report; null if none may.';

create function uuid_v7()
  returns uuid language sql volatile as …;


-- platform --------------------------------------------------------------------------------------------------

create function number_seal()
  returns trigger language plpgsql volatile as $$
begin
  if new.number <> coalesce((select max(number) from audit_seal), 0) + 1 then
    raise exception 'seal % is not the next one', new.number using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create table audit_line (
  id uuid not null,
  at timestamptz not null,
  actor_sub text not null,
  actor_name text not null,
  actor_unit text collate "C",
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_code text collate "C",
  path text collate "C",
  within_1 text collate "C" generated always as (nullif(split_part(path, '.', 1), '')) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  request_id text,
  details json not null,
  mac text not null,
  constraint audit_line_pkey primary key (id)
);
create index audit_line_actor_index on audit_line (actor_sub, id);
create index audit_line_subject_index on audit_line (subject_id, id);
create index audit_line_unit_index on audit_line (unit_code, id);
create index audit_line_within_1_index on audit_line (within_1, id);
create index audit_line_within_2_index on audit_line (within_2, id) where (within_2 is not null);
create index audit_line_within_3_index on audit_line (within_3, id) where (within_3 is not null);
create index audit_line_within_4_index on audit_line (within_4, id) where (within_4 is not null);
create trigger audit_line_append_only before delete or update or truncate on audit_line for each statement
    execute function refuse_rewriting();
comment on table audit_line is
  'One action, written in the same transaction as its effect. Append-only. Sealed in order by a background '
  'step.';
comment on column audit_line.details is
  'json and not jsonb: mac covers the text exactly as it was written.';
comment on column audit_line.mac is
  'HMAC over the line, under a key outside the database.';

create table audit_pending (
  line_id uuid not null,
  constraint audit_pending_pkey primary key (line_id)
);
comment on table audit_pending is
  'Lines that are not sealed yet. A queue, not evidence.';

create table audit_refused (
  line_id uuid not null,
  refused_at timestamptz not null,
  reason text not null,
  constraint audit_refused_pkey primary key (line_id),
  constraint audit_refused_reason_check check (reason in ('line-too-old', 'line-missing'))
);
create trigger audit_refused_append_only before delete or update or truncate on audit_refused for each
    statement execute function refuse_rewriting();
comment on table audit_refused is
  'Lines that the sealer refused, with the reason. They are never sealed later, and verification keeps '
  'reporting them.';

create table audit_seal (
  number bigint not null,
  sealed_at timestamptz not null,
  lines integer not null,
  key_id text not null,
  previous_hash text not null,
  hash text not null,
  lines_through timestamptz,
  constraint audit_seal_pkey primary key (number)
);
create trigger audit_seal_append_only before delete or update or truncate on audit_seal for each statement
    execute function refuse_rewriting();
create trigger audit_seal_number before insert on audit_seal for each row execute function number_seal();
comment on table audit_seal is
  'One seal over a group of lines. Each seal covers the hash of the seal before it.';
comment on column audit_seal.lines_through is
  'The latest time of a line in this seal or an earlier one; later lines must not be much older. Null in early '
  'seals.';

create table audit_sealed_line (
  line_id uuid not null,
  seal_number bigint not null,
  "position" integer not null,
  constraint audit_sealed_line_pkey primary key (line_id),
  constraint audit_sealed_line_position_key unique (seal_number, "position"),
  constraint audit_sealed_line_seal_fkey foreign key (seal_number) references audit_seal(number)
);
create trigger audit_sealed_line_append_only before delete or update or truncate on audit_sealed_line for each
    statement execute function refuse_rewriting();
comment on table audit_sealed_line is
  'The position of a line in its seal.';

create table event_feed (
  is_only boolean default true not null,
  last_position bigint default 0 not null,
  expired_through bigint default 0 not null,
  constraint event_feed_pkey primary key (is_only),
  constraint event_feed_only_check check (is_only),
  constraint event_feed_order_check check (expired_through >= 0 and expired_through <= last_position)
);
comment on table event_feed is
  'How far the order of events goes. One row; whoever gives positions holds it.';
comment on column event_feed.last_position is
  'The position given last.';
comment on column event_feed.expired_through is
  'Events up to this position may be deleted, because their period is over.';

create table idempotency_answer (
  actor_sub text not null,
  key text not null,
  operation_id text not null,
  request_hash text not null,
  status smallint not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null,
  actor_unit text collate "C" not null,
  seen text[] default '{}'::text[] not null,
  not_hidden text[] default '{}'::text[] not null,
  constraint idempotency_answer_pkey primary key (actor_sub, actor_unit, key)
);
create index idempotency_answer_created_index on idempotency_answer (created_at);
comment on table idempotency_answer is
  'The answer to a request with an Idempotency-Key. It is repeated only while the caller may see the records in '
  'it.';
comment on column idempotency_answer.request_hash is
  'A keyed hash: with a plain hash a reader could try names until one fits.';
comment on column idempotency_answer.seen is
  'kind/id of the records in the answer that the caller could see when it was kept.';
comment on column idempotency_answer.not_hidden is
  'kind/id of records in the answer that the caller could no longer see, though no secrecy rule hid them.';

create table migration_note (
  name text not null,
  checksum text not null,
  is_breaking boolean not null,
  constraint migration_note_pkey primary key (name)
);
comment on table migration_note is
  'The checksum of each migration that ran here. A file that was changed later is refused; an older version of '
  'the service learns here whether it can work with migrations that it does not know.';

create table numbering (
  series text not null,
  unit_code text collate "C" not null,
  year integer not null,
  last integer not null,
  constraint numbering_pkey primary key (series, unit_code, year)
);
comment on table numbering is
  'The last number of a series, unit and year. Raised in the transaction that uses the number, so there are no '
  'gaps.';

create table operation (
  id uuid not null,
  kind text not null,
  state text not null,
  actor jsonb not null,
  unit_code text collate "C",
  path text collate "C",
  input jsonb not null,
  done integer default 0 not null,
  total integer,
  phase text,
  result jsonb,
  problem jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  version integer default 1 not null,
  subject_kind text,
  subject_id text collate "C",
  within_1 text collate "C" generated always as (nullif(split_part(path, '.', 1), '')) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  constraint operation_pkey primary key (id),
  constraint operation_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint operation_state_check check (state in ('queued', 'running', 'succeeded', 'failed')),
  constraint operation_subject_check check ((subject_kind is null) = (subject_id is null))
);
create index operation_ended_index on operation (ended_at) where (ended_at is not null);
create index operation_open_index on operation (unit_code) where (ended_at is null);
create index operation_state_index on operation (state, id);
create index operation_within_1_index on operation (within_1, id);
create index operation_within_2_index on operation (within_2, id) where (within_2 is not null);
create index operation_within_3_index on operation (within_3, id) where (within_3 is not null);
create index operation_within_4_index on operation (within_4, id) where (within_4 is not null);
comment on table operation is
  'Work that takes longer than a request.';
comment on column operation.path is
  'Null: the operator asked for it.';
comment on column operation.subject_id is
  'The record that the operation is about. Only callers who may see that record see progress and result.';

create table outbox_event (
  id uuid not null,
  at timestamptz not null,
  type text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_code text collate "C",
  data jsonb not null,
  handled_at timestamptz,
  "position" bigint,
  constraint outbox_event_pkey primary key (id)
);
create index outbox_event_awaited_index on outbox_event (type, id) where ((handled_at is null) and (type in
    ('notice-answer.given', 'notice-answer.accepted', 'notice-answer.sent-back',
    'disbursement.roster-uploaded', 'fund-check.made', 'finding.term-missed', 'disclosure-check.made',
    'evaluation.published')));
create unique index outbox_event_position_key on outbox_event ("position") where ("position" is not null);
create index outbox_event_type_index on outbox_event (type, "position") where ("position" is not null);
create index outbox_event_unplaced_index on outbox_event (id) where ("position" is null);
comment on table outbox_event is
  'An event for other rooms and other systems, written in the same transaction as its effect.';
comment on column outbox_event.handled_at is
  'When all rooms that react to this type have done so.';
comment on column outbox_event.position is
  'Place in the order in which other systems read events. It is given after the commit, by one transaction '
  'after another.';

create table recusal (
  subject_id uuid not null,
  sub text not null,
  at timestamptz not null,
  reason text not null,
  unit_code text collate "C",
  person text collate "C" generated always as (person_key(sub)) stored not null,
  constraint recusal_pkey primary key (subject_id, person)
);
create index recusal_person_index on recusal (person);
comment on table recusal is
  'A person who may not take part in a record (回避). They no longer see it.';
comment on column recusal.unit_code is
  'The unit that excluded the person, or in which they excluded themselves. Only a unit above it may readmit '
  'them.';
comment on column recusal.person is
  'sub in one spelling, so that the same person under another spelling is still excluded.';


-- units -----------------------------------------------------------------------------------------------------

create function case_hidden_from_leaving()
  returns trigger language plpgsql volatile as $$
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

create function unit_acting(unit_code text)
  returns text language sql stable as $$select coalesce(acting_code, code) from unit where code = unit_code$$;
comment on function unit_acting(unit_code text) is
  'The unit that acts for a unit today: the unit itself while it is in office.';

create function unit_codes(unit_code text)
  returns text language sql stable as $$
  select '{' || string_agg(below.code, ',') || ',' || unit.code || '}'
  from unit join unit as below on below.within_4 = unit.within_4 and below.path like unit.path || '.%'
  where unit.code = unit_code and split_part(unit.path, '.', 5) <> '' group by unit.code
$$;

create function unit_heirs(unit_code text)
  returns text[] language plpgsql stable as $$
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

create function unit_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'units are retired, never deleted' using errcode = 'restrict_violation';
end
$$;

create function unit_line(unit_path text)
  returns text[] language sql stable as $$
  select coalesce(array_agg(code order by length(path)), '{}') from unit
  where code = any(string_to_array(unit_path, '.')) and acting_code is null
$$;
comment on function unit_line(unit_path text) is
  'The units in office from the root down to the unit at the path.';

create function unit_name(unit_code text)
  returns text language sql stable as $$select name from unit where code = unit_code$$;

create function unit_origins(unit_code text)
  returns text[] language plpgsql stable as $$
begin
  return origins_of(string_to_array(unit_path(unit_code), '.'));
end
$$;
comment on function unit_origins(unit_code text) is
  'All units for which the people of a unit may stand: the unit, its ancestors, and the units that these '
  'replaced.';

create function unit_path(unit_code text)
  returns text language sql stable as $$select path from unit where code = unit_code$$;

create function unit_supervisor(keeper text, target_path text)
  returns text language plpgsql stable as $$
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
comment on function unit_supervisor(keeper text, target_path text) is
  'The unit that now supervises what keeper began about the unit at target_path: keeper, or the unit that acts '
  'for it, while it is above the target; else the ancestor of the target at the same level; else the next '
  'ancestor above.';

create table tree_day (
  is_only boolean default true not null,
  day date not null,
  constraint tree_day_pkey primary key (is_only),
  constraint tree_day_only_check check (is_only)
);
comment on table tree_day is
  'One row: the day for which paths and acting units hold. The service updates both to its own day before it '
  'answers.';

create table unit (
  code text collate "C" not null,
  name text not null,
  level text not null,
  parent_code text collate "C",
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  counts_in_quota boolean default true not null,
  valid_from date,
  valid_to date,
  successor_code text collate "C",
  principal text,
  channels jsonb default '{}'::jsonb not null,
  version integer default 1 not null,
  acting_code text collate "C",
  organ_name text,
  organ_code text,
  seal_name text,
  constraint unit_pkey primary key (code),
  constraint unit_place_key unique (code, path),
  constraint unit_acting_fkey foreign key (acting_code) references unit(code),
  constraint unit_parent_fkey foreign key (parent_code) references unit(code),
  constraint unit_successor_fkey foreign key (successor_code) references unit(code),
  constraint unit_code_check check (code ~ '^[0-9A-Za-z]{2,20}$'),
  constraint unit_level_check check (level in ('province', 'city', 'county', 'township', 'village')),
  constraint unit_name_check check (name <> ''),
  constraint unit_root_check check ((parent_code is null) = (level = 'province')),
  constraint unit_validity_check check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create index unit_acting_index on unit (acting_code) where (acting_code is not null);
create index unit_end_index on unit (valid_to) where (valid_to is not null);
create index unit_name_index on unit using gin (name gin_trgm_ops);
create index unit_parent_index on unit (parent_code, code);
create index unit_phones_index on unit using gin (((channels -> 'phones')) jsonb_path_ops);
create index unit_successor_index on unit (successor_code) where (successor_code is not null);
create index unit_within_1_index on unit (within_1, code);
create index unit_within_2_index on unit (within_2, code) where (within_2 is not null);
create index unit_within_3_index on unit (within_3, code) where (within_3 is not null);
create index unit_within_4_index on unit (within_4, code) where (within_4 is not null);
create trigger case_hidden_from_leaving after update on unit referencing old table as unit_before new table as
    unit_after for each statement execute function case_hidden_from_leaving();
create trigger unit_keep before delete or truncate on unit for each statement execute function unit_keep();
comment on table unit is
  'A civil-affairs unit. Units are retired, never deleted.';
comment on column unit.path is
  'The codes from the root to this unit, joined by full stops: 22.2201.220102. Records copy it by a foreign key '
  'on (code, path), so PostgreSQL updates them in the transaction that moves the unit.';
comment on column unit.valid_to is
  'The first day on which the unit no longer exists.';
comment on column unit.acting_code is
  'Null while the unit is in office. Afterwards the unit in office that acts for it. Written only by '
  'units/succession.';
comment on column unit.organ_name is
  'The organ that acts for the unit, such as 吉林省民政厅; null: as data/organs.json derives it from level and name.';
comment on column unit.organ_code is
  'The code of the organ in document numbers (机关代字), such as 吉民; null: derived.';
comment on column unit.seal_name is
  'The name on the seal; null: the name of the organ.';

create table unit_past (
  code text collate "C" not null,
  version integer not null,
  ended_at timestamptz not null,
  ended_on date not null,
  change text not null,
  name text not null,
  level text not null,
  parent_code text collate "C",
  counts_in_quota boolean not null,
  constraint unit_past_pkey primary key (code, version),
  constraint unit_past_unit_fkey foreign key (code) references unit(code),
  constraint unit_past_change_check check (change in ('changed', 'renamed', 'moved', 'retired',
      'end-corrected', 'reinstated'))
);
comment on table unit_past is
  'What a unit was before a change. Together with unit this is the whole history of a code.';
comment on column unit_past.version is
  'The version that ended. The time would not do as a key: two changes can fall into one millisecond.';

create view unit_below as
   select above.code as above_code, unit.code, unit.name, unit.level, unit.parent_code, unit.path,
      unit.within_1, unit.within_2, unit.within_3, unit.within_4, unit.counts_in_quota, unit.valid_from,
      unit.valid_to from unit cross join lateral ( values (unit.within_1), (unit.within_2), (unit.within_3),
      (unit.within_4)) above(code) where above.code is not null and above.code <> unit.code;
comment on view unit_below is
  'Every pair of a unit and a unit below it.';


-- calendar --------------------------------------------------------------------------------------------------

create sequence calendar_edition;

create table calendar_day (
  date date not null,
  year integer not null,
  off boolean not null,
  name text not null,
  constraint calendar_day_pkey primary key (date),
  constraint calendar_day_year_fkey foreign key (year) references calendar_year(year),
  constraint calendar_day_off_check check (off = (extract(isodow from date) < 6::numeric)),
  constraint calendar_day_year_check check (year::numeric = extract(year from date))
);
create index calendar_day_year_index on calendar_day (year);
comment on table calendar_day is
  'A weekday that is off, or a weekend day that is worked. All other days follow the plain week.';

create table calendar_year (
  year integer not null,
  state text not null,
  source text not null,
  version integer default 1 not null,
  edition integer not null,
  constraint calendar_year_pkey primary key (year),
  constraint calendar_year_edition_key unique (edition),
  constraint calendar_year_state_check check (state in ('official', 'provisional')),
  constraint calendar_year_year_check check (year >= 2004 and year <= 2200)
);
create trigger calendar_year_term_ground after insert or delete or update or truncate on calendar_year for
    each statement execute function raise_term_ground();
comment on table calendar_year is
  'A year of the calendar and whether the State Council has announced it.';
comment on column calendar_year.edition is
  'Which state of the whole calendar this is. From a sequence: a number of a change that was rolled back is not '
  'reused.';

create view calendar_now as
   select current_database()::text as database, coalesce(max(edition), 0) as edition from calendar_year;
comment on view calendar_now is
  'The current edition, read together with other values. With the database, because one process can serve '
  'several.';


-- policy ----------------------------------------------------------------------------------------------------

create table local_rule (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  effective_from date not null,
  document text not null,
  quotas jsonb not null,
  terms jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  relatives jsonb default '{}'::jsonb not null,
  duties jsonb default '[]'::jsonb not null,
  proposals jsonb default '[]'::jsonb not null,
  constraint local_rule_pkey primary key (id),
  constraint local_rule_unit_day_key unique (unit_code, effective_from),
  constraint local_rule_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade
);
create index local_rule_within_1_index on local_rule (within_1, unit_code, effective_from);
create index local_rule_within_2_index on local_rule (within_2, unit_code, effective_from) where (within_2 is
    not null);
create index local_rule_within_3_index on local_rule (within_3, unit_code, effective_from) where (within_3 is
    not null);
create index local_rule_within_4_index on local_rule (within_4, unit_code, effective_from) where (within_4 is
    not null);
create trigger local_rule_term_ground after insert or delete or update of unit_code, effective_from, document,
    terms or truncate on local_rule for each statement execute function raise_term_ground();
comment on table local_rule is
  'What a unit tightens for itself (实施细则). It never loosens the policy.';
comment on column local_rule.relatives is
  'What the rule sets for filing near relatives: { relations, programmes, declarationsDue }, each optional.';
comment on column local_rule.duties is
  'What the rule sets for standing duties: [{ dutyId, due, minPercent }], a day (MM-DD), a share in per cent, '
  'or both.';
comment on column local_rule.proposals is
  'Facts from which a proposal follows earlier than by the policy, with the lower thresholds';

create table term_ground (
  is_only boolean default true not null,
  edition bigint not null,
  constraint term_ground_pkey primary key (is_only),
  constraint term_ground_only_check check (is_only)
);
comment on table term_ground is
  'One row: a number that rises with every change of the local rules or the calendar. A statement compares it '
  'to learn whether a decision made earlier still holds.';


-- terms -----------------------------------------------------------------------------------------------------

create table term (
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  unit_code text collate "C" not null,
  rule text not null,
  clause_id text not null,
  days term_days not null,
  day_unit day_unit not null,
  local_default boolean not null,
  local_rule_id uuid,
  started_on date not null,
  base_due_on date not null,
  extended_days extended_days default 0 not null,
  excluded jsonb default '[]'::jsonb not null,
  due_on date not null,
  rolled_from date,
  provisional boolean not null,
  calendar_edition integer not null,
  met_on date,
  missed_at timestamptz,
  reminded_at timestamptz,
  skipped jsonb default '[]'::jsonb not null,
  rolls_over boolean default true not null,
  constraint term_pkey primary key (id),
  constraint term_local_rule_fkey foreign key (local_rule_id) references local_rule(id),
  constraint term_order_check check (started_on < base_due_on and base_due_on <= due_on)
);
create index term_due_index on term (due_on) where ((met_on is null) and (missed_at is null));
create index term_edition_index on term (calendar_edition, due_on) where (met_on is null);
create index term_marked_index on term (due_on) where ((met_on is null) and ((missed_at is not null) or
    (reminded_at is not null)));
create index term_subject_index on term (subject_kind, subject_id);
create index term_unit_index on term (unit_code, due_on);
comment on table term is
  'A statutory term of a record. Its state is derived when it is read.';
comment on column term.subject_id is
  'No foreign key: the records belong to rooms above this one, and records are never deleted.';
comment on column term.excluded is
  'Days that do not count: [{ from, to, reason }], both ends included.';
comment on column term.rolled_from is
  'The day off on which the term would have ended.';
comment on column term.missed_at is
  'When the service recorded that the term was missed. A later due date clears it.';
comment on column term.reminded_at is
  'When the service recorded that the term is due soon.';
comment on column term.skipped is
  'Days that were passed over when the term was counted: [{ from, to, reason, name }]. Kept, because the '
  'calendar may have another edition when the term is read.';


-- causes ----------------------------------------------------------------------------------------------------

create table cause_link (
  consequence_kind text not null,
  consequence_id uuid not null,
  "position" integer not null,
  cause_kind text not null,
  cause_id uuid not null,
  constraint cause_link_pkey primary key (consequence_id, "position"),
  constraint cause_link_cause_key unique (consequence_id, cause_id)
);
create index cause_link_cause_index on cause_link (cause_id, consequence_id);
comment on table cause_link is
  'A record (consequence) that rests on another record (cause). No foreign keys: both belong to rooms above '
  'this one.';


-- statistics ------------------------------------------------------------------------------------------------

create table figures_ahead (
  unit_code text collate "C" not null,
  day date not null,
  constraint figures_ahead_pkey primary key (unit_code),
  constraint figures_ahead_unit_code_fkey foreign key (unit_code) references unit(code) on delete cascade
);
comment on table figures_ahead is
  'A province or city whose figures were counted ahead of its readers';
comment on column figures_ahead.day is
  'Day for which the figures of the unit were counted ahead';

create table kept_figures (
  reader_code text collate "C" not null,
  tree_code text collate "C" not null,
  subject text not null,
  rights text not null,
  year integer not null,
  day date not null,
  counted_at timestamptz not null,
  took_ms integer not null,
  figures jsonb not null,
  constraint kept_figures_pkey primary key (reader_code, tree_code, subject, rights, year),
  constraint kept_figures_reader_code_fkey foreign key (reader_code) references unit(code) on delete cascade,
  constraint kept_figures_tree_code_fkey foreign key (tree_code) references unit(code) on delete cascade,
  constraint kept_figures_took_check check (took_ms >= 0)
);
create index kept_figures_day_index on kept_figures (day);
comment on table kept_figures is
  'Figures of a subject that took long to count: a row for readers of one unit about one subtree in one year';
comment on column kept_figures.reader_code is
  'Unit of the readers';
comment on column kept_figures.tree_code is
  'Unit that is counted with all units below it';
comment on column kept_figures.rights is
  'What else decides on the records that count: kinds of records, joined by commas';
comment on column kept_figures.day is
  'Day on which the figures were asked for; they count up to the day before';
comment on column kept_figures.figures is
  'Figures of the year, and of the same part of the year before';


-- proposals -------------------------------------------------------------------------------------------------

create table proposal (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  kind text not null,
  fact text not null,
  rule_id text not null,
  clause_id text not null,
  key text not null,
  period text not null,
  gap text,
  facts jsonb not null,
  state text default 'open' not null,
  first_seen_on date not null,
  notice_id uuid,
  interview_id uuid,
  causes_left_out integer,
  reason text,
  decided_on date,
  decided_by text,
  version integer default 1 not null,
  updated_at timestamptz not null,
  local_rule_id uuid,
  constraint proposal_pkey primary key (id),
  constraint proposal_period_key unique (target_code, fact, key),
  constraint proposal_interview_fkey foreign key (interview_id) references interview(id),
  constraint proposal_local_rule_fkey foreign key (local_rule_id) references local_rule(id),
  constraint proposal_notice_fkey foreign key (notice_id) references notice(id),
  constraint proposal_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint proposal_target_fkey foreign key (target_code) references unit(code),
  constraint proposal_decision_check check ((state in ('accepted', 'dismissed')) = (decided_on is not null)
      and (decided_on is null) = (decided_by is null) and (state = 'accepted') = (num_nonnulls(notice_id,
      interview_id) = 1) and (state = 'dismissed') = (reason is not null)),
  constraint proposal_kind_check check (kind in ('notice', 'interview')),
  constraint proposal_state_check check (state in ('open', 'accepted', 'dismissed', 'lapsed')),
  constraint proposal_units_check check (unit_code <> target_code)
);
create index proposal_interview_index on proposal (interview_id) where (interview_id is not null);
create index proposal_notice_index on proposal (notice_id) where (notice_id is not null);
create index proposal_open_index on proposal (fact, target_code) where (state = 'open');
create index proposal_unit_index on proposal (unit_code, id);
create index proposal_updated_index on proposal (updated_at, id);
create index proposal_within_1_index on proposal (within_1, id);
create index proposal_within_2_index on proposal (within_2, id) where (within_2 is not null);
create index proposal_within_3_index on proposal (within_3, id) where (within_3 is not null);
create index proposal_within_4_index on proposal (within_4, id) where (within_4 is not null);
comment on table proposal is
  'A proposal to a unit to criticise the unit below it, or to interview its head. The unit below never sees it.';
comment on column proposal.unit_code is
  'The unit that may act: the next one above the failing one';
comment on column proposal.key is
  'What makes it one proposal while its facts grow: the first month, the quarter, the record';
comment on column proposal.gap is
  'A month of which nothing is known, where the facts are a run of months';
comment on column proposal.facts is
  'The records that show the failing, each with its figures at the last computation';
comment on column proposal.causes_left_out is
  'Facts that the person who accepted it could not cite';
comment on column proposal.local_rule_id is
  'Local rule of the unit that may act, or of one above it, that lowers a threshold of the fact';

create table proposal_watched (
  day date not null,
  is_only boolean default true not null,
  constraint proposal_watched_pkey primary key (is_only),
  constraint proposal_watched_only_check check (is_only)
);
comment on table proposal_watched is
  'The last day for which the proposals of all units were computed.';


-- attachments -----------------------------------------------------------------------------------------------

create table attachment (
  id uuid not null,
  object_id uuid not null,
  subject_kind text collate "C",
  subject_id uuid,
  unit_code text collate "C" not null,
  name text not null,
  media_type text not null,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint attachment_pkey primary key (id),
  constraint attachment_object_fkey foreign key (object_id) references attachment_object(id),
  constraint attachment_unit_fkey foreign key (unit_code) references unit(code),
  constraint attachment_subject_check check ((subject_kind is null) = (subject_id is null))
);
create index attachment_object_index on attachment (object_id);
create index attachment_subject_index on attachment (subject_id, id);
create index attachment_waiting_index on attachment (created_at) where (subject_kind is null);
comment on table attachment is
  'A file as evidence of one record, and exactly as visible as that record. Without a record only its uploader '
  'sees it.';
comment on column attachment.unit_code is
  'Unit of the uploader at that time; the place of the file is that of its record';

create table attachment_object (
  id uuid not null,
  sha256 text collate "C" not null,
  size integer not null,
  name text collate "C" not null,
  key_id text not null,
  wrapped bytea not null,
  used_at timestamptz not null,
  constraint attachment_object_pkey primary key (id),
  constraint attachment_object_sha256_key unique (sha256),
  constraint attachment_object_size_check check (size > 0)
);
comment on table attachment_object is
  'A content that is sealed in the store of attachments, once for all attachments with the same content.';
comment on column attachment_object.name is
  'Name in the store: the address of the content under its own key, so that it says nothing without the key';
comment on column attachment_object.wrapped is
  'The key of this content, encrypted under the attachment key of key_id. Deleting the row makes the content '
  'unreadable';
comment on column attachment_object.used_at is
  'Last upload of the content. An object that no attachment uses is dropped some time afterwards';

create table attachment_unused (
  name text collate "C" not null,
  since timestamptz not null,
  constraint attachment_unused_pkey primary key (name)
);
create index attachment_unused_since_index on attachment_unused (since);
comment on table attachment_unused is
  'Names under which the store may hold a content that no row uses: an upload under way or broken off, or what '
  'is to be removed.';


-- funds -----------------------------------------------------------------------------------------------------

create table allocation (
  id uuid not null,
  programme_id uuid not null,
  from_unit_code text collate "C",
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  parent_id uuid,
  root_id uuid not null,
  document_no text not null,
  amount bigint not null,
  received_on date not null,
  handed_down bigint default 0 not null,
  spent bigint default 0 not null,
  retained bigint generated always as (greatest(((amount - handed_down) - spent), (0)::bigint)) stored not
      null,
  matching_budgeted bigint,
  matching_due_on date,
  matching_arrived bigint default 0 not null,
  matching_arrived_on date,
  due_on date not null,
  open_until date generated always as ( case when (((amount - handed_down) - spent) > 0) then due_on else
      'infinity'::date end) stored not null,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint allocation_pkey primary key (id),
  constraint allocation_document_key unique (unit_code, programme_id, document_no),
  constraint allocation_parent_fkey foreign key (parent_id) references allocation(id),
  constraint allocation_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint allocation_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint allocation_root_fkey foreign key (root_id) references allocation(id),
  constraint allocation_amount_check check (amount > 0),
  constraint allocation_handed_down_check check (handed_down >= 0 and handed_down <= amount),
  constraint allocation_matching_check check (num_nulls(matching_budgeted, matching_due_on) in (0, 2)),
  constraint allocation_self_check check (parent_id <> id),
  constraint allocation_spent_check check (spent >= 0)
);
create index allocation_parent_index on allocation (parent_id, id);
create index allocation_root_index on allocation (root_id, id);
create index allocation_unit_index on allocation (unit_code, open_until, id);
create index allocation_updated_index on allocation (coalesce(updated_at, created_at), id);
create index allocation_within_1_index on allocation (within_1, open_until, id);
create index allocation_within_2_index on allocation (within_2, open_until, id) where (within_2 is not null);
create index allocation_within_3_index on allocation (within_3, open_until, id) where (within_3 is not null);
create index allocation_within_4_index on allocation (within_4, open_until, id) where (within_4 is not null);
comment on table allocation is
  'Money that a document hands down to a unit. All amounts in this schema are whole fen.';
comment on column allocation.from_unit_code is
  'Null: the money comes from outside the tree, such as a central grant.';
comment on column allocation.root_id is
  'The allocation at the top of the chain; this one if it is the top.';
comment on column allocation.retained is
  'What remains with the unit. Never below 0, because payments may also come from the local share.';
comment on column allocation.matching_arrived_on is
  'The day on which the budgeted local share (配套) had arrived in full.';
comment on column allocation.open_until is
  'The due date while money remains. The index of overdue allocations reads it.';

create table disbursement (
  id uuid not null,
  programme_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  period date not null,
  due_on date not null,
  account_id uuid,
  allocation_id uuid,
  roster_upload_id uuid,
  payments_upload_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint disbursement_pkey primary key (id),
  constraint disbursement_batch_key unique (unit_code, programme_id, period),
  constraint disbursement_account_fkey foreign key (account_id) references fund_account(id),
  constraint disbursement_allocation_fkey foreign key (allocation_id) references allocation(id),
  constraint disbursement_payments_fkey foreign key (payments_upload_id) references fund_upload(id),
  constraint disbursement_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint disbursement_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint disbursement_roster_fkey foreign key (roster_upload_id) references fund_upload(id),
  constraint disbursement_period_check check (extract(day from period) = 1::numeric)
);
create index disbursement_allocation_index on disbursement (allocation_id) where (allocation_id is not null);
create index disbursement_unit_index on disbursement (unit_code, period, id);
create index disbursement_updated_index on disbursement (coalesce(updated_at, created_at), id);
create index disbursement_within_1_index on disbursement (within_1, period, id);
create index disbursement_within_2_index on disbursement (within_2, period, id) where (within_2 is not null);
create index disbursement_within_3_index on disbursement (within_3, period, id) where (within_3 is not null);
create index disbursement_within_4_index on disbursement (within_4, period, id) where (within_4 is not null);
comment on table disbursement is
  'A batch: what a unit pays from a programme in a month.';
comment on column disbursement.period is
  'The first day of the month.';

create table fund_account (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  bank text not null,
  account_no text collate "C" not null,
  has_ledger boolean not null,
  valid_from date not null,
  valid_to date default 'infinity'::date not null,
  version integer default 1 not null,
  updated_at timestamptz default now() not null,
  constraint fund_account_pkey primary key (id),
  constraint fund_account_overlap exclude using gist (unit_code with =, programme_id with =,
      daterange(valid_from, valid_to) with &&),
  constraint fund_account_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint fund_account_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint fund_account_order_check check (valid_from < valid_to)
);
create index fund_account_unit_index on fund_account (unit_code, id);
create index fund_account_updated_index on fund_account (updated_at, id);
create index fund_account_within_1_index on fund_account (within_1, id);
create index fund_account_within_2_index on fund_account (within_2, id) where (within_2 is not null);
create index fund_account_within_3_index on fund_account (within_3, id) where (within_3 is not null);
create index fund_account_within_4_index on fund_account (within_4, id) where (within_4 is not null);
comment on table fund_account is
  'The special account (专户) of a unit for a programme. There is one at a time.';
comment on column fund_account.has_ledger is
  'Whether the programme has books of its own (专账核算).';
comment on column fund_account.valid_to is
  'The first day on which the account no longer holds.';

create table fund_exclusion (
  programme_id uuid not null,
  other_id uuid not null,
  constraint fund_exclusion_pkey primary key (programme_id, other_id),
  constraint fund_exclusion_other_fkey foreign key (other_id) references fund_programme(id),
  constraint fund_exclusion_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint fund_exclusion_check check (programme_id <> other_id)
);
comment on table fund_exclusion is
  'Two programmes from which nobody may be paid in the same month. Stored in both directions.';

create table fund_programme (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  code text collate "C" not null,
  name text not null,
  version integer default 1 not null,
  updated_at timestamptz default now() not null,
  low_income boolean default false not null,
  disclosure text default 'required' not null,
  constraint fund_programme_pkey primary key (id),
  constraint fund_programme_code_key unique (unit_code, code),
  constraint fund_programme_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint fund_programme_disclosure_check check (disclosure in ('required', 'forbidden'))
);
comment on table fund_programme is
  'A programme of assistance, defined once for a province.';
comment on column fund_programme.low_income is
  'Near relatives of staff who receive the programme are filed (clause 2.2).';
comment on column fund_programme.disclosure is
  'Whether recipients are shown to the public; forbidden where all of them are minors (clause 2.3).';

create table fund_upload (
  id uuid not null,
  disbursement_id uuid not null,
  kind text not null,
  number integer not null,
  period date not null,
  lines integer not null,
  amount bigint not null,
  paid_lines integer,
  paid_amount bigint,
  file_hash text not null,
  format text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  bytes bigint,
  lines_removed_at timestamptz,
  sheet text,
  normalised jsonb default '{}'::jsonb not null,
  ignored jsonb default '[]'::jsonb not null,
  corrects_id uuid,
  constraint fund_upload_pkey primary key (id),
  constraint fund_upload_number_key unique (disbursement_id, kind, number),
  constraint fund_upload_corrects_fkey foreign key (corrects_id) references fund_upload(id),
  constraint fund_upload_disbursement_fkey foreign key (disbursement_id) references disbursement(id),
  constraint fund_upload_format_check check (format in ('utf-8', 'gb18030', 'xlsx')),
  constraint fund_upload_kind_check check (kind in ('roster', 'payments'))
);
comment on table fund_upload is
  'A file that was read. A later file replaces it; the earlier one stays readable.';
comment on column fund_upload.paid_amount is
  'For payments: the amount paid, without what the bank returned.';
comment on column fund_upload.lines_removed_at is
  'When the lines were deleted to save space. The sums stay.';
comment on column fund_upload.corrects_id is
  'The version to which single lines were added.';

create table matching_arrival (
  allocation_id uuid not null,
  arrived_on date not null,
  arrived bigint not null,
  constraint matching_arrival_pkey primary key (allocation_id, arrived_on),
  constraint matching_arrival_allocation_fkey foreign key (allocation_id) references allocation(id),
  constraint matching_arrival_check check (arrived >= 0)
);
comment on table matching_arrival is
  'How much of the local share had arrived in total by the end of a day.';

create table payment_line (
  period date not null,
  upload_id uuid not null,
  line integer not null,
  recipient_no text collate "C" not null,
  amount bigint not null,
  paid_on date not null,
  account text collate "C" not null,
  status text collate "C" not null
);
create index payment_line_upload_index on only payment_line (upload_id, recipient_no);
comment on table payment_line is
  'What the bank reports about one payment. Partitioned by month, as roster_line.';

create table roster_line (
  period date not null,
  upload_id uuid not null,
  line integer not null,
  recipient_no text collate "C" not null,
  village_code text collate "C" not null,
  amount bigint not null,
  account text collate "C",
  identity_hash bytea,
  identity_end text collate "C"
);
create index roster_line_identity_index on only roster_line (identity_hash) where (identity_hash is not null);
create index roster_line_upload_index on only roster_line (upload_id, recipient_no);
comment on table roster_line is
  'What one recipient should receive. Partitioned by month, so that old years can be detached.';
comment on column roster_line.identity_hash is
  'HMAC-SHA-256 of the identity number. The number itself is never stored.';
comment on column roster_line.identity_end is
  'The last four characters of the identity number.';


-- fund-checks -----------------------------------------------------------------------------------------------

create table fund_check (
  id uuid not null,
  kind text not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  period date not null,
  disbursement_id uuid,
  due_on date,
  roster_upload_id uuid,
  payments_upload_id uuid,
  scope_code text collate "C" not null,
  others integer not null,
  others_hash text not null,
  run_id uuid,
  state text not null,
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by text not null,
  exceptions jsonb not null,
  content_hash text not null,
  version integer default 1 not null,
  constraint fund_check_pkey primary key (id),
  constraint fund_check_disbursement_fkey foreign key (disbursement_id) references disbursement(id),
  constraint fund_check_payments_fkey foreign key (payments_upload_id) references fund_upload(id),
  constraint fund_check_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint fund_check_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint fund_check_roster_fkey foreign key (roster_upload_id) references fund_upload(id),
  constraint fund_check_run_fkey foreign key (run_id) references fund_run(id),
  constraint fund_check_batch_check check ((kind = 'payment') = (disbursement_id is not null)),
  constraint fund_check_kind_check check (kind in ('payment', 'allocation', 'matching', 'account',
      'retention')),
  constraint fund_check_state_check check (state in ('done', 'incomplete'))
);
create index fund_check_disbursement_index on fund_check (disbursement_id, id) where (disbursement_id is not
    null);
create index fund_check_run_index on fund_check (run_id, id) where (run_id is not null);
create index fund_check_unit_index on fund_check (unit_code, id);
create index fund_check_within_1_index on fund_check (within_1, id);
create index fund_check_within_2_index on fund_check (within_2, id) where (within_2 is not null);
create index fund_check_within_3_index on fund_check (within_3, id) where (within_3 is not null);
create index fund_check_within_4_index on fund_check (within_4, id) where (within_4 is not null);
create trigger fund_check_keep before update on fund_check for each row when (new.id is distinct from old.id
    or new.kind is distinct from old.kind or new.unit_code is distinct from old.unit_code or new.programme_id
    is distinct from old.programme_id or new.period is distinct from old.period or new.disbursement_id is
    distinct from old.disbursement_id or new.due_on is distinct from old.due_on or new.roster_upload_id is
    distinct from old.roster_upload_id or new.payments_upload_id is distinct from old.payments_upload_id or
    new.scope_code is distinct from old.scope_code or new.others is distinct from old.others or
    new.others_hash is distinct from old.others_hash or new.run_id is distinct from old.run_id or new.state is
    distinct from old.state or new.checked_on is distinct from old.checked_on or new.checked_at is distinct
    from old.checked_at or new.checked_by is distinct from old.checked_by or new.exceptions is distinct from
    old.exceptions or new.content_hash is distinct from old.content_hash or new.version is distinct from
    old.version) execute function fund_check_keep();
create trigger fund_check_keep_all before delete or truncate on fund_check for each statement execute function
    fund_check_keep();
comment on table fund_check is
  'What was compared and what was found. Frozen: a trigger allows only the path to follow a unit that moves.';
comment on column fund_check.scope_code is
  'The unit within which other rosters of the month were searched for the same people.';
comment on column fund_check.others_hash is
  'SHA-256 of these rosters; for checks of other kinds, of the records that were examined.';
comment on column fund_check.exceptions is
  'For each type: how many, and how many fen.';
comment on column fund_check.content_hash is
  'SHA-256 of everything that was compared and found: equal checks have equal hashes.';

create table fund_check_finding (
  check_id uuid not null,
  type text collate "C" not null,
  finding_id uuid not null,
  unit_code text collate "C" not null,
  constraint fund_check_finding_pkey primary key (check_id, type, unit_code),
  constraint fund_check_finding_check_fkey foreign key (check_id) references fund_check(id)
);
comment on table fund_check_finding is
  'The finding that was made from all exceptions of a type at a unit. The key allows one, however often it is '
  'asked for.';

create table fund_exception (
  check_id uuid not null,
  "position" integer not null,
  type text collate "C" not null,
  recipient_no text collate "C",
  village_code text collate "C",
  due bigint,
  paid bigint,
  difference bigint not null,
  paid_on date,
  record_id uuid,
  unit_code text collate "C",
  constraint fund_exception_pkey primary key (check_id, "position")
);
create trigger fund_exception_keep before delete or update or truncate on fund_exception for each statement
    execute function fund_check_keep();
comment on table fund_exception is
  'One thing in a fund check that does not fit. No foreign key: to check it would take longer than to write the '
  'row, and the statement that writes the check writes these rows.';

create table fund_run (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  period date not null,
  checked integer not null,
  with_exceptions integer not null,
  exceptions integer not null,
  missing integer not null,
  checked_on date not null,
  checked_at timestamptz not null,
  checked_by text not null,
  version integer default 1 not null,
  constraint fund_run_pkey primary key (id),
  constraint fund_run_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade
);
create index fund_run_unit_index on fund_run (unit_code, id);
create index fund_run_within_1_index on fund_run (within_1, id);
create index fund_run_within_2_index on fund_run (within_2, id) where (within_2 is not null);
create index fund_run_within_3_index on fund_run (within_3, id) where (within_3 is not null);
create index fund_run_within_4_index on fund_run (within_4, id) where (within_4 is not null);
comment on table fund_run is
  'One check of all batches of a month within a unit.';

create table fund_run_missing (
  run_id uuid not null,
  "position" integer not null,
  unit_code text collate "C" not null,
  programme_id uuid not null,
  disbursement_id uuid,
  reason text not null,
  constraint fund_run_missing_pkey primary key (run_id, "position"),
  constraint fund_run_missing_disbursement_fkey foreign key (disbursement_id) references disbursement(id),
  constraint fund_run_missing_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint fund_run_missing_run_fkey foreign key (run_id) references fund_run(id),
  constraint fund_run_missing_batch_check check ((disbursement_id is null) = (reason in ('paid-before',
      'has-account'))),
  constraint fund_run_missing_reason_check check (reason in ('paid-before', 'has-account', 'no-files',
      'no-roster', 'no-payments'))
);
comment on table fund_run_missing is
  'A batch that was expected in the month and is absent or incomplete.';

create table fund_schedule (
  unit_code text collate "C" not null,
  day_of_month integer not null,
  is_on boolean not null,
  last_period date,
  version integer default 1 not null,
  asked_on date,
  constraint fund_schedule_pkey primary key (unit_code),
  constraint fund_schedule_unit_fkey foreign key (unit_code) references unit(code),
  constraint fund_schedule_day_check check (day_of_month >= 1 and day_of_month <= 28)
);
comment on table fund_schedule is
  'A province whose batches are checked every month. No row: switched off.';
comment on column fund_schedule.last_period is
  'The month of the last run that ended. A run that failed is tried again on the next day.';
comment on column fund_schedule.asked_on is
  'The day on which a run was last queued.';


-- channels --------------------------------------------------------------------------------------------------

create table channel_test (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  channel text not null,
  number text not null,
  tried_at timestamptz not null,
  is_in_hours boolean not null,
  result text not null,
  waited_seconds integer,
  made_at timestamptz not null,
  made_by text not null,
  constraint channel_test_pkey primary key (id),
  constraint channel_test_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint channel_test_target_fkey foreign key (target_code) references unit(code),
  constraint channel_test_channel_check check (channel in ('hotline', 'online')),
  constraint channel_test_result_check check (result in ('answered', 'no-answer', 'wrong-number', 'refused')),
  constraint channel_test_waited_check check (waited_seconds >= 0)
);
create index channel_test_target_index on channel_test (target_code, tried_at desc, id desc);
create index channel_test_unit_index on channel_test (unit_code, id);
create index channel_test_within_1_index on channel_test (within_1, id);
create index channel_test_within_2_index on channel_test (within_2, id) where (within_2 is not null);
create index channel_test_within_3_index on channel_test (within_3, id) where (within_3 is not null);
create index channel_test_within_4_index on channel_test (within_4, id) where (within_4 is not null);
comment on table channel_test is
  'A try of a channel of a unit below (拨测). As secret as an unannounced visit: the unit that is tried never '
  'sees it.';
comment on column channel_test.is_in_hours is
  'Whether it was tried within the hours that the unit had stated. Only those tests say whether a unit can be '
  'reached.';


-- webhooks --------------------------------------------------------------------------------------------------

create table webhook (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  url text not null,
  types text[] default '{}'::text[] not null,
  roles text[] not null,
  state text default 'active' not null,
  paused_reason text,
  paused_at timestamptz,
  "position" bigint not null,
  position_event uuid,
  starts_at timestamptz not null,
  failures integer default 0 not null,
  failing_since timestamptz,
  due_at timestamptz not null,
  delivered_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  turn_at timestamptz default clock_timestamp() not null,
  key_id text not null,
  sealed bytea not null,
  previous_until timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint webhook_pkey primary key (id),
  constraint webhook_address_key unique (unit_code, made_by, url),
  constraint webhook_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint webhook_failing_check check (failures >= 0 and (failures = 0) = (failing_since is null)),
  constraint webhook_paused_check check ((state = 'paused') = (paused_reason is not null) and (state =
      'paused') = (paused_at is not null)),
  constraint webhook_reason_check check (paused_reason in ('asked', 'failing', 'gone', 'events-expired',
      'unit-ended')),
  constraint webhook_state_check check (state in ('active', 'paused'))
);
create index webhook_unit_index on webhook (unit_code, id);
create index webhook_within_1_index on webhook (within_1, id);
create index webhook_within_2_index on webhook (within_2, id) where (within_2 is not null);
create index webhook_within_3_index on webhook (within_3, id) where (within_3 is not null);
create index webhook_within_4_index on webhook (within_4, id) where (within_4 is not null);
comment on table webhook is
  'An address to which the events are sent that one account sees. The account belongs to a system, and is the '
  'only one to change it.';
comment on column webhook.types is
  'The events that are sent; none: all that the account sees.';
comment on column webhook.roles is
  'Roles of the account when it last made or changed the webhook: by these it is decided what it sees.';
comment on column webhook.position is
  'Events up to this place in the order were sent or passed over; position_event is the event at it.';
comment on column webhook.starts_at is
  'What happened before this instant is not sent: it may get its place in the order later.';
comment on column webhook.failures is
  'Attempts that failed one after the other.';
comment on column webhook.claim is
  'Taken by the instance that sends now, until claimed_until. Others leave the webhook alone.';
comment on column webhook.turn_at is
  'When its turn ended last: whoever waits longest comes first.';
comment on column webhook.sealed is
  'The secrets, encrypted under the key that key_id names: the present one and, until previous_until, the one '
  'before it.';

create table webhook_delivery (
  id uuid not null,
  webhook_id uuid not null,
  kind text not null,
  type text not null,
  event_id uuid,
  "position" bigint,
  message_id uuid not null,
  state text not null,
  attempts jsonb default '[]'::jsonb not null,
  due_at timestamptz,
  delivered_at timestamptz,
  made_at timestamptz not null,
  constraint webhook_delivery_pkey primary key (id),
  constraint webhook_delivery_message_key unique (webhook_id, message_id),
  constraint webhook_delivery_webhook_fkey foreign key (webhook_id) references webhook(id) on delete cascade,
  constraint webhook_delivery_event_check check ((kind = 'event') = (event_id is not null) and (event_id is
      null) = ("position" is null)),
  constraint webhook_delivery_kind_check check (kind in ('event', 'test')),
  constraint webhook_delivery_state_check check (state in ('waiting', 'delivered', 'failed', 'withheld'))
);
create index webhook_delivery_due_index on webhook_delivery (due_at) where (due_at is not null);
create index webhook_delivery_made_index on webhook_delivery (made_at);
create index webhook_delivery_webhook_index on webhook_delivery (webhook_id, id);
comment on table webhook_delivery is
  'An event sent to a webhook, with its attempts: when, the status of the answer, how long it took, why it '
  'failed. Never what the answer said.';
comment on column webhook_delivery.message_id is
  'What the header webhook-id says: the identifier of the event in the feed, the same at each attempt.';
comment on column webhook_delivery.due_at is
  'Set for what is sent apart from the order, once: test events, and events that are sent again.';


-- public-lists ----------------------------------------------------------------------------------------------

create table disclosure_list (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  period date not null,
  content text not null,
  channel text not null,
  mask text default 'none' not null,
  group_by text default 'none' not null,
  show_from date,
  show_until date,
  state text default 'open' not null,
  roster_upload_id uuid,
  lines integer,
  amount bigint,
  file_hash text,
  rendered_at timestamptz,
  rendered_by text,
  made_at timestamptz not null,
  made_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  roster_unit_code text collate "C",
  constraint disclosure_list_pkey primary key (id),
  constraint disclosure_list_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint disclosure_list_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint disclosure_list_roster_fkey foreign key (roster_upload_id) references fund_upload(id),
  constraint disclosure_list_roster_unit_fkey foreign key (roster_unit_code) references unit(code),
  constraint disclosure_list_channel_check check (channel in ('website', 'board')),
  constraint disclosure_list_content_check check (content in ('recipients', 'review', 'approval', 'ended')),
  constraint disclosure_list_days_check check (show_from <= show_until),
  constraint disclosure_list_group_check check (group_by in ('none', 'village')),
  constraint disclosure_list_mask_check check (mask in ('none', 'middle', 'given')),
  constraint disclosure_list_rendered_check check ((state = 'rendered') = (lines is not null) and (state =
      'rendered') = (file_hash is not null) and (state = 'rendered') = (rendered_at is not null) and (state =
      'rendered') = (rendered_by is not null) and (state in ('open', 'rendered')))
);
create index disclosure_list_programme_index on disclosure_list (programme_id, period);
create index disclosure_list_unit_index on disclosure_list (unit_code, id);
create index disclosure_list_updated_index on disclosure_list (coalesce(updated_at, made_at), id);
create index disclosure_list_within_1_index on disclosure_list (within_1, id);
create index disclosure_list_within_2_index on disclosure_list (within_2, id) where (within_2 is not null);
create index disclosure_list_within_3_index on disclosure_list (within_3, id) where (within_3 is not null);
create index disclosure_list_within_4_index on disclosure_list (within_4, id) where (within_4 is not null);
comment on table disclosure_list is
  'A list for the public that a county makes. Names are never stored: only how many lines the finished file '
  'has.';
comment on column disclosure_list.roster_upload_id is
  'The roster with which the list is compared; null where no roster stands yet, or there is nothing to compare.';
comment on column disclosure_list.file_hash is
  'Keyed digest of the file with the names, as it was uploaded: of a short file nobody can guess an identity '
  'number.';
comment on column disclosure_list.roster_unit_code is
  'The township that pays, with whose roster the list is compared. Null: the county itself pays.';

create table disclosure_scan (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  programme_id uuid,
  period date,
  as_of date not null,
  lines integer not null,
  refused integer not null,
  warned integer not null,
  counts jsonb not null,
  file_hash text not null,
  made_at timestamptz not null,
  made_by text not null,
  constraint disclosure_scan_pkey primary key (id),
  constraint disclosure_scan_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint disclosure_scan_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint disclosure_scan_target_fkey foreign key (target_code) references unit(code),
  constraint disclosure_scan_lines_check check (lines >= 0 and refused >= 0 and warned >= 0),
  constraint disclosure_scan_month_check check ((programme_id is null) = (period is null))
);
create index disclosure_scan_target_index on disclosure_scan (target_code, id);
create index disclosure_scan_unit_index on disclosure_scan (unit_code, id);
create index disclosure_scan_within_1_index on disclosure_scan (within_1, id);
create index disclosure_scan_within_2_index on disclosure_scan (within_2, id) where (within_2 is not null);
create index disclosure_scan_within_3_index on disclosure_scan (within_3, id) where (within_3 is not null);
create index disclosure_scan_within_4_index on disclosure_scan (within_4, id) where (within_4 is not null);
comment on table disclosure_scan is
  'What a unit found in a list that was published or is to be: counts of faults by kind, never a place in it or '
  'a value.';
comment on column disclosure_scan.target_code is
  'Whose list it is. That unit does not see the scan unless it made it itself.';
comment on column disclosure_scan.as_of is
  'The day of publication, by which people are of age or not.';
comment on column disclosure_scan.file_hash is
  'Keyed digest of the file that was scanned.';

create table protected_moved (
  unit_code text collate "C" not null,
  register_code text collate "C" not null,
  constraint protected_moved_pkey primary key (unit_code, register_code),
  constraint protected_moved_register_fkey foreign key (register_code) references unit(code),
  constraint protected_moved_unit_fkey foreign key (unit_code) references unit(code)
);
comment on table protected_moved is
  'A village that has left a county. The register of that county still counts for the people of the village.';

create table protected_recipient (
  unit_code text collate "C" not null,
  recipient_hash bytea not null,
  identity_hash bytea,
  until date,
  constraint protected_recipient_pkey primary key (unit_code, recipient_hash),
  constraint protected_recipient_register_fkey foreign key (unit_code) references
      protected_register(unit_code)
);
create index protected_recipient_identity_index on protected_recipient (unit_code, identity_hash) where
    (identity_hash is not null);
comment on table protected_recipient is
  'One recipient who must not be shown, as keyed hashes. No reason is stored anywhere: a table of the ill must '
  'not come into being.';
comment on column protected_recipient.recipient_hash is
  'HMAC-SHA-256 of the programme and the number of the recipient in it; neither can be read from it.';
comment on column protected_recipient.identity_hash is
  'The same of the identity number, so that other programmes do not show the person either.';
comment on column protected_recipient.until is
  'Last day of the protection: of minors their 18th birthday.';

create table protected_register (
  unit_code text collate "C" not null,
  path text collate "C" not null,
  lines integer not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  version integer default 1 not null,
  constraint protected_register_pkey primary key (unit_code),
  constraint protected_register_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint protected_register_lines_check check (lines >= 0)
);
comment on table protected_register is
  'That a county has said which recipients must not be shown: minors, and others whose data are confidential, '
  'in one.';


-- duty-records ----------------------------------------------------------------------------------------------

create table duty_missed (
  unit_code text collate "C" not null,
  path text collate "C" not null,
  year integer not null,
  kind text not null,
  due_on date not null,
  missed_at timestamptz not null,
  constraint duty_missed_pkey primary key (unit_code, year, kind),
  constraint duty_missed_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade
);
comment on table duty_missed is
  'A duty whose day has passed without a record that meets it. Marked once; what is filed later does not undo '
  'it.';

create table duty_record (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  year integer not null,
  first_year integer not null,
  last_year integer not null,
  kind text not null,
  title text not null,
  document_no text,
  issued_on date,
  from_on date,
  to_on date,
  local_rule_id uuid,
  text text,
  topics text[] default '{}'::text[] not null,
  figures jsonb default '{}'::jsonb not null,
  assignments jsonb default '[]'::jsonb not null,
  state text default 'filed' not null,
  review text default 'open' not null,
  filed_at timestamptz not null,
  filed_by text not null,
  reviewed_at timestamptz,
  reviewed_by text,
  return_reason text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  attachment_id uuid,
  constraint duty_record_pkey primary key (id),
  constraint duty_record_attachment_fkey foreign key (attachment_id) references attachment(id) on delete set
      null,
  constraint duty_record_local_rule_fkey foreign key (local_rule_id) references local_rule(id),
  constraint duty_record_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint duty_record_days_check check ((issued_on is null) = (from_on is not null) and (from_on is null) =
      (to_on is null) and from_on <= to_on),
  constraint duty_record_kind_check check (kind in ('scheme', 'rules', 'publicity', 'training',
      'responsibility')),
  constraint duty_record_review_check check (review in ('open', 'confirmed', 'returned')),
  constraint duty_record_reviewed_check check ((review = 'open') = (reviewed_at is null) and (review =
      'returned') = (return_reason is not null)),
  constraint duty_record_state_check check (state in ('filed', 'withdrawn')),
  constraint duty_record_withdrawn_check check ((state = 'withdrawn') = (withdrawn_at is not null) and (state
      = 'withdrawn') = (withdraw_reason is not null)),
  constraint duty_record_years_check check (year >= first_year and year <= last_year)
);
create index duty_record_attachment_index on duty_record (attachment_id) where (attachment_id is not null);
create unique index duty_record_document_key on duty_record (unit_code, document_no) where (state = 'filed');
create index duty_record_unit_index on duty_record (unit_code, year, id);
create index duty_record_updated_index on duty_record (coalesce(updated_at, filed_at), id);
create index duty_record_within_1_index on duty_record (within_1, id);
create index duty_record_within_2_index on duty_record (within_2, id) where (within_2 is not null);
create index duty_record_within_3_index on duty_record (within_3, id) where (within_3 is not null);
create index duty_record_within_4_index on duty_record (within_4, id) where (within_4 is not null);
comment on table duty_record is
  'What a unit says that it has done of a standing duty in a year. The unit files it; a unit above confirms or '
  'returns it.';
comment on column duty_record.first_year is
  'First of the years for which a scheme or rules are valid; of other kinds the year itself';
comment on column duty_record.review is
  'What a unit above said. A returned record counts for nothing until the unit has changed it';
comment on column duty_record.attachment_id is
  'The document itself, or pictures. One of the files of the record; null once that file is removed';

create table duty_watched (
  day date not null,
  is_only boolean default true not null,
  constraint duty_watched_pkey primary key (is_only),
  constraint duty_watched_only_check check (is_only)
);
comment on table duty_watched is
  'The last day for which missed duties were looked for. No row: nobody has looked; days before the first look '
  'are not marked.';


-- deployments -----------------------------------------------------------------------------------------------

create table deployment (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  title text not null,
  document_no text,
  issued_on date not null,
  addressee_codes text[],
  addressee_within text,
  addressee_level text,
  addressee_count integer,
  study_by date,
  state text default 'draft' not null,
  amendments integer default 0 not null,
  created_at timestamptz not null,
  created_by text not null,
  issued_at timestamptz,
  issued_by text,
  closed_at timestamptz,
  closed_by text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint deployment_pkey primary key (id),
  constraint deployment_document_key unique (unit_code, document_no),
  constraint deployment_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint deployment_addressees_check check ((addressee_codes is null) <> (addressee_within is null)),
  constraint deployment_closed_check check ((state = 'closed') = (closed_at is not null)),
  constraint deployment_issued_check check ((num_nulls(issued_at, issued_by, study_by, addressee_count) in (0,
      4)) and (state <> 'draft' or issued_at is null) and (state <> 'issued' or issued_at is not null)),
  constraint deployment_state_check check (state in ('draft', 'issued', 'closed'))
);
create index deployment_issued_index on deployment (id) where (state = 'issued');
create index deployment_updated_index on deployment (coalesce(updated_at, created_at), id);
create index deployment_within_1_index on deployment (within_1, id);
create index deployment_within_2_index on deployment (within_2, id) where (within_2 is not null);
create index deployment_within_3_index on deployment (within_3, id) where (within_3 is not null);
create index deployment_within_4_index on deployment (within_4, id) where (within_4 is not null);
comment on table deployment is
  'Work that a unit deploys to units below it (上级部署). Its addressees are fixed when it is issued.';
comment on column deployment.issued_on is
  'The date of the document; the record is issued at issued_at';
comment on column deployment.study_by is
  'Until when an addressee should have studied the document';
comment on column deployment.amendments is
  'How often the items were amended after the issue';

create table deployment_addressee (
  deployment_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  constraint deployment_addressee_pkey primary key (deployment_id, unit_code),
  constraint deployment_addressee_deployment_fkey foreign key (deployment_id) references deployment(id),
  constraint deployment_addressee_place_fkey foreign key (unit_code, path) references unit(code, path) on
      update cascade
);
create index deployment_addressee_1_index on deployment_addressee (within_1, deployment_id);
create index deployment_addressee_2_index on deployment_addressee (within_2, deployment_id) where (within_2 is
    not null);
create index deployment_addressee_3_index on deployment_addressee (within_3, deployment_id) where (within_3 is
    not null);
create index deployment_addressee_4_index on deployment_addressee (within_4, deployment_id) where (within_4 is
    not null);
create index deployment_addressee_unit_index on deployment_addressee (unit_code, deployment_id);
comment on table deployment_addressee is
  'A unit to which a deployment was issued.';

create table deployment_amendment (
  deployment_id uuid not null,
  number integer not null,
  reason text not null,
  before jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  constraint deployment_amendment_pkey primary key (deployment_id, number),
  constraint deployment_amendment_deployment_fkey foreign key (deployment_id) references deployment(id)
);
comment on table deployment_amendment is
  'A change of the items after the issue.';
comment on column deployment_amendment.before is
  'The items that it changed, as they were; without those that it added';

create table deployment_item (
  deployment_id uuid not null,
  no integer not null,
  text text not null,
  measure_name text,
  measure_unit text,
  measure_target double precision,
  due_on date not null,
  milestones jsonb default '[]'::jsonb not null,
  supervision text,
  department text,
  steps text,
  parent_deployment_id uuid,
  parent_no integer,
  amendment integer default 0 not null,
  constraint deployment_item_pkey primary key (deployment_id, no),
  constraint deployment_item_deployment_fkey foreign key (deployment_id) references deployment(id),
  constraint deployment_item_parent_fkey foreign key (parent_deployment_id, parent_no) references
      deployment_item(deployment_id, no),
  constraint deployment_item_measure_check check ((num_nulls(measure_name, measure_unit, measure_target) in
      (0, 3)) and measure_target > 0::double precision),
  constraint deployment_item_parent_check check ((parent_deployment_id is null) = (parent_no is null))
);
create index deployment_item_parent_index on deployment_item (parent_deployment_id, parent_no) where
    (parent_deployment_id is not null);
comment on table deployment_item is
  'An item of a deployment: what is to be done, by which measure, until when.';
comment on column deployment_item.milestones is
  'Targets on the way: [{ dueOn, target }], by day';
comment on column deployment_item.amendment is
  'The number of the amendment that worded it so; 0: as it was issued';

create table deployment_overdue (
  deployment_id uuid not null,
  unit_code text collate "C" not null,
  item_no integer not null,
  due_on date not null,
  marked_at timestamptz not null,
  constraint deployment_overdue_pkey primary key (deployment_id, unit_code, item_no, due_on),
  constraint deployment_overdue_addressee_fkey foreign key (deployment_id, unit_code) references
      deployment_addressee(deployment_id, unit_code),
  constraint deployment_overdue_item_fkey foreign key (deployment_id, item_no) references
      deployment_item(deployment_id, no)
);
comment on table deployment_overdue is
  'An item whose last day passed at a unit that had not reported it done. Marked once for each last day.';

create table deployment_report (
  id uuid not null,
  deployment_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  item_no integer not null,
  number integer not null,
  state text not null,
  value double precision,
  measures text not null,
  result text,
  problems text,
  next_steps text,
  responsible text,
  studied_on date,
  reported_on date not null,
  reported_at timestamptz not null,
  reported_by text not null,
  review text default 'open' not null,
  reviewed_on date,
  reviewed_by text,
  return_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint deployment_report_pkey primary key (id),
  constraint deployment_report_number_key unique (deployment_id, unit_code, item_no, number),
  constraint deployment_report_addressee_fkey foreign key (deployment_id, unit_code) references
      deployment_addressee(deployment_id, unit_code),
  constraint deployment_report_item_fkey foreign key (deployment_id, item_no) references
      deployment_item(deployment_id, no),
  constraint deployment_report_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint deployment_report_review_check check (review in ('open', 'confirmed', 'returned')),
  constraint deployment_report_reviewed_check check ((review = 'open') = (reviewed_on is null) and (review =
      'returned') = (return_reason is not null) and (num_nulls(reviewed_on, reviewed_by) in (0, 2))),
  constraint deployment_report_state_check check (state in ('not-started', 'under-way', 'done'))
);
create index deployment_report_order_index on deployment_report (deployment_id, id);
comment on table deployment_report is
  'How an addressed unit says that an item stands. Reports are kept: the next one does not overwrite it.';
comment on column deployment_report.number is
  'Counts the reports of the unit on the item';

create table deployment_watched (
  day date not null,
  is_only boolean default true not null,
  constraint deployment_watched_pkey primary key (is_only),
  constraint deployment_watched_only_check check (is_only)
);
comment on table deployment_watched is
  'The last day for which overdue items were looked for.';


-- disclosure ------------------------------------------------------------------------------------------------

create table disclosure (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  content text not null,
  channel text not null,
  programme_id uuid,
  period date,
  address text,
  board_id uuid,
  posted_on date not null,
  term jsonb,
  ends_on date,
  removed_on date,
  withdrawn_on date,
  withdraw_reason text,
  withdraw_by date,
  state text default 'shown' not null,
  entered_at timestamptz not null,
  entered_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  list_id uuid,
  file_hash text,
  lines integer,
  roster_upload_id uuid,
  constraint disclosure_pkey primary key (id),
  constraint disclosure_board_fkey foreign key (board_id) references notice_board(id),
  constraint disclosure_list_fkey foreign key (list_id) references disclosure_list(id),
  constraint disclosure_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint disclosure_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint disclosure_roster_fkey foreign key (roster_upload_id) references fund_upload(id),
  constraint disclosure_channel_check check ((channel in ('website', 'board')) and (channel = 'website') =
      (address is not null) and (channel = 'board') = (board_id is not null)),
  constraint disclosure_content_check check (content in ('policy', 'procedure', 'hotline', 'recipients',
      'review', 'approval', 'ended')),
  constraint disclosure_lines_check check (lines >= 0),
  constraint disclosure_list_check check ( case when list_id is null then roster_upload_id is null else
      file_hash is not null and lines is not null and programme_id is not null and period is not null end),
  constraint disclosure_order_check check (removed_on >= posted_on and withdrawn_on >= posted_on),
  constraint disclosure_period_check check (extract(day from period) = 1::numeric),
  constraint disclosure_programme_check check ( case when content in ('policy', 'procedure', 'hotline') then
      programme_id is null and period is null else programme_id is not null and (content <> 'recipients' or
      period is not null) end),
  constraint disclosure_state_check check ( case state when 'shown' then removed_on is null and withdrawn_on
      is null when 'removed' then removed_on is not null and withdrawn_on is null when 'withdrawn' then
      withdrawn_on is not null and withdraw_reason is not null else false end),
  constraint disclosure_term_check check ((term is null) = (ends_on is null))
);
create index disclosure_board_index on disclosure (board_id) where (board_id is not null);
create index disclosure_list_index on disclosure (list_id) where (list_id is not null);
create unique index disclosure_shown_key on disclosure (unit_code, programme_id, period,
    coalesce((board_id)::text, address)) where ((content = 'recipients') and (state = 'shown'));
create index disclosure_unit_index on disclosure (unit_code, id);
create index disclosure_updated_index on disclosure (coalesce(updated_at, entered_at), id);
create index disclosure_website_index on disclosure (programme_id, period, unit_code) where ((content =
    'recipients') and (channel = 'website'));
create index disclosure_within_1_index on disclosure (within_1, id);
create index disclosure_within_2_index on disclosure (within_2, id) where (within_2 is not null);
create index disclosure_within_3_index on disclosure (within_3, id) where (within_3 is not null);
create index disclosure_within_4_index on disclosure (within_4, id) where (within_4 is not null);
comment on table disclosure is
  'Something that a unit showed to the public, on a website or a board. The record says that it was shown; '
  'names are not kept.';
comment on column disclosure.term is
  'For how long it has to be shown at least: { rule, days, unit, clauseId, localDefault, localRuleId }. Null: '
  'no number of days is set.';
comment on column disclosure.ends_on is
  'Last day of that time. It may be removed on the day after.';
comment on column disclosure.withdraw_by is
  'Day by which it has to be withdrawn, because it shows what must stay private.';
comment on column disclosure.list_id is
  'The finished list that is shown. The figures are those of the posting.';
comment on column disclosure.file_hash is
  'With a list: its digest, which is keyed. Otherwise the SHA-256 of the shown file, as the unit gave it.';
comment on column disclosure.roster_upload_id is
  'The roster with which the list was compared. Once another one stands, the list is outdated, and not wrong.';

create table disclosure_check (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  inspection_id uuid,
  checked_on date not null,
  channel text not null,
  observations jsonb not null,
  told_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  scan_id uuid,
  constraint disclosure_check_pkey primary key (id),
  constraint disclosure_check_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint disclosure_check_scan_fkey foreign key (scan_id) references disclosure_scan(id),
  constraint disclosure_check_target_fkey foreign key (target_code, target_path) references unit(code, path)
      on update cascade,
  constraint disclosure_check_channel_check check (channel in ('website', 'board'))
);
create index disclosure_check_target_index on disclosure_check (target_code, id);
create index disclosure_check_unit_index on disclosure_check (unit_code, id);
create index disclosure_check_updated_index on disclosure_check (coalesce(updated_at, made_at), id);
create index disclosure_check_within_1_index on disclosure_check (within_1, id);
create index disclosure_check_within_2_index on disclosure_check (within_2, id) where (within_2 is not null);
create index disclosure_check_within_3_index on disclosure_check (within_3, id) where (within_3 is not null);
create index disclosure_check_within_4_index on disclosure_check (within_4, id) where (within_4 is not null);
comment on table disclosure_check is
  'What an inspector saw of what a unit below shows to the public (公示核查). The target sees it once it was told.';
comment on column disclosure_check.inspection_id is
  'No foreign key: inspections belong to a room of the same row, which this one does not know.';
comment on column disclosure_check.observations is
  'What was seen: [{ content, result, programme, postedOn, periodShown, disclosureId, remarks }].';
comment on column disclosure_check.told_at is
  'When the target was told, by the first finding made from the check. Null: the target does not see it.';
comment on column disclosure_check.scan_id is
  'The scan of what the unit shows, by the checking unit. The unit that was checked is never shown it.';

create table disclosure_check_finding (
  check_id uuid not null,
  n integer not null,
  finding_id uuid not null,
  constraint disclosure_check_finding_pkey primary key (check_id, n),
  constraint disclosure_check_finding_check_fkey foreign key (check_id) references disclosure_check(id)
);
comment on table disclosure_check_finding is
  'The finding that was made from an observation, which is counted from 1.';

create table notice_board (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  place text not null,
  since date not null,
  until date,
  entered_at timestamptz not null,
  entered_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  photo_attachment_id uuid,
  constraint notice_board_pkey primary key (id),
  constraint notice_board_photo_fkey foreign key (photo_attachment_id) references attachment(id) on delete set
      null,
  constraint notice_board_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint notice_board_order_check check (until > since)
);
create index notice_board_photo_index on notice_board (photo_attachment_id) where (photo_attachment_id is not
    null);
create unique index notice_board_standing_key on notice_board (unit_code, place) where (until is null);
create index notice_board_unit_index on notice_board (unit_code, id);
create index notice_board_updated_index on notice_board (coalesce(updated_at, entered_at), id);
create index notice_board_within_1_index on notice_board (within_1, unit_code, id);
create index notice_board_within_2_index on notice_board (within_2, unit_code, id) where (within_2 is not
    null);
create index notice_board_within_3_index on notice_board (within_3, unit_code, id) where (within_3 is not
    null);
create index notice_board_within_4_index on notice_board (within_4, unit_code, id) where (within_4 is not
    null);
comment on table notice_board is
  'A notice board (公示板) of a unit.';
comment on column notice_board.until is
  'The first day on which the board no longer stands.';
comment on column notice_board.photo_attachment_id is
  'A photograph of the board. One of the files of the record; null once that file is removed';

create table website_due (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  period date not null,
  stood_on date not null,
  due_on date not null,
  limit_on date not null,
  villages text[] collate "C" not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint website_due_pkey primary key (id),
  constraint website_due_month_key unique (unit_code, programme_id, period),
  constraint website_due_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint website_due_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint website_due_order_check check (stood_on < due_on and due_on <= limit_on),
  constraint website_due_period_check check (extract(day from period) = 1::numeric)
);
create index website_due_villages_index on website_due using gin (villages);
comment on table website_due is
  'The recipients of a programme and month, which a county has to show on its website. Begins with the first '
  'roster of the month.';
comment on column website_due.villages is
  'The villages with recipients on the rosters of the month.';


-- findings --------------------------------------------------------------------------------------------------

create table finding (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  area text not null,
  item_id text,
  severity text not null,
  text text not null,
  evidence jsonb not null,
  state text default 'open' not null,
  due_on date default 'infinity'::date not null,
  repeats uuid,
  waive_reason text,
  waived_on date,
  waived_by text,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  deployment_id uuid,
  item_nos integer[],
  constraint finding_pkey primary key (id),
  constraint finding_deployment_fkey foreign key (deployment_id) references deployment(id),
  constraint finding_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint finding_repeats_fkey foreign key (repeats) references finding(id),
  constraint finding_target_fkey foreign key (target_code, target_path) references unit(code, path) on update
      cascade,
  constraint finding_area_check check (area in ('deployment', 'policy', 'disclosure', 'petitions', 'funds',
      'accountability')),
  constraint finding_due_check check ((state in ('open', 'sent-back')) = (due_on <> 'infinity'::date)),
  constraint finding_items_check check (item_nos is null or deployment_id is not null),
  constraint finding_severity_check check (severity in ('minor', 'serious', 'grave')),
  constraint finding_state_check check (state in ('open', 'rectified', 'accepted', 'sent-back', 'waived')),
  constraint finding_units_check check (unit_code <> target_code),
  constraint finding_waiver_check check ((num_nulls(waive_reason, waived_on, waived_by) in (0, 3)) and (state
      = 'waived') = (waive_reason is not null))
);
create index finding_deployment_index on finding (deployment_id, due_on, id) where (deployment_id is not
    null);
create index finding_handed_over_index on finding (id) where (target_path !~~ (path || '.%'));
create index finding_kind_index on finding (target_code, area, coalesce(item_id, ''), id);
create index finding_repeats_index on finding (repeats) where (repeats is not null);
create index finding_target_index on finding (target_code, due_on, id);
create index finding_unit_index on finding (unit_code, due_on, id);
create index finding_updated_index on finding (coalesce(updated_at, created_at), id);
create index finding_within_1_index on finding (within_1, due_on, id);
create index finding_within_2_index on finding (within_2, due_on, id) where (within_2 is not null);
create index finding_within_3_index on finding (within_3, due_on, id) where (within_3 is not null);
create index finding_within_4_index on finding (within_4, due_on, id) where (within_4 is not null);
create index finding_words_index on finding using gin (bigrams(text));
comment on table finding is
  'Something wrong (问题) that a unit found at a unit below it. Listed by the place of the target.';
comment on column finding.due_on is
  'The end of the term that runs for the target; infinity while it is not the target that must act.';
comment on column finding.repeats is
  'The latest earlier finding of the same kind at the same target.';

create table finding_rectification (
  finding_id uuid not null,
  round integer not null,
  text text not null,
  evidence jsonb not null,
  rectified_on date not null,
  reported_on date not null,
  reported_by text not null,
  notice_id uuid,
  outcome text,
  reason text,
  decided_on date,
  decided_by text,
  constraint finding_rectification_pkey primary key (finding_id, round),
  constraint finding_rectification_finding_fkey foreign key (finding_id) references finding(id),
  constraint finding_rectification_decision_check check ((num_nulls(outcome, decided_on, decided_by) in (0,
      3)) and (not outcome is distinct from 'sent-back') = (reason is not null)),
  constraint finding_rectification_order_check check (rectified_on <= reported_on and coalesce(reported_on <=
      decided_on, true)),
  constraint finding_rectification_outcome_check check (outcome in ('accepted', 'sent-back'))
);
comment on table finding_rectification is
  'What the target reported in one round (整改), and the decision about it.';


-- interviews ------------------------------------------------------------------------------------------------

create table interview (
  id uuid not null,
  number text not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  reason text not null,
  called_for text not null,
  called_at timestamptz not null,
  called_by text not null,
  state text default 'called' not null,
  held_at text,
  held_on date,
  minutes text,
  attendees text[],
  next_due_on date default 'infinity'::date not null,
  closed_at timestamptz,
  closed_by text,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint interview_pkey primary key (id),
  constraint interview_number_key unique (number),
  constraint interview_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint interview_target_fkey foreign key (target_code, target_path) references unit(code, path) on
      update cascade,
  constraint interview_cancelled_check check (num_nulls(cancelled_at, cancelled_by, cancel_reason) = case when
      state = 'cancelled' then 0 else 3 end),
  constraint interview_closed_check check (num_nulls(closed_at, closed_by) = case when state = 'closed' then 0
      else 2 end),
  constraint interview_held_check check (num_nulls(held_at, held_on, minutes, attendees) = case when state in
      ('held', 'closed') then 0 else 4 end),
  constraint interview_others_check check (unit_code <> target_code),
  constraint interview_state_check check (state in ('called', 'held', 'closed', 'cancelled'))
);
create index interview_handed_over_index on interview (id) where (target_path !~~ (path || '.%'));
create index interview_target_index on interview (target_code, id);
create index interview_updated_index on interview (coalesce(updated_at, called_at), id);
create index interview_within_1_index on interview (within_1, id);
create index interview_within_2_index on interview (within_2, id) where (within_2 is not null);
create index interview_within_3_index on interview (within_3, id) where (within_3 is not null);
create index interview_within_4_index on interview (within_4, id) where (within_4 is not null);
comment on table interview is
  'A formal talk (约谈) with the principal of a unit, called by a unit above. Listed by the place of the target.';
comment on column interview.called_for is
  'A day or an instant, as text, exactly as it was sent. So is held_at.';
comment on column interview.next_due_on is
  'The earliest day of a commitment that is not fulfilled; infinity if there is none.';

create table interview_commitment (
  interview_id uuid not null,
  n integer not null,
  text text not null,
  due_on date not null,
  reports jsonb default '[]'::jsonb not null,
  fulfilled_on date,
  fulfilled_by text,
  note text,
  missed_at timestamptz,
  constraint interview_commitment_pkey primary key (interview_id, n),
  constraint interview_commitment_interview_fkey foreign key (interview_id) references interview(id),
  constraint interview_commitment_fulfilled_check check ((num_nulls(fulfilled_on, fulfilled_by) in (0, 2)) and
      (note is null or fulfilled_on is not null)),
  constraint interview_commitment_n_check check (n > 0)
);
create index interview_commitment_due_index on interview_commitment (due_on) where ((missed_at is null) and
    ((fulfilled_on is null) or (fulfilled_on > due_on)));
create index interview_commitment_marked_index on interview_commitment (due_on) where ((missed_at is not null)
    and (fulfilled_on is null));
comment on table interview_commitment is
  'What the unit promised. The day is agreed and not counted: no day off moves it, so it is not a term.';
comment on column interview_commitment.reports is
  'What the unit says it did: [{ text, at, by }]. All are kept.';


-- accountability --------------------------------------------------------------------------------------------

create table accountability_record (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  subject text not null,
  person text not null,
  person_name text,
  share text not null,
  nature text not null,
  outcome text not null,
  measure text,
  decided_on date not null,
  until date,
  clause_id text,
  receiver text,
  receiver_name text,
  referred_on date,
  facts text not null,
  lifted_on date,
  lifted_by text,
  lift_reason text,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint accountability_record_pkey primary key (id),
  constraint accountability_record_place_fkey foreign key (unit_code, path) references unit(code, path) on
      update cascade,
  constraint accountability_record_target_fkey foreign key (target_code, target_path) references unit(code,
      path) on update cascade,
  constraint accountability_record_lift_check check ((num_nulls(lifted_on, lifted_by, lift_reason) in (0, 3))
      and (lifted_on is null or lifted_on >= decided_on)),
  constraint accountability_record_measure_check check ((outcome = 'party-discipline') = (measure is not
      null)),
  constraint accountability_record_nature_check check (nature in ('dereliction', 'mistake')),
  constraint accountability_record_outcome_check check (outcome in ('education', 'criticism',
      'party-discipline', 'warning', 'demerit', 'serious-demerit', 'demotion', 'dismissal', 'expulsion')),
  constraint accountability_record_person_check check (person in ('leader', 'direct-staff')),
  constraint accountability_record_receiver_check check (receiver in ('discipline', 'judiciary', 'other')),
  constraint accountability_record_referral_check check (num_nulls(receiver, receiver_name, referred_on) in
      (0, 3)),
  constraint accountability_record_share_check check (share in ('primary', 'secondary')),
  constraint accountability_record_subject_check check (subject in ('government', 'department')),
  constraint accountability_record_until_check check ((num_nulls(until, clause_id) in (0, 2)) and (until is
      null or until > decided_on))
);
create index accountability_record_handed_over_index on accountability_record (id) where (target_path !~~
    (path || '.%'));
create index accountability_record_target_index on accountability_record (target_code, decided_on, id);
create index accountability_record_updated_index on accountability_record (coalesce(updated_at, created_at),
    id);
create index accountability_record_within_1_index on accountability_record (within_1, decided_on, id);
create index accountability_record_within_2_index on accountability_record (within_2, decided_on, id) where
    (within_2 is not null);
create index accountability_record_within_3_index on accountability_record (within_3, decided_on, id) where
    (within_3 is not null);
create index accountability_record_within_4_index on accountability_record (within_4, decided_on, id) where
    (within_4 is not null);
comment on table accountability_record is
  'Who answers for a failing (问责), as the deciding unit recorded it. The unit concerned never sees it.';
comment on column accountability_record.until is
  'The end of the statutory period that clause_id sets; null if no clause sets one.';


-- plans -----------------------------------------------------------------------------------------------------

create function inspection_task_plan()
  returns trigger language plpgsql volatile as $$
begin
  if exists (
    select from made where not exists (select from inspection_plan plan where plan.id = made.plan_id)
  ) then
    raise exception 'the plan of a task does not exist'
      using errcode = 'foreign_key_violation', constraint = 'inspection_task_plan_fkey';
  end if;
  return null;
end
$$;

create function plan_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'plans are never deleted, and their tasks keep to them' using errcode = 'restrict_violation';
end
$$;

create table draw (
  id uuid not null,
  plan_id uuid not null,
  target_level text not null,
  population integer not null,
  ratio_percent integer not null,
  required integer not null,
  seed text not null,
  seed_source text not null,
  algorithm text not null,
  frame text not null,
  frame_hash text not null,
  selected text[] not null,
  drawn_at timestamptz not null,
  constraint draw_pkey primary key (id),
  constraint draw_plan_level_key unique (plan_id, target_level),
  constraint draw_plan_fkey foreign key (plan_id) references inspection_plan(id),
  constraint draw_required_check check (required >= 1 and required <= population)
);
comment on table draw is
  'A recorded random choice. Never changed, so that anyone can compute it again.';
comment on column draw.frame is
  'Exactly the text that was hashed: codes in byte order, a line feed after each.';

create table draw_passed_over (
  draw_id uuid not null,
  rank integer not null,
  code text collate "C" not null,
  reason text not null,
  passed_on date not null,
  constraint draw_passed_over_pkey primary key (draw_id, rank),
  constraint draw_passed_over_draw_fkey foreign key (draw_id) references draw(id),
  constraint draw_passed_over_reason_check check (reason in ('ended', 'moved-away'))
);
comment on table draw_passed_over is
  'A unit that was next in the order of a draw but could not be the substitute.';

create table inspection_plan (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  unit_name text not null,
  year integer not null,
  state text default 'draft' not null,
  policy_id text not null,
  seed text not null,
  seed_source text not null,
  created_at timestamptz not null,
  created_by text not null,
  submitted_at timestamptz,
  submitted_by text,
  approved_at timestamptz,
  approved_by text,
  return_reason text,
  closed_at timestamptz,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint inspection_plan_pkey primary key (id),
  constraint inspection_plan_unit_year_key unique (unit_code, year),
  constraint inspection_plan_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint inspection_plan_four_eyes_check check (approved_by is distinct from submitted_by or approved_by
      is null),
  constraint inspection_plan_state_check check (state in ('draft', 'submitted', 'approved', 'closed')),
  constraint inspection_plan_year_check check (year >= 2000 and year <= 2200)
);
create index inspection_plan_updated_index on inspection_plan (coalesce(updated_at, created_at), id);
create index inspection_plan_within_1_index on inspection_plan (within_1, year, unit_code);
create index inspection_plan_within_2_index on inspection_plan (within_2, year, unit_code) where (within_2 is
    not null);
create index inspection_plan_within_3_index on inspection_plan (within_3, year, unit_code) where (within_3 is
    not null);
create index inspection_plan_within_4_index on inspection_plan (within_4, year, unit_code) where (within_4 is
    not null);
create trigger inspection_plan_keep before delete or update of id or truncate on inspection_plan for each
    statement execute function plan_keep();
comment on table inspection_plan is
  'The obligations of a unit in one year, made concrete.';
comment on column inspection_plan.unit_name is
  'The name when the plan was made. The unit may be renamed or merged later.';

create table inspection_task (
  id uuid not null,
  plan_id uuid not null,
  target_code text collate "C" not null,
  target_name text not null,
  target_level text not null,
  coverage text not null,
  draw_rank integer,
  method text,
  scheduled_on date,
  team jsonb default '[]'::jsonb not null,
  state text default 'pending' not null,
  replaces_code text collate "C",
  replace_reason text,
  replaced_at timestamptz,
  replace_approved_by text,
  version integer default 1 not null,
  covered_areas text[] default '{}'::text[] not null,
  reason text,
  clause_id text,
  dropped_on date,
  added_on date,
  updated_at timestamptz,
  constraint inspection_task_pkey primary key (id),
  constraint inspection_task_target_key unique (plan_id, coverage, target_code),
  constraint inspection_task_added_check check (added_on is null or coverage = 'full'),
  constraint inspection_task_coverage_check check (coverage in ('full', 'sample')),
  constraint inspection_task_dropped_check check ((state = 'dropped') = (dropped_on is not null) and (reason
      is null or (state in ('dropped', 'replaced'))) and (state <> 'dropped' or reason is not null)),
  constraint inspection_task_method_check check (method in ('special-supervision', 'petition-supervision',
      'open-check', 'unannounced-visit', 'evaluation')),
  constraint inspection_task_rank_check check ((coverage = 'sample') = (draw_rank is not null)),
  constraint inspection_task_reason_check check (reason in ('ended', 'moved-away', 'target-back')),
  constraint inspection_task_state_check check (state in ('pending', 'scheduled', 'under-way', 'inspected',
      'replaced', 'dropped'))
);
create index inspection_task_target_index on inspection_task (target_code);
create trigger inspection_task_keep before update of plan_id on inspection_task for each statement execute
    function plan_keep();
create trigger inspection_task_plan after insert on inspection_task referencing new table as made for each
    statement execute function inspection_task_plan();
comment on table inspection_task is
  'One target of a plan. No foreign keys on plan and target: they would double the time of generating the plans '
  'of a province. A trigger checks the plan once per statement.';
comment on column inspection_task.draw_rank is
  'The position in the draw, from 1. A rank above the required number is a substitute.';
comment on column inspection_task.covered_areas is
  'Areas with a conclusion other than not-checked, from inspections within the year of the plan. Kept here '
  'because the room of plans does not read inspections.';
comment on column inspection_task.reason is
  'Why a change of the tree dropped the task or replaced its target';

create table plan_obligation (
  plan_id uuid not null,
  coverage text not null,
  target_level text not null,
  population integer not null,
  ratio_percent integer not null,
  required integer not null,
  quota_id text not null,
  local_rule_id uuid,
  constraint plan_obligation_pkey primary key (plan_id, coverage, target_level),
  constraint plan_obligation_local_rule_fkey foreign key (local_rule_id) references local_rule(id),
  constraint plan_obligation_plan_fkey foreign key (plan_id) references inspection_plan(id),
  constraint plan_obligation_coverage_check check (coverage in ('full', 'sample'))
);
comment on table plan_obligation is
  'An obligation as it was when the plan was made. Progress is measured against it.';


-- notices ---------------------------------------------------------------------------------------------------

create table notice (
  id uuid not null,
  number text,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  title text not null,
  text text not null,
  addressee_codes text[] collate "C",
  addressee_within text collate "C",
  addressee_count integer,
  answer_by date,
  state text default 'draft' not null,
  created_at timestamptz not null,
  created_by text not null,
  issued_on date,
  issued_by text,
  closed_on date,
  closed_by text,
  withdrawn_on date,
  withdrawn_by text,
  withdraw_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint notice_pkey primary key (id),
  constraint notice_number_key unique (number),
  constraint notice_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint notice_within_fkey foreign key (addressee_within) references unit(code),
  constraint notice_addressees_check check (num_nulls(addressee_codes, addressee_within) = 1),
  constraint notice_closed_check check ((num_nulls(closed_on, closed_by) in (0, 2)) and (state = 'closed') =
      (closed_on is not null)),
  constraint notice_issued_check check ((num_nulls(number, addressee_count, issued_on, issued_by) in (0, 4))
      and ((state not in ('issued', 'closed')) or issued_on is not null) and (state <> 'draft' or issued_on is
      null)),
  constraint notice_state_check check (state in ('draft', 'issued', 'closed', 'withdrawn')),
  constraint notice_withdrawn_check check ((num_nulls(withdrawn_on, withdrawn_by, withdraw_reason) in (0, 3))
      and (state = 'withdrawn') = (withdrawn_on is not null))
);
create index notice_addressee_within_index on notice (addressee_within) where (addressee_within is not null);
create index notice_unit_index on notice (unit_code, id);
create index notice_updated_index on notice (coalesce(updated_at, created_at), id);
create index notice_within_1_index on notice (within_1, id);
create index notice_within_2_index on notice (within_2, id) where (within_2 is not null);
create index notice_within_3_index on notice (within_3, id) where (within_3 is not null);
create index notice_within_4_index on notice (within_4, id) where (within_4 is not null);
comment on table notice is
  'A criticism (通报) that a unit issues to units below it. Listed by the place of the issuing unit.';
comment on column notice.number is
  'Given at issue, without gaps within unit and year. Null before.';
comment on column notice.addressee_codes is
  'Whom the draft addresses. After issue notice_addressee holds the units that received it.';

create table notice_addressee (
  id uuid not null,
  notice_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  state text default 'awaited' not null,
  due_on date not null,
  answer text,
  answered_on date,
  answered_by text,
  accepted_on date,
  accepted_by text,
  earlier jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint notice_addressee_pkey primary key (id),
  constraint notice_addressee_unit_key unique (notice_id, unit_code),
  constraint notice_addressee_notice_fkey foreign key (notice_id) references notice(id),
  constraint notice_addressee_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint notice_addressee_accepted_check check ((num_nulls(accepted_on, accepted_by) in (0, 2)) and (state
      = 'accepted') = (accepted_on is not null)),
  constraint notice_addressee_answer_check check ((num_nulls(answer, answered_on, answered_by) in (0, 3)) and
      (state = 'awaited') = (answer is null)),
  constraint notice_addressee_state_check check (state in ('awaited', 'given', 'accepted'))
);
create index notice_addressee_1_index on notice_addressee (within_1, notice_id);
create index notice_addressee_2_index on notice_addressee (within_2, notice_id) where (within_2 is not null);
create index notice_addressee_3_index on notice_addressee (within_3, notice_id) where (within_3 is not null);
create index notice_addressee_4_index on notice_addressee (within_4, notice_id) where (within_4 is not null);
create index notice_addressee_unit_index on notice_addressee (unit_code, notice_id);
comment on table notice_addressee is
  'A unit that received a notice, and its answer. Listed by the place of the unit that must answer.';
comment on column notice_addressee.earlier is
  'Answers that were sent back: [{ text, answeredOn, reason, sentBackOn }].';


-- cases -----------------------------------------------------------------------------------------------------

create domain case_channel as text
  constraint case_channel_check check (value in ('hotline', 'online', 'visit', 'letter', 'forwarded',
      'discovered'));

create domain case_kind as text
  constraint case_kind_check check (value in ('appeal', 'report', 'suggestion', 'enquiry'));

create domain case_representatives as integer
  constraint case_representatives_check check (value >= 0 and value <= 5);

create domain case_state as text
  constraint case_state_check check (value in ('received', 'accepted', 'declined', 'replied', 'under-review',
      'reviewed', 'under-recheck', 'final', 'withdrawn', 'closed'));

create function case_bulletin_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'a published bulletin is frozen' using errcode = 'restrict_violation',
    constraint = 'case_bulletin_keep';
end
$$;

create function case_hidden_grows()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'a report stays hidden from every unit that it ever accused' using errcode = 'restrict_violation',
    constraint = 'case_hidden_grows';
end
$$;

create function case_turn(given text, unit_code text, unit_path text)
  returns text language sql stable as $$
  select case when given = unit_code then unit_acting(unit_code) else unit_supervisor(given, unit_path) end
$$;

create table case_accusal (
  case_id uuid not null,
  unit_code text collate "C" not null,
  accused_by text not null,
  accused_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint case_accusal_pkey primary key (case_id, unit_code),
  constraint case_accusal_case_fkey foreign key (case_id) references petition_case(id) on delete cascade,
  constraint case_accusal_unit_fkey foreign key (unit_code) references unit(code),
  constraint case_accusal_withdrawn_check check (num_nulls(withdrawn_by, withdrawn_at) in (0, 2))
);
comment on table case_accusal is
  'A unit that a report accuses. A unit that was removed keeps its row, and the report stays hidden from it.';

create table case_bulletin (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  period_from date not null,
  period_to date not null,
  state text default 'draft' not null,
  figures jsonb not null,
  open_figures jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  published_by text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint case_bulletin_pkey primary key (id),
  constraint case_bulletin_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint case_bulletin_period_check check (period_from <= period_to),
  constraint case_bulletin_state_check check (state in ('draft', 'published'))
);
create index case_bulletin_unit_index on case_bulletin (unit_code, id);
create index case_bulletin_within_1_index on case_bulletin (within_1, id);
create index case_bulletin_within_2_index on case_bulletin (within_2, id) where (within_2 is not null);
create index case_bulletin_within_3_index on case_bulletin (within_3, id) where (within_3 is not null);
create index case_bulletin_within_4_index on case_bulletin (within_4, id) where (within_4 is not null);
create trigger case_bulletin_keep before update on case_bulletin for each row when (old.state = 'published'
    and (new.id is distinct from old.id or new.unit_code is distinct from old.unit_code or new.period_from is
    distinct from old.period_from or new.period_to is distinct from old.period_to or new.state is distinct
    from old.state or new.figures is distinct from old.figures or new.open_figures is distinct from
    old.open_figures or new.created_at is distinct from old.created_at or new.created_by is distinct from
    old.created_by or new.published_at is distinct from old.published_at or new.published_by is distinct from
    old.published_by or new.version is distinct from old.version)) execute function case_bulletin_keep();
create trigger case_bulletin_keep_all before truncate on case_bulletin for each statement execute function
    case_bulletin_keep();
create trigger case_bulletin_keep_row before delete on case_bulletin for each row when (old.state =
    'published') execute function case_bulletin_keep();
comment on table case_bulletin is
  'The figures of a period for a unit and all units below it. A published bulletin is frozen; only its place '
  'follows a unit that moves.';
comment on column case_bulletin.open_figures is
  'The figures without reports, for the units below. figures is for the unit and its ancestors.';

create table case_decision (
  case_id uuid not null,
  stage text not null,
  unit_code text collate "C" not null,
  outcome text not null,
  text text not null,
  decided_on date not null,
  decided_by text not null,
  constraint case_decision_pkey primary key (case_id, stage),
  constraint case_decision_case_fkey foreign key (case_id) references petition_case(id),
  constraint case_decision_outcome_check check (stage = 'reply' and (outcome in ('upheld', 'partly-upheld',
      'not-upheld', 'explained')) or stage <> 'reply' and (outcome in ('maintained', 'changed'))),
  constraint case_decision_stage_check check (stage in ('reply', 'review', 'recheck'))
);
comment on table case_decision is
  'A written decision: reply (答复), review (复查) or recheck (复核).';

create table case_erasure (
  case_id uuid not null,
  reason text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_unit text collate "C" not null,
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_unit text collate "C",
  constraint case_erasure_pkey primary key (case_id),
  constraint case_erasure_case_fkey foreign key (case_id) references petition_case(id),
  constraint case_erasure_two_check check (confirmed_by <> asked_by)
);
comment on table case_erasure is
  'The erasure of an identity needs two people: one asks, one of a unit above confirms.';

create table case_forwarding (
  case_id uuid not null,
  "position" integer not null,
  from_unit_code text collate "C" not null,
  to_unit_code text collate "C" not null,
  note text not null,
  forwarded_on date not null,
  objection text,
  objected_on date,
  constraint case_forwarding_pkey primary key (case_id, "position"),
  constraint case_forwarding_case_fkey foreign key (case_id) references petition_case(id)
);
comment on table case_forwarding is
  'A case that one unit passed to another, and the objection of the receiving unit.';

create table case_letter (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  number text not null,
  from_unit_code text collate "C" not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  grounds text not null,
  text text not null,
  issued_on date not null,
  issued_by text not null,
  due_on date not null,
  answer text,
  answered_on date,
  answered_by text,
  version integer default 1 not null,
  turn_code text collate "C" not null,
  updated_at timestamptz,
  constraint case_letter_pkey primary key (id),
  constraint case_letter_number_key unique (number),
  constraint case_letter_case_fkey foreign key (case_id) references petition_case(id),
  constraint case_letter_place_fkey foreign key (turn_code, path) references unit(code, path) on update
      cascade,
  constraint case_letter_unit_fkey foreign key (unit_code) references unit(code),
  constraint case_letter_answer_check check (num_nulls(answer, answered_on, answered_by) in (0, 3)),
  constraint case_letter_kind_check check (kind in ('urge', 'supervise'))
);
create index case_letter_case_index on case_letter (case_id, id);
create index case_letter_turn_index on case_letter (turn_code, due_on, id);
create index case_letter_unit_index on case_letter (unit_code);
create index case_letter_within_1_index on case_letter (within_1, due_on, id);
create index case_letter_within_2_index on case_letter (within_2, due_on, id) where (within_2 is not null);
create index case_letter_within_3_index on case_letter (within_3, due_on, id) where (within_3 is not null);
create index case_letter_within_4_index on case_letter (within_4, due_on, id) where (within_4 is not null);
comment on table case_letter is
  'A letter (催办 or 督办) from a unit above to the unit that must act. path is the place of the unit that must '
  'answer.';
comment on column case_letter.turn_code is
  'The unit that must answer, or for which another unit acts; unit_code until a change of the tree passes the '
  'case.';

create table case_referral (
  id uuid not null,
  case_id uuid,
  receiver text not null,
  receiver_name text not null,
  text text not null,
  referred_on date not null,
  referred_by text not null,
  receipt_number text,
  received_on date,
  outcome text,
  outcome_on date,
  version integer default 1 not null,
  finding_id uuid,
  fund_check_id uuid,
  unit_code text collate "C",
  path text collate "C",
  hidden_from text[] collate "C",
  due_on date,
  passed_to_code text collate "C",
  passed_to_path text collate "C",
  updated_at timestamptz,
  constraint case_referral_pkey primary key (id),
  constraint case_referral_case_fkey foreign key (case_id) references petition_case(id),
  constraint case_referral_finding_fkey foreign key (finding_id) references finding(id),
  constraint case_referral_fund_check_fkey foreign key (fund_check_id) references fund_check(id),
  constraint case_referral_passed_fkey foreign key (passed_to_code, passed_to_path) references unit(code,
      path) on update cascade,
  constraint case_referral_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint case_referral_order_check check (referred_on <= coalesce(received_on, outcome_on, referred_on)
      and coalesce(received_on <= outcome_on, true)),
  constraint case_referral_outcome_check check (num_nulls(outcome, outcome_on) in (0, 2)),
  constraint case_referral_passed_check check ((num_nulls(passed_to_code, passed_to_path) in (0, 2)) and
      (passed_to_code is null or case_id is null)),
  constraint case_referral_place_check check (num_nulls(unit_code, path) = case when case_id is null then 0
      else 2 end),
  constraint case_referral_receipt_check check (num_nulls(receipt_number, received_on) in (0, 2)),
  constraint case_referral_receiver_check check (receiver in ('discipline', 'judiciary', 'other')),
  constraint case_referral_source_check check (num_nonnulls(case_id, finding_id, fund_check_id) = 1)
);
create index case_referral_case_index on case_referral (case_id, id);
create index case_referral_finding_index on case_referral (finding_id, id) where (finding_id is not null);
create index case_referral_fund_check_index on case_referral (fund_check_id, id) where (fund_check_id is not
    null);
create index case_referral_hidden_index on case_referral using gin (hidden_from) where (hidden_from is not
    null);
create index case_referral_passed_index on case_referral (passed_to_code) where (passed_to_code is not null);
create index case_referral_place_index on case_referral (unit_code, path) where (unit_code is not null);
comment on table case_referral is
  'A clue that was handed to the discipline inspection (纪检监察), the judiciary or another authority.';
comment on column case_referral.unit_code is
  'The unit that made the referral. Null for a referral from a case, which has the place of that case.';
comment on column case_referral.hidden_from is
  'The units that the clue is about: they never see the referral, even where they see the finding.';
comment on column case_referral.passed_to_code is
  'The unit to which a change of the tree has passed it; null while it lies with unit_code';

create table case_reporter (
  case_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  wrapped bytea,
  constraint case_reporter_pkey primary key (case_id),
  constraint case_reporter_case_fkey foreign key (case_id) references petition_case(id)
);
create index case_reporter_key_index on case_reporter (key_id);
comment on table case_reporter is
  'The identity of the person who reported, encrypted with AES-256-GCM under a key of its own.';
comment on column case_reporter.wrapped is
  'The key of this case, encrypted under the identity key that key_id names. Deleting it erases the identity. '
  'Null: sealed by the identity key itself, until npm run reseal-identities.';

create table identity_opening (
  sub text not null,
  day date not null,
  openings integer not null,
  constraint identity_opening_pkey primary key (sub, day)
);
comment on table identity_opening is
  'How many identities a person opened on a day. One row per day, so that requests at the same time count each '
  'other.';

create table petition_case (
  id uuid not null,
  number text not null,
  kind case_kind not null,
  channel case_channel not null,
  received_at timestamptz not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  receiving_unit_code text collate "C" not null,
  deciding_unit_code text collate "C" not null,
  category text not null,
  cause text,
  summary text not null,
  anonymous boolean not null,
  representatives case_representatives default 0 not null,
  state case_state default 'received' not null,
  next_due_on date default 'infinity'::date not null,
  handler_sub text,
  handler_name text,
  decline_reason text,
  same_facts_as uuid,
  accepted_on date,
  concluded_on date,
  closed_on date,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  identity_erased_on date,
  accused_unit_codes text[] collate "C",
  hidden_from text[] collate "C",
  receipt text,
  turn_from_code text collate "C",
  barred_from_code text collate "C",
  updated_at timestamptz,
  source_system text,
  source_reference text,
  source_unit_code text,
  handed_in_by text,
  constraint petition_case_pkey primary key (id),
  constraint petition_case_number_key unique (number),
  constraint petition_case_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint petition_case_same_facts_fkey foreign key (same_facts_as) references petition_case(id),
  constraint petition_case_same_facts_check check (same_facts_as <> id),
  constraint petition_case_source_check check ((source_system is null) = (source_reference is null) and
      (source_unit_code is null) = (source_system is null and handed_in_by is null))
);
create index petition_case_clue_index on petition_case (concluded_on, unit_code) where (((kind)::text <>
    'report') and (cause in ('embezzlement', 'favouritism')));
create index petition_case_handed_in_index on petition_case (handed_in_by, coalesce(updated_at, created_at),
    id) where (handed_in_by is not null);
create index petition_case_handler_index on petition_case (person_key(handler_sub), next_due_on, id) where
    (handler_sub is not null);
create index petition_case_hidden_index on petition_case using gin (hidden_from) where (hidden_from is not
    null);
create unique index petition_case_receipt_index on petition_case (receipt) where (receipt is not null);
create index petition_case_received_1_index on petition_case (within_1, received_at, id);
create index petition_case_received_2_index on petition_case (within_2, received_at, id) where (within_2 is
    not null);
create index petition_case_received_3_index on petition_case (within_3, received_at, id) where (within_3 is
    not null);
create index petition_case_same_facts_index on petition_case (same_facts_as) where (same_facts_as is not
    null);
create index petition_case_secret_index on petition_case (id) where (((kind)::text = 'report') or (hidden_from
    is not null));
create unique index petition_case_source_key on petition_case (source_unit_code, source_system,
    source_reference, ( case when (receipt is null) then '' else created_by end)) where (source_reference is
    not null);
create index petition_case_source_reference_index on petition_case (source_reference, id) where
    (source_reference is not null);
create index petition_case_turn_from_index on petition_case (turn_from_code) where (turn_from_code is not
    null);
create index petition_case_turn_index on petition_case (deciding_unit_code) where (deciding_unit_code <>
    unit_code);
create index petition_case_unit_index on petition_case (unit_code, next_due_on, id);
create index petition_case_updated_index on petition_case (coalesce(updated_at, created_at), id);
create index petition_case_within_1_index on petition_case (within_1, next_due_on, id);
create index petition_case_within_2_index on petition_case (within_2, next_due_on, id) where (within_2 is not
    null);
create index petition_case_within_3_index on petition_case (within_3, next_due_on, id) where (within_3 is not
    null);
create index petition_case_within_4_index on petition_case (within_4, next_due_on, id) where (within_4 is not
    null);
create index petition_case_words_index on petition_case using gin (bigrams(summary));
create trigger case_hidden_grows before update on petition_case for each row when (old.hidden_from is not null
    and not old.hidden_from <@ coalesce(new.hidden_from, '{}'::text[])) execute function case_hidden_grows();
comment on table petition_case is
  'A petition case (信访). path is the place of the handling unit.';
comment on column petition_case.deciding_unit_code is
  'The unit that must act now: the handling unit, or the one that reviews or rechecks.';
comment on column petition_case.next_due_on is
  'The earliest end of a running term that binds a unit; infinity if none runs.';
comment on column petition_case.accused_unit_codes is
  'The units that the report accuses now, in the order of their codes.';
comment on column petition_case.hidden_from is
  'Units from which a report is hidden, with their successors and all units below. The set only grows: a unit '
  'that was ever accused must never read the report (信访工作条例 第30条).';
comment on column petition_case.receipt is
  'A random text for a person who submits a report but may not see it. The number would reveal the accused '
  'unit.';
comment on column petition_case.turn_from_code is
  'The unit to which the last step gave the case, if a change of the tree has passed it to deciding_unit_code '
  'since.';
comment on column petition_case.barred_from_code is
  'The handling unit before a change of the tree barred it from the report. Null again after the next '
  'forwarding.';
comment on column petition_case.source_system is
  'The other system that the case comes from.';
comment on column petition_case.source_reference is
  'What that system calls the case.';
comment on column petition_case.source_unit_code is
  'The unit of the person or account that entered a case with a source, or that handed it in.';
comment on column petition_case.handed_in_by is
  'The account (client id) of the system that handed the case in; null if a person entered it.';

create table report_reading (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  sub text not null,
  name text not null,
  unit_code text collate "C" not null,
  read_at timestamptz not null,
  way text not null,
  constraint report_reading_pkey primary key (id),
  constraint report_reading_case_fkey foreign key (case_id) references petition_case(id) on delete cascade,
  constraint report_reading_way_check check (way in ('record', 'list', 'download'))
);
create index report_reading_at_index on report_reading (read_at, id);
create index report_reading_case_index on report_reading (case_id, read_at);
comment on table report_reading is
  'Who read the text of a report. Not in the audit trail: the people who handle the report read that trail, and '
  'would see who watches them.';


-- relatives -------------------------------------------------------------------------------------------------

create function relative_check_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'a check of near relatives is frozen'
    using errcode = 'restrict_violation', constraint = 'relative_check_keep';
end
$$;

create table filer (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  kind text not null,
  post text not null,
  identity_hash bytea not null,
  identity_end text collate "C" not null,
  since date not null,
  until date default 'infinity'::date not null,
  leave_reason text,
  left_at timestamptz,
  left_by text,
  registered_at timestamptz not null,
  registered_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint filer_pkey primary key (id),
  constraint filer_identity_key unique (id, identity_hash),
  constraint filer_twice exclude using gist (identity_hash with =, kind with =, daterange(since, until) with
      &&),
  constraint filer_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint filer_days_check check (since <= until),
  constraint filer_kind_check check (kind in ('assistance-staff', 'committee-member')),
  constraint filer_left_check check ((until < 'infinity'::date) = (left_at is not null) and
      (num_nulls(leave_reason, left_at, left_by) in (0, 3)))
);
create index filer_hash_index on filer (identity_hash);
create index filer_unit_index on filer (unit_code, id);
create index filer_updated_index on filer (coalesce(updated_at, registered_at), id);
create index filer_within_1_index on filer (within_1, id);
create index filer_within_2_index on filer (within_2, id) where (within_2 is not null);
create index filer_within_3_index on filer (within_3, id) where (within_3 is not null);
create index filer_within_4_index on filer (within_4, id) where (within_4 is not null);
comment on table filer is
  'A person who must file near relatives that receive an allowance: assistance staff of a county or township, '
  'or a member of a village committee. The same person may be both.';
comment on column filer.identity_hash is
  'HMAC-SHA-256 of the identity number, under the key of roster_line.identity_hash. The number itself is never '
  'stored';
comment on column filer.until is
  'The first day out of the post; infinity while in it';

create table filer_declaration (
  filer_id uuid not null,
  year integer not null,
  declared_on date not null,
  relatives integer not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint filer_declaration_pkey primary key (filer_id, year),
  constraint filer_declaration_filer_fkey foreign key (filer_id) references filer(id),
  constraint filer_declaration_relatives_check check (relatives >= 0)
);
comment on table filer_declaration is
  'What a filer declared for a year: that the list of filings is complete, with their number. 0 is a nil return '
  '(零报告).';

create table household_file (
  disbursement_id uuid not null,
  roster_upload_id uuid not null,
  number integer not null,
  lines integer not null,
  file_hash text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint household_file_pkey primary key (disbursement_id),
  constraint household_file_disbursement_fkey foreign key (disbursement_id) references disbursement(id),
  constraint household_file_roster_fkey foreign key (roster_upload_id) references fund_upload(id)
);
comment on table household_file is
  'The current file of members of the households on the roster of a disbursement.';
comment on column household_file.roster_upload_id is
  'The roster whose recipients the file names';

create table household_member (
  disbursement_id uuid not null,
  recipient_no text collate "C" not null,
  identity_hash bytea not null
);
create index household_member_file_index on household_member (disbursement_id, recipient_no);
create index household_member_identity_index on household_member (identity_hash);
comment on table household_member is
  'A member of a household on a roster, as a keyed hash. Rosters name the heads only.';

create table relative_check (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  target_code text collate "C" not null,
  programme_id uuid not null,
  period date not null,
  as_of date not null,
  state text not null,
  made_at timestamptz not null,
  made_by text not null,
  relations text[] not null,
  compared jsonb not null,
  totals jsonb not null,
  exceptions jsonb not null,
  missing text[] not null,
  content_hash text not null,
  version integer default 1 not null,
  constraint relative_check_pkey primary key (id),
  constraint relative_check_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint relative_check_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint relative_check_target_fkey foreign key (target_code) references unit(code),
  constraint relative_check_period_check check (extract(day from period) = 1::numeric),
  constraint relative_check_state_check check ((state = 'incomplete') = (cardinality(missing) > 0) and (state
      in ('done', 'incomplete')))
);
create index relative_check_target_index on relative_check (target_code, id);
create index relative_check_unit_index on relative_check (unit_code, id);
create index relative_check_within_1_index on relative_check (within_1, id);
create index relative_check_within_2_index on relative_check (within_2, id) where (within_2 is not null);
create index relative_check_within_3_index on relative_check (within_3, id) where (within_3 is not null);
create index relative_check_within_4_index on relative_check (within_4, id) where (within_4 is not null);
create trigger relative_check_keep before update on relative_check for each row when (old.id is distinct from
    new.id or old.unit_code is distinct from new.unit_code or old.target_code is distinct from new.target_code
    or old.programme_id is distinct from new.programme_id or old.period is distinct from new.period or
    old.as_of is distinct from new.as_of or old.state is distinct from new.state or old.made_at is distinct
    from new.made_at or old.made_by is distinct from new.made_by or old.relations is distinct from
    new.relations or old.compared is distinct from new.compared or old.totals is distinct from new.totals or
    old.exceptions is distinct from new.exceptions or old.missing is distinct from new.missing or
    old.content_hash is distinct from new.content_hash or old.version is distinct from new.version) execute
    function relative_check_keep();
create trigger relative_check_keep_all before delete or truncate on relative_check for each statement execute
    function relative_check_keep();
comment on table relative_check is
  'A comparison of filings of near relatives with rosters and family ties, as it was made. Frozen: a trigger '
  'allows only the path to follow a unit that moves. Only the unit that made it and the units above it see '
  'it.';
comment on column relative_check.unit_code is
  'The unit that made the check';
comment on column relative_check.target_code is
  'The unit whose filers were checked, with all units below it';
comment on column relative_check.relations is
  'The codes of the relations in the list that was in force';
comment on column relative_check.content_hash is
  'SHA-256 of everything that was compared and found: equal checks have equal hashes';

create table relative_check_finding (
  check_id uuid not null,
  type text collate "C" not null,
  unit_code text collate "C" not null,
  finding_id uuid not null,
  constraint relative_check_finding_pkey primary key (check_id, type, unit_code),
  constraint relative_check_finding_check_fkey foreign key (check_id) references relative_check(id)
);
comment on table relative_check_finding is
  'The finding that was made from the exceptions of a type at a unit. The key allows one, however often it is '
  'asked for.';

create table relative_check_roster (
  check_id uuid not null,
  roster_upload_id uuid not null,
  constraint relative_check_roster_pkey primary key (check_id, roster_upload_id),
  constraint relative_check_roster_check_fkey foreign key (check_id) references relative_check(id),
  constraint relative_check_roster_upload_fkey foreign key (roster_upload_id) references fund_upload(id)
);
create index relative_check_roster_index on relative_check_roster (roster_upload_id);
comment on table relative_check_roster is
  'A roster that a check compared: its lines are kept.';

create table relative_dispute (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  filing_id uuid not null,
  reason text not null,
  found_on date not null,
  basis text not null,
  inspection_id uuid,
  finding_id uuid,
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint relative_dispute_pkey primary key (id),
  constraint relative_dispute_filing_fkey foreign key (filing_id) references relative_filing(id),
  constraint relative_dispute_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint relative_dispute_reason_check check (reason in ('not-related', 'not-in-post', 'visit-untrue')),
  constraint relative_dispute_record_check check (num_nulls(inspection_id, finding_id) >= 1),
  constraint relative_dispute_withdrawn_check check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_reason)
      in (0, 3))
);
create unique index relative_dispute_twice_key on relative_dispute (filing_id, unit_code, reason) where
    (withdrawn_at is null);
create index relative_dispute_unit_index on relative_dispute (unit_code, id);
create index relative_dispute_updated_index on relative_dispute (coalesce(updated_at, made_at), id);
create index relative_dispute_within_1_index on relative_dispute (within_1, id);
create index relative_dispute_within_2_index on relative_dispute (within_2, id) where (within_2 is not null);
create index relative_dispute_within_3_index on relative_dispute (within_3, id) where (within_3 is not null);
create index relative_dispute_within_4_index on relative_dispute (within_4, id) where (within_4 is not null);
comment on table relative_dispute is
  'What a unit above the filer has found: that a filing is false (假备案). Only that unit and those above it see '
  'it; their checks count the filing as false from the day on.';
comment on column relative_dispute.unit_code is
  'The unit that found it';
comment on column relative_dispute.found_on is
  'Checks as of this day or a later one count it';

create table relative_exception (
  check_id uuid not null,
  "position" integer not null,
  type text collate "C" not null,
  reason text collate "C",
  unit_code text collate "C" not null,
  filer_id uuid,
  filing_id uuid,
  recipient_no text collate "C",
  village_code text collate "C",
  relation text collate "C",
  constraint relative_exception_pkey primary key (check_id, "position"),
  constraint relative_exception_check_fkey foreign key (check_id) references relative_check(id),
  constraint relative_exception_type_check check (type in ('unfiled', 'short', 'false', 'stale',
      'unregistered', 'late', 'undeclared', 'no-filing-unit'))
);
create trigger relative_exception_keep before delete or update or truncate on relative_exception for each
    statement execute function relative_check_keep();
comment on table relative_exception is
  'Something that a check found at a unit: a pair that is not filed, a filing that is not right, a filer or a '
  'unit that did not declare.';
comment on column relative_exception.unit_code is
  'The unit of the filer';

create table relative_filing (
  id uuid not null,
  filer_id uuid not null,
  filer_hash bytea not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  programme_id uuid not null,
  recipient_no text collate "C" not null,
  village_code text collate "C" not null,
  target_path text collate "C" not null,
  identity_hash bytea not null,
  identity_end text collate "C" not null,
  relation text not null,
  is_head boolean not null,
  filed_on date not null,
  trigger text not null,
  file_no text,
  state text default 'filed' not null,
  in_post boolean default true not null,
  visited_on date,
  visitors uuid[] default '{}'::uuid[] not null,
  visit_conclusion text,
  visit_remarks text,
  visit_unit_code text collate "C",
  ended_on date,
  end_reason text,
  ended_at timestamptz,
  ended_by text,
  filed_at timestamptz not null,
  filed_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint relative_filing_pkey primary key (id),
  constraint relative_filing_filer_fkey foreign key (filer_id, filer_hash) references filer(id, identity_hash)
      on update cascade,
  constraint relative_filing_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint relative_filing_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint relative_filing_village_fkey foreign key (village_code, target_path) references unit(code, path)
      on update cascade,
  constraint relative_filing_visit_unit_fkey foreign key (visit_unit_code) references unit(code),
  constraint relative_filing_end_check check ((end_reason in ('left-programme', 'left-post', 'died',
      'relation-ended', 'entered-in-error')) and (state = 'ended') = (ended_on is not null) and
      (num_nulls(ended_on, end_reason, ended_at, ended_by) in (0, 4))),
  constraint relative_filing_state_check check (state in ('filed', 'registered', 'ended')),
  constraint relative_filing_trigger_check check (trigger in ('application', 'appointment', 'annual')),
  constraint relative_filing_visit_check check ((visit_conclusion in ('sound', 'problems')) and
      (num_nulls(visited_on, visit_conclusion, visit_unit_code) in (0, 3)))
);
create index relative_filing_filer_index on relative_filing (filer_id, id);
create index relative_filing_identity_index on relative_filing (identity_hash);
create index relative_filing_recipient_index on relative_filing (programme_id, recipient_no);
create index relative_filing_target_index on relative_filing (target_path text_pattern_ops);
create unique index relative_filing_twice_key on relative_filing (filer_hash, programme_id, recipient_no,
    identity_hash) where ((state <> 'ended') and in_post);
create index relative_filing_unit_index on relative_filing (unit_code, id);
create index relative_filing_updated_index on relative_filing (coalesce(updated_at, filed_at), id);
create index relative_filing_village_index on relative_filing (village_code, id);
create index relative_filing_within_1_index on relative_filing (within_1, id);
create index relative_filing_within_2_index on relative_filing (within_2, id) where (within_2 is not null);
create index relative_filing_within_3_index on relative_filing (within_3, id) where (within_3 is not null);
create index relative_filing_within_4_index on relative_filing (within_4, id) where (within_4 is not null);
comment on table relative_filing is
  'A near relative of a filer who receives an allowance, filed person by person (近亲属备案). Listed by the place of '
  'the filer; the line of the village of the recipient sees it from the county up.';
comment on column relative_filing.target_path is
  'The place of the village in which the recipient lives';
comment on column relative_filing.filed_on is
  'The day of the service: never stated by the caller, so that it cannot be backdated';
comment on column relative_filing.in_post is
  'Whether the filer is in the post under which it was filed';
comment on column relative_filing.ended_on is
  'The stated day from which the filing is no longer in force';

create table relative_registration (
  filing_id uuid not null,
  level text not null,
  unit_code text collate "C" not null,
  unit_name text not null,
  on_day date not null,
  by text not null,
  on_behalf boolean not null,
  constraint relative_registration_pkey primary key (filing_id, level),
  constraint relative_registration_filing_fkey foreign key (filing_id) references relative_filing(id),
  constraint relative_registration_unit_fkey foreign key (unit_code) references unit(code),
  constraint relative_registration_level_check check (level in ('village', 'township', 'county'))
);
comment on table relative_registration is
  'The entry of a filing in the register of a level: village, township and county.';
comment on column relative_registration.unit_code is
  'The unit that made the entry. It stays, with its name of that day, when the village goes to another township';

create table relative_tie (
  unit_code text collate "C" not null,
  filer_hash bytea not null,
  relative_hash bytea not null,
  relation text not null,
  source text not null,
  known_on date not null,
  gone_on date default 'infinity'::date not null,
  constraint relative_tie_pkey primary key (unit_code, filer_hash, relative_hash, relation),
  constraint relative_tie_file_fkey foreign key (unit_code) references relative_tie_file(unit_code),
  constraint relative_tie_days_check check (known_on <= gone_on),
  constraint relative_tie_source_check check (source in ('registry', 'declaration', 'inspection', 'other'))
);
comment on table relative_tie is
  'A known family tie of a filer, as a pair of keyed hashes, kept by the unit that uploaded it.';
comment on column relative_tie.known_on is
  'The day of the first file that named the tie; a later file with the same tie keeps it';
comment on column relative_tie.gone_on is
  'The day of the first file that no longer named it; infinity while it stands';

create table relative_tie_file (
  unit_code text collate "C" not null,
  path text collate "C" not null,
  number integer not null,
  lines integer not null,
  file_hash text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint relative_tie_file_pkey primary key (unit_code),
  constraint relative_tie_file_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade
);
comment on table relative_tie_file is
  'The latest file of family ties of a unit. Only the unit itself and the units above it learn that there is '
  'one.';


-- compliance-reports ----------------------------------------------------------------------------------------

create function compliance_report_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'a published report is frozen' using errcode = 'restrict_violation',
    constraint = 'compliance_report_keep';
end
$$;

create table compliance_report (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  year integer not null,
  as_of date not null,
  state text default 'draft' not null,
  figures jsonb not null,
  open_figures jsonb not null,
  drafted_at timestamptz not null,
  drafted_by text not null,
  published_at timestamptz,
  published_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint compliance_report_pkey primary key (id),
  constraint compliance_report_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint compliance_report_days_check check (as_of >= make_date(year, 1, 1) and as_of <= make_date(year,
      12, 31)),
  constraint compliance_report_published_check check (state <> 'published' or published_at is not null),
  constraint compliance_report_state_check check (state in ('draft', 'published', 'withdrawn')),
  constraint compliance_report_withdrawn_check check ((state = 'withdrawn') = (withdrawn_at is not null) and
      (state = 'withdrawn') = (withdraw_reason is not null))
);
create index compliance_report_unit_index on compliance_report (unit_code, id);
create index compliance_report_within_1_index on compliance_report (within_1, id);
create index compliance_report_within_2_index on compliance_report (within_2, id) where (within_2 is not
    null);
create index compliance_report_within_3_index on compliance_report (within_3, id) where (within_3 is not
    null);
create index compliance_report_within_4_index on compliance_report (within_4, id) where (within_4 is not
    null);
create unique index compliance_report_year_key on compliance_report (unit_code, year) where (state <>
    'withdrawn');
create trigger compliance_report_keep before update on compliance_report for each row when (old.state <>
    'draft' and (new.id is distinct from old.id or new.unit_code is distinct from old.unit_code or new.year is
    distinct from old.year or new.as_of is distinct from old.as_of or new.figures is distinct from old.figures
    or new.open_figures is distinct from old.open_figures or new.drafted_at is distinct from old.drafted_at or
    new.drafted_by is distinct from old.drafted_by or new.published_at is distinct from old.published_at or
    new.published_by is distinct from old.published_by)) execute function compliance_report_keep();
create trigger compliance_report_keep_all before truncate on compliance_report for each statement execute
    function compliance_report_keep();
create trigger compliance_report_keep_row before delete on compliance_report for each row when
    (old.published_at is not null) execute function compliance_report_keep();
comment on table compliance_report is
  'A yearly report of a unit with the units below it. Its figures no longer change once it is published.';
comment on column compliance_report.as_of is
  'Last day that counts: that of the year, or the last one that was over';
comment on column compliance_report.figures is
  'Figures for people of the unit and of the units above it';
comment on column compliance_report.open_figures is
  'Figures for people of units below: without reports, and without what tells whom the unit inspected';


-- evaluations -----------------------------------------------------------------------------------------------

create table evaluation (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  set_id uuid not null,
  year integer not null,
  from_on date not null,
  to_on date not null,
  self_by date not null,
  verify_by date not null,
  state text default 'draft' not null,
  made_at timestamptz not null,
  made_by text not null,
  opened_at timestamptz,
  opened_by text,
  verification_at timestamptz,
  verification_by text,
  scored_at timestamptz,
  scored_by text,
  published_at timestamptz,
  published_by text,
  closed_at timestamptz,
  closed_by text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint evaluation_pkey primary key (id),
  constraint evaluation_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint evaluation_set_fkey foreign key (set_id) references indicator_set(id),
  constraint evaluation_closed_check check ((state = 'closed') = (closed_at is not null)),
  constraint evaluation_days_check check (self_by <= verify_by),
  constraint evaluation_opened_check check (opened_at is not null or (state in ('draft', 'closed'))),
  constraint evaluation_period_check check (from_on <= to_on),
  constraint evaluation_state_check check (state in ('draft', 'self-assessment', 'verification', 'scored',
      'published', 'closed'))
);
create index evaluation_set_index on evaluation (set_id);
create index evaluation_unit_index on evaluation (unit_code, id);
create index evaluation_updated_index on evaluation (coalesce(updated_at, made_at), id);
create index evaluation_within_1_index on evaluation (within_1, id);
create index evaluation_within_2_index on evaluation (within_2, id) where (within_2 is not null);
create index evaluation_within_3_index on evaluation (within_3, id) where (within_3 is not null);
create index evaluation_within_4_index on evaluation (within_4, id) where (within_4 is not null);
comment on table evaluation is
  'An evaluation of units by a set of indicators for a period. Targets see it once it is opened.';
comment on column evaluation.verification_at is
  'When the verification began: from then on targets see their verified values';

create table evaluation_computed (
  target_id uuid not null,
  item_code text collate "C" not null,
  n integer not null,
  numerator bigint not null,
  denominator bigint not null,
  as_of date not null,
  computed_at timestamptz not null,
  content_hash text not null,
  constraint evaluation_computed_pkey primary key (target_id, item_code, n),
  constraint evaluation_computed_target_fkey foreign key (target_id) references evaluation_target(id),
  constraint evaluation_computed_number_check check (n > 0 and numerator >= 0 and denominator >= 0)
);
comment on table evaluation_computed is
  'A computed value of an indicator for a unit. It never changes: what changed since shows in the next '
  'computation.';
comment on column evaluation_computed.n is
  'Number of the computation, from 1; the latest one counts';
comment on column evaluation_computed.content_hash is
  'SHA-256 of the unit, the indicator, the period and the numbers, by which a copy is compared with the '
  'original';

create table evaluation_evaluator (
  id uuid not null,
  evaluation_id uuid not null,
  n integer not null,
  sub text not null,
  person text collate "C" generated always as (person_key(sub)) stored not null,
  name text not null,
  organisation_name text not null,
  registration_no text collate "C" not null,
  agreement_no text not null,
  agreement_from date not null,
  agreement_to date not null,
  items text[] not null,
  targets text[] not null,
  conflicts jsonb default '[]'::jsonb not null,
  assigned_at timestamptz not null,
  assigned_by text not null,
  removed_at timestamptz,
  removed_by text,
  constraint evaluation_evaluator_pkey primary key (id),
  constraint evaluation_evaluator_key unique (evaluation_id, n),
  constraint evaluation_evaluator_evaluation_fkey foreign key (evaluation_id) references evaluation(id),
  constraint evaluation_evaluator_agreement_check check (agreement_from <= agreement_to),
  constraint evaluation_evaluator_removed_check check ((removed_at is null) = (removed_by is null))
);
create index evaluation_evaluator_organisation_index on evaluation_evaluator (registration_no);
create index evaluation_evaluator_own_index on evaluation_evaluator (person) where (removed_at is null);
create unique index evaluation_evaluator_person_index on evaluation_evaluator (evaluation_id, person) where
    (removed_at is null);
comment on table evaluation_evaluator is
  'A person of a third party who gives values for an evaluation, by an agreement with the evaluating unit.';
comment on column evaluation_evaluator.person is
  'sub in one spelling, so that the same person under another spelling is found';
comment on column evaluation_evaluator.targets is
  'Codes of the units about which values are given';
comment on column evaluation_evaluator.conflicts is
  'Units for whose assistance offices the organisation works, with the reason';

create table evaluation_objection (
  target_id uuid not null,
  n integer not null,
  item_code text collate "C" not null,
  text text not null,
  made_at timestamptz not null,
  made_by text not null,
  outcome text,
  reason text,
  decided_at timestamptz,
  decided_by text,
  constraint evaluation_objection_pkey primary key (target_id, n),
  constraint evaluation_objection_target_fkey foreign key (target_id) references evaluation_target(id),
  constraint evaluation_objection_decided_check check ((outcome is null) = (decided_at is null) and (outcome
      is null) = (reason is null)),
  constraint evaluation_objection_outcome_check check (outcome in ('upheld', 'dismissed'))
);
comment on table evaluation_objection is
  'An objection of an evaluated unit to a value, and the decision.';

create table evaluation_sample (
  id uuid not null,
  target_id uuid not null,
  n integer not null,
  programme_id uuid not null,
  period date not null,
  size integer not null,
  population integer not null,
  seed text not null,
  seed_source text not null,
  algorithm text not null,
  frame text not null,
  frame_hash text not null,
  selected text[] not null,
  drawn_at timestamptz not null,
  drawn_by text not null,
  constraint evaluation_sample_pkey primary key (id),
  constraint evaluation_sample_key unique (target_id, n),
  constraint evaluation_sample_programme_fkey foreign key (programme_id) references fund_programme(id),
  constraint evaluation_sample_target_fkey foreign key (target_id) references evaluation_target(id),
  constraint evaluation_sample_size_check check (size = cardinality(selected) and size >= 1 and size <=
      population)
);
comment on table evaluation_sample is
  'Recipients drawn from the rosters of an evaluated unit. It has numbers of recipients and villages, never '
  'names.';
comment on column evaluation_sample.frame is
  'The candidates as the text that was hashed: village, colon, number of the recipient, one a line in byte '
  'order';

create table evaluation_target (
  id uuid not null,
  evaluation_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  is_self boolean not null,
  group_code text,
  applicable numeric,
  total numeric,
  outcome text,
  grade text,
  rank integer,
  veto_reason text,
  veto_clause text,
  vetoed_at timestamptz,
  vetoed_by text,
  objections integer default 0 not null,
  version integer default 1 not null,
  updated_at timestamptz not null,
  constraint evaluation_target_pkey primary key (id),
  constraint evaluation_target_key unique (evaluation_id, unit_code),
  constraint evaluation_target_evaluation_fkey foreign key (evaluation_id) references evaluation(id),
  constraint evaluation_target_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint evaluation_target_grade_check check (grade in ('excellent', 'good', 'qualified', 'unqualified')),
  constraint evaluation_target_outcome_check check (outcome in ('scored', 'too-little-data', 'vetoed')),
  constraint evaluation_target_ranked_check check (rank is null or outcome = 'scored' and not is_self),
  constraint evaluation_target_veto_check check ((not outcome is distinct from 'vetoed') = (vetoed_at is not
      null) and (vetoed_at is null) = (veto_reason is null))
);
create index evaluation_target_unit_index on evaluation_target (unit_code, evaluation_id);
create index evaluation_target_within_1_index on evaluation_target (within_1, evaluation_id);
create index evaluation_target_within_2_index on evaluation_target (within_2, evaluation_id) where (within_2
    is not null);
create index evaluation_target_within_3_index on evaluation_target (within_3, evaluation_id) where (within_3
    is not null);
create index evaluation_target_within_4_index on evaluation_target (within_4, evaluation_id) where (within_4
    is not null);
comment on table evaluation_target is
  'A unit that an evaluation is about, with its result.';
comment on column evaluation_target.is_self is
  'The unit evaluates itself, and is never ranked';
comment on column evaluation_target.applicable is
  'Sum of the weights that apply; indicators without a value are left out';
comment on column evaluation_target.objections is
  'Number of objections that are not decided';

create table evaluation_value (
  target_id uuid not null,
  item_code text collate "C" not null,
  self_value numeric,
  self_text text,
  self_evidence uuid[] default '{}'::uuid[] not null,
  self_at timestamptz,
  self_by text,
  verified_value numeric,
  verified_text text,
  verified_evidence uuid[] default '{}'::uuid[] not null,
  verified_reason text,
  verified_at timestamptz,
  verified_by text,
  score numeric,
  external_value numeric,
  external_text text,
  external_at timestamptz,
  external_by text,
  external_evaluator_id uuid,
  external_version integer default 0 not null,
  constraint evaluation_value_pkey primary key (target_id, item_code),
  constraint evaluation_value_evaluator_fkey foreign key (external_evaluator_id) references
      evaluation_evaluator(id),
  constraint evaluation_value_target_fkey foreign key (target_id) references evaluation_target(id),
  constraint evaluation_value_external_check check ((external_value is null) = (external_at is null) and
      (external_value is null) = (external_evaluator_id is null)),
  constraint evaluation_value_self_check check ((self_value is null) = (self_at is null)),
  constraint evaluation_value_verified_check check ((verified_value is null) = (verified_at is null))
);
create index evaluation_value_evaluator_index on evaluation_value (external_evaluator_id) where
    (external_evaluator_id is not null);
comment on table evaluation_value is
  'The value of an indicator for a unit: what the unit entered beside what the evaluating unit verified, which '
  'counts.';
comment on column evaluation_value.verified_reason is
  'Why the verified value differs from the one before';
comment on column evaluation_value.external_value is
  'What a third party gave; it counts unless the evaluating unit verifies another value';
comment on column evaluation_value.external_version is
  'How often the third party has entered it: the only version that the third party can learn';

create table indicator_set (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  year integer not null,
  source text,
  levels text[] not null,
  groups jsonb default '[]'::jsonb not null,
  grades jsonb not null,
  min_total_weight integer not null,
  items jsonb not null,
  state text default 'draft' not null,
  made_at timestamptz not null,
  made_by text not null,
  published_at timestamptz,
  published_by text,
  retired_at timestamptz,
  retired_by text,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint indicator_set_pkey primary key (id),
  constraint indicator_set_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade,
  constraint indicator_set_published_check check (state <> 'published' or published_at is not null),
  constraint indicator_set_retired_check check ((state = 'retired') = (retired_at is not null)),
  constraint indicator_set_state_check check (state in ('draft', 'published', 'retired')),
  constraint indicator_set_weight_check check (min_total_weight >= 1 and min_total_weight <= 100)
);
create index indicator_set_unit_index on indicator_set (unit_code, id);
create index indicator_set_updated_index on indicator_set (coalesce(updated_at, made_at), id);
create index indicator_set_within_1_index on indicator_set (within_1, id);
create index indicator_set_within_2_index on indicator_set (within_2, id) where (within_2 is not null);
create index indicator_set_within_3_index on indicator_set (within_3, id) where (within_3 is not null);
create index indicator_set_within_4_index on indicator_set (within_4, id) where (within_4 is not null);
comment on table indicator_set is
  'A set of weighted indicators. It is changed while it is a draft; evaluations use it once it is published.';
comment on column indicator_set.groups is
  'Units that are ranked among each other; none: all are ranked together';
comment on column indicator_set.min_total_weight is
  'Least sum of the weights that apply to a unit: below it there is no grade and no rank';
comment on column indicator_set.published_at is
  'Also set of a retired set that was published before: units below go on seeing it';


-- retention -------------------------------------------------------------------------------------------------

create table retention_item (
  kind text collate "C" not null,
  subject_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  due_on date not null,
  years integer not null,
  clause_id text not null,
  local_default boolean not null,
  listed_on date not null,
  erased_on date,
  constraint retention_item_pkey primary key (kind, subject_id),
  constraint retention_item_place_fkey foreign key (unit_code, path) references unit(code, path) on update
      cascade
);
create index retention_item_due_index on retention_item (kind, due_on, subject_id) where (erased_on is null);
create index retention_item_unit_index on retention_item (unit_code, due_on, subject_id, kind);
create index retention_item_within_1_index on retention_item (within_1, due_on, subject_id, kind);
create index retention_item_within_2_index on retention_item (within_2, due_on, subject_id, kind) where
    (within_2 is not null);
create index retention_item_within_3_index on retention_item (within_3, due_on, subject_id, kind) where
    (within_3 is not null);
create index retention_item_within_4_index on retention_item (within_4, due_on, subject_id, kind) where
    (within_4 is not null);
comment on table retention_item is
  'A record whose period of retention has ended (个人信息保护法 第19条、第47条). The row stays after the erasure, as proof.';
comment on column retention_item.clause_id is
  'The clause that set the period on the day when the item was listed.';


-- inspections -----------------------------------------------------------------------------------------------

create function team_draw_keep()
  returns trigger language plpgsql volatile as $$
begin
  raise exception 'draws stay as they were made' using errcode = 'restrict_violation';
end
$$;

create table campaign (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  topic text not null,
  text text,
  period_from date not null,
  period_to date not null,
  state text default 'open' not null,
  created_at timestamptz not null,
  created_by text not null,
  closed_at timestamptz,
  version integer default 1 not null,
  updated_at timestamptz,
  deployment_id uuid,
  item_nos integer[],
  constraint campaign_pkey primary key (id),
  constraint campaign_deployment_fkey foreign key (deployment_id) references deployment(id),
  constraint campaign_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint campaign_closed_check check ((state = 'closed') = (closed_at is not null)),
  constraint campaign_items_check check (item_nos is null or deployment_id is not null),
  constraint campaign_period_check check (period_from <= period_to),
  constraint campaign_state_check check (state in ('open', 'closed'))
);
create index campaign_deployment_index on campaign (deployment_id, period_from, id) where (deployment_id is
    not null);
create index campaign_unit_index on campaign (unit_code, period_from, id);
create index campaign_within_1_index on campaign (within_1, period_from, id);
create index campaign_within_2_index on campaign (within_2, period_from, id) where (within_2 is not null);
create index campaign_within_3_index on campaign (within_3, period_from, id) where (within_3 is not null);
create index campaign_within_4_index on campaign (within_4, period_from, id) where (within_4 is not null);
comment on table campaign is
  'A topic that is inspected at many units (专项督导). The units concerned do not see it.';

create table campaign_target (
  campaign_id uuid not null,
  target_code text collate "C" not null,
  target_name text not null,
  target_level text not null,
  constraint campaign_target_pkey primary key (campaign_id, target_code),
  constraint campaign_target_campaign_fkey foreign key (campaign_id) references campaign(id)
);
comment on table campaign_target is
  'A unit of a campaign, with its name when the campaign was made.';

create table inspection (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(target_path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(target_path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(target_path, '.', 4), '')) stored,
  task_id uuid,
  campaign_id uuid,
  method text not null,
  planned_on date not null,
  team uuid[] default '{}'::uuid[] not null,
  evaluator jsonb,
  state text default 'planned' not null,
  notified_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  published_at timestamptz,
  is_told boolean generated always as (((notified_at is not null) or (started_at is not null))) stored not
      null,
  created_at timestamptz not null,
  created_by text not null,
  version integer default 1 not null,
  cancelled_at timestamptz,
  cancel_reason text,
  passed_to_code text collate "C",
  passed_to_path text collate "C",
  as_passed jsonb,
  updated_at timestamptz,
  constraint inspection_pkey primary key (id),
  constraint inspection_campaign_fkey foreign key (campaign_id, target_code) references
      campaign_target(campaign_id, target_code),
  constraint inspection_passed_fkey foreign key (passed_to_code, passed_to_path) references unit(code, path)
      on update cascade,
  constraint inspection_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint inspection_target_fkey foreign key (target_code, target_path) references unit(code, path) on
      update cascade,
  constraint inspection_task_fkey foreign key (task_id) references inspection_task(id),
  constraint inspection_cancelled_check check ((state = 'cancelled') = (cancelled_at is not null) and (state =
      'cancelled') = (cancel_reason is not null)),
  constraint inspection_evaluator_check check (evaluator is null or method = 'evaluation'),
  constraint inspection_method_check check (method in ('special-supervision', 'petition-supervision',
      'open-check', 'unannounced-visit', 'evaluation')),
  constraint inspection_notified_check check (notified_at is null or method = 'open-check'),
  constraint inspection_order_check check (started_at <= completed_at and completed_at <= published_at),
  constraint inspection_origin_check check (num_nonnulls(task_id, campaign_id) <= 1),
  constraint inspection_passed_check check (num_nulls(passed_to_code, passed_to_path, as_passed) in (0, 3)),
  constraint inspection_state_check check (state in ('planned', 'notified', 'under-way', 'completed',
      'published', 'cancelled')),
  constraint inspection_steps_check check ((state <> 'planned' or notified_at is null) and ((state not in
      ('planned', 'notified', 'cancelled')) or started_at is null) and (state <> 'notified' or notified_at is
      not null) and ((state not in ('under-way', 'completed', 'published')) or started_at is not null) and
      (state in ('completed', 'published')) = (completed_at is not null) and (state = 'published') =
      (published_at is not null))
);
create index inspection_campaign_index on inspection (campaign_id, target_code) where (campaign_id is not
    null);
create unique index inspection_campaign_target_key on inspection (campaign_id, target_code) where (state in
    ('planned', 'notified', 'under-way'));
create index inspection_handed_over_index on inspection (id) where (target_path !~~ (path || '.%'));
create index inspection_passed_index on inspection (passed_to_code) where (passed_to_code is not null);
create index inspection_target_index on inspection (target_code, planned_on, id);
create index inspection_task_index on inspection (task_id) where (task_id is not null);
create unique index inspection_task_key on inspection (task_id) where (state in ('planned', 'notified',
    'under-way'));
create index inspection_unit_index on inspection (unit_code, planned_on, id);
create index inspection_updated_index on inspection (coalesce(updated_at, created_at), id);
create index inspection_within_1_index on inspection (within_1, planned_on, id);
create index inspection_within_2_index on inspection (within_2, planned_on, id) where (within_2 is not null);
create index inspection_within_3_index on inspection (within_3, planned_on, id) where (within_3 is not null);
create index inspection_within_4_index on inspection (within_4, planned_on, id) where (within_4 is not null);
comment on table inspection is
  'One inspection of a target. Listed by the place of the target.';
comment on column inspection.is_told is
  'Whether the target may know: an open check was notified to it, or the inspectors have arrived.';
comment on column inspection.passed_to_code is
  'The unit to which the inspection passed when its target moved; null while unit_code keeps it.';
comment on column inspection.as_passed is
  'The inspection as it was when it passed on. The former unit sees no more than this until the target may '
  'know.';

create table inspection_area (
  inspection_id uuid not null,
  area text not null,
  conclusion text,
  remarks text,
  constraint inspection_area_pkey primary key (inspection_id, area),
  constraint inspection_area_inspection_fkey foreign key (inspection_id) references inspection(id),
  constraint inspection_area_area_check check (area in ('deployment', 'policy', 'disclosure', 'petitions',
      'funds', 'accountability')),
  constraint inspection_area_conclusion_check check (conclusion in ('sound', 'problems', 'not-checked'))
);
comment on table inspection_area is
  'An area (监管内容) that an inspection covers, with its conclusion.';

create table inspection_item (
  inspection_id uuid not null,
  item_id text not null,
  area text not null,
  conclusion text not null,
  remarks text,
  constraint inspection_item_pkey primary key (inspection_id, item_id),
  constraint inspection_item_area_fkey foreign key (inspection_id, area) references
      inspection_area(inspection_id, area) on delete cascade,
  constraint inspection_item_conclusion_check check (conclusion in ('sound', 'problems', 'not-checked'))
);
comment on table inspection_item is
  'An item of the checklist, with its conclusion.';

create table staff (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  name text not null,
  post text not null,
  qualifications text[] default '{}'::text[] not null,
  active boolean default true not null,
  registered_at timestamptz not null,
  registered_by text not null,
  version integer default 1 not null,
  updated_at timestamptz,
  constraint staff_pkey primary key (id),
  constraint staff_place_fkey foreign key (unit_code, path) references unit(code, path) on update cascade,
  constraint staff_qualifications_check check (qualifications <@ array['deployment', 'policy', 'disclosure',
      'petitions', 'funds', 'accountability'])
);
create index staff_unit_index on staff (unit_code, id);
create index staff_within_1_index on staff (within_1, unit_code, id);
create index staff_within_2_index on staff (within_2, unit_code, id) where (within_2 is not null);
create index staff_within_3_index on staff (within_3, unit_code, id) where (within_3 is not null);
create index staff_within_4_index on staff (within_4, unit_code, id) where (within_4 is not null);
comment on table staff is
  'A person who may be sent to inspect (检查人员名录). People are never deleted, because draws refer to them.';
comment on column staff.qualifications is
  'The areas that the person may inspect. Empty: all areas.';

create table staff_conflict (
  staff_id uuid not null,
  unit_code text collate "C" not null,
  reason text not null,
  constraint staff_conflict_pkey primary key (staff_id, unit_code),
  constraint staff_conflict_staff_fkey foreign key (staff_id) references staff(id)
);
comment on table staff_conflict is
  'A unit whose inspection a person must not join (回避). No foreign key: the answer would reveal which units '
  'exist.';

create table team_draw (
  id uuid not null,
  inspection_id uuid not null,
  ordinal integer not null,
  reason text,
  size integer not null,
  population integer not null,
  areas text[] not null,
  seed text not null,
  seed_source text not null,
  algorithm text not null,
  frame text not null,
  frame_hash text not null,
  selected text[] not null,
  excluded jsonb not null,
  drawn_at timestamptz not null,
  drawn_by text not null,
  unit_code text collate "C",
  constraint team_draw_pkey primary key (id),
  constraint team_draw_ordinal_key unique (inspection_id, ordinal),
  constraint team_draw_inspection_fkey foreign key (inspection_id) references inspection(id),
  constraint team_draw_unit_fkey foreign key (unit_code) references unit(code),
  constraint team_draw_reason_check check (ordinal = 1 or reason is not null),
  constraint team_draw_size_check check (size >= 1 and size <= population)
);
create trigger team_draw_keep before delete or update or truncate on team_draw for each statement execute
    function team_draw_keep();
comment on table team_draw is
  'A draw of the team of an inspection (双随机). Never changed: a later draw gets the next ordinal and needs a '
  'reason.';
comment on column team_draw.excluded is
  'People on the register who were not in the frame, with the reason: [{ staffId, why }].';
comment on column team_draw.unit_code is
  'The unit that drew, where the inspection had passed to it; else null';
