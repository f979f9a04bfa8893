import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { item } from './fields.ts'

const from = sql`team_draw join inspection on inspection.id = team_draw.inspection_id`

/** The draws for an inspection, the first one first. */
export const teamDraws = defineList({
  fields: item,
  from,
  countedFrom: from,
  orders: { ordinal: ['ordinal'] },
  filters: {},
  parameters: {}
})
