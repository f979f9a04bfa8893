import {
  type AliasedRawBuilder,
  type InsertType,
  type RawBuilder,
  type SelectType,
  sql,
  type UpdateType
} from 'kysely'
import type { Tx, Work } from '../work/work.ts'
import type { Tables } from './connect.ts'
import { snake } from './fields.ts'

/** `next_due_on` as `nextDueOn`. */
type Camel<S extends string> = S extends `${infer Head}_${infer Letter}${infer Rest}`
  ? `${Head}${Uppercase<Letter>}${Camel<Rest>}`
  : S

/** A row of a table under the names of the wire: `{ id: string, unitCode: string, … }`. */
export type Row<T extends keyof Tables> = {
  [C in keyof Tables[T] & string as Camel<C>]: SelectType<Tables[T][C]>
}

type Settable<V> = V extends (infer E)[] ? readonly E[] : V

/** The columns that an update may set, under the names of the wire. */
export type Change<T extends keyof Tables> = {
  [C in keyof Tables[T] & string as Camel<C>]?: Settable<UpdateType<Tables[T][C]>> | undefined
}

/** The columns that take null or have a default. */
type Spare<T extends keyof Tables> = {
  [C in keyof Tables[T]]: null extends InsertType<Tables[T][C]>
    ? C
    : undefined extends InsertType<Tables[T][C]>
      ? C
      : never
}[keyof Tables[T]]
type Value<V> = Settable<V> | RawBuilder<unknown>

/** What an insert sets of a table, under the names of the wire. A value may be an expression. */
export type NewRow<T extends keyof Tables> = {
  [C in Exclude<keyof Tables[T] & string, Spare<T>> as Camel<C>]: Value<InsertType<Tables[T][C]>>
} & { [C in Spare<T> & string as Camel<C>]?: Value<InsertType<Tables[T][C]>> | undefined }

/**
 * Inserts a record. A value that belongs to no column does not compile, and a column that needs a value may
 * not be left out. `first`: statements (`name as (…)`) whose results the values name.
 */
export async function insertRecord<T extends keyof Tables & string, R extends NewRow<T>>(
  tx: Tx,
  table: T,
  row: R & { [N in Exclude<keyof R, keyof NewRow<T>>]: never },
  first?: RawBuilder<unknown>
): Promise<void> {
  const given = Object.entries<unknown>(row).filter(([, value]) => value !== undefined)
  const columns = sql.join(given.map(([name]) => sql.ref(snake(name))))
  const values = sql.join(given.map(([, value]) => value))
  const before = first === undefined ? sql`` : sql`with ${first}`
  await sql`${before} insert into ${sql.table(table)} (${columns}) values (${values})`.execute(tx)
}

/**
 * Many new records, at least one, for `insert into finding (${columns}) select ${values} from ${rows}`, where
 * they are called `wanted`. A value that belongs to no column does not compile. A name that only some rows
 * have is null in the others.
 */
export function manyRecords<T extends keyof Tables & string, R extends NewRow<T>>(
  table: T,
  rows: readonly (R & { [N in Exclude<keyof R, keyof NewRow<T>>]: never })[]
) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const all: readonly Record<string, unknown>[] = rows
  const content = all.map((row) => Object.fromEntries(names.map((name) => [snake(name), row[name]])))
  return {
    columns: sql.join(names.map((name) => sql.ref(snake(name)))),
    values: sql.join(names.map((name) => sql.ref(`wanted.${snake(name)}`))),
    rows: sql`
      jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(content)}::jsonb) as wanted`
  }
}

/** A select list of plain columns: `columnsOf('finding', ['id', 'unitCode'])`. */
export function columnsOf<T extends keyof Tables & string, const N extends keyof Row<T> & string>(
  table: T,
  names: readonly N[]
) {
  return names.map((name) => sql.ref(`${table}.${snake(name)}`).as(name)) as {
    [K in N]: AliasedRawBuilder<Row<T>[K], K>
  }[N][]
}

/** Tables whose records have a version and the instant of the last change. */
type Versioned = { [T in keyof Tables]: 'version' extends keyof Tables[T] ? T : never }[keyof Tables]

/**
 * Writes the changes of a step to a record, with the next version and the instant of the change
 * (`updated_at`, which other systems use to fetch changes). Without changes the record only gets a new
 * version, because something that is shown with it has changed.
 */
export async function updateRecord<T extends Versioned & string>(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  table: T,
  id: string,
  change: Change<T> = {}
): Promise<void> {
  const given = Object.entries<unknown>(change).filter(([, value]) => value !== undefined)
  const set = given.map(([name, value]) => sql`${sql.ref(snake(name))} = ${value}`)
  const all = sql.join([...set, touched(now)])
  await sql`update ${sql.table(table)} set ${all} where id = ${id}`.execute(tx)
}

/** `version` and `updated_at` for statements that change many records; `alias` where there are joins. */
export function touched(now: Date, alias?: string): RawBuilder<unknown> {
  const version = sql.ref(alias === undefined ? 'version' : `${alias}.version`)
  return sql`version = ${version} + 1, updated_at = ${now.toISOString()}::timestamptz`
}
