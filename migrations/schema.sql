-- A picture of the schema, drawn from the catalogs after all migrations; it is never run.
-- Drawn again by: node test/support/picture.ts --write

create extension btree_gist;

create extension pg_trgm;

create domain case_channel as text
  constraint case_channel_check CHECK (VALUE = ANY (ARRAY['hotline'::text, 'online'::text, 'visit'::text, 'letter'::text, 'forwarded'::text, 'discovered'::text]));

create domain case_kind as text
  constraint case_kind_check CHECK (VALUE = ANY (ARRAY['appeal'::text, 'report'::text, 'suggestion'::text, 'enquiry'::text]));

create domain case_representatives as integer
  constraint case_representatives_check CHECK (VALUE >= 0 AND VALUE <= 5);

create domain case_state as text
  constraint case_state_check CHECK (VALUE = ANY (ARRAY['received'::text, 'accepted'::text, 'declined'::text, 'replied'::text, 'under-review'::text, 'reviewed'::text, 'under-recheck'::text, 'final'::text, 'withdrawn'::text, 'closed'::text]));

create domain day_unit as text
  constraint day_unit_check CHECK (VALUE = ANY (ARRAY['calendar'::text, 'working'::text]));

create domain extended_days as integer
  constraint extended_days_check CHECK (VALUE >= 0);

create domain term_days as integer
  constraint term_days_check CHECK (VALUE > 0);

create function bigrams(words text) returns text[] language plpgsql immutable as $$
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

create function case_bulletin_keep() returns trigger language plpgsql volatile as $$
begin
  raise exception 'a published bulletin is frozen' using errcode = 'restrict_violation',
    constraint = 'case_bulletin_keep';
end
$$;

create function case_hidden_from_leaving() returns trigger language plpgsql volatile as $$
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

create function case_hidden_grows() returns trigger language plpgsql volatile as $$
begin
  raise exception 'a report stays hidden from every unit that it ever accused' using errcode = 'restrict_violation',
    constraint = 'case_hidden_grows';
end
$$;

create function case_turn(given text, unit_code text, unit_path text) returns text language sql stable as $$
  select case when given = unit_code then unit_acting(unit_code) else unit_supervisor(given, unit_path) end
$$;

create function changed_meanwhile() returns boolean language plpgsql volatile as $$
begin
  raise exception 'what was decided on has changed meanwhile' using errcode = 'serialization_failure';
end
$$;

create aggregate fen_sum(bigint) (sfunc = int8pl, stype = bigint);

create function fund_check_keep() returns trigger language plpgsql volatile as $$
begin
  raise exception 'a fund check is frozen' using errcode = 'restrict_violation',
    constraint = 'fund_check_keep';
end
$$;

create function fund_month(month date) returns void language plpgsql volatile as $$
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

create function fund_month_archived(month date) returns boolean language sql stable as $$
  select case when fund_month_attached(month) then false
    else to_regclass('roster_line_' || to_char(month, 'YYYY_MM')) is not null
      or to_regclass('payment_line_' || to_char(month, 'YYYY_MM')) is not null
      or exists (select from disbursement where period = month) end
$$;

create function fund_month_at_hand(month date) returns void language plpgsql volatile as $$
begin
  lock table only roster_line, only payment_line in access share mode;
  if fund_month_archived(month) then
    raise exception 'the lines of % are not attached', month
      using errcode = 'restrict_violation', constraint = 'fund_month_archived';
  end if;
end
$$;

create function fund_month_attached(month date) returns boolean language sql stable as $$
  select count(*) = 2
  from pg_inherits join pg_class as part on part.oid = inhrelid
  where not inhdetachpending
    and (inhparent = 'roster_line'::regclass and part.relname = 'roster_line_' || to_char(month, 'YYYY_MM')
      or inhparent = 'payment_line'::regclass and part.relname = 'payment_line_' || to_char(month, 'YYYY_MM'))
$$;

create function inspection_task_plan() returns trigger language plpgsql volatile as $$
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

create function is_barred(unit_code text, hidden_from text[]) returns boolean language sql stable as $$select coalesce(hidden_from && unit_origins(unit_code), false)$$;

create function is_valid(valid_from date, valid_to date, day date) returns boolean language sql immutable as $$select coalesce(valid_from <= day, true) and coalesce(valid_to > day, true)$$;

create function joined_codes(codes text[], more text[]) returns text[] language sql immutable as $$select array_agg(distinct code collate "C" order by code collate "C")
    from unnest(coalesce(codes, '{}') || coalesce(more, '{}')) as code$$;

create function number_seal() returns trigger language plpgsql volatile as $$
begin
  if new.number <> coalesce((select max(number) from audit_seal), 0) + 1 then
    raise exception 'seal % is not the next one', new.number using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create function origins_of(line text[]) returns text[] language plpgsql stable as $$
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

create function person_key(sub text) returns text language sql immutable as $$$$;

create function plan_keep() returns trigger language plpgsql volatile as $$
begin
  raise exception 'plans are never deleted, and their tasks keep to them' using errcode = 'restrict_violation';
end
$$;

create function raise_term_ground() returns trigger language plpgsql volatile as $$
begin
  update term_ground set edition = edition + 1;
  return null;
end
$$;

create function referral_keeper(maker text, about_path text, hidden_from text[]) returns text language sql stable as $$
  select unbarred_unit(array_to_string(unit_line(path), '.'), hidden_from)
  from unit where code = unit_supervisor(maker, about_path)
$$;

create function refuse_rewriting() returns trigger language plpgsql volatile as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create function team_draw_keep() returns trigger language plpgsql volatile as $$
begin
  raise exception 'draws stay as they were made' using errcode = 'restrict_violation';
end
$$;

create function unbarred_unit(path text, hidden_from text[]) returns text language sql stable as $$select code from unnest(string_to_array(path, '.')) with ordinality as one (code, n)
    where not is_barred(code, hidden_from) order by n desc limit 1$$;

create function unit_acting(unit_code text) returns text language sql stable as $$select coalesce(acting_code, code) from unit where code = unit_code$$;

create function unit_codes(unit_code text) returns text language sql stable as $$
  select '{' || string_agg(below.code, ',') || ',' || unit.code || '}'
  from unit join unit as below on below.within_4 = unit.within_4 and below.path like unit.path || '.%'
  where unit.code = unit_code and split_part(unit.path, '.', 5) <> '' group by unit.code
$$;

create function unit_heirs(unit_code text) returns text[] language plpgsql stable as $$
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

create function unit_keep() returns trigger language plpgsql volatile as $$
begin
  raise exception 'units are retired, never deleted' using errcode = 'restrict_violation';
end
$$;

create function unit_line(unit_path text) returns text[] language sql stable as $$
  select coalesce(array_agg(code order by length(path)), '{}') from unit
  where code = any(string_to_array(unit_path, '.')) and acting_code is null
$$;

create function unit_origins(unit_code text) returns text[] language plpgsql stable as $$
begin
  return origins_of(string_to_array(unit_path(unit_code), '.'));
end
$$;

create function unit_path(unit_code text) returns text language sql stable as $$select path from unit where code = unit_code$$;

create function unit_supervisor(keeper text, target_path text) returns text language plpgsql stable as $$
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

create function uuid_v7() returns uuid language sql volatile as …;

create sequence calendar_edition;

