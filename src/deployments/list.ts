import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { containing } from '../platform/http/lists/search.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { item, State } from './fields.ts'
import { seenBy } from './visibility.ts'

/** Deployments, the newest first: identifiers increase with time. */
export const deployments = defineList({
  fields: item,
  from: sql`deployment join unit on unit.code = deployment.unit_code`,
  orders: { '-createdAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('deployment.unit_code', { ...UnitCode, description: 'Unit that issues them' }),
    state: oneOrMore('deployment.state', State),
    q: containing('deployment.title', { description: 'Words in the title' }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})

/** Those that units of a subtree issue, and those issued to them, as far as the caller sees them. */
export function inTree(tree: Subtree): Scope {
  const place = (table: string) => inSubtree(tree, { table, unit: 'unit_code' })
  return {
    values: {},
    where: (_values, viewer) => sql<boolean>`(${seenBy(viewer)} and (${place('deployment')} or exists (
      select from deployment_addressee as one where one.deployment_id = deployment.id and ${place('one')})))`
  }
}
