-- Values of evaluations that the service computes, frozen with the numbers behind them.
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
  constraint evaluation_computed_target_fkey foreign key (target_id) references evaluation_target (id),
  constraint evaluation_computed_number_check check (n > 0 and numerator >= 0 and denominator >= 0)
);
comment on table evaluation_computed is
  'A computed value of an indicator for a unit. It never changes: what changed since shows in the next computation.';
comment on column evaluation_computed.n is 'Number of the computation, from 1; the latest one counts';
comment on column evaluation_computed.content_hash is
  'SHA-256 of the unit, the indicator, the period and the numbers, by which a copy is compared with the original';
