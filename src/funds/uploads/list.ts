import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { may } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { equals, oneOrMore } from '../../platform/http/lists/filters.ts'
import { laterLast } from '../column-names.ts'
import type { PaymentStatus, UploadKind } from '../labels.ts'
import { item, UploadKind as Kind, lineFields } from './fields.ts'

/** The files of a disbursement: payments before rosters, and the first version of each kind first. */
export const uploads = defineList({
  fields: item,
  orders: { kind: ['kind', 'number'] },
  filters: { kind: oneOrMore('fund_upload.kind', Kind) },
  parameters: {}
})

type Account = RawBuilder<string | null>

/** The column of accounts, in full or masked. A short account shows only its second half. */
export const accounts = {
  whole: sql<string | null>`account`,
  lastFour: sql<string | null>`'****' || right(account, least(4, length(account) / 2))`
}

/** The column as the actor may see it. */
export function accountFor(actor: Pick<Actor, 'roles'>): Account {
  return may(actor, 'accounts:read') ? accounts.whole : accounts.lastFour
}

const filters = {
  recipientNo: equals(
    sql`recipient_no`,
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: '救助对象编号',
      description: 'Number of a recipient: only their lines'
    })
  )
}
const none = sql<null>`null`

/** Lines by recipient. Readers who may not see accounts in full have separate lists. */
function listsFor(account: Account) {
  const common = { orders: { recipientNo: ['recipientNo', 'line'] as const }, filters, parameters: {} }
  const roster = lineFields('roster_line', account, {
    villageCode: sql<string | null>`village_code`,
    villageName: sql<string | null>`village.name`,
    idNumberEnd: sql<string | null>`identity_end`,
    paidOn: none,
    status: none
  })
  const payments = lineFields('payment_line', account, {
    villageCode: none,
    villageName: none,
    idNumberEnd: none,
    paidOn: sql<string | null>`paid_on`,
    status: sql<PaymentStatus | null>`status`
  })
  const rosterTables = sql`roster_line left join unit as village on village.code = roster_line.village_code`
  return {
    roster: defineList({ fields: roster, from: rosterTables, ...common }),
    payments: defineList({ fields: payments, ...common })
  }
}

const inFull = listsFor(accounts.whole)
const masked = listsFor(accounts.lastFour)

/**
 * The lines of files of a kind. Only people who pay or check see the accounts of recipients in full
 * (个人信息保护法 第28条). The query decides, so that pages and downloads show the same.
 */
export function linesFor(actor: Pick<Actor, 'roles'>, kind: UploadKind): typeof inFull.roster {
  return (may(actor, 'accounts:read') ? inFull : masked)[kind]
}

export const lineQuery = inFull.roster.query

export const lineColumns = laterLast(inFull.roster.columns).map((column) => ({
  ...column,
  isShownOnly: column.name === 'villageName' || column.name === 'line'
}))

/**
 * The lines of one file. Its month selects the partition; each statement is planned for the partition it
 * reads.
 */
export function linesOf({ id, period }: { id: string; period: string }): Scope {
  return {
    values: { id, period },
    where: (given) => sql<boolean>`(upload_id = ${given.id}::uuid and period = ${given.period}::date)`
  }
}