create table accountability_record (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 4), ''::text)) stored,
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
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  constraint accountability_record_pkey PRIMARY KEY (id),
  constraint accountability_record_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint accountability_record_target_fkey FOREIGN KEY (target_code, target_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint accountability_record_lift_check CHECK ((num_nulls(lifted_on, lifted_by, lift_reason) = ANY (ARRAY[0, 3])) AND (lifted_on IS NULL OR lifted_on >= decided_on)),
  constraint accountability_record_measure_check CHECK ((outcome = 'party-discipline'::text) = (measure IS NOT NULL)),
  constraint accountability_record_nature_check CHECK (nature = ANY (ARRAY['dereliction'::text, 'mistake'::text])),
  constraint accountability_record_outcome_check CHECK (outcome = ANY (ARRAY['education'::text, 'criticism'::text, 'party-discipline'::text, 'warning'::text, 'demerit'::text, 'serious-demerit'::text, 'demotion'::text, 'dismissal'::text, 'expulsion'::text])),
  constraint accountability_record_person_check CHECK (person = ANY (ARRAY['leader'::text, 'direct-staff'::text])),
  constraint accountability_record_receiver_check CHECK (receiver = ANY (ARRAY['discipline'::text, 'judiciary'::text, 'other'::text])),
  constraint accountability_record_referral_check CHECK (num_nulls(receiver, receiver_name, referred_on) = ANY (ARRAY[0, 3])),
  constraint accountability_record_share_check CHECK (share = ANY (ARRAY['primary'::text, 'secondary'::text])),
  constraint accountability_record_subject_check CHECK (subject = ANY (ARRAY['government'::text, 'department'::text])),
  constraint accountability_record_until_check CHECK ((num_nulls(until, clause_id) = ANY (ARRAY[0, 2])) AND (until IS NULL OR until > decided_on))
);
CREATE INDEX accountability_record_handed_over_index ON public.accountability_record USING btree (id) WHERE (target_path !~~ (path || '.%'::text));
CREATE INDEX accountability_record_target_index ON public.accountability_record USING btree (target_code, decided_on, id);
CREATE INDEX accountability_record_within_1_index ON public.accountability_record USING btree (within_1, decided_on, id);
CREATE INDEX accountability_record_within_2_index ON public.accountability_record USING btree (within_2, decided_on, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX accountability_record_within_3_index ON public.accountability_record USING btree (within_3, decided_on, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX accountability_record_within_4_index ON public.accountability_record USING btree (within_4, decided_on, id) WHERE (within_4 IS NOT NULL);

create table allocation (
  id uuid not null,
  programme_id uuid not null,
  from_unit_code text collate "C",
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  parent_id uuid,
  root_id uuid not null,
  document_no text not null,
  amount bigint not null,
  received_on date not null,
  handed_down bigint default 0 not null,
  spent bigint default 0 not null,
  retained bigint generated always as (GREATEST(((amount - handed_down) - spent), (0)::bigint)) stored not null,
  matching_budgeted bigint,
  matching_due_on date,
  matching_arrived bigint default 0 not null,
  matching_arrived_on date,
  due_on date not null,
  open_until date generated always as (
CASE
    WHEN (((amount - handed_down) - spent) > 0) THEN due_on
    ELSE 'infinity'::date
END) stored not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  constraint allocation_pkey PRIMARY KEY (id),
  constraint allocation_document_key UNIQUE (unit_code, programme_id, document_no),
  constraint allocation_parent_fkey FOREIGN KEY (parent_id) REFERENCES allocation(id),
  constraint allocation_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint allocation_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint allocation_root_fkey FOREIGN KEY (root_id) REFERENCES allocation(id),
  constraint allocation_amount_check CHECK (amount > 0),
  constraint allocation_handed_down_check CHECK (handed_down >= 0 AND handed_down <= amount),
  constraint allocation_matching_check CHECK (num_nulls(matching_budgeted, matching_due_on) = ANY (ARRAY[0, 2])),
  constraint allocation_self_check CHECK (parent_id <> id),
  constraint allocation_spent_check CHECK (spent >= 0)
);
CREATE INDEX allocation_parent_index ON public.allocation USING btree (parent_id, id);
CREATE INDEX allocation_root_index ON public.allocation USING btree (root_id, id);
CREATE INDEX allocation_unit_index ON public.allocation USING btree (unit_code, open_until, id);
CREATE INDEX allocation_within_1_index ON public.allocation USING btree (within_1, open_until, id);
CREATE INDEX allocation_within_2_index ON public.allocation USING btree (within_2, open_until, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX allocation_within_3_index ON public.allocation USING btree (within_3, open_until, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX allocation_within_4_index ON public.allocation USING btree (within_4, open_until, id) WHERE (within_4 IS NOT NULL);

create table audit_line (
  id uuid not null,
  at timestamp with time zone not null,
  actor_sub text not null,
  actor_name text not null,
  actor_unit text collate "C",
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_code text collate "C",
  path text collate "C",
  within_1 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 1), ''::text)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  request_id text,
  details json not null,
  mac text not null,
  constraint audit_line_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_line_actor_index ON public.audit_line USING btree (actor_sub, id);
CREATE INDEX audit_line_subject_index ON public.audit_line USING btree (subject_id, id);
CREATE INDEX audit_line_unit_index ON public.audit_line USING btree (unit_code, id);
CREATE INDEX audit_line_within_1_index ON public.audit_line USING btree (within_1, id);
CREATE INDEX audit_line_within_2_index ON public.audit_line USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX audit_line_within_3_index ON public.audit_line USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX audit_line_within_4_index ON public.audit_line USING btree (within_4, id) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER audit_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table audit_pending (
  line_id uuid not null,
  constraint audit_pending_pkey PRIMARY KEY (line_id)
);

create table audit_refused (
  line_id uuid not null,
  refused_at timestamp with time zone not null,
  reason text not null,
  constraint audit_refused_pkey PRIMARY KEY (line_id),
  constraint audit_refused_reason_check CHECK (reason = ANY (ARRAY['line-too-old'::text, 'line-missing'::text]))
);
CREATE TRIGGER audit_refused_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_refused FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table audit_seal (
  number bigint not null,
  sealed_at timestamp with time zone not null,
  lines integer not null,
  key_id text not null,
  previous_hash text not null,
  hash text not null,
  lines_through timestamp with time zone,
  constraint audit_seal_pkey PRIMARY KEY (number)
);
CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_seal_number BEFORE INSERT ON audit_seal FOR EACH ROW EXECUTE FUNCTION number_seal();

create table audit_sealed_line (
  line_id uuid not null,
  seal_number bigint not null,
  "position" integer not null,
  constraint audit_sealed_line_pkey PRIMARY KEY (line_id),
  constraint audit_sealed_line_position_key UNIQUE (seal_number, "position"),
  constraint audit_sealed_line_seal_fkey FOREIGN KEY (seal_number) REFERENCES audit_seal(number)
);
CREATE TRIGGER audit_sealed_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_sealed_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

create table calendar_day (
  date date not null,
  year integer not null,
  off boolean not null,
  name text not null,
  constraint calendar_day_pkey PRIMARY KEY (date),
  constraint calendar_day_year_fkey FOREIGN KEY (year) REFERENCES calendar_year(year),
  constraint calendar_day_off_check CHECK (off = (EXTRACT(isodow FROM date) < 6::numeric)),
  constraint calendar_day_year_check CHECK (year::numeric = EXTRACT(year FROM date))
);
CREATE INDEX calendar_day_year_index ON public.calendar_day USING btree (year);

create table calendar_year (
  year integer not null,
  state text not null,
  source text not null,
  version integer default 1 not null,
  edition integer not null,
  constraint calendar_year_pkey PRIMARY KEY (year),
  constraint calendar_year_edition_key UNIQUE (edition),
  constraint calendar_year_state_check CHECK (state = ANY (ARRAY['official'::text, 'provisional'::text])),
  constraint calendar_year_year_check CHECK (year >= 2004 AND year <= 2200)
);
CREATE TRIGGER calendar_year_term_ground AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON calendar_year FOR EACH STATEMENT EXECUTE FUNCTION raise_term_ground();

create table campaign (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  topic text not null,
  text text,
  period_from date not null,
  period_to date not null,
  state text default 'open'::text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint campaign_closed_check CHECK ((state = 'closed'::text) = (closed_at IS NOT NULL)),
  constraint campaign_period_check CHECK (period_from <= period_to),
  constraint campaign_state_check CHECK (state = ANY (ARRAY['open'::text, 'closed'::text]))
);
CREATE INDEX campaign_unit_index ON public.campaign USING btree (unit_code, period_from, id);
CREATE INDEX campaign_within_1_index ON public.campaign USING btree (within_1, period_from, id);
CREATE INDEX campaign_within_2_index ON public.campaign USING btree (within_2, period_from, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX campaign_within_3_index ON public.campaign USING btree (within_3, period_from, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX campaign_within_4_index ON public.campaign USING btree (within_4, period_from, id) WHERE (within_4 IS NOT NULL);

create table campaign_target (
  campaign_id uuid not null,
  target_code text collate "C" not null,
  target_name text not null,
  target_level text not null,
  constraint campaign_target_pkey PRIMARY KEY (campaign_id, target_code),
  constraint campaign_target_campaign_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id)
);

create table case_accusal (
  case_id uuid not null,
  unit_code text collate "C" not null,
  accused_by text not null,
  accused_at timestamp with time zone not null,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  constraint case_accusal_pkey PRIMARY KEY (case_id, unit_code),
  constraint case_accusal_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id) ON DELETE CASCADE,
  constraint case_accusal_unit_fkey FOREIGN KEY (unit_code) REFERENCES unit(code),
  constraint case_accusal_withdrawn_check CHECK (num_nulls(withdrawn_by, withdrawn_at) = ANY (ARRAY[0, 2]))
);

create table case_bulletin (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  period_from date not null,
  period_to date not null,
  state text default 'draft'::text not null,
  figures jsonb not null,
  open_figures jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  published_at timestamp with time zone,
  published_by text,
  version integer default 1 not null,
  constraint case_bulletin_pkey PRIMARY KEY (id),
  constraint case_bulletin_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint case_bulletin_period_check CHECK (period_from <= period_to),
  constraint case_bulletin_state_check CHECK (state = ANY (ARRAY['draft'::text, 'published'::text]))
);
CREATE INDEX case_bulletin_unit_index ON public.case_bulletin USING btree (unit_code, id);
CREATE INDEX case_bulletin_within_1_index ON public.case_bulletin USING btree (within_1, id);
CREATE INDEX case_bulletin_within_2_index ON public.case_bulletin USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX case_bulletin_within_3_index ON public.case_bulletin USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX case_bulletin_within_4_index ON public.case_bulletin USING btree (within_4, id) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER case_bulletin_keep BEFORE UPDATE ON case_bulletin FOR EACH ROW WHEN (old.state = 'published'::text AND (new.id IS DISTINCT FROM old.id OR new.unit_code IS DISTINCT FROM old.unit_code OR new.period_from IS DISTINCT FROM old.period_from OR new.period_to IS DISTINCT FROM old.period_to OR new.state IS DISTINCT FROM old.state OR new.figures IS DISTINCT FROM old.figures OR new.open_figures IS DISTINCT FROM old.open_figures OR new.created_at IS DISTINCT FROM old.created_at OR new.created_by IS DISTINCT FROM old.created_by OR new.published_at IS DISTINCT FROM old.published_at OR new.published_by IS DISTINCT FROM old.published_by OR new.version IS DISTINCT FROM old.version)) EXECUTE FUNCTION case_bulletin_keep();
CREATE TRIGGER case_bulletin_keep_all BEFORE TRUNCATE ON case_bulletin FOR EACH STATEMENT EXECUTE FUNCTION case_bulletin_keep();
CREATE TRIGGER case_bulletin_keep_row BEFORE DELETE ON case_bulletin FOR EACH ROW WHEN (old.state = 'published'::text) EXECUTE FUNCTION case_bulletin_keep();

create table case_decision (
  case_id uuid not null,
  stage text not null,
  unit_code text collate "C" not null,
  outcome text not null,
  text text not null,
  decided_on date not null,
  decided_by text not null,
  constraint case_decision_pkey PRIMARY KEY (case_id, stage),
  constraint case_decision_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id),
  constraint case_decision_outcome_check CHECK (stage = 'reply'::text AND (outcome = ANY (ARRAY['upheld'::text, 'partly-upheld'::text, 'not-upheld'::text, 'explained'::text])) OR stage <> 'reply'::text AND (outcome = ANY (ARRAY['maintained'::text, 'changed'::text]))),
  constraint case_decision_stage_check CHECK (stage = ANY (ARRAY['reply'::text, 'review'::text, 'recheck'::text]))
);

create table case_erasure (
  case_id uuid not null,
  reason text not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  asked_unit text collate "C" not null,
  confirmed_at timestamp with time zone,
  confirmed_by text,
  confirmed_unit text collate "C",
  constraint case_erasure_pkey PRIMARY KEY (case_id),
  constraint case_erasure_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id),
  constraint case_erasure_two_check CHECK (confirmed_by <> asked_by)
);

create table case_forwarding (
  case_id uuid not null,
  "position" integer not null,
  from_unit_code text collate "C" not null,
  to_unit_code text collate "C" not null,
  note text not null,
  forwarded_on date not null,
  objection text,
  objected_on date,
  constraint case_forwarding_pkey PRIMARY KEY (case_id, "position"),
  constraint case_forwarding_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id)
);

