-- A campaign and a finding may name the deployment whose progress they supervise.
alter table campaign
  add column deployment_id uuid constraint campaign_deployment_fkey references deployment (id),
  add column item_nos integer[],
  add constraint campaign_items_check check (item_nos is null or deployment_id is not null);
alter table finding
  add column deployment_id uuid constraint finding_deployment_fkey references deployment (id),
  add column item_nos integer[],
  add constraint finding_items_check check (item_nos is null or deployment_id is not null);
