-- Local rules that lower thresholds of proposals, and the rule behind a proposal.
alter table local_rule add column proposals jsonb not null default '[]';
alter table proposal
  add column local_rule_id uuid constraint proposal_local_rule_fkey references local_rule (id);
comment on column proposal.local_rule_id is
  'Local rule of the unit that may act, or of one above it, that lowers a threshold of the fact';
comment on column local_rule.proposals is
  'Facts from which a proposal follows earlier than by the policy, with the lower thresholds';

drop index outbox_event_awaited_index;
create index outbox_event_awaited_index on outbox_event (type, id) where handled_at is null and type in (
  'notice-answer.given', 'notice-answer.accepted', 'notice-answer.sent-back', 'disbursement.roster-uploaded',
  'fund-check.made', 'finding.term-missed', 'disclosure-check.made', 'evaluation.published');