create table case_letter (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  number text not null,
  from_unit_code text collate "C" not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
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
  constraint case_letter_pkey PRIMARY KEY (id),
  constraint case_letter_number_key UNIQUE (number),
  constraint case_letter_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id),
  constraint case_letter_place_fkey FOREIGN KEY (turn_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint case_letter_unit_fkey FOREIGN KEY (unit_code) REFERENCES unit(code),
  constraint case_letter_answer_check CHECK (num_nulls(answer, answered_on, answered_by) = ANY (ARRAY[0, 3])),
  constraint case_letter_kind_check CHECK (kind = ANY (ARRAY['urge'::text, 'supervise'::text]))
);
CREATE INDEX case_letter_case_index ON public.case_letter USING btree (case_id, id);
CREATE INDEX case_letter_turn_index ON public.case_letter USING btree (turn_code, due_on, id);
CREATE INDEX case_letter_unit_index ON public.case_letter USING btree (unit_code);
CREATE INDEX case_letter_within_1_index ON public.case_letter USING btree (within_1, due_on, id);
CREATE INDEX case_letter_within_2_index ON public.case_letter USING btree (within_2, due_on, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX case_letter_within_3_index ON public.case_letter USING btree (within_3, due_on, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX case_letter_within_4_index ON public.case_letter USING btree (within_4, due_on, id) WHERE (within_4 IS NOT NULL);

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
  constraint case_referral_pkey PRIMARY KEY (id),
  constraint case_referral_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id),
  constraint case_referral_finding_fkey FOREIGN KEY (finding_id) REFERENCES finding(id),
  constraint case_referral_fund_check_fkey FOREIGN KEY (fund_check_id) REFERENCES fund_check(id),
  constraint case_referral_passed_fkey FOREIGN KEY (passed_to_code, passed_to_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint case_referral_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint case_referral_order_check CHECK (referred_on <= COALESCE(received_on, outcome_on, referred_on) AND COALESCE(received_on <= outcome_on, true)),
  constraint case_referral_outcome_check CHECK (num_nulls(outcome, outcome_on) = ANY (ARRAY[0, 2])),
  constraint case_referral_passed_check CHECK ((num_nulls(passed_to_code, passed_to_path) = ANY (ARRAY[0, 2])) AND (passed_to_code IS NULL OR case_id IS NULL)),
  constraint case_referral_place_check CHECK (num_nulls(unit_code, path) =
CASE
    WHEN case_id IS NULL THEN 0
    ELSE 2
END),
  constraint case_referral_receipt_check CHECK (num_nulls(receipt_number, received_on) = ANY (ARRAY[0, 2])),
  constraint case_referral_receiver_check CHECK (receiver = ANY (ARRAY['discipline'::text, 'judiciary'::text, 'other'::text])),
  constraint case_referral_source_check CHECK (num_nonnulls(case_id, finding_id, fund_check_id) = 1)
);
CREATE INDEX case_referral_case_index ON public.case_referral USING btree (case_id, id);
CREATE INDEX case_referral_finding_index ON public.case_referral USING btree (finding_id, id) WHERE (finding_id IS NOT NULL);
CREATE INDEX case_referral_fund_check_index ON public.case_referral USING btree (fund_check_id, id) WHERE (fund_check_id IS NOT NULL);
CREATE INDEX case_referral_hidden_index ON public.case_referral USING gin (hidden_from) WHERE (hidden_from IS NOT NULL);
CREATE INDEX case_referral_passed_index ON public.case_referral USING btree (passed_to_code) WHERE (passed_to_code IS NOT NULL);
CREATE INDEX case_referral_place_index ON public.case_referral USING btree (unit_code, path) WHERE (unit_code IS NOT NULL);

create table case_reporter (
  case_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  wrapped bytea,
  constraint case_reporter_pkey PRIMARY KEY (case_id),
  constraint case_reporter_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id)
);
CREATE INDEX case_reporter_key_index ON public.case_reporter USING btree (key_id);

create table cause_link (
  consequence_kind text not null,
  consequence_id uuid not null,
  "position" integer not null,
  cause_kind text not null,
  cause_id uuid not null,
  constraint cause_link_pkey PRIMARY KEY (consequence_id, "position"),
  constraint cause_link_cause_key UNIQUE (consequence_id, cause_id)
);
CREATE INDEX cause_link_cause_index ON public.cause_link USING btree (cause_id, consequence_id);

