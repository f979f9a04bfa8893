-- What boards owe is looked up by village: a page of missing lists reads the months of its own villages only.
create index website_due_villages_index on website_due using gin (villages);
