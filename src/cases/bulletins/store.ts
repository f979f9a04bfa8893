import { sql } from 'kysely'
import { isBelow, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'

const standing = [
  ...columnsOf('case_bulletin', ['id', 'unitCode', 'path', 'state', 'version']),
  sql<string>`case_bulletin.period_from`.as('from'),
  sql<string>`case_bulletin.period_to`.as('to')
] as const

/** People of units below see published bulletins; drafts are for the unit and the units above it. */
export function shown(actor: Pick<Actor, 'unitCode'>) {
  return sql<boolean>`(case_bulletin.state = 'published' or ${isBelow(actor, 'case_bulletin')})`
}

/** A bulletin with the figures that the actor may see. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('case_bulletin')
    .innerJoin('unit', 'unit.code', 'case_bulletin.unit_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('case_bulletin.id', '=', id)
    .where(visible(actor, 'case-bulletin', 'case_bulletin'))
    .where(shown(actor))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a bulletin of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('case_bulletin')
    .select(standing)
    .where('id', '=', id)
    .where(visible(actor, 'case-bulletin', 'case_bulletin'))
    .where(isBelow(actor, 'case_bulletin'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
