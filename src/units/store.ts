import { sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { prepared, type Reader } from '../platform/database/prepared.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import type { Contact } from './contact/contact.ts'
import { columns, type Place, placeColumns, type Versioned } from './fields.ts'
import { withOrgan } from './organs/organs.ts'
import type { Changed } from './rules.ts'
import type { NewUnit } from './schema.ts'
import * as rules from './steps/rules.ts'
import { hasEnded } from './succession/rules.ts'
import './tables.ts'

/** A unit as the actor may see it: the most frequent of all questions. */
export async function find(reads: Reader, actor: Actor, code: string, today: string) {
  const ask = actor.unitCode === OPERATOR ? ofAll : ofOwn
  const [unit] = await ask(reads, { code, unitCode: actor.unitCode })
  return unit && shownTo(actor, unit, today)
}

/** A unit with the steps that the actor may take now. */
export function shownTo<T extends Versioned & { path: string }>(actor: Actor, unit: T, today: string) {
  const standing = { ...unit, hasEnded: hasEnded(unit, today) }
  return { ...withOrgan(unit), actions: actionsOf(rules, standing, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

const ofOwn = prepared(['code', 'unitCode'], (db, { code, unitCode }) => one(db, { unitCode }, code))
const ofAll = prepared(['code'], (db, { code }) => one(db, { unitCode: OPERATOR }, code))

function one(db: Db, actor: Pick<Actor, 'unitCode'>, code: string) {
  return db
    .selectFrom('unit')
    .select(placeColumns)
    .where('code', '=', code)
    .where(visible(actor, 'unit', 'unit'))
}

/** By parents and not by the path: that leads an ended unit below its successor. */
export async function ancestors(db: Db, code: string) {
  const above = sql<{ code: string; steps: number }>`(
    with recursive above (code, steps) as (
      select parent_code, 1 from unit where code = ${code}
      union all
      select parent_code, steps + 1 from above join unit using (code) where above.code is not null
    )
    select code, steps from above where code is not null)`
  const rows = await db
    .selectFrom('unit')
    .innerJoin(above.as('above'), 'above.code', 'unit.code')
    .select(columns)
    .orderBy('above.steps', 'desc')
    .execute()
  return rows.map(withOrgan)
}

export function lock(tx: Tx, code: string): Promise<Place | undefined> {
  return tx.selectFrom('unit').select(placeColumns).where('code', '=', code).forUpdate().executeTakeFirst()
}

/** A unit whatever the scope; for the checks of a rule, never for an answer. */
export async function place(db: Reader, code: string): Promise<Place | undefined> {
  return (await placed(db, { code }))[0]
}

const placed = prepared(['code'], (db, { code }) => everyPlace(db).where('code', '=', code))

/** All units, for a statement of another room to join: a question of its own takes its time. */
export function everyPlace(db: Db) {
  return db.selectFrom('unit').select(placeColumns)
}

/** Several units at once, by their codes; those that are not there are left out. */
export async function places(db: Reader, codes: readonly string[]): Promise<Map<string, Place>> {
  const rows = await several(db, { codes: [...new Set(codes)] })
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

export async function insert(tx: Tx, unit: NewUnit, path: string): Promise<void> {
  await tx
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
      organ_name: unit.organName ?? null,
      organ_code: unit.organCode ?? null,
      seal_name: unit.sealName ?? null,
      channels: JSON.stringify(unit.channels ?? {})
    })
    .execute()
}

/** What may be changed of a unit. */
type Change = Changed['columns']

export async function update(tx: Tx, code: string, change: Change): Promise<void> {
  await tx
    .updateTable('unit')
    .set({
      name: change.name,
      parent_code: change.parentCode,
      counts_in_quota: change.countsInQuota,
      principal: change.principal,
      organ_name: change.organName,
      organ_code: change.organCode,
      seal_name: change.sealName,
      channels: change.channels && JSON.stringify(change.channels),
      version: sql<number>`version + 1`
    })
    .where('code', '=', code)
    .execute()
}

/** Writes how people reach a unit, and gives it its next version. */
export async function writeContact(tx: Tx, code: string, contact: Contact): Promise<void> {
  const channels = JSON.stringify(contact)
  await tx
    .updateTable('unit')
    .set({ channels, version: sql<number>`version + 1` })
    .where('code', '=', code)
    .execute()
}
