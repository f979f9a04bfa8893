-- Programmes and accounts have no instant of their making: the last change of each is written with it, so that it is
-- never null. Other systems ask for the accounts that are new since an instant.
update fund_programme set updated_at = now() where updated_at is null;
update fund_account set updated_at = now() where updated_at is null;
alter table fund_programme alter column updated_at set default now(), alter column updated_at set not null;
alter table fund_account alter column updated_at set default now(), alter column updated_at set not null;

create index fund_account_updated_index on fund_account (updated_at, id);
