import type { Tx } from '../../platform/work/work.ts'
import type { Arrival } from './matching-rules.ts'
import '../tables.ts'

/** The arrivals of the matching funds of an allocation, day by day. */
export async function read(tx: Tx, allocationId: string): Promise<Arrival[]> {
  const rows = await tx
    .selectFrom('matching_arrival')
    .select(['arrived_on as arrivedOn', 'arrived'])
    .where('allocation_id', '=', allocationId)
    .orderBy('arrived_on')
    .execute()
  return rows.map(({ arrivedOn, arrived }) => ({ arrivedOn, arrived: Number(arrived) }))
}

export async function forget(tx: Tx, allocationId: string): Promise<void> {
  await tx.deleteFrom('matching_arrival').where('allocation_id', '=', allocationId).execute()
}

export async function keep(tx: Tx, allocationId: string, arrivals: readonly Arrival[]): Promise<void> {
  if (arrivals.length === 0) return
  await tx
    .insertInto('matching_arrival')
    .values(
      arrivals.map(({ arrivedOn, arrived }) => {
        return { allocation_id: allocationId, arrived_on: arrivedOn, arrived }
      })
    )
    .execute()
}
