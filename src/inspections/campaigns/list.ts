import { sql } from 'kysely'
import { DeploymentId } from '../../deployments/index.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { seenMethod, seenPlannedOn } from '../keeping.ts'
import { counts, item, State, target } from './fields.ts'

/** Campaigns of the units of a subtree, by their first day. */
export const campaigns = defineList({
  fields: item,
  from: sql`campaign join unit on unit.code = campaign.unit_code`,
  orders: { from: ['from', 'id'] },
  filters: {
    state: oneOrMore('campaign.state', State),
    deploymentId: equals('campaign.deployment_id', {
      ...DeploymentId,
      description: 'Deployment that the campaigns listed supervise'
    }),
    q: containing('campaign.topic', { description: 'Words in the topic' }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})

/** The targets of a campaign by code, each with the inspection that counts, or else the latest one. */
export const targets = defineList({
  fields: target,
  from: (viewer) => sql`campaign_target
    join campaign on campaign.id = campaign_target.campaign_id
    left join lateral (
      select inspection.id, inspection.state, ${seenMethod(viewer)} as method,
        ${seenPlannedOn(viewer)} as planned_on, ${counts} as counts
      from inspection
      where inspection.campaign_id = campaign_target.campaign_id
        and inspection.target_code = campaign_target.target_code and inspection.state <> 'cancelled'
      order by ${counts} desc, completed_at desc nulls first
      limit 1
    ) as visit on true`,
  orders: { targetCode: ['targetCode'] },
  filters: {},
  parameters: {}
})
