-- Whoever stepped aside stays aside under every spelling of their subject: `Wang` and `wang`, in full-width letters
-- or with blanks around it, are one person.
-- Lower case of all letters and not of ASCII alone needs a collation that knows them, whatever that of the database is.
do $$
declare
  known text := (
    select quote_ident(collname) from pg_collation
    where collname in ('pg_c_utf8', 'und-x-icu') and collnamespace = 'pg_catalog'::regnamespace
    order by collname limit 1
  );
begin
  execute format(
    'create function person_key(sub text) returns text language sql immutable strict parallel safe '
    'return lower(btrim(normalize(sub, NFKC), %L)%s)',
    E' \t\n\r\f\v', coalesce(' collate ' || known, '')
  );
end $$;

-- A person who is aside twice, under two spellings, stays aside once.
delete from recusal later using recusal earlier
where later.subject_id = earlier.subject_id and person_key(later.sub) = person_key(earlier.sub)
  and (later.at, later.sub) > (earlier.at, earlier.sub);

alter table recusal
  add column person text collate "C" generated always as (person_key(sub)) stored,
  drop constraint recusal_pkey,
  add constraint recusal_pkey primary key (subject_id, person);
comment on column recusal.person is 'The subject in one spelling, by which people are compared';
drop index recusal_sub_index;
create index recusal_person_index on recusal (person);
