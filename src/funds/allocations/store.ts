import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Tx } from '../../platform/work/work.ts'
import { type Matching, standing } from './matching-rules.ts'
import type { Corrected, Standing } from './rules.ts'
import '../tables.ts'

/** Locks an allocation that the actor sees. Others wait: two at once cannot hand down more than there is. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return locked(tx, id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
}

/** The same whoever asks: payments from it may be those of a unit below. */
export function lockAny(tx: Tx, id: string): Promise<Standing> {
  return locked(tx, id).executeTakeFirstOrThrow()
}

/**
 * An allocation that the actor sees, and the whole of which it is a part, both locked: in the order of their
 * ids, in which everybody locks several.
 */
export async function lockWithWhole(
  tx: Tx,
  actor: Actor,
  id: string
): Promise<{ one?: Standing; parent?: Standing }> {
  const both = sql<string>`(
    select unnest(array[id, parent_id]) from allocation
    where id = ${id} and ${visible(actor, 'fund', 'allocation')})`
  const rows = await locking(tx).where('allocation.id', 'in', both).orderBy('allocation.id').execute()
  return { one: rows.find((row) => row.id === id), parent: rows.find((row) => row.id !== id) }
}

function locked(tx: Tx, id: string) {
  return locking(tx).where('allocation.id', '=', id)
}

function locking(tx: Tx) {
  return tx
    .selectFrom('allocation')
    .innerJoin('fund_programme as programme', 'programme.id', 'allocation.programme_id')
    .select(['allocation.id', 'allocation.unit_code as unitCode', 'allocation.path'])
    .select(sql<string>`unit_acting(allocation.unit_code)`.as('actingUnitCode'))
    .select(['allocation.programme_id as programmeId', 'programme.code as programme'])
    .select(['allocation.root_id as rootId', 'allocation.amount', 'allocation.handed_down as handedDown'])
    .select(['allocation.spent', 'allocation.received_on as receivedOn', 'allocation.due_on as dueOn'])
    .select('allocation.version')
    .select(['allocation.matching_budgeted as matchingBudgeted'])
    .select(['allocation.matching_due_on as matchingDueOn'])
    .select(['allocation.from_unit_code as fromUnitCode', 'allocation.document_no as documentNo'])
    .forUpdate('allocation')
}

interface NewRow {
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

export async function insert(tx: Tx, row: NewRow, share: Matching): Promise<void> {
  await tx
    .insertInto('allocation')
    .values({ ...row, ...matchingRow(share) })
    .execute()
}

function matchingRow({ budgeted, dueOn, arrivals }: Matching) {
  const { arrived, arrivedOn } = standing(arrivals, budgeted ?? 0)
  return {
    ...{ matching_budgeted: budgeted, matching_due_on: dueOn },
    ...{ matching_arrived: arrived, matching_arrived_on: arrivedOn }
  }
}

/** What is left after money has flowed. */
export type Flowed = Pick<Standing, 'amount' | 'handedDown' | 'spent'>

const flowed = ['amount', 'handed_down as handedDown', 'spent'] as const

/** Counts a part that was handed on; the part itself is on record already. */
export function handDown(tx: Tx, id: string, fen: number): Promise<Flowed> {
  return tx
    .updateTable('allocation')
    .set({ handed_down: sql<string>`handed_down + ${fen}::bigint`, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning(flowed)
    .executeTakeFirstOrThrow()
}

/** Puts right what was typed wrong; without `share` the local share stays. */
export function correct(
  tx: Tx,
  id: string,
  { documentNo, amount, receivedOn, dueOn }: Omit<Corrected, 'more'> & { dueOn: string },
  share?: Matching
): Promise<Flowed> {
  return tx
    .updateTable('allocation')
    .set({ document_no: documentNo, amount, received_on: receivedOn, due_on: dueOn })
    .set({ ...(share && matchingRow(share)), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning(flowed)
    .executeTakeFirstOrThrow()
}

/** Sums up again what was paid from it, by the payments that stand. The row is locked before. */
export function spend(tx: Tx, id: string): Promise<Flowed> {
  const paid = sql<string>`(
    select coalesce(sum(paid_amount), 0)::bigint
    from disbursement join fund_upload on fund_upload.id = payments_upload_id
    where disbursement.allocation_id = ${id})`
  return tx
    .updateTable('allocation')
    .set({ spent: paid, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning(flowed)
    .executeTakeFirstOrThrow()
}

/** The last day on which money of it left, to a unit below or to a recipient. Asked when nothing is left. */
export async function lastFlowOn(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ on: string }>`
    select greatest(received_on,
      (select max(part.received_on) from allocation as part where part.parent_id = allocation.id),
      (select max(paid_on) from disbursement
        join payment_line on payment_line.upload_id = payments_upload_id
          and payment_line.period = disbursement.period and status = 'paid'
        where disbursement.allocation_id = allocation.id)) as on
    from allocation where id = ${id}`.execute(tx)
  return (rows[0] as { on: string }).on
}

/** How the local share stands; how it came in is kept by itself. */
export async function share(tx: Tx, id: string, share: Matching): Promise<void> {
  await tx
    .updateTable('allocation')
    .set({ ...matchingRow(share), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
