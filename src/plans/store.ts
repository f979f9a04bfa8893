import { sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import type { Level } from '../units/index.ts'
import { item, plans } from './fields.ts'
import * as rules from './rules.ts'
import type { PlanItem } from './schema.ts'
import './tables.ts'

type Row = Omit<PlanItem, 'totals'> & PlanItem['totals']

/** A plan with the counts of its tasks. */
export function wire<R extends Row>({ full, sample, inspected, overdue, ...plan }: R) {
  return { ...plan, totals: { full, sample, inspected, overdue } }
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const { rows } = await sql<Row & { version: number }>`
    select ${item.selectList(viewer)}, inspection_plan.version from ${plans(viewer)}
    where inspection_plan.id = ${id}::uuid
      and ${visible(actor, 'inspection-plan', 'inspection_plan')}`.execute(db)
  const [row] = rows
  return row && { ...wire(row), actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** The id of the plan if it is visible to the actor, else undefined. */
export function seen(db: Db, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('inspection_plan')
    .select('id')
    .where('id', '=', id)
    .where(visible(actor, 'inspection-plan', 'inspection_plan'))
    .executeTakeFirst()
}

/** Locks a plan of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('inspection_plan')
    .select(columnsOf('inspection_plan', ['id', 'unitCode', 'path', 'year', 'policyId', 'state']))
    .select(columnsOf('inspection_plan', ['submittedBy', 'version']))
    .select(sql<Level>`(select level from unit where code = unit_code)`.as('unitLevel'))
    .where('id', '=', id)
    .where(visible(actor, 'inspection-plan', 'inspection_plan'))
    .forUpdate()
    .executeTakeFirst()
}

/** A locked plan. */
export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>
