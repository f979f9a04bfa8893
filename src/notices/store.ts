import { sql } from 'kysely'
import type { CitedRecord } from '../causes/index.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { nextNumber, numberText } from '../platform/work/numbering.ts'
import type { Tx } from '../platform/work/work.ts'
import { actingShown } from '../units/index.ts'
import { addresseesFrom, columnsOf } from './answers/addressees.ts'
import type { Addressees, NewNotice, Notice, NoticeChange } from './schema.ts'
import { answerSeenBy, keptBy, seenBy } from './visibility.ts'
import type { State } from './vocabulary.ts'
import './tables.ts'

/** A notice as it is read, without its causes. */
export type Row = Omit<Notice, 'causes'> & { version: number }
export type Versioned = Row & { causes: CitedRecord[] }

/** The columns of a notice in a list. */
export const shown = [
  'notice.id',
  'notice.number',
  'notice.unit_code as unitCode',
  'unit.name as unitName',
  'notice.state',
  'notice.title',
  'notice.addressee_count as addresseeCount',
  'notice.answer_by as answerBy',
  'notice.created_at as createdAt',
  'notice.issued_on as issuedOn',
  'notice.closed_on as closedOn',
  'notice.withdrawn_on as withdrawnOn',
  ...actingShown()
] as const

export function named(db: Db | Tx) {
  return db.selectFrom('notice').innerJoin('unit', 'unit.code', 'notice.unit_code')
}

/** A notice as visible to the actor, with counts of its answers; `addressees` only for its keepers. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string): Promise<Row | undefined> {
  const row = await named(db)
    .innerJoinLateral(
      (answers) =>
        answers
          .selectFrom('notice_addressee')
          .select([
            sql<number>`count(*)::int`.as('total'),
            sql<number>`(count(*) filter (where state = 'awaited'))::int`.as('awaited'),
            sql<number>`(count(*) filter (where state = 'given'))::int`.as('given'),
            sql<number>`(count(*) filter (where state = 'accepted'))::int`.as('accepted'),
            sql<number>`(count(*) filter (where state = 'awaited' and notice.state = 'issued'
              and due_on < ${today}::date))::int`.as('overdue')
          ])
          .whereRef('notice_addressee.notice_id', '=', 'notice.id')
          .where(answerSeenBy(actor))
          .as('answers'),
      (join) => join.onTrue()
    )
    .select(shown)
    .select(['notice.text', 'notice.addressee_codes as unitCodes', 'notice.addressee_within as withinCode'])
    .select(['notice.created_by as createdBy', 'notice.issued_by as issuedBy', 'notice.version'])
    .select(['notice.closed_by as closedBy', 'notice.withdrawn_by as withdrawnBy'])
    .select(['notice.withdraw_reason as withdrawReason', keptBy(actor).as('isKeeper')])
    .select(['answers.total', 'answers.awaited', 'answers.given', 'answers.accepted', 'answers.overdue'])
    .where('notice.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { total, awaited, given, accepted, overdue, unitCodes, withinCode, isKeeper, ...notice } = row
  const addressees = isKeeper ? addresseesFrom({ unitCodes, withinCode }) : null
  return { ...notice, addressees, answers: { total, awaited, given, accepted, overdue } }
}

/** The id of the notice if it is visible to the actor, else undefined. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('notice')
    .select('notice.id')
    .where('notice.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
}

/** What a step needs to know of a notice. `isKeeper`: the actor may issue and close it. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  number: string | null
  state: State
  answerBy: string | null
  addressees: Addressees
  isKeeper: boolean
  version: number
}

/** Locks a notice that is visible to the actor; answers to it wait for the lock, too. */
export async function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  const row = await tx
    .selectFrom('notice')
    .select(['id', 'unit_code as unitCode', 'path', 'number', 'state', 'answer_by as answerBy', 'version'])
    .select(['addressee_codes as unitCodes', 'addressee_within as withinCode', keptBy(actor).as('isKeeper')])
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { unitCodes, withinCode, ...notice } = row
  return { ...notice, addressees: addresseesFrom({ unitCodes, withinCode }) }
}

interface NewRow extends Omit<NewNotice, 'causes'> {
  id: string
  path: string
  createdAt: string
  createdBy: string
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await tx
    .insertInto('notice')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: row.path,
      title: row.title,
      text: row.text,
      ...columnsOf(row.addressees),
      answer_by: row.answerBy ?? null,
      created_at: row.createdAt,
      created_by: row.createdBy
    })
    .execute()
}

export type Change = Omit<NoticeChange, 'causes'> & {
  state?: State
  addresseeCount?: number
  issuedOn?: string
  issuedBy?: string
  closedOn?: string
  closedBy?: string
  withdrawnOn?: string
  withdrawnBy?: string
  withdrawReason?: string
}

/** Changes a notice. An empty change only raises the version, because the answers that it counts changed. */
export async function update(tx: Tx, id: string, change: Change = {}, number?: Numbered): Promise<void> {
  await tx
    .updateTable('notice')
    .set({
      title: change.title,
      text: change.text,
      ...(change.addressees && columnsOf(change.addressees)),
      answer_by: change.answerBy,
      state: change.state,
      addressee_count: change.addresseeCount,
      issued_on: change.issuedOn,
      issued_by: change.issuedBy,
      closed_on: change.closedOn,
      closed_by: change.closedBy,
      withdrawn_on: change.withdrawnOn,
      withdrawn_by: change.withdrawnBy,
      withdraw_reason: change.withdrawReason,
      number: number?.number,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}

interface Numbered {
  number: string
}

/** The next number of a unit in a year. A transaction that fails gives its number back. */
export async function nextNumberOf(tx: Tx, unitCode: string, year: number): Promise<Numbered> {
  const { rows } = await sql<Numbered>`
    with numbered as (${nextNumber('notice', unitCode, year)})
    select ${numberText(unitCode, year, sql.ref('last'))} as number from numbered`.execute(tx)
  return rows[0] as Numbered
}
