import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import type { Staff } from './schema.ts'
import './tables.ts'

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('staff')
    .innerJoin('unit', 'unit.code', 'staff.unit_code')
    .select(item.select({ ...actor, today }))
    .where('staff.id', '=', id)
    .where(visible(actor, 'staff', 'staff'))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks an entry of the register of a unit within the actor's own; undefined if there is none. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('staff')
    .select(columnsOf('staff', ['id', 'unitCode', 'path', 'version']))
    .where('id', '=', id)
    .where(visible(actor, 'staff', 'staff'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** Replaces the conflicts of a person. */
export async function replaceConflicts(tx: Tx, id: string, conflicts: Staff['conflicts']): Promise<void> {
  await tx.deleteFrom('staff_conflict').where('staff_id', '=', id).execute()
  if (conflicts.length === 0) return
  const rows = conflicts.map(({ unitCode, reason }) => ({ staff_id: id, unit_code: unitCode, reason }))
  await tx.insertInto('staff_conflict').values(rows).execute()
}

/** Of these people, those on the register of the actor's unit or below it who may still be sent. */
export async function activeAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('active', '=', true)
    .where(visible(actor, 'staff', 'staff'))
    .execute()
  return new Set(rows.map(({ id }) => id))
}
