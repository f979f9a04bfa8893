-- Findings and campaigns of a deployment are found by an index, in the order of their lists.
create index finding_deployment_index on finding (deployment_id, due_on, id) where deployment_id is not null;
create index campaign_deployment_index on campaign (deployment_id, period_from, id)
  where deployment_id is not null;
