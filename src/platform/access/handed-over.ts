import { type RawBuilder, sql } from 'kysely'
import { type Actor, OPERATOR } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import { inSubtree, type Subtree } from './scope.ts'

/**
 * Records that one unit keeps about another one below it are listed by the place of that one (`target_path`).
 * When it moves away, its new line lists them. The former keeper, who reads them still, lists them too: these
 * are few, so a list looks once whether there are any before it asks for more than its own subtree.
 */
export interface Listed extends Subtree {
  /** Whether units of the subtree kept records about units that no longer stand below them. */
  hasHandedOver: boolean
}

/** The table has moved away from its keeper. */
function isAway(table: string): RawBuilder<boolean> {
  const [path, target] = [sql.ref(`${table}.path`), sql.ref(`${table}.target_path`)]
  return sql<boolean>`${target} not like ${path} || '.%'`
}

function isKept(code: string, table: string): RawBuilder<boolean> {
  return sql<boolean>`(${isAway(table)} and ${code} = any(string_to_array(${sql.ref(`${table}.path`)}, '.')))`
}

export async function listed(db: Db, tree: Subtree, table: string): Promise<Listed> {
  if (tree.depth === 0) return { ...tree, hasHandedOver: false }
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from ${sql.table(table)} where ${isKept(tree.code, table)}) as found`.execute(db)
  return { ...tree, hasHandedOver: rows[0]?.found ?? false }
}

/** The condition of a list of records about units of a subtree. `table`: its name or alias. */
export function about(tree: Listed, table: string): RawBuilder<boolean> {
  const within = inSubtree(tree, { table, unit: 'target_code' })
  return tree.hasHandedOver ? sql<boolean>`(${within} or ${isKept(tree.code, table)})` : within
}

/** Whether the actor reads a record as the former keeper: the unit that it is about has moved away. */
export function isHandedOver({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  if (unitCode === OPERATOR) return sql<boolean>`false`
  const target = sql.ref(`${table}.target_path`)
  return sql<boolean>`(${isAway(table)} and not ${unitCode} = any(string_to_array(${target}, '.')))`
}

/** Whether a list goes by one column, so that a prepared statement gives its page. */
export function isPlain({ codes, hasHandedOver }: Listed): boolean {
  return codes === undefined && !hasHandedOver
}
