import { type RawBuilder, sql } from 'kysely'
import { accountFor, columnsNamed } from '../../funds/index.ts'
import { isBelow } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { yuan, yuanOf } from '../../platform/database/yuan.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { ExceptionType } from '../labels.ts'
import { stretchOf, type Target } from '../rules.ts'
import type { Check } from '../schema.ts'
import type { ExceptionQuery } from './schema.ts'
import '../tables.ts'

type Checked = Pick<Check, 'id' | 'exceptions'>

const order = [['exception.position', 'integer']] as const

/** The exceptions of a check, by type and recipient. */
export function list(db: Db, actor: Actor, check: Checked, query: ExceptionQuery) {
  const account = accountFor(actor)
  return db
    .selectFrom('fund_exception as exception')
    .leftJoin('unit as other', (join) =>
      // The unit and the disbursement of the other roster are shown only to callers who may see that unit.
      join.onRef('other.code', '=', 'exception.unit_code').on(isBelow(actor, 'other'))
    )
    .innerJoin('fund_check as made', 'made.id', 'exception.check_id')
    .leftJoin('unit as village', 'village.code', 'exception.village_code')
    .select(['exception.type', 'exception.recipient_no as recipientNo', 'village.name as villageName'])
    .select([accountIn('roster', account).as('accountDue'), accountIn('payments', account).as('accountPaid')])
    .select(['exception.village_code as villageCode', money('due').as('due'), money('paid').as('paid')])
    .select([yuan('exception.difference').as('difference'), 'exception.paid_on as paidOn'])
    .select(sql<string | null>`case when other.code is not null then exception.record_id end`.as('recordId'))
    .select(['other.code as unitCode', 'exception.position'])
    .where(chosen(check, query))
    .where(after(query.cursor, order))
    .orderBy('exception.position')
}

/** Of a payment to another account than the roster names: the account in either file. */
function accountIn(file: 'roster' | 'payments', account: RawBuilder<string | null>) {
  const [lines, upload, isPaid] =
    file === 'roster'
      ? [sql.table('roster_line'), sql.ref('made.roster_upload_id'), sql`true`]
      : [sql.table('payment_line'), sql.ref('made.payments_upload_id'), sql`status = 'paid'`]
  return sql<string | null>`case when exception.type = 'wrong-account' then (
    select string_agg(distinct ${account}, ${sql.lit('、')}) from ${lines} as line
    where line.period = made.period and line.upload_id = ${upload}
      and line.recipient_no = exception.recipient_no and ${isPaid}) end`
}

function money(column: 'due' | 'paid'): RawBuilder<string | null> {
  return yuan(`exception.${column}`).$castTo<string | null>()
}

export function keyOf({ position }: { position: number }): unknown[] {
  return [position]
}

export function wire<Row extends { position: number }>({ position: _, ...exception }: Row) {
  return exception
}

export const columns = columnsNamed(
  'type recipientNo villageCode villageName due paid difference paidOn recordId unitCode ' +
    'accountDue accountPaid'
)

export function count(db: Db, check: Checked, query: ExceptionQuery): Promise<{ total: number }> {
  return db
    .selectFrom('fund_exception as exception')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(check, query))
    .executeTakeFirstOrThrow()
}

/**
 * What the exceptions of some types come to at each unit below the actor's own. A unit that is no longer
 * there cannot put anything right, and is left out.
 */
export async function byUnit(
  tx: Tx,
  actor: Actor,
  { id }: Checked,
  types: readonly ExceptionType[],
  today: string
): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select exception.type, unit.code as "unitCode", count(*)::int as count,
      ${yuanOf(sql`sum(exception.difference)`)} as amount
    from fund_exception as exception join unit on unit.code = exception.unit_code
    where exception.check_id = ${id}::uuid and exception.type = any(${types}::text[])
      and ${isBelow(actor, 'unit')} and unit.code <> ${actor.unitCode}
      and is_valid(unit.valid_from, unit.valid_to, ${today}::date)
    group by exception.type, unit.code order by unit.code`.execute(tx)
  return rows
}

function chosen(check: Checked, { type, villageCode, recipientNo }: ExceptionQuery): RawBuilder<boolean> {
  const conditions = [
    sql`exception.check_id = ${check.id}::uuid`,
    ...(type === undefined ? [] : [ofType(check, type)]),
    ...(villageCode === undefined ? [] : [sql`exception.village_code = ${villageCode}`]),
    ...(recipientNo === undefined ? [] : [sql`exception.recipient_no = ${recipientNo}`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

function ofType(check: Checked, type: ExceptionType): RawBuilder<unknown> {
  const [first, last] = stretchOf(check, type)
  return sql`exception.position between ${first}::integer and ${last}::integer`
}
