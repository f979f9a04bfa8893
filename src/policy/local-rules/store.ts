import { sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Placed } from '../../platform/database/placed.ts'
import { type Asked, after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { LocalRule } from './schema.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    local_rule: Placed & {
      id: string
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

/** The local rules in force on a day in a subtree: for each unit its latest. */
export async function inForce(db: Db | Tx, tree: Subtree, on: string): Promise<LocalRule[]> {
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

export const columns = ['id', 'unitCode', 'effectiveFrom', 'document', 'quotas', 'terms', 'createdAt'].map(
  (name) => ({
    name
  })
)

export function list(db: Db, trees: readonly Subtree[], { cursor }: Asked) {
  return matching(db, trees)
    .select(wire)
    .where(after(cursor, order))
    .orderBy('unit_code')
    .orderBy('effective_from')
}

export function count(db: Db, trees: readonly Subtree[]): Promise<{ total: number }> {
  return matching(db, trees).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function matching(db: Db, trees: readonly Subtree[]) {
  return db
    .selectFrom('local_rule')
    .where((rule) =>
      rule.and(trees.map((tree) => inSubtree(tree, { table: 'local_rule', unit: 'unit_code' })))
    )
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
