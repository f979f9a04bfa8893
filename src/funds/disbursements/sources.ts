import type { Tx } from '../../platform/work.ts'
import type { Account, Allocation } from './rules.ts'
import '../tables.ts'

/** The account that a batch names, whoever keeps it: whether it may be named is a rule. */
export function account(tx: Tx, id: string): Promise<Account | undefined> {
  return tx
    .selectFrom('fund_account')
    .select(['unit_code as unitCode', 'programme_id as programmeId'])
    .select(['valid_from as validFrom', 'valid_to as validTo'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The allocation that a batch names. */
export function allocation(tx: Tx, id: string): Promise<Allocation | undefined> {
  return tx
    .selectFrom('allocation')
    .select(['unit_code as unitCode', 'programme_id as programmeId'])
    .where('id', '=', id)
    .executeTakeFirst()
}
