-- A township and a village have so few cases that all of them are read as fast as those of some days. Every case
-- that comes in paid for these two.
drop index petition_case_received_4_index;
drop index petition_case_received_unit_index;
