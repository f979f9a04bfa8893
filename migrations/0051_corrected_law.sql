-- The 30 days for answering a letter go back to clause 36 of the regulation of 2005; clause 39 of that of 2022, which
-- terms named so far, is the yearly assessment. Lines of the audit trail stay as they were written.
update term set clause_id = 'xinfang-2005:36' where rule = 'letter.answer' and clause_id = 'xinfang-2022:39';

-- 31 December 2005, a Saturday, was worked (国办发明电〔2005〕35号). Only where the year stands as it was loaded: a year
-- that somebody has changed is theirs.
with corrected as (
  update calendar_year
  set source = '国务院办公厅关于2005年部分节假日安排的通知；国办发明电〔2005〕35号',
    version = version + 1, edition = nextval('calendar_edition')
  where year = 2005 and version = 1 and source = '国务院办公厅关于2005年部分节假日安排的通知'
  returning year
)
insert into calendar_day (date, year, off, name)
select date '2005-12-31', year, false, '元旦' from corrected
on conflict (date) do nothing;
