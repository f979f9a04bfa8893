import { type RawBuilder, sql } from 'kysely'
import { isBelow, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'

/** Drafts are for the unit and the units above it; units below see what was published. */
export function shown(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(indicator_set.published_at is not null or ${isBelow(actor, 'indicator_set')})`
}

export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(${visible(actor, 'indicator-set', 'indicator_set')} and ${shown(actor)})`
}

function rows(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  return db
    .selectFrom('indicator_set')
    .innerJoin('unit', 'unit.code', 'indicator_set.unit_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select([...columnsOf('indicator_set', ['path', 'version'])])
    .where('indicator_set.id', '=', id)
    .where(seenBy(actor))
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await rows(db, actor, id, today).executeTakeFirst()
  if (row === undefined) return undefined
  const { path, ...own } = row
  return { ...own, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a set for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string, today: string) {
  return rows(tx, actor, id, today).forUpdate('indicator_set').executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
