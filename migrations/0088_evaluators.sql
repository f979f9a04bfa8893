-- Third parties that evaluate for a unit (第三方机构): what each was assigned, and the values they give.
create table evaluation_evaluator (
  id uuid not null constraint evaluation_evaluator_pkey primary key,
  evaluation_id uuid not null,
  n integer not null,
  sub text not null,
  person text collate "C" not null generated always as (person_key(sub)) stored,
  name text not null,
  organisation_name text not null,
  registration_no text collate "C" not null,
  agreement_no text not null,
  agreement_from date not null,
  agreement_to date not null,
  items text[] not null,
  targets text[] not null,
  conflicts jsonb not null default '[]',
  assigned_at timestamptz not null,
  assigned_by text not null,
  removed_at timestamptz,
  removed_by text,
  constraint evaluation_evaluator_key unique (evaluation_id, n),
  constraint evaluation_evaluator_evaluation_fkey foreign key (evaluation_id) references evaluation (id),
  constraint evaluation_evaluator_agreement_check check (agreement_from <= agreement_to),
  constraint evaluation_evaluator_removed_check check ((removed_at is null) = (removed_by is null))
);
comment on table evaluation_evaluator is
  'A person of a third party who gives values for an evaluation, by an agreement with the evaluating unit.';
comment on column evaluation_evaluator.person is
  'sub in one spelling, so that the same person under another spelling is found';
comment on column evaluation_evaluator.targets is 'Codes of the units about which values are given';
comment on column evaluation_evaluator.conflicts is
  'Units for whose assistance offices the organisation works, with the reason';
create unique index evaluation_evaluator_person_index on evaluation_evaluator (evaluation_id, person)
  where removed_at is null;
create index evaluation_evaluator_organisation_index on evaluation_evaluator (registration_no);

alter table evaluation_value
  add column external_value numeric,
  add column external_text text,
  add column external_at timestamptz,
  add column external_by text,
  add column external_evaluator_id uuid,
  add column external_version integer not null default 0,
  add constraint evaluation_value_evaluator_fkey
    foreign key (external_evaluator_id) references evaluation_evaluator (id),
  add constraint evaluation_value_external_check check (
    (external_value is null) = (external_at is null)
    and (external_value is null) = (external_evaluator_id is null));
comment on column evaluation_value.external_value is
  'What a third party gave; it counts unless the evaluating unit verifies another value';
comment on column evaluation_value.external_version is
  'How often the third party has entered it: the only version that the third party can learn';
create index evaluation_value_evaluator_index on evaluation_value (external_evaluator_id)
  where external_evaluator_id is not null;
