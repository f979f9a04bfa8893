import { type RawBuilder, sql } from 'kysely'
import { about, type Listed } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { RecordQuery } from './schema.ts'
import { named, seenBy, shown } from './store.ts'
import './tables.ts'

const byDecision = [
  ['record.decided_on', 'date'],
  ['record.id', 'uuid']
] as const

export const columns = [
  'id',
  'unitCode',
  'unitName',
  'subjectUnitCode',
  'subjectUnitName',
  'subject',
  'person'
]
  .concat('personName', 'share', 'nature', 'outcome', 'measure', 'decidedOn', 'until', 'receiver')
  .concat(
    'receiverName',
    'referredOn',
    'facts',
    'state',
    'liftedOn',
    'liftReason',
    'createdAt',
    'createdBy',
    'handedOver',
    'actingUnitCode',
    'actingUnitName'
  )
  .map((name) => ({ name }))

/**
 * The records that the actor may see, by the place of the unit held to account, the latest decision first.
 */
export function list(db: Db, actor: Actor, tree: Listed, query: RecordQuery) {
  return named(db)
    .select(shown(actor))
    .where(chosen(actor, tree, query))
    .where(after(query.cursor, byDecision, true))
    .orderBy('record.decided_on', 'desc')
    .orderBy('record.id', 'desc')
}

export function count(db: Db, actor: Actor, tree: Listed, query: RecordQuery): Promise<{ total: number }> {
  return db
    .selectFrom('accountability_record as record')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(actor, tree, query))
    .executeTakeFirstOrThrow()
}

function chosen(actor: Actor, tree: Listed, query: RecordQuery): RawBuilder<boolean> {
  const { outcome, nature, share, from, to } = query
  const conditions = [
    about(tree, 'record'),
    seenBy(actor),
    ...(outcome === undefined ? [] : [sql`record.outcome = ${outcome}`]),
    ...(nature === undefined ? [] : [sql`record.nature = ${nature}`]),
    ...(share === undefined ? [] : [sql`record.share = ${share}`]),
    ...(from === undefined ? [] : [sql`record.decided_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`record.decided_on <= ${to}::date`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
