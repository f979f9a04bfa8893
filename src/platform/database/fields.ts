import { type AliasedRawBuilder, type RawBuilder, type SelectType, sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import type { Tables } from './connect.ts'

/*
 * What a record consists of, written once: a name on the wire, its schema, and where its value comes from.
 * The select list, the schema of the answer, the type of a row and the columns of a download follow from it.
 *
 *   export const item = fieldsOf('case_letter', {
 *     id: Id,                                                   // the column case_letter.id
 *     dueOn: LocalDate,                                         // the column due_on
 *     unitName: from(Name, sql<string>`unit.name`),             // a joined table
 *     overdue: from(Overdue, ({ today }) => sql<boolean>`case_letter.due_on < ${today}::date`)
 *   })
 *
 * A name without a column, or a column of another type than its schema says, does not compile.
 */

/** Who reads a record, and the day as of which it is shown. */
export interface Viewer {
  unitCode: string
  sub: string
  today: string
}

/** A field whose value is not the column of its name. */
export interface From<S extends TSchema = TSchema> {
  schema: S
  value: (viewer: Viewer) => RawBuilder<unknown>
  /** The expression for ordering lists, where it differs: `infinity` stands for null in it. */
  orderedBy?: string | undefined
}

/** A field that is computed or comes from a joined table. */
export function from<S extends TSchema>(
  schema: S,
  value: RawBuilder<Static<S>> | ((viewer: Viewer) => RawBuilder<Static<S>>),
  orderedBy?: string
): From<S> {
  return { schema, value: isBuilder(value) ? () => value : value, orderedBy }
}

function isBuilder<T>(value: RawBuilder<T> | ((viewer: Viewer) => RawBuilder<T>)): value is RawBuilder<T> {
  return 'toOperationNode' in value
}

/** Fields by their names on the wire. */
export type Named = Record<string, TSchema | From>
type SchemaOf<E> = E extends From<infer S> ? S : E
export type Schemas<F extends Named> = { [K in keyof F]: SchemaOf<F[K]> & TSchema }

/** A row as the select list of these fields gives it. */
export type RowOf<F extends Named> = { [K in keyof F]: Static<Schemas<F>[K]> }

/** `nextDueOn` as `next_due_on`. */
export type Snake<S extends string> = S extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Rest>}`
  : S

/** The type that a schema must have for the column of its name; for `from`, the expression has the type. */
type Checked<T extends keyof Tables, F extends Named> = {
  [K in keyof F & string]: F[K] extends From
    ? F[K]
    : Snake<K> extends keyof Tables[T]
      ? SelectType<Tables[T][Snake<K>]> extends Static<F[K] & TSchema>
        ? F[K]
        : { error: `The column ${Snake<K>} has another type than its schema` }
      : { error: `${T} has no column ${Snake<K>}` }
}

type Selected<F extends Named> = { [K in keyof F & string]: AliasedRawBuilder<RowOf<F>[K], K> }[keyof F &
  string]

export interface Fields<T extends keyof Tables, F extends Named> {
  readonly table: T
  /** For the schema of the answer. */
  readonly properties: Schemas<F>
  readonly names: readonly (keyof F & string)[]
  /** The expression of one field. */
  value(name: keyof F & string, viewer: Viewer): RawBuilder<unknown>
  /** The expression by which lists ordered by a field are ordered. */
  key(name: keyof F & string, viewer: Viewer): RawBuilder<unknown>
  /** The select list, for a query of Kysely. */
  select(viewer: Viewer): Selected<F>[]
  /** The same for a statement that is written in SQL. */
  selectList(viewer: Viewer): RawBuilder<RowOf<F>>
}

export function fieldsOf<T extends keyof Tables & string, const F extends Named>(
  table: T,
  fields: F & Checked<T, F>
): Fields<T, F> {
  const all: Record<string, TSchema | From> = fields
  const names = Object.keys(fields)
  const column = (name: string) => sql.ref(`${table}.${snake(name)}`)
  const value = (name: string, viewer: Viewer) => {
    const one = all[name]
    return one !== undefined && isFrom(one) ? one.value(viewer) : column(name)
  }
  return {
    table,
    properties: Object.fromEntries(
      Object.entries(all).map(([name, one]) => [name, isFrom(one) ? one.schema : one])
    ) as Schemas<F>,
    names,
    value,
    key: (name, viewer) => {
      const { orderedBy } = (all[name] ?? {}) as Partial<From>
      return orderedBy === undefined ? value(name, viewer) : sql.ref(orderedBy)
    },
    select: (viewer) => names.map((name) => value(name, viewer).as(name) as Selected<F>),
    selectList: (viewer) => sql.join(names.map((name) => sql`${value(name, viewer)} as ${sql.id(name)}`))
  }
}

function isFrom(one: TSchema | From): one is From {
  return 'value' in one && 'schema' in one
}

export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
