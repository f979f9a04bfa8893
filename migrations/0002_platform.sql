-- Audit: lines are written in the transaction of the effect, and sealed in order by a background step.
create table audit_line (
  id uuid constraint audit_line_pkey primary key,
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
  -- json, not jsonb: the text as it was written is what the code below covers.
  details json not null,
  mac text not null
);
create index audit_line_subject_index on audit_line (subject_id, id);
create index audit_line_actor_index on audit_line (actor_sub, id);
create index audit_line_unit_index on audit_line (unit_code, id);
create index audit_line_within_1_index on audit_line (within_1, id);
create index audit_line_within_2_index on audit_line (within_2, id) where within_2 is not null;
create index audit_line_within_3_index on audit_line (within_3, id) where within_3 is not null;
create index audit_line_within_4_index on audit_line (within_4, id) where within_4 is not null;

-- Lines that wait for their seal. A queue, not evidence.
create table audit_pending (
  line_id uuid constraint audit_pending_pkey primary key
);

create table audit_seal (
  number bigint constraint audit_seal_pkey primary key,
  sealed_at timestamptz not null,
  lines integer not null,
  key_id text not null,
  previous_hash text not null,
  hash text not null
);

create table audit_sealed_line (
  line_id uuid constraint audit_sealed_line_pkey primary key,
  seal_number bigint not null constraint audit_sealed_line_seal_fkey references audit_seal (number),
  position integer not null,
  constraint audit_sealed_line_position_key unique (seal_number, position)
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_line_append_only before update or delete or truncate on audit_line
  for each statement execute function refuse_rewriting();
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_rewriting();
create trigger audit_sealed_line_append_only before update or delete or truncate on audit_sealed_line
  for each statement execute function refuse_rewriting();

-- Outbox: news for other rooms and other systems, written in the transaction of the effect.
create table outbox_event (
  id uuid constraint outbox_event_pkey primary key,
  at timestamptz not null,
  type text not null,
  subject_kind text not null,
  subject_id text not null,
  unit_code text collate "C",
  data jsonb not null
);

create table idempotency_answer (
  actor_sub text not null,
  key text not null,
  operation_id text not null,
  request_hash text not null,
  status smallint not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null,
  constraint idempotency_answer_pkey primary key (actor_sub, key)
);
create index idempotency_answer_created_index on idempotency_answer (created_at);

create table operation (
  id uuid constraint operation_pkey primary key,
  kind text not null,
  state text not null constraint operation_state_check
    check (state in ('queued', 'running', 'succeeded', 'failed')),
  actor jsonb not null,
  -- None: the operator asked for it.
  unit_code text collate "C",
  path text collate "C",
  input jsonb not null,
  done integer not null default 0,
  total integer,
  phase text,
  result jsonb,
  problem jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  constraint operation_place_fkey foreign key (unit_code, path)
    references unit (code, path) on update cascade
);
