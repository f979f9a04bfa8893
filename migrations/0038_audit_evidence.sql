-- Lines that the sealer refused, each with the reason. Append-only, like the trail itself: a refused line is
-- never sealed afterwards, and verification goes on saying so.
create table audit_refused (
  line_id uuid constraint audit_refused_pkey primary key,
  refused_at timestamptz not null,
  reason text not null constraint audit_refused_reason_check check (reason in ('line-too-old', 'line-missing'))
);
comment on table audit_refused is 'Lines in audit_pending that the sealer did not seal, and why';
create trigger audit_refused_append_only before update or delete or truncate on audit_refused
  for each statement execute function refuse_rewriting();

-- How far the lines reach that are sealed: the latest time of a line in this seal or one before it. Later
-- lines may not be much older. The hash covers it; seals from before this migration have none.
alter table audit_seal add column lines_through timestamptz;

-- A row that the role of the service adds to the seals must not stop the sealer: numbers leave no room above.
create function number_seal() returns trigger language plpgsql as $$
begin
  if new.number <> coalesce((select max(number) from audit_seal), 0) + 1 then
    raise exception 'seal % is not the next one', new.number using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger audit_seal_number before insert on audit_seal for each row execute function number_seal();
