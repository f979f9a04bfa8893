import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { item } from './fields.ts'
import type { NewChannelTest } from './schema.ts'

/** The unit that made a test, and those above. Never the unit that was tried. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return visible(actor, 'channel-test', 'channel_test')
}

export function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  return db
    .selectFrom('channel_test')
    .innerJoin('unit', 'unit.code', 'channel_test.unit_code')
    .innerJoin('unit as target', 'target.code', 'channel_test.target_code')
    .select(item.select({ ...actor, today }))
    .where('channel_test.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
}

interface NewRow extends NewChannelTest {
  id: string
  isInHours: boolean
  madeAt: string
  madeBy: string
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await tx
    .insertInto('channel_test')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: sql`unit_path(${row.unitCode})`,
      target_code: row.targetCode,
      channel: row.channel,
      number: row.number,
      tried_at: row.triedAt,
      is_in_hours: row.isInHours,
      result: row.result,
      waited_seconds: row.waitedSeconds ?? null,
      made_at: row.madeAt,
      made_by: row.madeBy
    })
    .execute()
}
