import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { item, State } from './fields.ts'

/** Bulletins of a subtree, or of one unit; the newest first. */
export const bulletins = defineList({
  fields: item,
  from: sql`case_bulletin join unit on unit.code = case_bulletin.unit_code`,
  orders: { '-createdAt': ['id'] },
  filters: {
    state: oneOrMore('case_bulletin.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...UnitCode,
      description: 'Unit of the bulletins listed; it may lie above the own unit'
    })
  }
})
