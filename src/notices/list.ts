import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Viewer } from '../platform/database/fields.ts'
import { downloadColumns } from '../platform/http/lists/definition.ts'
import { updatedSince as changedSince } from '../platform/http/lists/filters.ts'
import { after } from '../platform/http/lists/paging.ts'
import { inUtc } from '../platform/values/days.ts'
import { item, search } from './fields.ts'
import type { NoticeQuery } from './schema.ts'
import { answerSeenBy } from './visibility.ts'

/** The newest first. */
const order = [['notice.id', 'uuid']] as const

export const columns = downloadColumns(item)

/** Notices that units of the subtree issue, and those issued to them. `most` limits each of the two parts. */
export function list(db: Db, viewer: Viewer, tree: Subtree, query: NoticeQuery, most?: number) {
  const ids = both(viewer, tree, query, after(query.cursor, order, true), most)
  return db
    .selectFrom('notice')
    .innerJoin('unit', 'unit.code', 'notice.unit_code')
    .select(item.select(viewer))
    .where('notice.id', 'in', sql<string>`(${ids})`)
    .orderBy('notice.id', 'desc')
}

export async function count(db: Db, viewer: Viewer, tree: Subtree, query: NoticeQuery) {
  const ids = both(viewer, tree, query, sql<boolean>`true`)
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${ids}) as found`.execute(db)
  return rows[0] as { total: number }
}

/** Each part has the order of the page, so an index scan can stop after `most` rows. */
function both(
  viewer: Viewer,
  tree: Subtree,
  query: NoticeQuery,
  isAfter: RawBuilder<boolean>,
  most?: number
): RawBuilder<unknown> {
  const rest = sql`${isAfter} and ${chosen(viewer, query)} order by notice.id desc ${limit(most)}`
  return sql`
    (select notice.id from notice
      where ${inSubtree(tree, { table: 'notice', unit: 'unit_code' })} and ${rest})
    union
    (select notice.id from (${addressedIn(tree)}) as addressed
      join notice on notice.id = addressed.id where ${rest})`
}

/**
 * The notices that were issued to units of the subtree, each once. The recursion jumps in the index from one
 * notice to the next, because a notice to a whole province has a row for every village.
 */
function addressedIn(tree: Subtree): RawBuilder<unknown> {
  const place = inSubtree(tree, { table: 'notice_addressee', unit: 'unit_code' })
  return sql`
    with recursive step (id) as (
      (select notice_id from notice_addressee where ${place} order by notice_id desc limit 1)
      union all
      select (
        select notice_id from notice_addressee where ${place} and notice_id < step.id
        order by notice_id desc limit 1)
      from step where step.id is not null
    )
    select id from step where id is not null`
}

function limit(most: number | undefined): RawBuilder<unknown> {
  return most === undefined ? sql`` : sql`limit ${sql.lit(most)}`
}

function chosen(viewer: Viewer, query: NoticeQuery): RawBuilder<boolean> {
  const { unitCode, addressedTo, state, from, to, q, updatedSince } = query
  const conditions = [
    sql`true`,
    ...(unitCode === undefined ? [] : [sql`notice.unit_code = ${unitCode}`]),
    ...(addressedTo === undefined ? [] : [isAddressed(viewer, addressedTo)]),
    ...(state === undefined ? [] : [sql`notice.state = any(${state}::text[])`]),
    ...(from === undefined ? [] : [sql`notice.issued_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`notice.issued_on <= ${to}::date`]),
    ...(q === undefined ? [] : [search.condition(q, viewer, false)]),
    ...(updatedSince === undefined ? [] : [since.condition(inUtc(updatedSince), viewer, false)])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const since = changedSince(item)

/** Whether a notice was issued to a unit, if that is visible to the actor. */
function isAddressed(actor: Viewer, unitCode: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from notice_addressee
    where notice_addressee.notice_id = notice.id and notice_addressee.unit_code = ${unitCode}
      and ${answerSeenBy(actor)})`
}
