import { type RawBuilder, sql } from 'kysely'
import { type Actor, OPERATOR } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import { inSubtree, type Subtree } from './scope.ts'

/**
 * Records that one unit keeps about another are listed by the place of the other (`target_path`). When that
 * unit moves away, its new ancestors list them. The former keeper can still read them and lists them too.
 * These are few, so a list first checks whether there are any, and only then searches outside its subtree.
 */
export interface Listed extends Subtree {
  /** Whether units of the subtree kept records about units that are no longer below them. */
  hasHandedOver: boolean
}

/** The place of the target is no longer below the keeper. */
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

/** Whether the actor reads a record as the former keeper, because the target has moved away. */
export function isHandedOver({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  if (unitCode === OPERATOR) return sql<boolean>`false`
  const target = sql.ref(`${table}.target_path`)
  return sql<boolean>`(${isAway(table)} and not ${unitCode} = any(string_to_array(${target}, '.')))`
}

/** Whether the condition of a list compares one column, so that a prepared statement can serve it. */
export function isPlain({ codes, hasHandedOver }: Listed): boolean {
  return codes === undefined && !hasHandedOver
}
