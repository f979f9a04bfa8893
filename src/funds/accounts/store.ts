import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { columnsNamed } from '../column-names.ts'
import { isProgramme } from '../programmes/store.ts'
import type { Standing } from './rules.ts'
import type { Account, AccountChange, AccountQuery } from './schema.ts'
import '../tables.ts'

export type Versioned = Account & { version: number }

function accounts(db: Db | Tx) {
  return db
    .selectFrom('fund_account as account')
    .innerJoin('fund_programme as programme', 'programme.id', 'account.programme_id')
}

function shown(db: Db | Tx) {
  return accounts(db)
    .innerJoin('unit', 'unit.code', 'account.unit_code')
    .select(['account.id', 'account.unit_code as unitCode', 'unit.name as unitName'])
    .select([
      'programme.code as programme',
      'programme.name as programmeName',
      'account.bank',
      'account.account_no as accountNo'
    ])
    .select(['account.has_ledger as ledger', 'account.valid_from as validFrom', 'account.version'])
    .select(sql<string | null>`nullif(account.valid_to, 'infinity')`.as('validTo'))
}

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Versioned | undefined> {
  return shown(db)
    .where('account.id', '=', id)
    .where(visible(actor, 'fund', 'account'))
    .executeTakeFirst()
}

export const columns = columnsNamed(
  'id unitCode unitName programme programmeName bank accountNo ledger validFrom validTo'
)

const order = [['account.id', 'uuid']] as const

/** Accounts of a subtree, in the order in which they were put on record. */
export function list(db: Db, trees: readonly Subtree[], query: AccountQuery) {
  return shown(db).where(chosen(trees, query)).where(after(query.cursor, order)).orderBy('account.id')
}

export function count(db: Db, trees: readonly Subtree[], query: AccountQuery): Promise<{ total: number }> {
  return accounts(db)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(trees, query))
    .executeTakeFirstOrThrow()
}

function chosen(trees: readonly Subtree[], { programme, on }: AccountQuery): RawBuilder<boolean> {
  const conditions = [
    ...trees.map((tree) => inSubtree(tree, { table: 'account', unit: 'unit_code' })),
    ...(programme === undefined ? [] : [isProgramme(programme)]),
    ...(on === undefined ? [] : [sql`account.valid_from <= ${on}::date and account.valid_to > ${on}::date`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return accounts(tx)
    .select(['account.id', 'account.unit_code as unitCode', 'account.path', 'programme.code as programme'])
    .select(['account.valid_from as validFrom', 'account.valid_to as validTo', 'account.version'])
    .where('account.id', '=', id)
    .where(visible(actor, 'fund', 'account'))
    .forUpdate('account')
    .executeTakeFirst()
}

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
}

/** The accounts of that unit and programme which hold on some day between. */
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

export async function update(
  tx: Tx,
  id: string,
  change: AccountChange & { validTo?: string }
): Promise<void> {
  await tx
    .updateTable('fund_account')
    .set({ bank: change.bank, has_ledger: change.ledger, valid_to: change.validTo })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
