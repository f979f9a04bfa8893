import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { Fact, item, Kind, State, Target } from './fields.ts'

/** Proposals to the units of a subtree, the latest first: identifiers increase with time. */
export const proposals = defineList({
  fields: item,
  from: sql`proposal join unit on unit.code = proposal.unit_code
    join unit as target on target.code = proposal.target_code`,
  orders: { '-firstSeenOn': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    targetCode: equals('proposal.target_code', Target),
    kind: oneOrMore('proposal.kind', Kind),
    fact: oneOrMore('proposal.fact', Fact),
    state: oneOrMore('proposal.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({ ...UnitCode, description: 'Unit that may act on the proposals listed' })
  }
})
