import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import type { Subtree } from '../platform/access/scope.ts'
import type { VisibleRecords } from '../platform/access/visible-records.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { oneOrMore, severalOf } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import type { RetainedKinds } from '../platform/work/retained.ts'
import { item, Kind, State } from './fields.ts'

/** Records whose period is over, the longest overdue first. */
export const retention = defineList({
  fields: item,
  from: sql`retention_item join unit on unit.code = retention_item.unit_code`,
  orders: { dueOn: ['dueOn', 'subjectId', 'kind'] },
  filters: {
    kind: oneOrMore('retention_item.kind', Kind),
    state: { schema: severalOf(State), condition: (states) => inState(states as string[]) }
  },
  parameters: { within }
})

/** By the column itself, which is what the index of due records has as its condition. */
function inState(states: readonly string[]): RawBuilder<boolean> {
  const [isDue, isErased] = [states.includes('due'), states.includes('erased')]
  if (isDue && isErased) return sql<boolean>`true`
  return sql<boolean>`(retention_item.erased_on is null) = ${sql.lit(isDue)}`
}

/** Which kinds there are, and who sees the records that their items are about. */
export interface Kinds {
  retained: RetainedKinds
  records: VisibleRecords
}

/** The statement depends on the roles of the actor, so it has no shape and is built each time. */
export function scopeOf(tree: Subtree, kinds: Kinds, actor: Actor): Scope {
  const place = { table: 'retention_item', unit: 'unit_code' }
  return { ...inTrees([tree], place, () => isSubjectVisible(kinds, actor)), shape: undefined }
}

/** An item is as visible as the record it is about: by permission, scope and secrecy. */
function isSubjectVisible({ retained, records }: Kinds, actor: Actor): RawBuilder<boolean> {
  const seen = Object.entries(retained).flatMap(([kind, { subject }]) => {
    const visible = records[subject]
    if (visible === undefined || !may(actor, visible.permission)) return []
    return [
      sql`retention_item.kind = ${kind} and exists (
        select from (${visible.seen(actor)}) as subject where subject.id = retention_item.subject_id)`
    ]
  })
  return seen.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(seen, sql` or `)})`
}
