-- Who read the text of a report, and when. Apart from the audit trail: the people who handle a report read its trail,
-- and would see in it who looks at them. Auditors of the units above read these lines.
create table report_reading (
  id uuid not null default gen_random_uuid(),
  case_id uuid not null constraint report_reading_case_fkey references petition_case (id) on delete cascade,
  sub text not null,
  name text not null,
  unit_code text collate "C" not null,
  read_at timestamptz not null,
  way text not null,
  constraint report_reading_pkey primary key (id),
  constraint report_reading_way_check check (way in ('record', 'list', 'download'))
);
create index report_reading_at_index on report_reading (read_at, id);
create index report_reading_case_index on report_reading (case_id, read_at);
