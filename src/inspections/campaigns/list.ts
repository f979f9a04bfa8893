import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { item, State } from './fields.ts'

/** Campaigns of the units of a subtree, by their first day. */
export const campaigns = defineList({
  fields: item,
  from: sql`campaign join unit on unit.code = campaign.unit_code`,
  orders: { from: ['from', 'id'] },
  filters: { state: oneOrMore('campaign.state', State), updatedSince: updatedSince(item) },
  parameters: { within }
})
