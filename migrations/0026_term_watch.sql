-- The watch looks once a minute at what is due and at what an earlier edition of the calendar was used for. It must
-- not read all that runs each time: neither what it has told of already, nor what ends before a changed year.
drop index term_due_index;
create index term_due_index on term (due_on) where met_on is null and missed_at is null;
drop index term_edition_index;
create index term_edition_index on term (calendar_edition, due_on) where met_on is null;
