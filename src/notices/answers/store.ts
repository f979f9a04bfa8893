import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Viewer } from '../../platform/database/fields.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { downloadColumns } from '../../platform/http/lists/definition.ts'
import { updatedSince as changedSince } from '../../platform/http/lists/filters.ts'
import { after } from '../../platform/http/lists/paging.ts'
import { inUtc } from '../../platform/values/days.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { answerSeenBy, keptBy } from '../visibility.ts'
import { isOverdue, item } from './fields.ts'
import * as rules from './rules.ts'
import type { AnswerQuery } from './schema.ts'
import '../tables.ts'

/** The kind under which terms and events of answers are recorded. */
export const KIND = 'notice-answer'

const order = [['notice_addressee.unit_code', 'text']] as const

export const columns = downloadColumns(item)

/** What the rules need to know of an answer, for a query that joins its notice. */
function standing(actor: Actor) {
  const supervisor = sql`unit_supervisor(notice.unit_code, notice_addressee.path)`
  return [
    ...columnsOf('notice_addressee', [
      'id',
      'noticeId',
      'state',
      'answer',
      'answeredOn',
      'earlier',
      'version'
    ]),
    'notice.unit_code as issuer',
    'notice.state as noticeState',
    'notice_addressee.unit_code as addressee',
    sql<string>`unit_acting(notice_addressee.unit_code)`.as('acting'),
    keptBy(actor).as('isKeeper'),
    // If the addressed unit has moved away from the issuing unit, the unit that supervises it now decides.
    sql<boolean>`(${actor.unitCode} = any(unit_line((select path from unit where code = ${supervisor})))
      and ${actor.unitCode} <> unit_acting(notice_addressee.unit_code))`.as('isSupervisor')
  ] as const
}

function answers(db: Db | Tx, actor: Actor, noticeId: string) {
  return db
    .selectFrom('notice_addressee')
    .innerJoin('notice', 'notice.id', 'notice_addressee.notice_id')
    .where('notice_addressee.notice_id', '=', noticeId)
    .where(answerSeenBy(actor))
}

/** The addressed units of a notice that are visible to the actor, ordered by code. */
export function list(db: Db, actor: Actor, noticeId: string, query: AnswerQuery, today: string) {
  const viewer = { ...actor, today }
  return answers(db, actor, noticeId)
    .innerJoin('unit', 'unit.code', 'notice_addressee.unit_code')
    .select(item.select(viewer))
    .where(chosen(query, viewer))
    .where(after(query.cursor, order))
    .orderBy('notice_addressee.unit_code')
}

export function count(db: Db, actor: Actor, noticeId: string, query: AnswerQuery, today: string) {
  return answers(db, actor, noticeId)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(query, { ...actor, today }))
    .executeTakeFirstOrThrow()
}

function chosen({ state, overdue, updatedSince }: AnswerQuery, viewer: Viewer): RawBuilder<boolean> {
  const conditions = [
    sql`true`,
    ...(state === undefined ? [] : [sql`notice_addressee.state = any(${state}::text[])`]),
    ...(overdue === undefined ? [] : [sql`${isOverdue(viewer.today)} = ${overdue}`]),
    ...(updatedSince === undefined ? [] : [since.condition(inUtc(updatedSince), viewer, false)])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const since = changedSince(item)

export async function find(db: Db | Tx, actor: Actor, noticeId: string, unitCode: string, today: string) {
  const row = await answers(db, actor, noticeId)
    .innerJoin('unit', 'unit.code', 'notice_addressee.unit_code')
    .select([...standing(actor), ...item.select({ ...actor, today })])
    .where('notice_addressee.unit_code', '=', unitCode)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, KIND, [row.id])).get(row.id) ?? []
  const actions = actionsOf(rules, row, actor, today)
  return { ...row, terms: terms.map((term) => termOnWire(term, today)), actions }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>
export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>

/** Locks the answer of a unit, if visible to the actor. The caller has locked the notice. */
export function lock(tx: Tx, actor: Actor, noticeId: string, unitCode: string) {
  return answers(tx, actor, noticeId)
    .select(standing(actor))
    .select(['notice.unit_code as unitCode', 'notice.path'])
    .where('notice_addressee.unit_code', '=', unitCode)
    .forUpdate('notice_addressee')
    .executeTakeFirst()
}

/**
 * The answer of a unit that has ended is not awaited any more if the unit that acts for it is addressed as
 * well and its answer is accepted.
 */
function isCovered(noticeId: RawBuilder<unknown>) {
  // With an array the units are looked up once, not for each of 13,000 addressees.
  return sql<boolean>`notice_addressee.unit_code = any(array(
    select unit.code from notice_addressee as heir join unit on unit.acting_code = heir.unit_code
    where heir.notice_id = ${noticeId} and heir.state = 'accepted'))`
}

/** The number of answers that keep a notice open, for a query on notices. */
export const openCount = sql<number>`(
  select count(*)::int from notice_addressee
  where notice_id = notice.id and notice.state = 'issued' and state <> 'accepted'
    and not ${isCovered(sql`notice.id`)})`

/** The awaited answers, and the number of answers that keep the notice open. */
export async function open(tx: Tx, noticeId: string): Promise<{ awaited: string[]; open: number }> {
  const rows = await tx
    .selectFrom('notice_addressee')
    .select(['id', 'state', isCovered(sql`${noticeId}::uuid`).as('isCovered')])
    .where('notice_id', '=', noticeId)
    .where('state', '<>', 'accepted')
    .orderBy('id')
    .execute()
  const awaited = rows.filter(({ state }) => state === 'awaited').map(({ id }) => id)
  return { awaited, open: rows.filter(({ isCovered }) => !isCovered).length }
}