create table disbursement (
  id uuid not null,
  programme_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  period date not null,
  due_on date not null,
  account_id uuid,
  allocation_id uuid,
  roster_upload_id uuid,
  payments_upload_id uuid,
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  constraint disbursement_pkey PRIMARY KEY (id),
  constraint disbursement_batch_key UNIQUE (unit_code, programme_id, period),
  constraint disbursement_account_fkey FOREIGN KEY (account_id) REFERENCES fund_account(id),
  constraint disbursement_allocation_fkey FOREIGN KEY (allocation_id) REFERENCES allocation(id),
  constraint disbursement_payments_fkey FOREIGN KEY (payments_upload_id) REFERENCES fund_upload(id),
  constraint disbursement_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint disbursement_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint disbursement_roster_fkey FOREIGN KEY (roster_upload_id) REFERENCES fund_upload(id),
  constraint disbursement_period_check CHECK (EXTRACT(day FROM period) = 1::numeric)
);
CREATE INDEX disbursement_allocation_index ON public.disbursement USING btree (allocation_id) WHERE (allocation_id IS NOT NULL);
CREATE INDEX disbursement_unit_index ON public.disbursement USING btree (unit_code, period, id);
CREATE INDEX disbursement_within_1_index ON public.disbursement USING btree (within_1, period, id);
CREATE INDEX disbursement_within_2_index ON public.disbursement USING btree (within_2, period, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX disbursement_within_3_index ON public.disbursement USING btree (within_3, period, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX disbursement_within_4_index ON public.disbursement USING btree (within_4, period, id) WHERE (within_4 IS NOT NULL);

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
  drawn_at timestamp with time zone not null,
  constraint draw_pkey PRIMARY KEY (id),
  constraint draw_plan_level_key UNIQUE (plan_id, target_level),
  constraint draw_plan_fkey FOREIGN KEY (plan_id) REFERENCES inspection_plan(id),
  constraint draw_required_check CHECK (required >= 1 AND required <= population)
);

create table draw_passed_over (
  draw_id uuid not null,
  rank integer not null,
  code text collate "C" not null,
  reason text not null,
  passed_on date not null,
  constraint draw_passed_over_pkey PRIMARY KEY (draw_id, rank),
  constraint draw_passed_over_draw_fkey FOREIGN KEY (draw_id) REFERENCES draw(id),
  constraint draw_passed_over_reason_check CHECK (reason = ANY (ARRAY['ended'::text, 'moved-away'::text]))
);

create table finding (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 4), ''::text)) stored,
  area text not null,
  item_id text,
  severity text not null,
  text text not null,
  evidence jsonb not null,
  state text default 'open'::text not null,
  due_on date default 'infinity'::date not null,
  repeats uuid,
  waive_reason text,
  waived_on date,
  waived_by text,
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  constraint finding_pkey PRIMARY KEY (id),
  constraint finding_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint finding_repeats_fkey FOREIGN KEY (repeats) REFERENCES finding(id),
  constraint finding_target_fkey FOREIGN KEY (target_code, target_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint finding_area_check CHECK (area = ANY (ARRAY['deployment'::text, 'policy'::text, 'disclosure'::text, 'petitions'::text, 'funds'::text, 'accountability'::text])),
  constraint finding_due_check CHECK ((state = ANY (ARRAY['open'::text, 'sent-back'::text])) = (due_on <> 'infinity'::date)),
  constraint finding_severity_check CHECK (severity = ANY (ARRAY['minor'::text, 'serious'::text, 'grave'::text])),
  constraint finding_state_check CHECK (state = ANY (ARRAY['open'::text, 'rectified'::text, 'accepted'::text, 'sent-back'::text, 'waived'::text])),
  constraint finding_units_check CHECK (unit_code <> target_code),
  constraint finding_waiver_check CHECK ((num_nulls(waive_reason, waived_on, waived_by) = ANY (ARRAY[0, 3])) AND (state = 'waived'::text) = (waive_reason IS NOT NULL))
);
CREATE INDEX finding_handed_over_index ON public.finding USING btree (id) WHERE (target_path !~~ (path || '.%'::text));
CREATE INDEX finding_kind_index ON public.finding USING btree (target_code, area, COALESCE(item_id, ''::text), id);
CREATE INDEX finding_repeats_index ON public.finding USING btree (repeats) WHERE (repeats IS NOT NULL);
CREATE INDEX finding_target_index ON public.finding USING btree (target_code, due_on, id);
CREATE INDEX finding_unit_index ON public.finding USING btree (unit_code, due_on, id);
CREATE INDEX finding_within_1_index ON public.finding USING btree (within_1, due_on, id);
CREATE INDEX finding_within_2_index ON public.finding USING btree (within_2, due_on, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX finding_within_3_index ON public.finding USING btree (within_3, due_on, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX finding_within_4_index ON public.finding USING btree (within_4, due_on, id) WHERE (within_4 IS NOT NULL);

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
  constraint finding_rectification_pkey PRIMARY KEY (finding_id, round),
  constraint finding_rectification_finding_fkey FOREIGN KEY (finding_id) REFERENCES finding(id),
  constraint finding_rectification_decision_check CHECK ((num_nulls(outcome, decided_on, decided_by) = ANY (ARRAY[0, 3])) AND (NOT outcome IS DISTINCT FROM 'sent-back'::text) = (reason IS NOT NULL)),
  constraint finding_rectification_order_check CHECK (rectified_on <= reported_on AND COALESCE(reported_on <= decided_on, true)),
  constraint finding_rectification_outcome_check CHECK (outcome = ANY (ARRAY['accepted'::text, 'sent-back'::text]))
);

create table fund_account (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  programme_id uuid not null,
  bank text not null,
  account_no text collate "C" not null,
  has_ledger boolean not null,
  valid_from date not null,
  valid_to date default 'infinity'::date not null,
  version integer default 1 not null,
  constraint fund_account_pkey PRIMARY KEY (id),
  constraint fund_account_overlap EXCLUDE USING gist (unit_code WITH =, programme_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint fund_account_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint fund_account_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint fund_account_order_check CHECK (valid_from < valid_to)
);
CREATE INDEX fund_account_unit_index ON public.fund_account USING btree (unit_code, id);
CREATE INDEX fund_account_within_1_index ON public.fund_account USING btree (within_1, id);
CREATE INDEX fund_account_within_2_index ON public.fund_account USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX fund_account_within_3_index ON public.fund_account USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX fund_account_within_4_index ON public.fund_account USING btree (within_4, id) WHERE (within_4 IS NOT NULL);

create table fund_check (
  id uuid not null,
  kind text not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
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
  checked_at timestamp with time zone not null,
  checked_by text not null,
  exceptions jsonb not null,
  content_hash text not null,
  version integer default 1 not null,
  constraint fund_check_pkey PRIMARY KEY (id),
  constraint fund_check_disbursement_fkey FOREIGN KEY (disbursement_id) REFERENCES disbursement(id),
  constraint fund_check_payments_fkey FOREIGN KEY (payments_upload_id) REFERENCES fund_upload(id),
  constraint fund_check_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint fund_check_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint fund_check_roster_fkey FOREIGN KEY (roster_upload_id) REFERENCES fund_upload(id),
  constraint fund_check_run_fkey FOREIGN KEY (run_id) REFERENCES fund_run(id),
  constraint fund_check_batch_check CHECK ((kind = 'payment'::text) = (disbursement_id IS NOT NULL)),
  constraint fund_check_kind_check CHECK (kind = ANY (ARRAY['payment'::text, 'allocation'::text, 'matching'::text, 'account'::text, 'retention'::text])),
  constraint fund_check_state_check CHECK (state = ANY (ARRAY['done'::text, 'incomplete'::text]))
);
CREATE INDEX fund_check_disbursement_index ON public.fund_check USING btree (disbursement_id, id) WHERE (disbursement_id IS NOT NULL);
CREATE INDEX fund_check_run_index ON public.fund_check USING btree (run_id, id) WHERE (run_id IS NOT NULL);
CREATE INDEX fund_check_unit_index ON public.fund_check USING btree (unit_code, id);
CREATE INDEX fund_check_within_1_index ON public.fund_check USING btree (within_1, id);
CREATE INDEX fund_check_within_2_index ON public.fund_check USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX fund_check_within_3_index ON public.fund_check USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX fund_check_within_4_index ON public.fund_check USING btree (within_4, id) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER fund_check_keep BEFORE UPDATE ON fund_check FOR EACH ROW WHEN (new.id IS DISTINCT FROM old.id OR new.kind IS DISTINCT FROM old.kind OR new.unit_code IS DISTINCT FROM old.unit_code OR new.programme_id IS DISTINCT FROM old.programme_id OR new.period IS DISTINCT FROM old.period OR new.disbursement_id IS DISTINCT FROM old.disbursement_id OR new.due_on IS DISTINCT FROM old.due_on OR new.roster_upload_id IS DISTINCT FROM old.roster_upload_id OR new.payments_upload_id IS DISTINCT FROM old.payments_upload_id OR new.scope_code IS DISTINCT FROM old.scope_code OR new.others IS DISTINCT FROM old.others OR new.others_hash IS DISTINCT FROM old.others_hash OR new.run_id IS DISTINCT FROM old.run_id OR new.state IS DISTINCT FROM old.state OR new.checked_on IS DISTINCT FROM old.checked_on OR new.checked_at IS DISTINCT FROM old.checked_at OR new.checked_by IS DISTINCT FROM old.checked_by OR new.exceptions IS DISTINCT FROM old.exceptions OR new.content_hash IS DISTINCT FROM old.content_hash OR new.version IS DISTINCT FROM old.version) EXECUTE FUNCTION fund_check_keep();
CREATE TRIGGER fund_check_keep_all BEFORE DELETE OR TRUNCATE ON fund_check FOR EACH STATEMENT EXECUTE FUNCTION fund_check_keep();

create table fund_check_finding (
  check_id uuid not null,
  type text collate "C" not null,
  finding_id uuid not null,
  unit_code text collate "C" not null,
  constraint fund_check_finding_pkey PRIMARY KEY (check_id, type, unit_code),
  constraint fund_check_finding_check_fkey FOREIGN KEY (check_id) REFERENCES fund_check(id)
);

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
  constraint fund_exception_pkey PRIMARY KEY (check_id, "position")
);
CREATE TRIGGER fund_exception_keep BEFORE DELETE OR UPDATE OR TRUNCATE ON fund_exception FOR EACH STATEMENT EXECUTE FUNCTION fund_check_keep();

create table fund_exclusion (
  programme_id uuid not null,
  other_id uuid not null,
  constraint fund_exclusion_pkey PRIMARY KEY (programme_id, other_id),
  constraint fund_exclusion_other_fkey FOREIGN KEY (other_id) REFERENCES fund_programme(id),
  constraint fund_exclusion_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint fund_exclusion_check CHECK (programme_id <> other_id)
);

create table fund_programme (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  code text collate "C" not null,
  name text not null,
  version integer default 1 not null,
  constraint fund_programme_pkey PRIMARY KEY (id),
  constraint fund_programme_code_key UNIQUE (unit_code, code),
  constraint fund_programme_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE
);

create table fund_run (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  period date not null,
  checked integer not null,
  with_exceptions integer not null,
  exceptions integer not null,
  missing integer not null,
  checked_on date not null,
  checked_at timestamp with time zone not null,
  checked_by text not null,
  version integer default 1 not null,
  constraint fund_run_pkey PRIMARY KEY (id),
  constraint fund_run_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE
);
CREATE INDEX fund_run_unit_index ON public.fund_run USING btree (unit_code, id);
CREATE INDEX fund_run_within_1_index ON public.fund_run USING btree (within_1, id);
CREATE INDEX fund_run_within_2_index ON public.fund_run USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX fund_run_within_3_index ON public.fund_run USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX fund_run_within_4_index ON public.fund_run USING btree (within_4, id) WHERE (within_4 IS NOT NULL);

create table fund_run_missing (
  run_id uuid not null,
  "position" integer not null,
  unit_code text collate "C" not null,
  programme_id uuid not null,
  disbursement_id uuid,
  reason text not null,
  constraint fund_run_missing_pkey PRIMARY KEY (run_id, "position"),
  constraint fund_run_missing_disbursement_fkey FOREIGN KEY (disbursement_id) REFERENCES disbursement(id),
  constraint fund_run_missing_programme_fkey FOREIGN KEY (programme_id) REFERENCES fund_programme(id),
  constraint fund_run_missing_run_fkey FOREIGN KEY (run_id) REFERENCES fund_run(id),
  constraint fund_run_missing_batch_check CHECK ((disbursement_id IS NULL) = (reason = ANY (ARRAY['paid-before'::text, 'has-account'::text]))),
  constraint fund_run_missing_reason_check CHECK (reason = ANY (ARRAY['paid-before'::text, 'has-account'::text, 'no-files'::text, 'no-roster'::text, 'no-payments'::text]))
);

create table fund_schedule (
  unit_code text collate "C" not null,
  day_of_month integer not null,
  is_on boolean not null,
  last_period date,
  version integer default 1 not null,
  asked_on date,
  constraint fund_schedule_pkey PRIMARY KEY (unit_code),
  constraint fund_schedule_unit_fkey FOREIGN KEY (unit_code) REFERENCES unit(code),
  constraint fund_schedule_day_check CHECK (day_of_month >= 1 AND day_of_month <= 28)
);

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
  uploaded_at timestamp with time zone not null,
  uploaded_by text not null,
  bytes bigint,
  lines_removed_at timestamp with time zone,
  sheet text,
  normalised jsonb default '{}'::jsonb not null,
  ignored jsonb default '[]'::jsonb not null,
  corrects_id uuid,
  constraint fund_upload_pkey PRIMARY KEY (id),
  constraint fund_upload_number_key UNIQUE (disbursement_id, kind, number),
  constraint fund_upload_corrects_fkey FOREIGN KEY (corrects_id) REFERENCES fund_upload(id),
  constraint fund_upload_disbursement_fkey FOREIGN KEY (disbursement_id) REFERENCES disbursement(id),
  constraint fund_upload_format_check CHECK (format = ANY (ARRAY['utf-8'::text, 'gb18030'::text, 'xlsx'::text])),
  constraint fund_upload_kind_check CHECK (kind = ANY (ARRAY['roster'::text, 'payments'::text]))
);

