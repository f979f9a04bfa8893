import { type RawBuilder, sql } from 'kysely'
import { about, type Listed } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { InterviewItem, InterviewQuery } from './schema.ts'
import { isOverdue, named, seenBy, shown } from './store.ts'
import './tables.ts'

/** Identifiers go up with time: the last one called comes first. */
const byCall = [['interview.id', 'uuid']] as const

export const columns = Object.keys({
  id: 0,
  number: 0,
  unitCode: 0,
  unitName: 0,
  intervieweeUnitCode: 0,
  intervieweeUnitName: 0,
  reason: 0,
  calledFor: 0,
  calledAt: 0,
  state: 0,
  heldAt: 0,
  nextDueOn: 0,
  overdue: 0,
  handedOver: 0,
  actingUnitCode: 0,
  actingUnitName: 0
} satisfies Record<keyof InterviewItem, 0>).map((name) => ({ name }))

/** Interviews by the place of the unit interviewed, of what the actor may see. */
export function list(db: Db, actor: Actor, tree: Listed, query: InterviewQuery, today: string) {
  return named(db)
    .select(shown(actor, today))
    .where(chosen(actor, tree, query, today))
    .where(after(query.cursor, byCall, true))
    .orderBy('interview.id', 'desc')
}

export function count(db: Db, actor: Actor, tree: Listed, query: InterviewQuery, today: string) {
  return db
    .selectFrom('interview')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(actor, tree, query, today))
    .executeTakeFirstOrThrow()
}

function chosen(actor: Actor, tree: Listed, query: InterviewQuery, today: string): RawBuilder<boolean> {
  const { unitCode, intervieweeUnitCode, state, overdue } = query
  const conditions = [
    about(tree, 'interview'),
    seenBy(actor),
    ...(unitCode === undefined ? [] : [sql`interview.unit_code = ${unitCode}`]),
    ...(intervieweeUnitCode === undefined ? [] : [sql`interview.target_code = ${intervieweeUnitCode}`]),
    ...(state === undefined ? [] : [sql`interview.state = ${state}`]),
    ...(overdue === undefined ? [] : [sql`${isOverdue(today)} = ${overdue}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
