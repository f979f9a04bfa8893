import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Account, Allocation, Batch } from './rules.ts'
import { monthAfter } from './rules.ts'
import '../tables.ts'

/** The account that a batch names, of any unit: the rules decide whether the batch may use it. */
export function account(tx: Tx, id: string): Promise<Account | undefined> {
  return tx
    .selectFrom('fund_account')
    .select(columnsOf('fund_account', ['unitCode', 'programmeId', 'validFrom', 'validTo']))
    .where('id', '=', id)
    .executeTakeFirst()
}

const allocations = (tx: Tx) =>
  tx
    .selectFrom('allocation')
    .select(columnsOf('allocation', ['id', 'unitCode', 'programmeId']))
    .select(sql<string>`unit_acting(unit_code)`.as('actingUnitCode'))

/**
 * The allocation that a batch names, if the actor may see it: it belongs to their own unit or to one below.
 */
export function allocation(tx: Tx, actor: Actor, id: string): Promise<Allocation | undefined> {
  return allocations(tx)
    .where('id', '=', id)
    .where(visible(actor, 'fund', 'allocation'))
    .executeTakeFirst()
}

/**
 * Allocations of the programme with money left, which the unit or the units it acts for received by the end
 * of the month; two at most.
 */
export function leftFor(tx: Tx, { unitCode, programmeId, period }: Batch): Promise<Allocation[]> {
  return allocations(tx)
    .where(
      sql<boolean>`unit_code in (select code from unit where code = ${unitCode} or acting_code = ${unitCode})`
    )
    .where('programme_id', '=', programmeId)
    .where('received_on', '<', monthAfter(period))
    .where('retained', '>', '0')
    .limit(2)
    .execute()
}
