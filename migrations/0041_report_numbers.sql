-- Numbers of reports, and of letters about them, are drawn at random from now on: they name no accused unit and count
-- nothing. These series counted them, and named the accused.
delete from numbering where series like '% on %';

alter table petition_case
  -- What is given, instead of the number, to whoever brings a report and may not see it.
  add column receipt text;
create unique index petition_case_receipt_index on petition_case (receipt) where receipt is not null;
