import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Reader } from '../../platform/database/prepared.ts'
import { prepared, written } from '../../platform/database/prepared.ts'
import { columnsOf, touched } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Disclosure } from '../../policy/index.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

export interface KnownProgramme {
  id: string
  code: string
  disclosure: Disclosure
}

/**
 * The programme that a body or a query names by its code or its id. It belongs to the top unit above the
 * given unit; all units below the top share it.
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
    select id, code, disclosure from fund_programme
    where unit_code = split_part(unit_path(${unitCode}), '.', 1) and ${named} in (code, id::text)`)
)

const standing = columnsOf('fund_programme', ['id', 'unitCode', 'path', 'code', 'version'])

/** Whether the programme of a record, joined as `programme`, is the one that a query names. */
export function isProgramme(named: unknown): RawBuilder<boolean> {
  return sql<boolean>`${named} in (programme.code, programme.id::text)`
}

/** A programme by its code or id; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, named: string, today: string) {
  const row = await of(db, actor, named)
    .select([...standing, ...item.select({ ...actor, today })])
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a programme of the actor's province. */
export function lock(tx: Tx, actor: Actor, named: string) {
  return of(tx, actor, named).select(standing).forUpdate().executeTakeFirst()
}

export type Standing = NonNullable<Awaited<ReturnType<typeof lock>>>

function of(db: Db | Tx, actor: Actor, named: string) {
  return db
    .selectFrom('fund_programme')
    .where(visible(actor, 'fund-programme', 'fund_programme'))
    .where(sql<boolean>`${named} in (code, id::text)`)
}

/** The ids of the named programmes, in the order of the names; undefined where there is none. */
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

/** The top units that have no programme yet. */
export async function withoutProgrammes(tx: Tx): Promise<string[]> {
  const rows = await sql<{ code: string }>`
    select code from unit where parent_code is null
      and not exists (select from fund_programme where unit_code = unit.code)`.execute(tx)
  return rows.rows.map(({ code }) => code)
}

/**
 * Sets the exclusions of a programme in both directions. Programmes that are newly excluded, or no longer
 * excluded, change as well.
 */
export async function exclude(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  id: string,
  others: readonly string[]
): Promise<void> {
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
    update fund_programme set ${touched(now)}
    where id in (select programme_id from gone union select programme_id from come) and id <> ${id}`.execute(
    tx
  )
}
