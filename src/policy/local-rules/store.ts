import { sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx } from '../../platform/work/work.ts'
import { item } from './fields.ts'
import type { NewLocalRule } from './schema.ts'
import './tables.ts'

/** The local rules in force on a day in a subtree: for each unit its latest. */
export function inForce(db: Db | Tx, tree: Subtree, on: string) {
  return db
    .selectFrom('local_rule')
    .distinctOn('unit_code')
    .select(columnsOf('local_rule', ['id', 'unitCode', 'effectiveFrom', 'document', 'quotas', 'terms']))
    .where(inSubtree(tree, { table: 'local_rule', unit: 'unit_code' }))
    .where('effective_from', '<=', on)
    .orderBy('unit_code')
    .orderBy('effective_from', 'desc')
    .execute()
}

export function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  return db
    .selectFrom('local_rule')
    .select(item.select({ ...actor, today }))
    .where('id', '=', id)
    .where(visible(actor, 'local-rule', 'local_rule'))
    .executeTakeFirst()
}

interface NewRow extends NewLocalRule {
  id: string
  createdAt: string
  createdBy: string
}

export async function insert(tx: Tx, rule: NewRow): Promise<void> {
  await tx
    .insertInto('local_rule')
    .values({
      id: rule.id,
      unit_code: rule.unitCode,
      path: sql`unit_path(${rule.unitCode})`,
      effective_from: rule.effectiveFrom,
      document: rule.document,
      quotas: JSON.stringify(rule.quotas ?? []),
      terms: JSON.stringify(rule.terms ?? []),
      duties: JSON.stringify(rule.duties ?? []),
      relatives: JSON.stringify(rule.relatives ?? {}),
      proposals: JSON.stringify(rule.proposals ?? []),
      created_at: rule.createdAt,
      created_by: rule.createdBy
    })
    .execute()
}
