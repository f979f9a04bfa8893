import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('campaign')
    .innerJoin('unit', 'unit.code', 'campaign.unit_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .where('campaign.id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** The id of the campaign if it is visible to the actor, else undefined. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('campaign')
    .select('id')
    .where('id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .executeTakeFirst()
}

/** Locks a campaign of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('campaign')
    .select(columnsOf('campaign', ['id', 'unitCode', 'path', 'state', 'version']))
    .select(['period_from as from', 'period_to as to', sql<string>`unit_acting(unit_code)`.as('acting')])
    .where('id', '=', id)
    .where(visible(actor, 'campaign', 'campaign'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
