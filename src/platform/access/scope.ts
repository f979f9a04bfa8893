import { type RawBuilder, sql } from 'kysely'
import { type Actor, OPERATOR } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Reader } from '../database/prepared.ts'
import { refuse } from '../errors/wordings.ts'
import type { Tx } from '../work/work.ts'
import { ancestorsOf, DEEPEST, standingOf } from './ancestors.ts'
import { type Kind, reach } from './kinds.ts'

/**
 * A subtree to list: the records whose unit lies within `code`, which is at `depth` (root 1, everything 0).
 */
export interface Subtree {
  code: string
  depth: number
  /** Where `within_…` does not find the unit: its code and those of the ended units below it. */
  codes?: string | undefined
  /** Only units from a code on, and before another one: where a list is computed some units at a time. */
  window?: Window
}

export interface Window {
  from: string
  before?: string | undefined
  /** Whether it has so many units that all records are passed over sooner than each unit is looked up. */
  isWide?: boolean
}

/** Names of the columns that hold the place of a record in the tree. */
export interface Place {
  /** Table or alias. */
  table: string
  /** The column with the code of the record's unit. */
  unit: string
}

/**
 * Records hidden even from people who see the records around them: from the units in `hidden_from`, their
 * successors, all units below these, and people who stepped aside (回避). For tables with that column. Use it
 * together with `visible` for a single record, and with `inSubtree` for lists and counts. The records of the
 * person are looked up once per statement: a million cases are counted as fast as without.
 */
export function disclosed(
  { unitCode, sub }: Pick<Actor, 'unitCode' | 'sub'>,
  table: string
): RawBuilder<boolean> {
  const hiddenFrom = sql.ref(`${table}.hidden_from`)
  return sql<boolean>`(
    (${hiddenFrom} is null or not ${hiddenFrom} && ${origins(unitCode)})
    and ${sql.ref(`${table}.id`)} not in (select subject_id from recusal where person = person_key(${sub}))
  )`
}

