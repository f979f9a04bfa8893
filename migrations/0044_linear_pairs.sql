-- The same pairs as before, in time that grows with the text and not with its square. It costs more than the
-- comparison of texts beside it, so that one is asked first where the index is not used.
create or replace function bigrams(words text) returns text[] language plpgsql immutable strict parallel safe
cost 2000 as $$
declare
  letters text[] := string_to_array(lower(words), null);
  pairs text[] := '{}';
begin
  for n in 1 .. cardinality(letters) - 1 loop
    pairs[n] := letters[n] || letters[n + 1];
  end loop;
  return pairs;
end
$$;
