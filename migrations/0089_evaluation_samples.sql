-- Samples of recipients for third parties: numbers and villages, drawn so that anyone can recompute them.
create table evaluation_sample (
  id uuid not null constraint evaluation_sample_pkey primary key,
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
  constraint evaluation_sample_key unique (target_id, n),
  constraint evaluation_sample_target_fkey foreign key (target_id) references evaluation_target (id),
  constraint evaluation_sample_programme_fkey foreign key (programme_id) references fund_programme (id),
  constraint evaluation_sample_size_check check (
    size = cardinality(selected) and size between 1 and population)
);
comment on table evaluation_sample is
  'Recipients drawn from the rosters of an evaluated unit. It has numbers of recipients and villages, never names.';
comment on column evaluation_sample.frame is
  'The candidates as the text that was hashed: village, colon, number of the recipient, one a line in byte order';