create table idempotency_answer (
  actor_sub text not null,
  key text not null,
  operation_id text not null,
  request_hash text not null,
  status smallint not null,
  headers jsonb not null,
  body text not null,
  created_at timestamp with time zone not null,
  actor_unit text collate "C" not null,
  seen text[] default '{}'::text[] not null,
  not_hidden text[] default '{}'::text[] not null,
  constraint idempotency_answer_pkey PRIMARY KEY (actor_sub, actor_unit, key)
);
CREATE INDEX idempotency_answer_created_index ON public.idempotency_answer USING btree (created_at);

create table identity_opening (
  sub text not null,
  day date not null,
  openings integer not null,
  constraint identity_opening_pkey PRIMARY KEY (sub, day)
);

create table inspection (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 4), ''::text)) stored,
  task_id uuid,
  campaign_id uuid,
  method text not null,
  planned_on date not null,
  team uuid[] default '{}'::uuid[] not null,
  evaluator jsonb,
  state text default 'planned'::text not null,
  notified_at timestamp with time zone,
  started_at timestamp with time zone,
  completed_at timestamp with time zone,
  published_at timestamp with time zone,
  is_told boolean generated always as (((notified_at IS NOT NULL) OR (started_at IS NOT NULL))) stored not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  passed_to_code text collate "C",
  passed_to_path text collate "C",
  as_passed jsonb,
  constraint inspection_pkey PRIMARY KEY (id),
  constraint inspection_campaign_fkey FOREIGN KEY (campaign_id, target_code) REFERENCES campaign_target(campaign_id, target_code),
  constraint inspection_passed_fkey FOREIGN KEY (passed_to_code, passed_to_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint inspection_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint inspection_target_fkey FOREIGN KEY (target_code, target_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint inspection_task_fkey FOREIGN KEY (task_id) REFERENCES inspection_task(id),
  constraint inspection_cancelled_check CHECK ((state = 'cancelled'::text) = (cancelled_at IS NOT NULL) AND (state = 'cancelled'::text) = (cancel_reason IS NOT NULL)),
  constraint inspection_evaluator_check CHECK (evaluator IS NULL OR method = 'evaluation'::text),
  constraint inspection_method_check CHECK (method = ANY (ARRAY['special-supervision'::text, 'petition-supervision'::text, 'open-check'::text, 'unannounced-visit'::text, 'evaluation'::text])),
  constraint inspection_notified_check CHECK (notified_at IS NULL OR method = 'open-check'::text),
  constraint inspection_order_check CHECK (started_at <= completed_at AND completed_at <= published_at),
  constraint inspection_origin_check CHECK (num_nonnulls(task_id, campaign_id) <= 1),
  constraint inspection_passed_check CHECK (num_nulls(passed_to_code, passed_to_path, as_passed) = ANY (ARRAY[0, 3])),
  constraint inspection_state_check CHECK (state = ANY (ARRAY['planned'::text, 'notified'::text, 'under-way'::text, 'completed'::text, 'published'::text, 'cancelled'::text])),
  constraint inspection_steps_check CHECK ((state <> 'planned'::text OR notified_at IS NULL) AND ((state <> ALL (ARRAY['planned'::text, 'notified'::text, 'cancelled'::text])) OR started_at IS NULL) AND (state <> 'notified'::text OR notified_at IS NOT NULL) AND ((state <> ALL (ARRAY['under-way'::text, 'completed'::text, 'published'::text])) OR started_at IS NOT NULL) AND (state = ANY (ARRAY['completed'::text, 'published'::text])) = (completed_at IS NOT NULL) AND (state = 'published'::text) = (published_at IS NOT NULL))
);
CREATE INDEX inspection_campaign_index ON public.inspection USING btree (campaign_id, target_code) WHERE (campaign_id IS NOT NULL);
CREATE UNIQUE INDEX inspection_campaign_target_key ON public.inspection USING btree (campaign_id, target_code) WHERE (state = ANY (ARRAY['planned'::text, 'notified'::text, 'under-way'::text]));
CREATE INDEX inspection_handed_over_index ON public.inspection USING btree (id) WHERE (target_path !~~ (path || '.%'::text));
CREATE INDEX inspection_passed_index ON public.inspection USING btree (passed_to_code) WHERE (passed_to_code IS NOT NULL);
CREATE INDEX inspection_target_index ON public.inspection USING btree (target_code, planned_on, id);
CREATE INDEX inspection_task_index ON public.inspection USING btree (task_id) WHERE (task_id IS NOT NULL);
CREATE UNIQUE INDEX inspection_task_key ON public.inspection USING btree (task_id) WHERE (state = ANY (ARRAY['planned'::text, 'notified'::text, 'under-way'::text]));
CREATE INDEX inspection_unit_index ON public.inspection USING btree (unit_code, planned_on, id);
CREATE INDEX inspection_within_1_index ON public.inspection USING btree (within_1, planned_on, id);
CREATE INDEX inspection_within_2_index ON public.inspection USING btree (within_2, planned_on, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX inspection_within_3_index ON public.inspection USING btree (within_3, planned_on, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX inspection_within_4_index ON public.inspection USING btree (within_4, planned_on, id) WHERE (within_4 IS NOT NULL);

create table inspection_area (
  inspection_id uuid not null,
  area text not null,
  conclusion text,
  remarks text,
  constraint inspection_area_pkey PRIMARY KEY (inspection_id, area),
  constraint inspection_area_inspection_fkey FOREIGN KEY (inspection_id) REFERENCES inspection(id),
  constraint inspection_area_area_check CHECK (area = ANY (ARRAY['deployment'::text, 'policy'::text, 'disclosure'::text, 'petitions'::text, 'funds'::text, 'accountability'::text])),
  constraint inspection_area_conclusion_check CHECK (conclusion = ANY (ARRAY['sound'::text, 'problems'::text, 'not-checked'::text]))
);

create table inspection_item (
  inspection_id uuid not null,
  item_id text not null,
  area text not null,
  conclusion text not null,
  remarks text,
  constraint inspection_item_pkey PRIMARY KEY (inspection_id, item_id),
  constraint inspection_item_area_fkey FOREIGN KEY (inspection_id, area) REFERENCES inspection_area(inspection_id, area) ON DELETE CASCADE,
  constraint inspection_item_conclusion_check CHECK (conclusion = ANY (ARRAY['sound'::text, 'problems'::text, 'not-checked'::text]))
);

create table inspection_plan (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  unit_name text not null,
  year integer not null,
  state text default 'draft'::text not null,
  policy_id text not null,
  seed text not null,
  seed_source text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  submitted_at timestamp with time zone,
  submitted_by text,
  approved_at timestamp with time zone,
  approved_by text,
  return_reason text,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  constraint inspection_plan_pkey PRIMARY KEY (id),
  constraint inspection_plan_unit_year_key UNIQUE (unit_code, year),
  constraint inspection_plan_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint inspection_plan_four_eyes_check CHECK (approved_by IS DISTINCT FROM submitted_by OR approved_by IS NULL),
  constraint inspection_plan_state_check CHECK (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'closed'::text])),
  constraint inspection_plan_year_check CHECK (year >= 2000 AND year <= 2200)
);
CREATE INDEX inspection_plan_within_1_index ON public.inspection_plan USING btree (within_1, year, unit_code);
CREATE INDEX inspection_plan_within_2_index ON public.inspection_plan USING btree (within_2, year, unit_code) WHERE (within_2 IS NOT NULL);
CREATE INDEX inspection_plan_within_3_index ON public.inspection_plan USING btree (within_3, year, unit_code) WHERE (within_3 IS NOT NULL);
CREATE INDEX inspection_plan_within_4_index ON public.inspection_plan USING btree (within_4, year, unit_code) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER inspection_plan_keep BEFORE DELETE OR UPDATE OF id OR TRUNCATE ON inspection_plan FOR EACH STATEMENT EXECUTE FUNCTION plan_keep();

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
  state text default 'pending'::text not null,
  replaces_code text collate "C",
  replace_reason text,
  replaced_at timestamp with time zone,
  replace_approved_by text,
  version integer default 1 not null,
  covered_areas text[] default '{}'::text[] not null,
  reason text,
  clause_id text,
  dropped_on date,
  added_on date,
  constraint inspection_task_pkey PRIMARY KEY (id),
  constraint inspection_task_target_key UNIQUE (plan_id, coverage, target_code),
  constraint inspection_task_added_check CHECK (added_on IS NULL OR coverage = 'full'::text),
  constraint inspection_task_coverage_check CHECK (coverage = ANY (ARRAY['full'::text, 'sample'::text])),
  constraint inspection_task_dropped_check CHECK ((state = 'dropped'::text) = (dropped_on IS NOT NULL) AND (reason IS NULL OR (state = ANY (ARRAY['dropped'::text, 'replaced'::text]))) AND (state <> 'dropped'::text OR reason IS NOT NULL)),
  constraint inspection_task_method_check CHECK (method = ANY (ARRAY['special-supervision'::text, 'petition-supervision'::text, 'open-check'::text, 'unannounced-visit'::text, 'evaluation'::text])),
  constraint inspection_task_rank_check CHECK ((coverage = 'sample'::text) = (draw_rank IS NOT NULL)),
  constraint inspection_task_reason_check CHECK (reason = ANY (ARRAY['ended'::text, 'moved-away'::text, 'target-back'::text])),
  constraint inspection_task_state_check CHECK (state = ANY (ARRAY['pending'::text, 'scheduled'::text, 'under-way'::text, 'inspected'::text, 'replaced'::text, 'dropped'::text]))
);
CREATE INDEX inspection_task_target_index ON public.inspection_task USING btree (target_code);
CREATE TRIGGER inspection_task_keep BEFORE UPDATE OF plan_id ON inspection_task FOR EACH STATEMENT EXECUTE FUNCTION plan_keep();
CREATE TRIGGER inspection_task_plan AFTER INSERT ON inspection_task REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION inspection_task_plan();

