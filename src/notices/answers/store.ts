import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { actingShown } from '../../units/index.ts'
import { answerSeenBy } from '../visibility.ts'
import type { AnswerState } from '../vocabulary.ts'
import type * as rules from './rules.ts'
import type { Answer, AnswerItem, AnswerQuery, Earlier } from './schema.ts'
import '../tables.ts'

/** The kind under which terms and events of answers are recorded. */
export const KIND = 'notice-answer'

export type Versioned = Answer & { version: number }

const order = [['notice_addressee.unit_code', 'text']] as const

export const columns = Object.keys({
  id: 0,
  noticeId: 0,
  unitCode: 0,
  unitName: 0,
  state: 0,
  dueOn: 0,
  overdue: 0,
  text: 0,
  answeredOn: 0,
  answeredBy: 0,
  acceptedOn: 0,
  acceptedBy: 0,
  earlier: 0,
  actingUnitCode: 0,
  actingUnitName: 0
} satisfies Record<keyof AnswerItem, 0>).map((name) => ({ name }))

function shown(today: string) {
  return [
    'notice_addressee.id',
    'notice_addressee.notice_id as noticeId',
    'notice_addressee.unit_code as unitCode',
    'unit.name as unitName',
    ...actingShown(),
    'notice_addressee.state',
    'notice_addressee.due_on as dueOn',
    isOverdue(today).as('overdue'),
    'notice_addressee.answer as text',
    'notice_addressee.answered_on as answeredOn',
    'notice_addressee.answered_by as answeredBy',
    'notice_addressee.accepted_on as acceptedOn',
    'notice_addressee.accepted_by as acceptedBy',
    'notice_addressee.earlier'
  ] as const
}

/** No answer is late once the notice is withdrawn or closed. */
function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(notice_addressee.state = 'awaited' and notice.state = 'issued'
    and notice_addressee.due_on < ${today}::date)`
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
  return answers(db, actor, noticeId)
    .innerJoin('unit', 'unit.code', 'notice_addressee.unit_code')
    .select(shown(today))
    .where(chosen(query, today))
    .where(after(query.cursor, order))
    .orderBy('notice_addressee.unit_code')
}

export function count(db: Db, actor: Actor, noticeId: string, query: AnswerQuery, today: string) {
  return answers(db, actor, noticeId)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(query, today))
    .executeTakeFirstOrThrow()
}

function chosen({ state, overdue }: AnswerQuery, today: string): RawBuilder<boolean> {
  const conditions = [
    sql`true`,
    ...(state === undefined ? [] : [sql`notice_addressee.state = ${state}`]),
    ...(overdue === undefined ? [] : [sql`${isOverdue(today)} = ${overdue}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

export async function find(
  db: Db | Tx,
  actor: Actor,
  noticeId: string,
  unitCode: string,
  today: string
): Promise<Versioned | undefined> {
  const row = await answers(db, actor, noticeId)
    .innerJoin('unit', 'unit.code', 'notice_addressee.unit_code')
    .select(shown(today))
    .select('notice_addressee.version')
    .where('notice_addressee.unit_code', '=', unitCode)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, KIND, [row.id])).get(row.id) ?? []
  return { ...row, terms: terms.map((term) => termOnWire(term, today)) }
}

export type Standing = rules.Standing & { id: string; version: number }

/** Locks the answer of a unit, if visible to the actor. The notice is locked before. */
export function lock(
  tx: Tx,
  actor: Actor,
  noticeId: string,
  unitCode: string
): Promise<(Standing & { isSupervisor: boolean }) | undefined> {
  const supervisor = sql`unit_supervisor(notice.unit_code, notice_addressee.path)`
  return answers(tx, actor, noticeId)
    .select(
      // If the addressed unit has moved away from the issuing unit, the unit that supervises it now decides.
      sql<boolean>`(${actor.unitCode} = any(unit_line((select path from unit where code = ${supervisor})))
        and ${actor.unitCode} <> unit_acting(notice_addressee.unit_code))`.as('isSupervisor')
    )
    .select(['notice_addressee.id', 'notice_addressee.state', 'notice.state as noticeState'])
    .select(['notice_addressee.answer', 'notice_addressee.answered_on as answeredOn'])
    .select(['notice_addressee.earlier', 'notice_addressee.version'])
    .where('notice_addressee.unit_code', '=', unitCode)
    .forUpdate('notice_addressee')
    .executeTakeFirst()
}

export interface Change {
  state: AnswerState
  dueOn?: string
  answer?: string | null
  answeredOn?: string | null
  answeredBy?: string | null
  acceptedOn?: string
  acceptedBy?: string
  earlier?: readonly Earlier[]
}

export async function update(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('notice_addressee')
    .set({
      state: change.state,
      due_on: change.dueOn,
      answer: change.answer,
      answered_on: change.answeredOn,
      answered_by: change.answeredBy,
      accepted_on: change.acceptedOn,
      accepted_by: change.acceptedBy,
      earlier: change.earlier && sql<Earlier[]>`${JSON.stringify(change.earlier)}::jsonb`,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}

/**
 * The awaited answers, and the number of answers that are not accepted yet. The answer of a unit that has
 * ended is not counted if the unit that acts for it is addressed as well and its answer is accepted.
 */
export async function open(tx: Tx, noticeId: string): Promise<{ awaited: string[]; open: number }> {
  const isCovered = sql<boolean>`exists (
    select from unit join notice_addressee as heir on heir.unit_code = unit.acting_code
    where unit.code = notice_addressee.unit_code and heir.notice_id = ${noticeId}
      and heir.state = 'accepted')`
  const rows = await tx
    .selectFrom('notice_addressee')
    .select(['id', 'state', isCovered.as('isCovered')])
    .where('notice_id', '=', noticeId)
    .where('state', '<>', 'accepted')
    .orderBy('id')
    .execute()
  const awaited = rows.filter(({ state }) => state === 'awaited').map(({ id }) => id)
  return { awaited, open: rows.filter(({ isCovered }) => !isCovered).length }
}
