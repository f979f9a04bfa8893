-- A yearly report counts up to the last day of its year, and not up to the day after it.
alter table compliance_report
  drop constraint compliance_report_days_check,
  add constraint compliance_report_days_check check (as_of between make_date(year, 1, 1) and make_date(year, 12, 31));
comment on column compliance_report.as_of is
  'Last day that counts: that of the year, or the last one that was over';
