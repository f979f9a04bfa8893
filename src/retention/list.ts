import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { VisibleRecords } from '../platform/access/visible-records.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { RetainedKinds } from '../platform/work/retained.ts'
import type { RetentionItem, RetentionQuery } from './schema.ts'
import './tables.ts'

/** Which kinds there are, and who sees the records that their items are about. */
export interface Kinds {
  retained: RetainedKinds
  records: VisibleRecords
}

const order = [
  ['item.due_on', 'date'],
  ['item.subject_id', 'uuid'],
  ['item.kind', 'text']
] as const

export const columns = ['kind', 'subjectId', 'unitCode', 'unitName', 'dueOn', 'years', 'clauseId']
  .concat('localDefault', 'listedOn', 'state', 'erasedOn')
  .map((name) => ({ name }))

/** What is due within a subtree, of the records that the actor may see: the longest overdue first. */
export function list(db: Db, kinds: Kinds, actor: Actor, tree: Subtree, query: RetentionQuery) {
  return db
    .selectFrom('retention_item as item')
    .innerJoin('unit', 'unit.code', 'item.unit_code')
    .select(['item.kind', 'item.subject_id as subjectId', 'item.unit_code as unitCode'])
    .select(['unit.name as unitName', 'item.due_on as dueOn', 'item.years', 'item.clause_id as clauseId'])
    .select(['item.local_default as localDefault', 'item.listed_on as listedOn'])
    .select(sql<RetentionItem['state']>`case when erased_on is null then 'due' else 'erased' end`.as('state'))
    .select('item.erased_on as erasedOn')
    .where(chosen(kinds, actor, tree, query))
    .where(after(query.cursor, order))
    .orderBy('item.due_on')
    .orderBy('item.subject_id')
    .orderBy('item.kind')
}

export function count(db: Db, kinds: Kinds, actor: Actor, tree: Subtree, query: RetentionQuery) {
  return db
    .selectFrom('retention_item as item')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(kinds, actor, tree, query))
    .executeTakeFirstOrThrow()
}

type Row = Omit<RetentionItem, 'clause'> & { clauseId: string }

export function wire({ clauseId, ...item }: Row): RetentionItem {
  const { id, text } = clauseNamed(clauseId)
  return { ...item, clause: { id, text } }
}

export function keyOf({ dueOn, subjectId, kind }: Row): unknown[] {
  return [dueOn, subjectId, kind]
}

function chosen(kinds: Kinds, actor: Actor, tree: Subtree, query: RetentionQuery): RawBuilder<boolean> {
  const { kind, state } = query
  const conditions = [
    inSubtree(tree, { table: 'item', unit: 'unit_code' }),
    isSubjectSeen(kinds, actor),
    ...(kind === undefined ? [] : [sql`item.kind = ${kind}`]),
    ...(state === undefined ? [] : [sql`(item.erased_on is null) = ${state === 'due'}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** An item is as visible as the record it is about: by permission, scope and secrecy. */
function isSubjectSeen({ retained, records }: Kinds, actor: Actor): RawBuilder<boolean> {
  const seen = Object.entries(retained).flatMap(([kind, { subject }]) => {
    const visible = records[subject]
    if (visible === undefined || !may(actor, visible.permission)) return []
    return [
      sql`item.kind = ${kind} and exists (
        select from (${visible.seen(actor)}) as subject where subject.id = item.subject_id)`
    ]
  })
  return seen.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(seen, sql` or `)})`
}
