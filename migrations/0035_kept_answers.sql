-- A kept answer belongs to a person in a unit, and is given again only while that person may see what it shows.
alter table idempotency_answer
  add column actor_unit text collate "C",
  -- `kind/id` of the records it shows that the caller saw when it was kept.
  add column seen text[] not null default '{}',
  -- `kind/id` of those that the caller no longer saw by then, but that no rule of secrecy hid.
  add column not_hidden text[] not null default '{}';

-- The unit and the records of earlier answers: by the audit lines and operations of the same transaction, which
-- carry the same instant; and the cases that an answer names.
with told as (
  select actor_sub, at, actor_unit, subject_kind || '/' || subject_id as record from audit_line
  union all
  select actor ->> 'sub', created_at, actor ->> 'unitCode', 'operation/' || id from operation
), of_answer as (
  select answer.actor_sub, answer.key, min(told.actor_unit) as actor_unit, array_agg(distinct told.record) as records
  from idempotency_answer as answer
  join told on told.actor_sub = answer.actor_sub and told.at = answer.created_at
  group by answer.actor_sub, answer.key
)
update idempotency_answer as answer
set actor_unit = of_answer.actor_unit,
  seen = array(
    select distinct record from (
      select unnest(of_answer.records)
      union all
      select 'case/' || petition_case.id
      from regexp_matches(answer.body, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found
      join petition_case on petition_case.id = found[1]::uuid
    ) as named (record))
from of_answer
where of_answer.actor_sub = answer.actor_sub and of_answer.key = answer.key;

delete from idempotency_answer where actor_unit is null;

alter table idempotency_answer
  alter column actor_unit set not null,
  drop constraint idempotency_answer_pkey,
  add constraint idempotency_answer_pkey primary key (actor_sub, actor_unit, key);
