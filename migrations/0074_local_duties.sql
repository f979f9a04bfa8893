-- A local rule may set an earlier day for a standing duty, or a larger share of the staff.
alter table local_rule add column duties jsonb not null default '[]';
comment on column local_rule.duties is
  'What the rule sets for standing duties: [{ dutyId, due, minPercent }], a day (MM-DD), a share in per cent, or both.';
