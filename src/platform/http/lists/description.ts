import type { RawBuilder } from 'kysely'
import type { TProperties, TSchema } from 'typebox'
import type { Tables } from '../../database/connect.ts'
import type { Fields, Named, Viewer } from '../../database/fields.ts'
import type { Filter } from './filters.ts'

/*
 * A list is a description: what a row shows, the tables it comes from, its orders and its filters. Cursor,
 * count, columns of CSV and workbook, the prepared page and the parameters of the OpenAPI document follow
 * from it. A new filter is one line.
 */
export interface Description<F extends Named, P extends Record<string, TSchema>, X extends TProperties> {
  fields: Fields<keyof Tables & string, F>
  /** Tables and joins; by default only the table of the fields. */
  from?: RawBuilder<unknown> | ((viewer: Viewer) => RawBuilder<unknown>)
  /** Tables that the conditions need, for counting; by default only the table of the fields. */
  countedFrom?: RawBuilder<unknown>
  /** By the name of `sort`; the first is the default, `-` descends. The last field of each is unique. */
  orders: Record<string, readonly (keyof F & string)[]>
  /**
   * How many fields at the start of each order belong to another table than the rest. A cursor then names
   * them once more in a condition of their own: no index answers one that compares columns of two tables.
   */
  leading?: number
  /**
   * Filters by the name of their parameter. Conditions use columns of the table of the fields, or of
   * `countedFrom`.
   */
  filters: { [K in keyof P]: Filter<P[K]> }
  /** Parameters that the room turns into the scope: `within`, `unitCode`, … */
  parameters: X
}

/** The records of a list before its filters: a part of the tree, and what the caller may see. */
export interface Scope {
  /** Values of the condition by name, so that one prepared statement serves all callers. */
  values: Record<string, unknown>
  where: (values: Record<string, unknown>, viewer: Viewer) => RawBuilder<boolean>
  /** Anything else that the text of the condition depends on. Left out: it is built for each request. */
  shape?: string | undefined
}

export type AnyDescription = Description<Named, Record<string, TSchema>, TProperties>
