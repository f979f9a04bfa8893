import { sql } from 'kysely'
import { Type } from 'typebox'
import { ofMonth, ofProgrammes } from '../../funds/index.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { item, ListChannel, ListContent, ListState } from './fields.ts'

export const shownFrom = sql`disclosure_list
  join unit on unit.code = disclosure_list.unit_code
  join fund_programme as programme on programme.id = disclosure_list.programme_id`

/** Lists of a subtree, the latest first: identifiers increase with time. */
export const disclosureLists = defineList({
  fields: item,
  from: shownFrom,
  countedFrom: sql`disclosure_list
    join fund_programme as programme on programme.id = disclosure_list.programme_id`,
  orders: { '-madeAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    programme: { ...ofProgrammes, isPlannedAgain: true },
    period: { ...ofMonth('disclosure_list.period'), isPlannedAgain: true },
    content: oneOrMore('disclosure_list.content', ListContent),
    channel: oneOrMore('disclosure_list.channel', ListChannel),
    state: oneOrMore('disclosure_list.state', ListState),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit whose lists are wanted' })
  }
})
