import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, flag, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import * as fields from './fields.ts'

/** Disputes made within a subtree, the latest first: identifiers increase with time. */
export const disputes = defineList({
  fields: fields.item,
  from: sql`relative_dispute join unit on unit.code = relative_dispute.unit_code`,
  countedFrom: sql`relative_dispute`,
  orders: { '-madeAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    filingId: equals('relative_dispute.filing_id', fields.FilingId),
    unitCode: equals('relative_dispute.unit_code', fields.Maker),
    reason: oneOrMore('relative_dispute.reason', fields.Reason),
    withdrawn: flag(
      fields.Withdrawn,
      (isSet) => sql<boolean>`(relative_dispute.withdrawn_at is not null) = ${sql.lit(isSet)}`
    ),
    updatedSince: updatedSince(fields.item)
  },
  parameters: { within }
})
