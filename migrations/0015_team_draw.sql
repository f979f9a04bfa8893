-- 双随机: the team of an inspection, drawn from the register. Evidence, like the draws of plans.
create table team_draw (
  id uuid constraint team_draw_pkey primary key,
  inspection_id uuid not null constraint team_draw_inspection_fkey references inspection (id),
  -- 1, 2, …: a later draw does not take the place of the one before.
  ordinal integer not null,
  reason text,
  size integer not null,
  population integer not null,
  -- What the inspection looked into when it was drawn for: the qualifications were measured by it.
  areas text[] not null,
  seed text not null,
  seed_source text not null,
  algorithm text not null,
  -- The very text that was hashed: identifiers of staff in byte order, each followed by a line feed.
  frame text not null,
  frame_hash text not null,
  selected text[] not null,
  -- Who was on the register and not in the frame, and why: [{ staffId, why }].
  excluded jsonb not null,
  drawn_at timestamptz not null,
  drawn_by text not null,
  constraint team_draw_ordinal_key unique (inspection_id, ordinal),
  constraint team_draw_size_check check (size between 1 and population),
  -- Nobody draws until he likes it: whoever draws again says why.
  constraint team_draw_reason_check check (ordinal = 1 or reason is not null)
);

create function team_draw_keep() returns trigger language plpgsql as $$
begin
  raise exception 'draws stay as they were made' using errcode = 'restrict_violation';
end
$$;
create trigger team_draw_keep before update or delete or truncate on team_draw
  for each statement execute function team_draw_keep();
