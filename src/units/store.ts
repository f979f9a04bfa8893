import { sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { prepared, type Reader } from '../platform/database/prepared.ts'
import type { Reads } from '../platform/database/reads.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { Tx } from '../platform/work/work.ts'
import type { NewUnit, Unit, UnitChange, UnitQuery } from './schema.ts'
import './tables.ts'
import type { Level } from './vocabulary.ts'

export type Versioned = Unit & { version: number }

/** A unit with its place in the tree. */
export interface Place extends Versioned {
  path: string
  /** Who acts for it since it has ended; null until then. */
  actingCode: string | null
}

export const wire = [
  'unit.code',
  'unit.name',
  'unit.level',
  'unit.parent_code as parentCode',
  'unit.counts_in_quota as countsInQuota',
  'unit.valid_from as validFrom',
  'unit.valid_to as validTo',
  'unit.successor_code as successorCode',
  'unit.principal',
  'unit.channels',
  'unit.version'
] as const

const placeColumns = ['unit.path', 'unit.acting_code as actingCode'] as const

export const columns = ['code', 'name', 'level', 'parentCode', 'countsInQuota', 'validFrom', 'validTo']
  .concat('successorCode', 'principal', 'channels')
  .map((name) => ({ name }))

/** A unit as the actor may see it: the most frequent of all questions. */
export async function find(reads: Reads, actor: Actor, code: string): Promise<Versioned | undefined> {
  const ask = actor.unitCode === OPERATOR ? ofAll : ofOwn
  const [unit] = await ask(reads, { code, unitCode: actor.unitCode })
  return unit as Versioned | undefined
}

const ofOwn = prepared(['code', 'unitCode'], (db, { code, unitCode }) => one(db, { unitCode }, code))
const ofAll = prepared(['code'], (db, { code }) => one(db, { unitCode: OPERATOR }, code))

function one(db: Db, actor: Pick<Actor, 'unitCode'>, code: string) {
  return db
    .selectFrom('unit')
    .select(wire)
    .where('code', '=', code)
    .where(visible(actor, 'unit', 'unit'))
}

/** By parents and not by the path: that leads an ended unit below its successor. */
export function ancestors(db: Db, code: string): Promise<Versioned[]> {
  const above = sql<{ code: string; steps: number }>`(
    with recursive above (code, steps) as (
      select parent_code, 1 from unit where code = ${code}
      union all
      select parent_code, steps + 1 from above join unit using (code) where above.code is not null
    )
    select code, steps from above where code is not null)`
  return db
    .selectFrom('unit')
    .innerJoin(above.as('above'), 'above.code', 'unit.code')
    .select(wire)
    .orderBy('above.steps', 'desc')
    .execute() as Promise<Versioned[]>
}

export const order = [['unit.code', 'text']] as const

/** Units of a subtree, by code. */
export function list(db: Db, tree: Subtree, query: UnitQuery) {
  return matching(db, tree, query).select(wire).where(after(query.cursor, order)).orderBy('unit.code')
}

export function count(db: Db, tree: Subtree, query: UnitQuery): Promise<{ total: number }> {
  return matching(db, tree, query).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function matching(db: Db, tree: Subtree, { level, parent, q, validOn }: UnitQuery) {
  const like = q?.replace(/[\\%_]/g, '\\$&')
  return db
    .selectFrom('unit')
    .where(inSubtree(tree, { table: 'unit', unit: 'code' }))
    .$if(level !== undefined, (query) => query.where('level', '=', level as Level))
    .$if(parent !== undefined, (query) => query.where('parent_code', '=', parent as string))
    .$if(like !== undefined, (query) =>
      query.where((or) => or.or([or('name', 'like', `%${like}%`), or('code', 'like', `${like}%`)]))
    )
    .$if(validOn !== undefined, (query) =>
      query.where(sql<boolean>`is_valid(valid_from, valid_to, ${validOn}::date)`)
    )
}

export function lock(tx: Tx, code: string): Promise<Place | undefined> {
  return tx
    .selectFrom('unit')
    .select(wire)
    .select(placeColumns)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst() as Promise<Place | undefined>
}

/** A unit whatever the scope; for the checks of a rule, never for an answer. */
export async function place(db: Reader, code: string): Promise<Place | undefined> {
  return (await placed(db, { code }))[0] as Place | undefined
}

const placed = prepared(['code'], (db, { code }) => everyPlace(db).where('code', '=', code))

/** All units, for a statement of another room to join: a question of its own takes its time. */
export function everyPlace(db: Db) {
  return db.selectFrom('unit').select(wire).select(placeColumns)
}

/** Several units at once, by their codes; those that are not there are left out. */
export async function places(db: Reader, codes: readonly string[]): Promise<Map<string, Place>> {
  const rows = (await several(db, { codes: [...new Set(codes)] })) as Place[]
  return new Map(rows.map((row) => [row.code, row]))
}

const several = prepared(['codes'], (db, { codes }) =>
  everyPlace(db).where('code', '=', sql<string>`any(${codes}::text[])`)
)

export async function isEmpty(db: Db | Tx): Promise<boolean> {
  return (await db.selectFrom('unit').select('code').limit(1).executeTakeFirst()) === undefined
}

/** The code of a unit at the top. */
export async function root(tx: Tx): Promise<string> {
  const { code } = await tx
    .selectFrom('unit')
    .select('code')
    .where('parent_code', 'is', null)
    .orderBy('code')
    .limit(1)
    .executeTakeFirstOrThrow()
  return code
}

export function insert(tx: Tx, unit: NewUnit, path: string): Promise<Versioned> {
  return tx
    .insertInto('unit')
    .values({
      code: unit.code,
      name: unit.name,
      level: unit.level,
      parent_code: unit.parentCode ?? null,
      path,
      counts_in_quota: unit.countsInQuota ?? true,
      valid_from: unit.validFrom ?? null,
      principal: unit.principal ?? null,
      channels: JSON.stringify(unit.channels ?? {})
    })
    .returning(wire)
    .executeTakeFirstOrThrow() as Promise<Versioned>
}

/** What may be changed of a unit. */
type Change = Omit<UnitChange, 'parentCode'> & { parentCode?: string }

export function update(tx: Tx, code: string, columns: Change): Promise<Versioned> {
  return tx
    .updateTable('unit')
    .set({
      name: columns.name,
      parent_code: columns.parentCode,
      counts_in_quota: columns.countsInQuota,
      principal: columns.principal,
      channels: columns.channels && JSON.stringify(columns.channels),
      version: sql<number>`version + 1`
    })
    .where('code', '=', code)
    .returning(wire)
    .executeTakeFirstOrThrow() as Promise<Versioned>
}
