-- The sum of fen, which stays a whole number: PostgreSQL's own sum of bigint goes through numeric, which takes
-- longer. A sum beyond bigint is an error.
create aggregate fen_sum(bigint) (sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe);

-- Exceptions are written by the one statement that has just written their check, which nobody can delete: to
-- look for it again with every row takes longer than to write the row.
alter table fund_exception drop constraint fund_exception_check_fkey;

-- They are numbered type by type: those of a type are a stretch of numbers, which the check itself tells.
drop index fund_exception_type_index;
