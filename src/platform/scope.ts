import { type RawBuilder, sql } from 'kysely'
import { type Actor, system } from './auth/actor.ts'
import type { Db } from './database/connect.ts'
import { refuse } from './wordings.ts'
import type { Tx } from './work.ts'

/**
 * Who may see which kind of record. `below`: people of the unit the record belongs to and of the units
 * above it. `line`: these, and people of the units below it, who are part of it. A kind that is not
 * named here can be seen by nobody.
 */
const reach = {
  unit: 'line',
  'local-rule': 'line',
  'inspection-plan': 'below',
  operation: 'below',
  audit: 'below'
} as const

export type Kind = keyof typeof reach

/** A subtree to list: all records whose unit lies within `code`, which stands at `depth` (root: 1). */
export interface Subtree {
  code: string
  depth: number
}

/** Names of the columns by which a record tells its place in the tree. */
export interface Place {
  /** Table or alias. */
  table: string
  /** The column with the code of the record's unit. */
  unit: string
}

/**
 * Whether the actor may see a record: the one predicate of every read of a single record.
 * On a table with `path`, which holds the codes from the root down to the record's unit.
 */
export function visible(actor: Actor, kind: Kind, table: string): RawBuilder<boolean> {
  const path = sql.ref(`${table}.path`)
  const below = sql<boolean>`${actor.unitCode} = any(string_to_array(${path}, '.'))`
  if (reach[kind] === 'below') return below
  return sql<boolean>`(${below} or unit_path(${actor.unitCode}) like ${path} || '.%')`
}

/**
 * The subtree that a list covers: the caller's own unit, or the unit that `within` names.
 *
 * @throws not-found when `within` is not within the caller's unit
 */
export async function subtree(db: Db | Tx, actor: Actor, code = actor.unitCode): Promise<Subtree> {
  const { rows } = await sql<{ path: string | null }>`select unit_path(${code}) as path`.execute(db)
  const line = rows[0]?.path?.split('.') ?? []
  if (!line.includes(actor.unitCode)) throw refuse('not-found', { pointer: '?within' })
  return { code, depth: line.length }
}

/**
 * The place of a unit about which the actor may see records of a kind.
 *
 * @throws not-found
 */
export async function placeOf(db: Db | Tx, actor: Actor, kind: Kind, code: string): Promise<Subtree> {
  const { rows } = await sql<{ path: string | null; own: string | null }>`
    select unit_path(${code}) as path, unit_path(${actor.unitCode}) as own`.execute(db)
  const line = rows[0]?.path?.split('.') ?? []
  const own = rows[0]?.own?.split('.') ?? []
  const isSeen = line.includes(actor.unitCode) || (reach[kind] === 'line' && own.includes(code))
  if (!isSeen) throw refuse('not-found')
  return { code, depth: line.length }
}

/** The condition of a list: an equality on one column, so that an index gives the page in order. */
export function inSubtree({ code, depth }: Subtree, { table, unit }: Place): RawBuilder<boolean> {
  const column = depth > 4 ? `${table}.${unit}` : `${table}.within_${depth}`
  return sql<boolean>`${sql.ref(column)} = ${code}`
}

/** Whether the unit is the actor's own or lies below it. The service itself reaches everything. */
export async function reaches(tx: Tx, actor: Actor, code: string): Promise<boolean> {
  const { rows } = await sql<{ path: string | null }>`select unit_path(${code}) as path`.execute(tx)
  const line = rows[0]?.path?.split('.') ?? []
  return line.includes(actor.unitCode) || (actor === system && line.length > 0)
}

/**
 * Refuses a unit outside the actor's own: nobody writes there.
 *
 * @throws not-found
 */
export async function mustReach(tx: Tx, actor: Actor, code: string, pointer?: string): Promise<void> {
  if (!(await reaches(tx, actor, code))) throw refuse('not-found', { pointer })
}
