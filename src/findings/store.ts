import { type RawBuilder, sql } from 'kysely'
import { type Citables, causesOf } from '../causes/index.ts'
import { addressed } from '../platform/access/addressed.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf, type manyRecords } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../terms/index.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

/** The target and the units between see a finding from the start, because they have to rectify it. */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  return addressed(actor, 'finding', 'finding', { isVisibleToTarget: sql<boolean>`true` })
}

/** The unit that supervises the target now, in place of the inspecting unit; and those above. */
const judges = sql<string[]>`unit_line((
  select path from unit where code = unit_supervisor(finding.unit_code, finding.target_path)))`

const standing = [
  ...columnsOf('finding', ['id', 'unitCode', 'path', 'targetCode', 'state', 'version']),
  sql<string>`unit_acting(finding.target_code)`.as('targetActing'),
  judges.as('judges'),
  sql<string>`(finding.created_at at time zone 'Asia/Shanghai')::date`.as('madeOn')
] as const

export async function find(db: Db, citables: Citables, actor: Actor, id: string, today: string) {
  const [found] = await whole(db, citables, actor, [id], today, seenBy(actor))
  return found
}

/** Findings with all that belongs to them, in the order of `ids`; only causes visible to the actor. */
export async function whole(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  ids: readonly string[],
  today: string,
  condition = sql<boolean>`true`
) {
  const viewer = { ...actor, today }
  const rows = await db
    .selectFrom('finding')
    .innerJoin('unit', 'unit.code', 'finding.unit_code')
    .innerJoin('unit as target', 'target.code', 'finding.target_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('finding.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(condition)
    .orderBy(sql`array_position(${ids}::uuid[], finding.id)`)
    .execute()
  if (rows.length === 0) return []
  const terms = await termsOf(db, 'finding', ids)
  const causes = await causesOf(db, citables, actor, ids)
  return rows.map((row) => ({
    ...row,
    causes: causes.get(row.id) ?? [],
    terms: (terms.get(row.id) ?? []).map((term) => termOnWire(term, today)),
    actions: actionsOf<rules.Standing, rules.StepName>(rules, row, actor, today)
  }))
}

export type Shown = Awaited<ReturnType<typeof whole>>[number]

/** Inserts findings, each with a link to the latest earlier finding on the same item or area. */
export async function insert(
  tx: Tx,
  { columns, values, rows }: ReturnType<typeof manyRecords>
): Promise<{ id: string; repeats: string | null }[]> {
  const { rows: inserted } = await sql<{ id: string; repeats: string | null }>`
    insert into finding (${columns}, repeats)
    select ${values}, (
      select earlier.id from finding as earlier
      where earlier.target_code = wanted.target_code and earlier.area = wanted.area
        and coalesce(earlier.item_id, '') = coalesce(wanted.item_id, '')
      order by earlier.id desc limit 1)
    from ${rows}
    returning id, repeats`.execute(tx)
  return inserted
}

/** Locks a finding for a step, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<rules.Standing | undefined> {
  return tx
    .selectFrom('finding')
    .select(standing)
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

/** Locks, in the order of their ids, those of the findings that concern a unit or a unit below it. */
export function lockWithin(tx: Tx, ids: readonly string[], unitCode: string): Promise<rules.Standing[]> {
  return tx
    .selectFrom('finding')
    .select(standing)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(sql<boolean>`${unitCode} = any(string_to_array(target_path, '.'))`)
    .orderBy('id')
    .forUpdate()
    .execute()
}
