import { sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { visible } from '../platform/scope.ts'
import type { Work } from '../platform/work.ts'
import { type Place, type Versioned, wire } from './store.ts'
import './tables.ts'
import type { Level } from './vocabulary.ts'

/** The unit with the name, parent and level that it had on a day. */
export function asOf(db: Db, actor: Actor, code: string, on: string): Promise<Versioned | undefined> {
  return db
    .selectFrom('unit')
    .leftJoinLateral(
      (past) =>
        past
          .selectFrom('unit_past')
          .select(['unit_past.name', 'unit_past.level', 'unit_past.parent_code', 'unit_past.counts_in_quota'])
          .whereRef('unit_past.code', '=', 'unit.code')
          .where('ended_on', '>', on)
          .orderBy('unit_past.version')
          .limit(1)
          .as('past'),
      (join) => join.onTrue()
    )
    .select(wire)
    .select([
      sql<string>`coalesce(past.name, unit.name)`.as('name'),
      sql<Level>`coalesce(past.level, unit.level)`.as('level'),
      sql<string | null>`case when past.name is null then unit.parent_code else past.parent_code end`.as(
        'parentCode'
      ),
      sql<boolean>`coalesce(past.counts_in_quota, unit.counts_in_quota)`.as('countsInQuota')
    ])
    .where('unit.code', '=', code)
    .where(visible(actor, 'unit', 'unit'))
    .executeTakeFirst() as Promise<Versioned | undefined>
}

/** Keeps what a unit was, before it changes. */
export async function remember({ tx, now, today }: Work, unit: Place, change: string): Promise<void> {
  await tx
    .insertInto('unit_past')
    .values({
      code: unit.code,
      version: unit.version,
      ended_at: now.toISOString(),
      ended_on: today,
      change,
      name: unit.name,
      level: unit.level,
      parent_code: unit.parentCode,
      counts_in_quota: unit.countsInQuota
    })
    .execute()
}
