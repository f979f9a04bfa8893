-- Webhooks: addresses of other systems to which events are sent, each with its place in the order of events.
create table webhook (
  id uuid not null constraint webhook_pkey primary key,
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  url text not null,
  types text[] not null default '{}',
  roles text[] not null,
  state text not null default 'active',
  paused_reason text,
  paused_at timestamptz,
  position bigint not null,
  position_event uuid,
  starts_at timestamptz not null,
  failures integer not null default 0,
  failing_since timestamptz,
  due_at timestamptz not null,
  delivered_at timestamptz,
  claim uuid,
  claimed_until timestamptz,
  turn_at timestamptz not null default clock_timestamp(),
  key_id text not null,
  sealed bytea not null,
  previous_until timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  version integer not null default 1,
  updated_at timestamptz,
  constraint webhook_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint webhook_address_key unique (unit_code, made_by, url),
  constraint webhook_state_check check (state in ('active', 'paused')),
  constraint webhook_paused_check
    check ((state = 'paused') = (paused_reason is not null) and (state = 'paused') = (paused_at is not null)),
  constraint webhook_reason_check
    check (paused_reason in ('asked', 'failing', 'gone', 'events-expired', 'unit-ended')),
  constraint webhook_failing_check check (failures >= 0 and (failures = 0) = (failing_since is null))
);
comment on table webhook is
  'An address to which the events are sent that one account sees. The account belongs to a system, and is the only one to change it.';
comment on column webhook.types is 'The events that are sent; none: all that the account sees.';
comment on column webhook.roles is
  'Roles of the account when it last made or changed the webhook: by these it is decided what it sees.';
comment on column webhook.position is
  'Events up to this place in the order were sent or passed over; position_event is the event at it.';
comment on column webhook.starts_at is
  'What happened before this instant is not sent: it may get its place in the order later.';
comment on column webhook.failures is 'Attempts that failed one after the other.';
comment on column webhook.claim is
  'Taken by the instance that sends now, until claimed_until. Others leave the webhook alone.';
comment on column webhook.turn_at is 'When its turn ended last: whoever waits longest comes first.';
comment on column webhook.sealed is
  'The secrets, encrypted under the key that key_id names: the present one and, until previous_until, the one before it.';
create index webhook_unit_index on webhook (unit_code, id);
create index webhook_within_1_index on webhook (within_1, id);
create index webhook_within_2_index on webhook (within_2, id) where within_2 is not null;
create index webhook_within_3_index on webhook (within_3, id) where within_3 is not null;
create index webhook_within_4_index on webhook (within_4, id) where within_4 is not null;

create table webhook_delivery (
  id uuid not null constraint webhook_delivery_pkey primary key,
  webhook_id uuid not null,
  kind text not null,
  type text not null,
  event_id uuid,
  position bigint,
  message_id uuid not null,
  state text not null,
  attempts jsonb not null default '[]',
  due_at timestamptz,
  delivered_at timestamptz,
  made_at timestamptz not null,
  constraint webhook_delivery_webhook_fkey foreign key (webhook_id) references webhook (id) on delete cascade,
  constraint webhook_delivery_message_key unique (webhook_id, message_id),
  constraint webhook_delivery_kind_check check (kind in ('event', 'test')),
  constraint webhook_delivery_event_check
    check ((kind = 'event') = (event_id is not null) and (event_id is null) = (position is null)),
  constraint webhook_delivery_state_check check (state in ('waiting', 'delivered', 'failed', 'withheld'))
);
comment on table webhook_delivery is
  'An event sent to a webhook, with its attempts: when, the status of the answer, how long it took, why it failed. Never what the answer said.';
comment on column webhook_delivery.message_id is
  'What the header webhook-id says: the identifier of the event in the feed, the same at each attempt.';
comment on column webhook_delivery.due_at is
  'Set for what is sent apart from the order, once: test events, and events that are sent again.';
create index webhook_delivery_webhook_index on webhook_delivery (webhook_id, id);
create index webhook_delivery_due_index on webhook_delivery (due_at) where due_at is not null;
create index webhook_delivery_made_index on webhook_delivery (made_at);
