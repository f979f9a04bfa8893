import { sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { Place, Versioned } from './fields.ts'
import { shownTo } from './store.ts'
import './tables.ts'
import type { Level } from './vocabulary.ts'

/** Of these only the latest values are known. */
const kept = columnsOf('unit', [
  'code',
  'validFrom',
  'validTo',
  'successorCode',
  'principal',
  'channels',
  'organName',
  'organCode',
  'sealName',
  'path',
  'version'
])

/** The unit with the name, parent and level that it had on a day. */
export async function asOf(db: Db, actor: Actor, code: string, on: string, today: string) {
  const unit: Found | undefined = await db
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
    .select(kept)
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
    .executeTakeFirst()
  return unit && shownTo(actor, unit, today)
}

type Found = Versioned & { path: string }

/** Keeps the former values of a unit before it changes. */
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

/**
 * Codes and names of the villages that stood below a unit on the first or on the last day of a period, as the
 * tree was then. `until` is the day after it. A village that has moved away since is one of them, one that
 * has come since is not.
 */
export async function villagesIn(
  tx: Tx,
  unitCode: string,
  { from, until }: { from: string; until: string }
): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    with recursive moved as (
      select distinct on (day, code) day, code, parent_code
      from (values (${from}::date), (${until}::date - 1)) as asked (day)
      join unit_past on ended_on > day
      order by day, code, version
    ), below (day, code) as (
      select day, ${unitCode}::text collate "C"
      from (values (${from}::date), (${until}::date - 1)) as asked (day)
      union
      select below.day, child.code from below cross join lateral (
        select unit.code from unit where parent_code = below.code
          and not exists (select from moved where moved.day = below.day and moved.code = unit.code)
        union all
        select moved.code from moved where moved.day = below.day and moved.parent_code = below.code
      ) as child
    )
    select distinct unit.code, unit.name from below join unit using (code)
    where level = 'village' and coalesce(valid_from, '-infinity') < ${until}::date
      and coalesce(valid_to, 'infinity') > ${from}::date`.execute(tx)
  return rows
}
