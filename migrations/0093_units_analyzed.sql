-- PostgreSQL learns how many units there are as soon as they are loaded, and not when autovacuum comes by: until
-- then it would read the tree as if it had a dozen units, and join lists unit by unit. Only the owner of a table
-- may analyze it, so this function does.
create function analyze_units() returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  execute 'analyze unit';
end $$;
