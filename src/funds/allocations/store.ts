import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { present } from '../../platform/database/present.ts'
import { columnsOf, touched, updateRecord } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import * as matching from './matching-rules.ts'
import type { Corrected, Standing } from './rules.ts'
import '../tables.ts'

/** Locks an allocation that the actor may see: two parts at once must not exceed what is left. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return locked(tx, id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
}

/** Locks an allocation that the actor may not see: a unit below pays from it. */
export function lockAny(tx: Tx, id: string): Promise<Standing> {
  return locked(tx, id).executeTakeFirstOrThrow()
}

/**
 * Locks an allocation that the actor may see, and the whole of which it is a part, in the order of their ids:
 * several allocations are always locked in this order.
 */
export async function lockWithWhole(tx: Tx, actor: Actor, id: string): Promise<WithWhole | undefined> {
  const both = sql<string>`(
    select unnest(array[id, parent_id]) from allocation
    where id = ${id} and ${visible(actor, 'fund', 'allocation')})`
  const rows = await locking(tx).where('allocation.id', 'in', both).orderBy('allocation.id').execute()
  const one = rows.find((row) => row.id === id)
  return one && { ...one, parent: rows.find((row) => row.id !== id) }
}

export interface WithWhole extends Standing {
  parent: Standing | undefined
}

function locked(tx: Tx, id: string) {
  return locking(tx).where('allocation.id', '=', id)
}

const standing = [
  'id',
  'unitCode',
  'path',
  'programmeId',
  'rootId',
  'fromUnitCode',
  'documentNo',
  'amount',
  'handedDown',
  'spent',
  'receivedOn',
  'dueOn',
  'matchingBudgeted',
  'matchingDueOn',
  'version'
] as const

function locking(tx: Tx) {
  return tx
    .selectFrom('allocation')
    .innerJoin('fund_programme as programme', 'programme.id', 'allocation.programme_id')
    .select(columnsOf('allocation', standing))
    .select('programme.code as programme')
    .select(sql<string>`unit_acting(allocation.unit_code)`.as('actingUnitCode'))
    .select(sql<string | null>`unit_path(coalesce(from_unit_code, allocation.unit_code))`.as('giverPath'))
    .forUpdate('allocation')
}

export interface NewRow {
  id: string
  programme_id: string
  from_unit_code: string | null
  unit_code: string
  path: string
  parent_id: string | null
  root_id: string
  document_no: string
  amount: number
  received_on: string
  due_on: string
  created_at: string
  created_by: string
}

export async function insert(tx: Tx, row: NewRow, share: matching.Matching): Promise<void> {
  const { matchingBudgeted, matchingDueOn, matchingArrived, matchingArrivedOn } = shareOf(share)
  await tx
    .insertInto('allocation')
    .values({
      ...row,
      matching_budgeted: matchingBudgeted,
      matching_due_on: matchingDueOn,
      matching_arrived: matchingArrived,
      matching_arrived_on: matchingArrivedOn
    })
    .execute()
}

function shareOf({ budgeted, dueOn, arrivals }: matching.Matching) {
  const { arrived, arrivedOn } = matching.standing(arrivals, budgeted ?? 0)
  return {
    matchingBudgeted: budgeted,
    matchingDueOn: dueOn,
    matchingArrived: arrived,
    matchingArrivedOn: arrivedOn
  }
}

type Clock = Pick<Work, 'tx' | 'now'>

/** The figures of an allocation after money has flowed. */
export type Flowed = Pick<Standing, 'amount' | 'handedDown' | 'spent'>

async function flow({ tx, now }: Clock, id: string, change: RawBuilder<unknown>): Promise<Flowed> {
  const { rows } = await sql<Flowed>`
    update allocation set ${change}, ${touched(now)} where id = ${id}::uuid
    returning amount, handed_down as "handedDown", spent`.execute(tx)
  return present(rows[0])
}

/** Adds a part that was allocated on. The part itself is recorded already. */
export function handDown(work: Clock, id: string, fen: number): Promise<Flowed> {
  return flow(work, id, sql`handed_down = handed_down + ${fen}::bigint`)
}

/** Sums up the current payments from an allocation again. The caller has locked the row. */
export function spend(work: Clock, id: string): Promise<Flowed> {
  return flow(
    work,
    id,
    sql`spent = (
      select coalesce(sum(paid_amount), 0)::bigint
      from disbursement join fund_upload on fund_upload.id = payments_upload_id
      where disbursement.allocation_id = allocation.id)`
  )
}

/** Corrects a receipt. Without `share` the matching funds stay. */
export async function correct(
  work: Clock,
  { id, handedDown, spent }: Standing,
  { documentNo, amount, receivedOn, dueOn }: Omit<Corrected, 'more'> & { dueOn: string },
  share?: matching.Matching
): Promise<Flowed> {
  const matching = share === undefined ? {} : shareOf(share)
  await updateRecord(work, 'allocation', id, { documentNo, amount, receivedOn, dueOn, ...matching })
  return { amount: String(amount), handedDown, spent }
}

/** The last day on which a part of it was allocated on or paid out. Called when nothing is left. */
export async function lastFlowOn(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ on: string }>`
    select greatest(received_on,
      (select max(part.received_on) from allocation as part where part.parent_id = allocation.id),
      (select max(paid_on) from disbursement
        join payment_line on payment_line.upload_id = payments_upload_id
          and payment_line.period = disbursement.period and status = 'paid'
        where disbursement.allocation_id = allocation.id)) as on
    from allocation where id = ${id}`.execute(tx)
  return present(rows[0]).on
}

/** Sets the matching funds. A separate table keeps their single arrivals. */
export function share(work: Clock, id: string, share: matching.Matching): Promise<void> {
  return updateRecord(work, 'allocation', id, shareOf(share))
}