create table interview (
  id uuid not null,
  number text not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  target_code text collate "C" not null,
  target_path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(target_path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(target_path, '.'::text, 4), ''::text)) stored,
  reason text not null,
  called_for text not null,
  called_at timestamp with time zone not null,
  called_by text not null,
  state text default 'called'::text not null,
  held_at text,
  held_on date,
  minutes text,
  attendees text[],
  next_due_on date default 'infinity'::date not null,
  closed_at timestamp with time zone,
  closed_by text,
  cancelled_at timestamp with time zone,
  cancelled_by text,
  cancel_reason text,
  version integer default 1 not null,
  constraint interview_pkey PRIMARY KEY (id),
  constraint interview_number_key UNIQUE (number),
  constraint interview_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint interview_target_fkey FOREIGN KEY (target_code, target_path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint interview_cancelled_check CHECK (num_nulls(cancelled_at, cancelled_by, cancel_reason) =
CASE
    WHEN state = 'cancelled'::text THEN 0
    ELSE 3
END),
  constraint interview_closed_check CHECK (num_nulls(closed_at, closed_by) =
CASE
    WHEN state = 'closed'::text THEN 0
    ELSE 2
END),
  constraint interview_held_check CHECK (num_nulls(held_at, held_on, minutes, attendees) =
CASE
    WHEN state = ANY (ARRAY['held'::text, 'closed'::text]) THEN 0
    ELSE 4
END),
  constraint interview_others_check CHECK (unit_code <> target_code),
  constraint interview_state_check CHECK (state = ANY (ARRAY['called'::text, 'held'::text, 'closed'::text, 'cancelled'::text]))
);
CREATE INDEX interview_handed_over_index ON public.interview USING btree (id) WHERE (target_path !~~ (path || '.%'::text));
CREATE INDEX interview_target_index ON public.interview USING btree (target_code, id);
CREATE INDEX interview_within_1_index ON public.interview USING btree (within_1, id);
CREATE INDEX interview_within_2_index ON public.interview USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX interview_within_3_index ON public.interview USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX interview_within_4_index ON public.interview USING btree (within_4, id) WHERE (within_4 IS NOT NULL);

create table interview_commitment (
  interview_id uuid not null,
  n integer not null,
  text text not null,
  due_on date not null,
  reports jsonb default '[]'::jsonb not null,
  fulfilled_on date,
  fulfilled_by text,
  note text,
  missed_at timestamp with time zone,
  constraint interview_commitment_pkey PRIMARY KEY (interview_id, n),
  constraint interview_commitment_interview_fkey FOREIGN KEY (interview_id) REFERENCES interview(id),
  constraint interview_commitment_fulfilled_check CHECK ((num_nulls(fulfilled_on, fulfilled_by) = ANY (ARRAY[0, 2])) AND (note IS NULL OR fulfilled_on IS NOT NULL)),
  constraint interview_commitment_n_check CHECK (n > 0)
);
CREATE INDEX interview_commitment_due_index ON public.interview_commitment USING btree (due_on) WHERE ((missed_at IS NULL) AND ((fulfilled_on IS NULL) OR (fulfilled_on > due_on)));
CREATE INDEX interview_commitment_marked_index ON public.interview_commitment USING btree (due_on) WHERE ((missed_at IS NOT NULL) AND (fulfilled_on IS NULL));

create table local_rule (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  effective_from date not null,
  document text not null,
  quotas jsonb not null,
  terms jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  constraint local_rule_pkey PRIMARY KEY (id),
  constraint local_rule_unit_day_key UNIQUE (unit_code, effective_from),
  constraint local_rule_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE
);
CREATE INDEX local_rule_within_1_index ON public.local_rule USING btree (within_1, unit_code, effective_from);
CREATE INDEX local_rule_within_2_index ON public.local_rule USING btree (within_2, unit_code, effective_from) WHERE (within_2 IS NOT NULL);
CREATE INDEX local_rule_within_3_index ON public.local_rule USING btree (within_3, unit_code, effective_from) WHERE (within_3 IS NOT NULL);
CREATE INDEX local_rule_within_4_index ON public.local_rule USING btree (within_4, unit_code, effective_from) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER local_rule_term_ground AFTER INSERT OR DELETE OR UPDATE OF unit_code, effective_from, document, terms OR TRUNCATE ON local_rule FOR EACH STATEMENT EXECUTE FUNCTION raise_term_ground();

create table matching_arrival (
  allocation_id uuid not null,
  arrived_on date not null,
  arrived bigint not null,
  constraint matching_arrival_pkey PRIMARY KEY (allocation_id, arrived_on),
  constraint matching_arrival_allocation_fkey FOREIGN KEY (allocation_id) REFERENCES allocation(id),
  constraint matching_arrival_check CHECK (arrived >= 0)
);

create table migration_note (
  name text not null,
  checksum text not null,
  is_breaking boolean not null,
  constraint migration_note_pkey PRIMARY KEY (name)
);

