import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Reader } from '../../platform/database/prepared.ts'
import { prepared, written } from '../../platform/database/prepared.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Programme, ProgrammeQuery } from './schema.ts'
import '../tables.ts'

export type Versioned = Programme & { version: number }

export interface KnownProgramme {
  id: string
  code: string
}

/**
 * The programme that a body or a query names by its code or its id: one of the unit at the top of the line
 * of a unit, whose programmes all below it share.
 */
export async function programmeOf(
  db: Reader,
  unitCode: string,
  named: string
): Promise<KnownProgramme | undefined> {
  return (await ofUnit(db, { unitCode, named }))[0]
}

const ofUnit = prepared(['unitCode', 'named'], (_, { unitCode, named }) =>
  written(sql<KnownProgramme>`
    select id, code from fund_programme
    where unit_code = split_part(unit_path(${unitCode}), '.', 1) and ${named} in (code, id::text)`)
)

const wire = [
  'programme.id',
  'programme.unit_code as unitCode',
  'programme.code',
  'programme.name',
  'programme.version',
  sql<string[]>`array(
    select other.code from fund_exclusion join fund_programme as other on other.id = other_id
    where programme_id = programme.id order by other.code)`.as('excludes')
] as const

function seen(db: Db | Tx, actor: Actor) {
  return db.selectFrom('fund_programme as programme').where(visible(actor, 'fund-programme', 'programme'))
}

/** Whether the programme of a record, joined as `programme`, is the one that a query names. */
export function isProgramme(named: string): RawBuilder<boolean> {
  return sql<boolean>`${named} in (programme.code, programme.id::text)`
}

export function find(db: Db | Tx, actor: Actor, named: string): Promise<Versioned | undefined> {
  return seen(db, actor).select(wire).where(isProgramme(named)).executeTakeFirst()
}

/** The ids of the programmes that are named, in the order of the names; undefined where there is none. */
export async function idsOf(
  tx: Tx,
  unitCode: string,
  named: readonly string[]
): Promise<(string | undefined)[]> {
  const rows = await tx
    .selectFrom('fund_programme')
    .select(['id', 'code'])
    .where('unit_code', '=', unitCode)
    .where(sql<boolean>`(code = any(${named}::text[]) or id::text = any(${named}::text[]))`)
    .execute()
  return named.map((name) => rows.find(({ id, code }) => name === id || name === code)?.id)
}

export const columns = ['id', 'unitCode', 'code', 'name', 'excludes'].map((name) => ({ name }))

const order = [['programme.code', 'text']] as const

/** The programmes of the caller's province, by code. */
export function list(db: Db, actor: Actor, { cursor }: ProgrammeQuery) {
  return seen(db, actor).select(wire).where(after(cursor, order)).orderBy('programme.code')
}

export function count(db: Db, actor: Actor): Promise<{ total: number }> {
  return seen(db, actor).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

export interface Standing {
  id: string
  unitCode: string
  path: string
  code: string
  version: number
}

/** Locks a programme of the actor's province. */
export function lock(tx: Tx, actor: Actor, named: string): Promise<Standing | undefined> {
  return seen(tx, actor)
    .select(['programme.id', 'programme.unit_code as unitCode', 'programme.path', 'programme.code'])
    .select('programme.version')
    .where(isProgramme(named))
    .forUpdate()
    .executeTakeFirst()
}

interface NewRow {
  id: string
  unit_code: string
  path: string
  code: string
  name: string
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await tx.insertInto('fund_programme').values(row).execute()
}

export async function update(tx: Tx, id: string, { name }: { name?: string }): Promise<void> {
  await tx
    .updateTable('fund_programme')
    .set({ name, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Both ways round. The versions of the others go up that were not named before, or are not named now. */
export async function exclude(tx: Tx, id: string, others: readonly string[]): Promise<void> {
  await sql`
    with gone as (
      delete from fund_exclusion
      where (programme_id = ${id} and other_id <> all(${others}::uuid[]))
        or (other_id = ${id} and programme_id <> all(${others}::uuid[]))
      returning programme_id
    ), come as (
      insert into fund_exclusion (programme_id, other_id)
      select pair.* from unnest(${others}::uuid[]) as other (id), lateral (values
        (${id}::uuid, other.id), (other.id, ${id}::uuid)) as pair (programme_id, other_id)
      on conflict on constraint fund_exclusion_pkey do nothing
      returning programme_id
    )
    update fund_programme set version = version + 1
    where id in (select programme_id from gone union select programme_id from come) and id <> ${id}`.execute(
    tx
  )
}
