import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleKind, VisibleRecords } from '../../platform/access/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  'fund-programme': {
    permission: 'programmes:read',
    seen: (actor) =>
      sql`select id from fund_programme where ${visible(actor, 'fund-programme', 'fund_programme')}`
  },
  'fund-account': recordsAboutMoney('fund_account'),
  allocation: recordsAboutMoney('allocation'),
  disbursement: recordsAboutMoney('disbursement'),
  /** A unit whose money the actor may see. */
  'funds-of-unit': {
    permission: 'funds:read',
    isCoded: true,
    seen: (actor) => sql`select code as id from unit where ${visible(actor, 'fund', 'unit')}`
  }
}

/** Records about money, which are stored in `table`. */
export function recordsAboutMoney(table: string): VisibleKind {
  return {
    permission: 'funds:read',
    seen: (actor) => sql`select id from ${sql.table(table)} where ${visible(actor, 'fund', table)}`
  }
}
