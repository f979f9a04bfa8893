-- Programmes say whether their recipients are shown, and whether near relatives of staff are filed.
alter table fund_programme
  add column low_income boolean default false not null,
  add column disclosure text default 'required' not null,
  add constraint fund_programme_disclosure_check check (disclosure in ('required', 'forbidden'));

comment on column fund_programme.low_income is
  'Near relatives of staff who receive the programme are filed (clause 2.2).';
comment on column fund_programme.disclosure is
  'Whether recipients are shown to the public; forbidden where all of them are minors (clause 2.3).';
