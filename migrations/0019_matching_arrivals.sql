-- How the local share came in: what had arrived by the end of a day, all in all. Later days have more.
create table matching_arrival (
  allocation_id uuid not null constraint matching_arrival_allocation_fkey references allocation (id),
  arrived_on date not null,
  arrived bigint not null constraint matching_arrival_check check (arrived >= 0),
  constraint matching_arrival_pkey primary key (allocation_id, arrived_on)
);
-- `allocation.matching_arrived_on` was the day of the last arrival, and is from now on the day on which the budgeted
-- amount was reached, as soon as it is.
insert into matching_arrival (allocation_id, arrived_on, arrived)
  select id, matching_arrived_on, matching_arrived from allocation where matching_arrived_on is not null;
