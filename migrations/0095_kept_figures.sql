-- Figures that took long to count are kept for the day.
create table kept_figures (
  reader_code text collate "C" not null references unit (code) on delete cascade,
  tree_code text collate "C" not null references unit (code) on delete cascade,
  subject text not null,
  rights text not null,
  year integer not null,
  day date not null,
  counted_at timestamptz not null,
  took_ms integer not null constraint kept_figures_took_check check (took_ms >= 0),
  figures jsonb not null,
  constraint kept_figures_pkey primary key (reader_code, tree_code, subject, rights, year)
);
comment on table kept_figures is
  'Figures of a subject that took long to count: a row for readers of one unit about one subtree in one year';
comment on column kept_figures.reader_code is 'Unit of the readers';
comment on column kept_figures.tree_code is 'Unit that is counted with all units below it';
comment on column kept_figures.rights is 'What else decides on the records that count: kinds of records, joined by commas';
comment on column kept_figures.day is 'Day on which the figures were asked for; they count up to the day before';
comment on column kept_figures.figures is 'Figures of the year, and of the same part of the year before';
create index kept_figures_day_index on kept_figures (day);

-- Each unit is counted ahead once a day, by one instance.
create table figures_ahead (
  unit_code text collate "C" not null references unit (code) on delete cascade,
  day date not null,
  constraint figures_ahead_pkey primary key (unit_code)
);
comment on table figures_ahead is 'A province or city whose figures were counted ahead of its readers';
comment on column figures_ahead.day is 'Day for which the figures of the unit were counted ahead';
