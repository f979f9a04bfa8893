-- Each identity gets a random key of its own, wrapped by the identity key: throwing that key away erases the
-- identity. Null until `npm run reseal-identities`: sealed by the identity key itself.
alter table case_reporter add column wrapped bytea;
comment on column case_reporter.wrapped is 'The key of the case, encrypted under the identity key named by key_id';

-- An identity that was erased leaves its day: a row that is missing without it was deleted by somebody.
alter table petition_case add column identity_erased_on date;

-- Two people erase an identity: one asks, one of a unit above confirms.
create table case_erasure (
  case_id uuid constraint case_erasure_pkey primary key
    constraint case_erasure_case_fkey references petition_case (id),
  reason text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_unit text collate "C" not null,
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_unit text collate "C",
  constraint case_erasure_two_check check (confirmed_by <> asked_by)
);

-- How many identities a person opened on a day. One row, so that requests at the same time count one another.
create table identity_opening (
  sub text not null,
  day date not null,
  openings integer not null,
  constraint identity_opening_pkey primary key (sub, day)
);