/** The ids of the records hidden from the actor's unit: few, even if the table is large. */
export function hiddenFrom({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<unknown> {
  return sql`select id from ${sql.table(table)} where hidden_from && ${origins(unitCode)}`
}

/**
 * The unit of the actor with all units that it succeeded, read once per statement: see `origins_of` in the
 * database.
 */
function origins(unitCode: string): RawBuilder<unknown> {
  return sql`(select unit_origins(${unitCode}))::text[]`
}

/** All units: the subtree of the operator. */
const everything: Subtree = { code: OPERATOR, depth: 0 }

/**
 * Whether the actor may see a record: the one predicate for every read of a single record. The table has
 * `path`, the codes from the root to the record's unit.
 */
export function visible(
  { unitCode }: Pick<Actor, 'unitCode'>,
  kind: Kind,
  table: string
): RawBuilder<boolean> {
  if (unitCode === OPERATOR) return sql<boolean>`${sql.lit(reach[kind].operator)}`
  const below = isBelow({ unitCode }, table)
  if (reach[kind].seenFrom === 'above') return below
  const path = sql.ref(`${table}.path`)
  return sql<boolean>`(${below} or unit_path(${unitCode}) like ${path} || '.%')`
}

/**
 * Whether a record belongs to the actor's unit or to a unit below it. Use it in addition to `visible` where
 * people further below see less of a record and may not change it. Never true for the operator.
 */
export function isBelow({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  return sql<boolean>`${unitCode} = any(string_to_array(${sql.ref(`${table}.path`)}, '.'))`
}

/** The same by columns and not by the path: an index on each finds a unit's few rows among thousands. */
export function isBelowByColumn({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  const columns = ['unit_code', 'within_1', 'within_2', 'within_3', 'within_4']
  const parts = columns.map((column) => sql`${sql.ref(`${table}.${column}`)} = ${unitCode}`)
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}

/**
 * The subtree that a list of a kind covers: the caller's own unit, or the unit that `within` names.
 *
 * @throws not-found when `within` is not within the caller's unit
 */
export async function subtree(db: Reader, actor: Actor, kind: Kind, within?: string): Promise<Subtree> {
  const code = within ?? actor.unitCode
  const isOperator = actor.unitCode === OPERATOR
  if (isOperator && reach[kind].operator && code === OPERATOR) return everything
  const { ancestors, codes } = await standingOf(db, code)
  const isSeen = isOperator
    ? reach[kind].operator && ancestors.length > 0
    : ancestors.includes(actor.unitCode)
  if (!isSeen) throw refuse('not-found', { pointer: '?within' })
  return { code, depth: ancestors.length, codes }
}

/**
 * The place of a unit whose records of this kind the actor may see.
 *
 * @throws not-found
 */
export async function placeOf(
  db: Reader,
  actor: Actor,
  kind: Kind,
  code: string,
  pointer?: string
): Promise<Subtree> {
  const { ancestors, codes } = await standingOf(db, code)
  const own = reach[kind].seenFrom === 'above-and-below' ? await ancestorsOf(db, actor.unitCode) : []
  const isSeen =
    actor.unitCode === OPERATOR
      ? reach[kind].operator && ancestors.length > 0
      : ancestors.includes(actor.unitCode) || own.includes(code)
  if (!isSeen) throw refuse('not-found', { pointer })
  return { code, depth: ancestors.length, codes }
}

/**
 * The subtrees that must all contain the records of a list, where a list can be asked for a subtree and for
 * one unit.
 */
export async function subtrees(
  db: Reader,
  actor: Actor,
  kind: Kind,
  { within, unitCode }: { within?: string; unitCode?: string }
): Promise<Subtree[]> {
  const one = unitCode === undefined ? [] : [alone(await placeOf(db, actor, kind, unitCode))]
  const all = within === undefined && one.length > 0 ? [] : [await subtree(db, actor, kind, within)]
  return [...one, ...all]
}

/**
 * The same for lists that are computed: the units that have lines, all of `within` or one unit of it alone,
 * and these with everything below them.
 */
export async function subtreeOrUnit(
  db: Reader,
  actor: Actor,
  kind: Kind,
  { within, unitCode }: { within?: string; unitCode?: string }
): Promise<{ tree: Subtree; whole: Subtree }> {
  const asked = await subtree(db, actor, kind, within)
  if (unitCode === undefined) return { tree: asked, whole: asked }
  const whole = await placeOf(db, actor, kind, unitCode, '?unitCode')
  const isIn = (await ancestorsOf(db, unitCode)).includes(asked.code)
  return { tree: isIn ? alone(whole) : nothing, whole }
}

/** No unit has an empty code. */
const nothing: Subtree = { code: '', depth: DEEPEST }

/** The records of one unit, without those of the units below it. */
export function alone({ code }: Subtree): Subtree {
  return { code, depth: DEEPEST }
}

/** The condition of a list: an equality on one column, so that an index gives the page in order. */
export function inSubtree(tree: Subtree, place: Place): RawBuilder<boolean> {
  if (tree.window === undefined) return isWithin(tree, place)
  return sql<boolean>`(${isWithin(tree, place)} and ${inWindow(tree, `${place.table}.${place.unit}`)})`
}

/** Whether the code of a unit is in the window of a subtree. */
export function inWindow({ window }: Subtree, column: string): RawBuilder<boolean> {
  if (window === undefined) return sql<boolean>`true`
  const [code, { from, before }] = [sql.ref(column), window]
  return before === undefined
    ? sql<boolean>`${code} >= ${from}`
    : sql<boolean>`(${code} >= ${from} and ${code} < ${before})`
}

function isWithin({ code, depth, codes }: Subtree, { table, unit }: Place): RawBuilder<boolean> {
  if (depth === 0) return sql<boolean>`true`
  if (codes !== undefined) return sql<boolean>`${sql.ref(`${table}.${unit}`)} = any(${codes}::text[])`
  const column = depth >= DEEPEST ? `${table}.${unit}` : `${table}.within_${depth}`
  return sql<boolean>`${sql.ref(column)} = ${code}`
}

/**
 * The subtree in which the actor may write below `code`, always within their own unit. The operator may
 * write in every unit, and in all at once as `*`.
 *
 * @throws not-found
 */
export async function mustReach(tx: Tx, actor: Actor, code: string, pointer?: string): Promise<Subtree> {
  if (actor.unitCode === OPERATOR && code === OPERATOR) return everything
  const { ancestors, codes } = await standingOf(tx, code)
  const isReached = actor.unitCode === OPERATOR ? ancestors.length > 0 : ancestors.includes(actor.unitCode)
  if (!isReached) throw refuse('not-found', { pointer })
  return { code, depth: ancestors.length, codes }
}

/**
 * Checks that the actor may make a record of this kind at a unit. `ancestors`: the codes from the root to the
 * unit, empty where there is no such unit. The operator can make only records that they may see.
 *
 * @throws not-found
 */
export function mustStandAbove(
  { unitCode }: Actor,
  kind: Kind,
  ancestors: readonly string[],
  pointer?: string
): void {
  const isReached =
    unitCode === OPERATOR ? reach[kind].operator && ancestors.length > 0 : ancestors.includes(unitCode)
  if (!isReached) throw refuse('not-found', { pointer })
}

/** Whether the actor is the operator, or of a unit at the top of the tree. */
export async function isTop(db: Db | Tx, { unitCode }: Actor): Promise<boolean> {
  return unitCode === OPERATOR || (await ancestorsOf(db, unitCode)).length === 1
}

/** @throws top-unit-only to all but the operator and people of a unit at the top of the tree */
export async function mustBeTop(db: Db | Tx, actor: Actor): Promise<void> {
  if (!(await isTop(db, actor))) throw refuse('top-unit-only')
}
