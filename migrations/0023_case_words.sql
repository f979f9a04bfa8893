-- The words and counts of cases and terms as domains: for every statement PostgreSQL reads the checks of a table
-- anew, those of a domain once. Of the work of taking a case in this was a tenth.
create domain case_kind as text constraint case_kind_check
  check (value in ('appeal', 'report', 'suggestion', 'enquiry'));
create domain case_channel as text constraint case_channel_check
  check (value in ('hotline', 'online', 'visit', 'letter', 'forwarded', 'discovered'));
create domain case_state as text constraint case_state_check
  check (value in ('received', 'accepted', 'declined', 'replied', 'under-review', 'reviewed', 'under-recheck',
    'final', 'withdrawn', 'closed'));
-- 《信访工作条例》第二十条: five representatives at most.
create domain case_representatives as integer constraint case_representatives_check
  check (value between 0 and 5);
create domain day_unit as text constraint day_unit_check check (value in ('calendar', 'working'));
create domain term_days as integer constraint term_days_check check (value > 0);
create domain extended_days as integer constraint extended_days_check check (value >= 0);

-- What is made of the kind is made again below.
alter table petition_case drop column hidden_from;
alter table petition_case
  drop constraint petition_case_kind_check,
  drop constraint petition_case_channel_check,
  drop constraint petition_case_state_check,
  drop constraint petition_case_representatives_check,
  alter column kind type case_kind,
  alter column channel type case_channel,
  alter column state drop default,
  alter column state type case_state,
  alter column state set default 'received',
  alter column representatives type case_representatives;
alter table petition_case
  -- The unit that must never learn of a report, nor any unit below it.
  add column hidden_from text collate "C"
    generated always as (case when kind = 'report' then accused_unit_code end) stored;
create index petition_case_hidden_index on petition_case (hidden_from) where hidden_from is not null;

alter table term
  drop constraint term_days_check,
  drop constraint term_day_unit_check,
  drop constraint term_extended_days_check,
  alter column days type term_days,
  alter column day_unit type day_unit,
  alter column extended_days type extended_days;
