-- Which edition of the calendar stands, for rooms above to ask along with what they ask anyway. Of which
-- database, since a process may hold the calendars of several.
create view calendar_now as
  select current_database()::text as database, coalesce(max(edition), 0) as edition from calendar_year;
