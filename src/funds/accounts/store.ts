import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

function account(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('fund_account')
    .innerJoin('fund_programme as programme', 'programme.id', 'fund_account.programme_id')
    .where('fund_account.id', '=', id)
    .where(visible(actor, 'fund', 'fund_account'))
}

/** An account; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await account(db, actor, id)
    .innerJoin('unit', 'unit.code', 'fund_account.unit_code')
    .select(item.select({ ...actor, today }))
    .select('fund_account.version')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { validTo } = row
  return { ...row, actions: actionsOf(rules, { validTo: validTo ?? rules.OPEN }, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks an account for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return account(tx, actor, id)
    .select(columnsOf('fund_account', ['id', 'unitCode', 'path', 'validFrom', 'validTo', 'version']))
    .select('programme.code as programme')
    .forUpdate('fund_account')
    .executeTakeFirst()
}

export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>

interface NewRow {
  id: string
  unit_code: string
  path: string
  programme_id: string
  bank: string
  account_no: string
  has_ledger: boolean
  valid_from: string
  valid_to: string
  updated_at: string
}

/** The accounts of the same unit and programme that are valid on some of the same days. */
export function between(tx: Tx, row: NewRow): Promise<unknown[]> {
  return tx
    .selectFrom('fund_account')
    .select('id')
    .where('unit_code', '=', row.unit_code)
    .where('programme_id', '=', row.programme_id)
    .where('valid_from', '<', row.valid_to)
    .where('valid_to', '>', row.valid_from)
    .execute()
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await tx.insertInto('fund_account').values(row).execute()
}
