import { type RawBuilder, sql } from 'kysely'
import { may } from '../access/permissions.ts'
import type { Subtree } from '../access/scope.ts'
import type { VisibleRecords } from '../access/visible-records.ts'
import type { Actor } from '../auth/actor.ts'
import { defineList } from '../http/lists/definition.ts'
import type { Scope } from '../http/lists/description.ts'
import { oneOrMore } from '../http/lists/filters.ts'
import { within } from '../http/lists/paging.ts'
import { inTrees } from '../http/lists/scopes.ts'
import { item, Kind, State } from './fields.ts'

/** Operations started by units of a subtree. Identifiers ascend with time: the newest comes first. */
export const operationList = defineList({
  fields: item,
  orders: { '-createdAt': ['id'] },
  filters: {
    state: oneOrMore('operation.state', State),
    kind: oneOrMore('operation.kind', Kind)
  },
  parameters: { within }
})

/** As for a single operation: the actor may read the record that it concerns. */
export function readable(tree: Subtree, records: VisibleRecords, actor: Actor): Scope {
  const place = { table: 'operation', unit: 'unit_code' }
  const own = inTrees([tree], place, () => isSubjectReadable(records, actor))
  // The condition depends on the roles of the actor, so the statement is not prepared.
  return { ...own, shape: undefined }
}

/** In a `case`, so that an identifier is only read as that of its own kind. */
function isSubjectReadable(records: VisibleRecords, actor: Actor): RawBuilder<boolean> {
  const kinds = Object.entries(records).filter(([, { permission }]) => may(actor, permission))
  const cases = kinds.map(([kind, { seen, isCoded = false }]) => {
    const id = isCoded ? sql`operation.subject_id` : sql`operation.subject_id::uuid`
    return sql`when ${sql.lit(kind)} then exists (select from (${seen(actor)}) as subject where id = ${id})`
  })
  const seen =
    cases.length === 0 ? sql`false` : sql`case subject_kind ${sql.join(cases, sql` `)} else false end`
  return sql<boolean>`(operation.subject_kind is null or ${seen})`
}
