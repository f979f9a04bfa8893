-- What follows from what: a consequence names its causes. No foreign keys: both stand in rooms above this one,
-- and records are never deleted.
create table cause_link (
  consequence_kind text not null,
  consequence_id uuid not null,
  position integer not null,
  cause_kind text not null,
  cause_id uuid not null,
  constraint cause_link_pkey primary key (consequence_id, position),
  constraint cause_link_cause_key unique (consequence_id, cause_id)
);
create index cause_link_cause_index on cause_link (cause_id, consequence_id);

-- When the rooms that wait for an event have done what follows from it.
alter table outbox_event add column handled_at timestamptz;
create index outbox_event_unhandled_index on outbox_event (type, id) where handled_at is null;
