import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import { compared, flag, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { closed, UnitCode } from '../../platform/http/schema.ts'
import { laterLast } from '../column-names.ts'
import { ofProgrammes } from '../filters.ts'
import { isOverdue, Overdue, row } from './fields.ts'
import { allocation, allocationShown } from './read.ts'

/** Allocations of a subtree, by the day on which they are due to be allocated on; settled ones come last. */
export const allocations = defineList({
  fields: row,
  from: allocationShown,
  countedFrom: allocation,
  orders: { dueOn: ['openUntil', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    programme: ofProgrammes,
    overdue: flag(Overdue, (isSet, { today }) => sql`${isOverdue(today)} = ${sql.lit(isSet)}`),
    from: compared('allocation.received_on', '>=', {
      title: '收到日期起',
      description: 'First day of receipt'
    }),
    to: compared('allocation.received_on', '<=', {
      title: '收到日期止',
      description: 'Last day of receipt'
    }),
    q: containing('allocation.document_no', { description: 'Words in the document number' }),
    updatedSince: updatedSince(row)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...UnitCode,
      description: 'Code of a unit: only funds that it received itself'
    })
  }
})

/** The parameters of the list of retained funds. All retained funds are overdue, so `overdue` is left out. */
const { overdue: _, ...ofRetained } = allocations.query.properties
export const retainedQuery = closed(ofRetained)

export const columns = laterLast(allocations.columns.filter(({ name }) => name !== 'openUntil'))
