import { Type } from 'typebox'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { UnitCode, Year } from '../platform/http/schema.ts'
import { item, plans, State } from './fields.ts'

/** Plans of a subtree, by year and unit. */
export const planList = defineList({
  fields: item,
  from: plans,
  orders: { year: ['year', 'unitCode'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    year: equals('inspection_plan.year', Year),
    state: oneOrMore('inspection_plan.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own plans' })
  }
})