create table notice (
  id uuid not null,
  number text,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  title text not null,
  text text not null,
  addressee_codes text[] collate "C",
  addressee_within text collate "C",
  addressee_count integer,
  answer_by date,
  state text default 'draft'::text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  issued_on date,
  issued_by text,
  closed_on date,
  closed_by text,
  withdrawn_on date,
  withdrawn_by text,
  withdraw_reason text,
  version integer default 1 not null,
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_number_key UNIQUE (number),
  constraint notice_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint notice_within_fkey FOREIGN KEY (addressee_within) REFERENCES unit(code),
  constraint notice_addressees_check CHECK (num_nulls(addressee_codes, addressee_within) = 1),
  constraint notice_closed_check CHECK ((num_nulls(closed_on, closed_by) = ANY (ARRAY[0, 2])) AND (state = 'closed'::text) = (closed_on IS NOT NULL)),
  constraint notice_issued_check CHECK ((num_nulls(number, addressee_count, issued_on, issued_by) = ANY (ARRAY[0, 4])) AND ((state <> ALL (ARRAY['issued'::text, 'closed'::text])) OR issued_on IS NOT NULL) AND (state <> 'draft'::text OR issued_on IS NULL)),
  constraint notice_state_check CHECK (state = ANY (ARRAY['draft'::text, 'issued'::text, 'closed'::text, 'withdrawn'::text])),
  constraint notice_withdrawn_check CHECK ((num_nulls(withdrawn_on, withdrawn_by, withdraw_reason) = ANY (ARRAY[0, 3])) AND (state = 'withdrawn'::text) = (withdrawn_on IS NOT NULL))
);
CREATE INDEX notice_addressee_within_index ON public.notice USING btree (addressee_within) WHERE (addressee_within IS NOT NULL);
CREATE INDEX notice_unit_index ON public.notice USING btree (unit_code, id);
CREATE INDEX notice_within_1_index ON public.notice USING btree (within_1, id);
CREATE INDEX notice_within_2_index ON public.notice USING btree (within_2, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX notice_within_3_index ON public.notice USING btree (within_3, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX notice_within_4_index ON public.notice USING btree (within_4, id) WHERE (within_4 IS NOT NULL);

create table notice_addressee (
  id uuid not null,
  notice_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  state text default 'awaited'::text not null,
  due_on date not null,
  answer text,
  answered_on date,
  answered_by text,
  accepted_on date,
  accepted_by text,
  earlier jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  constraint notice_addressee_pkey PRIMARY KEY (id),
  constraint notice_addressee_unit_key UNIQUE (notice_id, unit_code),
  constraint notice_addressee_notice_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  constraint notice_addressee_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint notice_addressee_accepted_check CHECK ((num_nulls(accepted_on, accepted_by) = ANY (ARRAY[0, 2])) AND (state = 'accepted'::text) = (accepted_on IS NOT NULL)),
  constraint notice_addressee_answer_check CHECK ((num_nulls(answer, answered_on, answered_by) = ANY (ARRAY[0, 3])) AND (state = 'awaited'::text) = (answer IS NULL)),
  constraint notice_addressee_state_check CHECK (state = ANY (ARRAY['awaited'::text, 'given'::text, 'accepted'::text]))
);
CREATE INDEX notice_addressee_1_index ON public.notice_addressee USING btree (within_1, notice_id);
CREATE INDEX notice_addressee_2_index ON public.notice_addressee USING btree (within_2, notice_id) WHERE (within_2 IS NOT NULL);
CREATE INDEX notice_addressee_3_index ON public.notice_addressee USING btree (within_3, notice_id) WHERE (within_3 IS NOT NULL);
CREATE INDEX notice_addressee_4_index ON public.notice_addressee USING btree (within_4, notice_id) WHERE (within_4 IS NOT NULL);
CREATE INDEX notice_addressee_unit_index ON public.notice_addressee USING btree (unit_code, notice_id);

create table numbering (
  series text not null,
  unit_code text collate "C" not null,
  year integer not null,
  last integer not null,
  constraint numbering_pkey PRIMARY KEY (series, unit_code, year)
);

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
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer default 1 not null,
  subject_kind text,
  subject_id text collate "C",
  constraint operation_pkey PRIMARY KEY (id),
  constraint operation_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint operation_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text])),
  constraint operation_subject_check CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
);
CREATE INDEX operation_ended_index ON public.operation USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX operation_open_index ON public.operation USING btree (unit_code) WHERE (ended_at IS NULL);

