-- The index of events that wait holds those that a room waits for, no others: most are never waited for. Marks
-- that a wrong clock has set are found without reading every term. What each migration was when it ran is noted.
drop index outbox_event_unhandled_index;
create index outbox_event_awaited_index on outbox_event (type, id)
  where handled_at is null
    and type in ('notice-answer.given', 'notice-answer.accepted', 'notice-answer.sent-back');

create index term_marked_index on term (due_on)
  where met_on is null and (missed_at is not null or reminded_at is not null);
create index interview_commitment_marked_index on interview_commitment (due_on)
  where missed_at is not null and fulfilled_on is null;

create table migration_note (
  name text primary key,
  checksum text not null,
  is_breaking boolean not null
);
comment on table migration_note is
  'What each migration was when it ran: one that is changed later is refused, and an older version of the '
  'service learns whether it can live with those that it does not know.';
