-- Events get positions after their commit, so that other systems can read them in one order. Long outboxes take a while.
alter table outbox_event add column position bigint;
comment on column outbox_event.position is
  'Place in the order in which other systems read events. It is given after the commit, by one transaction after another.';
create unique index outbox_event_position_key on outbox_event (position) where position is not null;
create index outbox_event_type_index on outbox_event (type, position) where position is not null;
create index outbox_event_unplaced_index on outbox_event (id) where position is null;

create table event_feed (
  is_only boolean not null default true,
  last_position bigint not null default 0,
  expired_through bigint not null default 0,
  constraint event_feed_pkey primary key (is_only),
  constraint event_feed_only_check check (is_only),
  constraint event_feed_order_check check (expired_through between 0 and last_position)
);
comment on table event_feed is
  'How far the order of events goes. One row; whoever gives positions holds it.';
comment on column event_feed.last_position is 'The position given last.';
comment on column event_feed.expired_through is
  'Events up to this position may be deleted, because their period is over.';
insert into event_feed default values;
