import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { item, SetYear, State } from './fields.ts'

/** Indicator sets of a subtree, or of one unit; the newest first. */
export const indicatorSets = defineList({
  fields: item,
  from: sql`indicator_set join unit on unit.code = indicator_set.unit_code`,
  orders: { '-madeAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    year: equals('indicator_set.year', SetYear),
    state: oneOrMore('indicator_set.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...UnitCode,
      description: 'Unit whose sets are listed; it may lie above the own unit'
    })
  }
})
