-- Tasks that a unit gives to units below it: items with their last days, the units addressed, and their reports.
create table deployment (
  id uuid not null constraint deployment_pkey primary key,
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
  state text not null default 'draft',
  amendments integer not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  issued_at timestamptz,
  issued_by text,
  closed_at timestamptz,
  closed_by text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint deployment_place_fkey foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint deployment_document_key unique (unit_code, document_no),
  constraint deployment_addressees_check
    check ((addressee_codes is null) <> (addressee_within is null)),
  constraint deployment_state_check check (state in ('draft', 'issued', 'closed')),
  constraint deployment_issued_check
    check (num_nulls(issued_at, issued_by, study_by, addressee_count) in (0, 4)
      and (state <> 'draft' or issued_at is null) and (state <> 'issued' or issued_at is not null)),
  constraint deployment_closed_check check ((state = 'closed') = (closed_at is not null))
);
comment on table deployment is
  'Work that a unit deploys to units below it (上级部署). Its addressees are fixed when it is issued.';
comment on column deployment.issued_on is 'The date of the document; the record is issued at issued_at';
comment on column deployment.study_by is 'Until when an addressee should have studied the document';
comment on column deployment.amendments is 'How often the items were amended after the issue';
create index deployment_within_1_index on deployment (within_1, id);
create index deployment_within_2_index on deployment (within_2, id) where within_2 is not null;
create index deployment_within_3_index on deployment (within_3, id) where within_3 is not null;
create index deployment_within_4_index on deployment (within_4, id) where within_4 is not null;
create index deployment_updated_index on deployment (coalesce(updated_at, created_at), id);
create index deployment_issued_index on deployment (id) where state = 'issued';

create table deployment_item (
  deployment_id uuid not null constraint deployment_item_deployment_fkey references deployment (id),
  no integer not null,
  text text not null,
  measure_name text,
  measure_unit text,
  measure_target double precision,
  due_on date not null,
  milestones jsonb not null default '[]',
  supervision text,
  department text,
  steps text,
  parent_deployment_id uuid,
  parent_no integer,
  amendment integer not null default 0,
  constraint deployment_item_pkey primary key (deployment_id, no),
  constraint deployment_item_parent_fkey
    foreign key (parent_deployment_id, parent_no) references deployment_item (deployment_id, no),
  constraint deployment_item_parent_check check ((parent_deployment_id is null) = (parent_no is null)),
  constraint deployment_item_measure_check
    check (num_nulls(measure_name, measure_unit, measure_target) in (0, 3) and measure_target > 0)
);
comment on table deployment_item is 'An item of a deployment: what is to be done, by which measure, until when.';
comment on column deployment_item.milestones is 'Targets on the way: [{ dueOn, target }], by day';
comment on column deployment_item.amendment is 'The number of the amendment that worded it so; 0: as it was issued';
create index deployment_item_parent_index on deployment_item (parent_deployment_id, parent_no)
  where parent_deployment_id is not null;

create table deployment_amendment (
  deployment_id uuid not null constraint deployment_amendment_deployment_fkey references deployment (id),
  number integer not null,
  reason text not null,
  before jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  constraint deployment_amendment_pkey primary key (deployment_id, number)
);
comment on table deployment_amendment is 'A change of the items after the issue.';
comment on column deployment_amendment.before is 'The items that it changed, as they were; without those that it added';

create table deployment_addressee (
  deployment_id uuid not null constraint deployment_addressee_deployment_fkey references deployment (id),
  unit_code text collate "C" not null,
  path text collate "C" not null,
  within_1 text collate "C" generated always as (split_part(path, '.', 1)) stored,
  within_2 text collate "C" generated always as (nullif(split_part(path, '.', 2), '')) stored,
  within_3 text collate "C" generated always as (nullif(split_part(path, '.', 3), '')) stored,
  within_4 text collate "C" generated always as (nullif(split_part(path, '.', 4), '')) stored,
  constraint deployment_addressee_pkey primary key (deployment_id, unit_code),
  constraint deployment_addressee_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade
);
comment on table deployment_addressee is 'A unit to which a deployment was issued.';
create index deployment_addressee_unit_index on deployment_addressee (unit_code, deployment_id);
create index deployment_addressee_1_index on deployment_addressee (within_1, deployment_id);
create index deployment_addressee_2_index on deployment_addressee (within_2, deployment_id)
  where within_2 is not null;
create index deployment_addressee_3_index on deployment_addressee (within_3, deployment_id)
  where within_3 is not null;
create index deployment_addressee_4_index on deployment_addressee (within_4, deployment_id)
  where within_4 is not null;

create table deployment_report (
  id uuid not null constraint deployment_report_pkey primary key,
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
  review text not null default 'open',
  reviewed_on date,
  reviewed_by text,
  return_reason text,
  version integer not null default 1,
  updated_at timestamptz,
  constraint deployment_report_place_fkey
    foreign key (unit_code, path) references unit (code, path) on update cascade,
  constraint deployment_report_number_key unique (deployment_id, unit_code, item_no, number),
  constraint deployment_report_item_fkey
    foreign key (deployment_id, item_no) references deployment_item (deployment_id, no),
  constraint deployment_report_addressee_fkey
    foreign key (deployment_id, unit_code) references deployment_addressee (deployment_id, unit_code),
  constraint deployment_report_state_check check (state in ('not-started', 'under-way', 'done')),
  constraint deployment_report_review_check check (review in ('open', 'confirmed', 'returned')),
  constraint deployment_report_reviewed_check
    check ((review = 'open') = (reviewed_on is null) and (review = 'returned') = (return_reason is not null)
      and num_nulls(reviewed_on, reviewed_by) in (0, 2))
);
comment on table deployment_report is
  'How an addressed unit says that an item stands. Reports are kept: the next one does not overwrite it.';
comment on column deployment_report.number is 'Counts the reports of the unit on the item';
create index deployment_report_order_index on deployment_report (deployment_id, id);

create table deployment_overdue (
  deployment_id uuid not null,
  unit_code text collate "C" not null,
  item_no integer not null,
  due_on date not null,
  marked_at timestamptz not null,
  constraint deployment_overdue_pkey primary key (deployment_id, unit_code, item_no, due_on),
  constraint deployment_overdue_addressee_fkey
    foreign key (deployment_id, unit_code) references deployment_addressee (deployment_id, unit_code),
  constraint deployment_overdue_item_fkey
    foreign key (deployment_id, item_no) references deployment_item (deployment_id, no)
);
comment on table deployment_overdue is
  'An item whose last day passed at a unit that had not reported it done. Marked once for each last day.';

create table deployment_watched (
  day date not null,
  is_only boolean not null default true constraint deployment_watched_pkey primary key,
  constraint deployment_watched_only_check check (is_only)
);
comment on table deployment_watched is 'The last day for which overdue items were looked for.';
