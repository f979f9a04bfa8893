import { sql } from 'kysely'
import { may } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { after } from '../../platform/http/lists/paging.ts'
import { columnsNamed } from '../column-names.ts'
import type { PaymentStatus, UploadKind } from '../labels.ts'
import type { FundLine, LineQuery } from './schema.ts'
import '../tables.ts'

/** A file whose lines are read. */
interface Of {
  id: string
  kind: UploadKind
  /** Names the partition that they lie in. */
  period: string
}

const order = [
  ['recipient_no', 'text'],
  ['line', 'integer']
] as const

/**
 * The lines of a file, by recipient. Only people who pay or check see the accounts of recipients in full
 * (个人信息保护法 第28条). The query decides, so that pages and downloads show the same.
 */
export function list(db: Db, actor: Pick<Actor, 'roles'>, of: Of, query: LineQuery) {
  const account = accountFor(actor)
  const lines =
    of.kind === 'roster' ? rosterLines(db, account, of, query) : paymentLines(db, account, of, query)
  return lines as ReturnType<typeof rosterLines>
}

type Account = typeof whole

/** The column `account` as the actor may see it. */
export function accountFor(actor: Pick<Actor, 'roles'>): Account {
  return may(actor, 'accounts:read') ? whole : lastFour
}

const whole = sql<string | null>`account`
/** A short account shows only its second half, so that none is shown whole. */
const lastFour = sql<string | null>`'****' || right(account, least(4, length(account) / 2))`

function rosterLines(db: Db, account: Account, { id, period }: Of, { recipientNo, cursor }: LineQuery) {
  return db
    .selectFrom('roster_line')
    .leftJoin('unit as village', 'village.code', 'roster_line.village_code')
    .select(['line', 'recipient_no as recipientNo', sql<string | null>`village_code`.as('villageCode')])
    .select(sql<string | null>`village.name`.as('villageName'))
    .select([yuan('amount').as('amount'), account.as('account'), 'identity_end as idNumberEnd'])
    .select([sql<string | null>`null`.as('paidOn'), sql<PaymentStatus | null>`null`.as('status')])
    .where('upload_id', '=', id)
    .where('period', '=', period)
    .$if(recipientNo !== undefined, (lines) => lines.where('recipient_no', '=', recipientNo as string))
    .where(after(cursor, order))
    .orderBy('recipient_no')
    .orderBy('line')
}

function paymentLines(db: Db, account: Account, { id, period }: Of, { recipientNo, cursor }: LineQuery) {
  return db
    .selectFrom('payment_line')
    .select(['line', 'recipient_no as recipientNo', sql<string | null>`null`.as('villageCode')])
    .select(sql<string | null>`null`.as('villageName'))
    .select([yuan('amount').as('amount'), account.as('account'), sql<string | null>`null`.as('idNumberEnd')])
    .select(['paid_on as paidOn', 'status'])
    .where('upload_id', '=', id)
    .where('period', '=', period)
    .$if(recipientNo !== undefined, (lines) => lines.where('recipient_no', '=', recipientNo as string))
    .where(after(cursor, order))
    .orderBy('recipient_no')
    .orderBy('line')
}

export function keyOf({ recipientNo, line }: FundLine): unknown[] {
  return [recipientNo, line]
}

export function count(
  db: Db,
  { id, kind, period }: Of,
  { recipientNo }: LineQuery
): Promise<{ total: number }> {
  return db
    .selectFrom(kind === 'roster' ? 'roster_line' : 'payment_line')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('upload_id', '=', id)
    .where('period', '=', period)
    .$if(recipientNo !== undefined, (lines) => lines.where('recipient_no', '=', recipientNo as string))
    .executeTakeFirstOrThrow()
}

export const columns = columnsNamed(
  'line recipientNo villageCode villageName amount account idNumberEnd paidOn status'
).map((column) => ({
  ...column,
  isShownOnly: column.name === 'villageName' || column.name === 'line'
}))
