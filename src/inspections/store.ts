import { sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { areasWithItems } from './areas/store.ts'
import { single } from './fields.ts'
import { keeper, keeperPath } from './keeping.ts'
import * as rules from './rules.ts'
import './tables.ts'
import { isVisible, teamFor } from './visibility.ts'

type Judged = Pick<Locked, 'path' | 'acting' | 'method' | 'state'>

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('inspection')
    .innerJoin('unit as keeper', 'keeper.code', 'inspection.unit_code')
    .innerJoin('unit as target', 'target.code', 'inspection.target_code')
    .select(single.select({ ...actor, today }))
    .select([teamFor(actor).as('team'), keeperPath.as('path')])
    .select(sql<string>`unit_acting(${keeper})`.as('acting'))
    .where('inspection.id', '=', id)
    .where(isVisible(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { path, acting, ...shown } = row
  return {
    ...shown,
    actions: actionsOf<Judged, rules.StepName>(rules, { ...shown, path, acting }, actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks an inspection that is visible to the actor; undefined if it is not. */
export async function lock(tx: Tx, actor: Actor, id: string) {
  const found = await tx
    .selectFrom('inspection')
    .select('id')
    .where('id', '=', id)
    .where(isVisible(actor))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Read after the lock, so that changes of the areas that were committed meanwhile are included.
  return (
    tx
      .selectFrom('inspection')
      .innerJoin('unit as target', 'target.code', 'inspection.target_code')
      .select(columnsOf('inspection', ['id', 'state', 'targetCode', 'targetPath', 'taskId', 'campaignId']))
      .select(
        columnsOf('inspection', ['method', 'plannedOn', 'team', 'evaluator', 'notifiedAt', 'startedAt'])
      )
      .select(['inspection.version', 'target.level as targetLevel', areasWithItems.as('areas')])
      .select([
        keeper.as('unitCode'),
        keeperPath.as('path'),
        sql<string>`unit_acting(${keeper})`.as('acting')
      ])
      // Whether it has passed to another unit than the one that arranged it.
      .select(sql<boolean>`inspection.passed_to_code is not null`.as('hasPassed'))
      .where('inspection.id', '=', id)
      .executeTakeFirstOrThrow()
  )
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