create table outbox_event (
  id uuid not null,
  at timestamp with time zone not null,
  type text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_code text collate "C",
  data jsonb not null,
  handled_at timestamp with time zone,
  constraint outbox_event_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_event_awaited_index ON public.outbox_event USING btree (type, id) WHERE ((handled_at IS NULL) AND (type = ANY (ARRAY['notice-answer.given'::text, 'notice-answer.accepted'::text, 'notice-answer.sent-back'::text])));

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
CREATE INDEX payment_line_upload_index ON ONLY public.payment_line USING btree (upload_id, recipient_no);

create table petition_case (
  id uuid not null,
  number text not null,
  kind case_kind not null,
  channel case_channel not null,
  received_at timestamp with time zone not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  receiving_unit_code text collate "C" not null,
  deciding_unit_code text collate "C" not null,
  category text not null,
  cause text,
  summary text not null,
  anonymous boolean not null,
  representatives case_representatives default 0 not null,
  state case_state default 'received'::text not null,
  next_due_on date default 'infinity'::date not null,
  handler_sub text,
  handler_name text,
  decline_reason text,
  same_facts_as uuid,
  accepted_on date,
  concluded_on date,
  closed_on date,
  created_at timestamp with time zone not null,
  created_by text not null,
  version integer default 1 not null,
  identity_erased_on date,
  accused_unit_codes text[] collate "C",
  hidden_from text[] collate "C",
  receipt text,
  turn_from_code text collate "C",
  barred_from_code text collate "C",
  constraint petition_case_pkey PRIMARY KEY (id),
  constraint petition_case_number_key UNIQUE (number),
  constraint petition_case_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint petition_case_same_facts_fkey FOREIGN KEY (same_facts_as) REFERENCES petition_case(id),
  constraint petition_case_same_facts_check CHECK (same_facts_as <> id)
);
CREATE INDEX petition_case_handler_index ON public.petition_case USING btree (person_key(handler_sub), next_due_on, id) WHERE (handler_sub IS NOT NULL);
CREATE INDEX petition_case_hidden_index ON public.petition_case USING gin (hidden_from) WHERE (hidden_from IS NOT NULL);
CREATE UNIQUE INDEX petition_case_receipt_index ON public.petition_case USING btree (receipt) WHERE (receipt IS NOT NULL);
CREATE INDEX petition_case_received_1_index ON public.petition_case USING btree (within_1, received_at, id);
CREATE INDEX petition_case_received_2_index ON public.petition_case USING btree (within_2, received_at, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX petition_case_received_3_index ON public.petition_case USING btree (within_3, received_at, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX petition_case_same_facts_index ON public.petition_case USING btree (same_facts_as) WHERE (same_facts_as IS NOT NULL);
CREATE INDEX petition_case_turn_from_index ON public.petition_case USING btree (turn_from_code) WHERE (turn_from_code IS NOT NULL);
CREATE INDEX petition_case_turn_index ON public.petition_case USING btree (deciding_unit_code) WHERE (deciding_unit_code <> unit_code);
CREATE INDEX petition_case_unit_index ON public.petition_case USING btree (unit_code, next_due_on, id);
CREATE INDEX petition_case_within_1_index ON public.petition_case USING btree (within_1, next_due_on, id);
CREATE INDEX petition_case_within_2_index ON public.petition_case USING btree (within_2, next_due_on, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX petition_case_within_3_index ON public.petition_case USING btree (within_3, next_due_on, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX petition_case_within_4_index ON public.petition_case USING btree (within_4, next_due_on, id) WHERE (within_4 IS NOT NULL);
CREATE INDEX petition_case_words_index ON public.petition_case USING gin (bigrams(summary));
CREATE TRIGGER case_hidden_grows BEFORE UPDATE ON petition_case FOR EACH ROW WHEN (old.hidden_from IS NOT NULL AND NOT old.hidden_from <@ COALESCE(new.hidden_from, '{}'::text[])) EXECUTE FUNCTION case_hidden_grows();

create table plan_obligation (
  plan_id uuid not null,
  coverage text not null,
  target_level text not null,
  population integer not null,
  ratio_percent integer not null,
  required integer not null,
  quota_id text not null,
  local_rule_id uuid,
  constraint plan_obligation_pkey PRIMARY KEY (plan_id, coverage, target_level),
  constraint plan_obligation_local_rule_fkey FOREIGN KEY (local_rule_id) REFERENCES local_rule(id),
  constraint plan_obligation_plan_fkey FOREIGN KEY (plan_id) REFERENCES inspection_plan(id),
  constraint plan_obligation_coverage_check CHECK (coverage = ANY (ARRAY['full'::text, 'sample'::text]))
);

create table recusal (
  subject_id uuid not null,
  sub text not null,
  at timestamp with time zone not null,
  reason text not null,
  unit_code text collate "C",
  person text collate "C" generated always as (person_key(sub)) stored not null,
  constraint recusal_pkey PRIMARY KEY (subject_id, person)
);
CREATE INDEX recusal_person_index ON public.recusal USING btree (person);

create table report_reading (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  sub text not null,
  name text not null,
  unit_code text collate "C" not null,
  read_at timestamp with time zone not null,
  way text not null,
  constraint report_reading_pkey PRIMARY KEY (id),
  constraint report_reading_case_fkey FOREIGN KEY (case_id) REFERENCES petition_case(id) ON DELETE CASCADE,
  constraint report_reading_way_check CHECK (way = ANY (ARRAY['record'::text, 'list'::text, 'download'::text]))
);
CREATE INDEX report_reading_at_index ON public.report_reading USING btree (read_at, id);
CREATE INDEX report_reading_case_index ON public.report_reading USING btree (case_id, read_at);

create table retention_item (
  kind text collate "C" not null,
  subject_id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  due_on date not null,
  years integer not null,
  clause_id text not null,
  local_default boolean not null,
  listed_on date not null,
  erased_on date,
  constraint retention_item_pkey PRIMARY KEY (kind, subject_id),
  constraint retention_item_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE
);
CREATE INDEX retention_item_due_index ON public.retention_item USING btree (kind, due_on, subject_id) WHERE (erased_on IS NULL);
CREATE INDEX retention_item_unit_index ON public.retention_item USING btree (unit_code, due_on, subject_id, kind);
CREATE INDEX retention_item_within_1_index ON public.retention_item USING btree (within_1, due_on, subject_id, kind);
CREATE INDEX retention_item_within_2_index ON public.retention_item USING btree (within_2, due_on, subject_id, kind) WHERE (within_2 IS NOT NULL);
CREATE INDEX retention_item_within_3_index ON public.retention_item USING btree (within_3, due_on, subject_id, kind) WHERE (within_3 IS NOT NULL);
CREATE INDEX retention_item_within_4_index ON public.retention_item USING btree (within_4, due_on, subject_id, kind) WHERE (within_4 IS NOT NULL);

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
CREATE INDEX roster_line_identity_index ON ONLY public.roster_line USING btree (identity_hash) WHERE (identity_hash IS NOT NULL);
CREATE INDEX roster_line_upload_index ON ONLY public.roster_line USING btree (upload_id, recipient_no);

create table staff (
  id uuid not null,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  name text not null,
  post text not null,
  qualifications text[] default '{}'::text[] not null,
  active boolean default true not null,
  registered_at timestamp with time zone not null,
  registered_by text not null,
  version integer default 1 not null,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_place_fkey FOREIGN KEY (unit_code, path) REFERENCES unit(code, path) ON UPDATE CASCADE,
  constraint staff_qualifications_check CHECK (qualifications <@ ARRAY['deployment'::text, 'policy'::text, 'disclosure'::text, 'petitions'::text, 'funds'::text, 'accountability'::text])
);
CREATE INDEX staff_unit_index ON public.staff USING btree (unit_code, id);
CREATE INDEX staff_within_1_index ON public.staff USING btree (within_1, unit_code, id);
CREATE INDEX staff_within_2_index ON public.staff USING btree (within_2, unit_code, id) WHERE (within_2 IS NOT NULL);
CREATE INDEX staff_within_3_index ON public.staff USING btree (within_3, unit_code, id) WHERE (within_3 IS NOT NULL);
CREATE INDEX staff_within_4_index ON public.staff USING btree (within_4, unit_code, id) WHERE (within_4 IS NOT NULL);

create table staff_conflict (
  staff_id uuid not null,
  unit_code text collate "C" not null,
  reason text not null,
  constraint staff_conflict_pkey PRIMARY KEY (staff_id, unit_code),
  constraint staff_conflict_staff_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

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
  drawn_at timestamp with time zone not null,
  drawn_by text not null,
  unit_code text collate "C",
  constraint team_draw_pkey PRIMARY KEY (id),
  constraint team_draw_ordinal_key UNIQUE (inspection_id, ordinal),
  constraint team_draw_inspection_fkey FOREIGN KEY (inspection_id) REFERENCES inspection(id),
  constraint team_draw_unit_fkey FOREIGN KEY (unit_code) REFERENCES unit(code),
  constraint team_draw_reason_check CHECK (ordinal = 1 OR reason IS NOT NULL),
  constraint team_draw_size_check CHECK (size >= 1 AND size <= population)
);
CREATE TRIGGER team_draw_keep BEFORE DELETE OR UPDATE OR TRUNCATE ON team_draw FOR EACH STATEMENT EXECUTE FUNCTION team_draw_keep();

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
  missed_at timestamp with time zone,
  reminded_at timestamp with time zone,
  skipped jsonb default '[]'::jsonb not null,
  rolls_over boolean default true not null,
  constraint term_pkey PRIMARY KEY (id),
  constraint term_local_rule_fkey FOREIGN KEY (local_rule_id) REFERENCES local_rule(id),
  constraint term_order_check CHECK (started_on < base_due_on AND base_due_on <= due_on)
);
CREATE INDEX term_due_index ON public.term USING btree (due_on) WHERE ((met_on IS NULL) AND (missed_at IS NULL));
CREATE INDEX term_edition_index ON public.term USING btree (calendar_edition, due_on) WHERE (met_on IS NULL);
CREATE INDEX term_marked_index ON public.term USING btree (due_on) WHERE ((met_on IS NULL) AND ((missed_at IS NOT NULL) OR (reminded_at IS NOT NULL)));
CREATE INDEX term_subject_index ON public.term USING btree (subject_kind, subject_id);

create table term_ground (
  is_only boolean default true not null,
  edition bigint not null,
  constraint term_ground_pkey PRIMARY KEY (is_only),
  constraint term_ground_only_check CHECK (is_only)
);

create table tree_day (
  is_only boolean default true not null,
  day date not null,
  constraint tree_day_pkey PRIMARY KEY (is_only),
  constraint tree_day_only_check CHECK (is_only)
);

create table unit (
  code text collate "C" not null,
  name text not null,
  level text not null,
  parent_code text collate "C",
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.'::text, 1)) stored,
  within_2 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 2), ''::text)) stored,
  within_3 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 3), ''::text)) stored,
  within_4 text collate "C" generated always as (NULLIF(split_part(path, '.'::text, 4), ''::text)) stored,
  counts_in_quota boolean default true not null,
  valid_from date,
  valid_to date,
  successor_code text collate "C",
  principal text,
  channels jsonb default '{}'::jsonb not null,
  version integer default 1 not null,
  acting_code text collate "C",
  constraint unit_pkey PRIMARY KEY (code),
  constraint unit_place_key UNIQUE (code, path),
  constraint unit_acting_fkey FOREIGN KEY (acting_code) REFERENCES unit(code),
  constraint unit_parent_fkey FOREIGN KEY (parent_code) REFERENCES unit(code),
  constraint unit_successor_fkey FOREIGN KEY (successor_code) REFERENCES unit(code),
  constraint unit_code_check CHECK (code ~ '^[0-9A-Za-z]{2,20}$'::text),
  constraint unit_level_check CHECK (level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text, 'village'::text])),
  constraint unit_name_check CHECK (name <> ''::text),
  constraint unit_root_check CHECK ((parent_code IS NULL) = (level = 'province'::text)),
  constraint unit_validity_check CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
);
CREATE INDEX unit_acting_index ON public.unit USING btree (acting_code) WHERE (acting_code IS NOT NULL);
CREATE INDEX unit_end_index ON public.unit USING btree (valid_to) WHERE (valid_to IS NOT NULL);
CREATE INDEX unit_name_index ON public.unit USING gin (name gin_trgm_ops);
CREATE INDEX unit_parent_index ON public.unit USING btree (parent_code, code);
CREATE INDEX unit_successor_index ON public.unit USING btree (successor_code) WHERE (successor_code IS NOT NULL);
CREATE INDEX unit_within_1_index ON public.unit USING btree (within_1, code);
CREATE INDEX unit_within_2_index ON public.unit USING btree (within_2, code) WHERE (within_2 IS NOT NULL);
CREATE INDEX unit_within_3_index ON public.unit USING btree (within_3, code) WHERE (within_3 IS NOT NULL);
CREATE INDEX unit_within_4_index ON public.unit USING btree (within_4, code) WHERE (within_4 IS NOT NULL);
CREATE TRIGGER case_hidden_from_leaving AFTER UPDATE ON unit REFERENCING OLD TABLE AS unit_before NEW TABLE AS unit_after FOR EACH STATEMENT EXECUTE FUNCTION case_hidden_from_leaving();
CREATE TRIGGER unit_keep BEFORE DELETE OR TRUNCATE ON unit FOR EACH STATEMENT EXECUTE FUNCTION unit_keep();

create table unit_past (
  code text collate "C" not null,
  version integer not null,
  ended_at timestamp with time zone not null,
  ended_on date not null,
  change text not null,
  name text not null,
  level text not null,
  parent_code text collate "C",
  counts_in_quota boolean not null,
  constraint unit_past_pkey PRIMARY KEY (code, version),
  constraint unit_past_unit_fkey FOREIGN KEY (code) REFERENCES unit(code),
  constraint unit_past_change_check CHECK (change = ANY (ARRAY['changed'::text, 'renamed'::text, 'moved'::text, 'retired'::text, 'end-corrected'::text, 'reinstated'::text]))
);

create view calendar_now as
 SELECT current_database()::text AS database,
    COALESCE(max(edition), 0) AS edition
   FROM calendar_year;

create view unit_below as
 SELECT above.code AS above_code,
    unit.code,
    unit.name,
    unit.level,
    unit.parent_code,
    unit.path,
    unit.within_1,
    unit.within_2,
    unit.within_3,
    unit.within_4,
    unit.counts_in_quota,
    unit.valid_from,
    unit.valid_to
   FROM unit
     CROSS JOIN LATERAL ( VALUES (unit.within_1), (unit.within_2), (unit.within_3), (unit.within_4)) above(code)
  WHERE above.code IS NOT NULL AND above.code <> unit.code;
