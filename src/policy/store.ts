import { type Generated, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { after, type Asked } from '../platform/paging.ts'
import { inSubtree, type Subtree, visible } from '../platform/scope.ts'
import type { Tx } from '../platform/work.ts'
import type { Level } from '../units/index.ts'
import type { Population } from './rules.ts'
import type { LocalRule } from './schema.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    local_rule: {
      id: string
      unit_code: string
      path: string
      within_1: Generated<string>
      within_2: Generated<string | null>
      within_3: Generated<string | null>
      within_4: Generated<string | null>
      effective_from: string
      document: string
      quotas: unknown
      terms: unknown
      created_at: string
      created_by: string
    }
  }
}

const wire = [
  'id',
  'unit_code as unitCode',
  'effective_from as effectiveFrom',
  'document',
  'quotas',
  'terms',
  'created_at as createdAt'
] as const

export interface Counted extends Population {
  unitCode: string
  unitLevel: Level
}

/**
 * The counts of every unit of a subtree (or of its top alone) that has units to inspect: direct
 * subordinates of each level, and units of the sampled level further down.
 */
export async function populations(
  db: Db | Tx,
  tree: Subtree,
  sampled: readonly { unitLevel: Level; targetLevel: Level }[],
  today: string,
  topAlone: boolean
): Promise<Counted[]> {
  const counts = sql`target.counts_in_quota and (target.valid_to is null or target.valid_to > ${today})`
  const chosen = topAlone
    ? sql`unit.code = ${tree.code}`
    : sql`${inSubtree(tree, { table: 'unit', unit: 'code' })} and (unit.valid_to is null or unit.valid_to > ${today})`
  const { rows } = await sql<Counted>`
    select unit.code as "unitCode", unit.level as "unitLevel", 'full' as coverage,
      target.level as "targetLevel", count(*)::int as population
    from unit join unit target on target.parent_code = unit.code
    where ${chosen} and ${counts}
    group by unit.code, target.level
    union all
    select unit.code, unit.level, 'sample', target.level, count(*)::int
    from unit join unit_below target on target.above_code = unit.code
    where ${chosen} and ${counts} and target.parent_code <> unit.code
      and ${inSubtree(tree, { table: 'target', unit: 'code' })}
      and (unit.level, target.level) in (
        select * from unnest(${sampled.map((one) => one.unitLevel)}::text[], ${sampled.map((one) => one.targetLevel)}::text[])
      )
    group by unit.code, target.level
    order by 1, 3, 4`.execute(db)
  return rows
}

/** The local rules in force on a day in a subtree: for each unit its latest. */
export async function localRules(db: Db | Tx, tree: Subtree, on: string): Promise<LocalRule[]> {
  const rows = await db
    .selectFrom('local_rule')
    .distinctOn('unit_code')
    .select(wire)
    .where(inSubtree(tree, { table: 'local_rule', unit: 'unit_code' }))
    .where('effective_from', '<=', on)
    .orderBy('unit_code')
    .orderBy('effective_from', 'desc')
    .execute()
  return rows as LocalRule[]
}

export function find(db: Db | Tx, actor: Actor, id: string): Promise<LocalRule | undefined> {
  return db
    .selectFrom('local_rule')
    .select(wire)
    .where('id', '=', id)
    .where(visible(actor, 'local-rule', 'local_rule'))
    .executeTakeFirst() as Promise<LocalRule | undefined>
}

const order = [
  ['unit_code', 'text'],
  ['effective_from', 'date']
] as const

export function list(db: Db, tree: Subtree, { limit, cursor, unitCode }: Asked & { unitCode?: string }) {
  return matching(db, tree, unitCode)
    .select(wire)
    .where(after(cursor, order))
    .orderBy('unit_code')
    .orderBy('effective_from')
    .limit(limit + 1)
    .execute() as Promise<LocalRule[]>
}

export function count(db: Db, tree: Subtree, unitCode?: string): Promise<{ total: number }> {
  return matching(db, tree, unitCode).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function matching(db: Db, tree: Subtree, unitCode?: string) {
  return db
    .selectFrom('local_rule')
    .where(inSubtree(tree, { table: 'local_rule', unit: 'unit_code' }))
    .$if(unitCode !== undefined, (query) => query.where('unit_code', '=', unitCode as string))
}

export function insert(tx: Tx, rule: LocalRule, createdBy: string): Promise<LocalRule> {
  return tx
    .insertInto('local_rule')
    .values({
      id: rule.id,
      unit_code: rule.unitCode,
      path: sql`unit_path(${rule.unitCode})`,
      effective_from: rule.effectiveFrom,
      document: rule.document,
      quotas: JSON.stringify(rule.quotas),
      terms: JSON.stringify(rule.terms),
      created_at: rule.createdAt,
      created_by: createdBy
    })
    .returning(wire)
    .executeTakeFirstOrThrow() as Promise<LocalRule>
}
