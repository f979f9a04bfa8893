import { sql } from 'kysely'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, flag, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { containing } from '../platform/http/lists/search.ts'
import { Caller, Interviewee, isOverdue, item, State } from './fields.ts'

/** Interviews with units of a subtree. Identifiers increase with time, so the latest call comes first. */
export const interviews = defineList({
  fields: item,
  from: sql`interview join unit as caller on caller.code = interview.unit_code
    join unit as interviewee on interviewee.code = interview.target_code`,
  orders: { '-calledAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('interview.unit_code', {
      ...Caller,
      description: 'Unit that called the interviews listed'
    }),
    intervieweeUnitCode: equals('interview.target_code', {
      ...Interviewee,
      description: 'Unit interviewed in the interviews listed'
    }),
    state: oneOrMore('interview.state', State),
    overdue: flag(
      item.properties.overdue,
      (isSet, { today }) => sql`${isOverdue(today)} = ${sql.lit(isSet)}`
    ),
    q: containing('interview.reason', { description: 'Words in the reason' }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})
