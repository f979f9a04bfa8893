-- What a unit keeps about a unit that no longer stands below it: few records, which its own lists still show.
create index finding_handed_over_index on finding (id) where target_path not like path || '.%';
create index interview_handed_over_index on interview (id) where target_path not like path || '.%';
create index inspection_handed_over_index on inspection (id) where target_path not like path || '.%';
create index accountability_record_handed_over_index on accountability_record (id)
  where target_path not like path || '.%';
