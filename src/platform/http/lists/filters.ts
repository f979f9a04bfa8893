import { type RawBuilder, sql } from 'kysely'
import { type Static, type TArray, type TSchema, Type } from 'typebox'
import type { Viewer } from '../../database/fields.ts'
import { addDays, inUtc, midnight } from '../../values/days.ts'
import { Instant, LocalDate } from '../schema.ts'

/** A filter of a list: the schema of its parameter, and the condition that it stands for. */
export interface Filter<S extends TSchema = TSchema> {
  schema: S
  /** The value for PostgreSQL; by default the value of the parameter. */
  value?: (asked: Static<S>, viewer: Viewer) => unknown
  /** `value` is a placeholder in prepared statements; `isMany`: it stands for several values. */
  condition: (value: unknown, viewer: Viewer, isMany: boolean) => RawBuilder<boolean>
  /** Each value makes a condition of its own, as `true` and `false` do. */
  isFlag?: boolean
  /** The best plan depends on the value, so the statement is never prepared. */
  isPlannedAgain?: boolean
}

/** `column = value`. */
export function equals<S extends TSchema>(column: Operand, schema: S): Filter<S> {
  return { schema, condition: (value, viewer) => sql<boolean>`${operand(column, viewer)} = ${value}` }
}

/** A parameter that takes several values, separated by commas: `state=received,accepted`. */
export function severalOf<S extends TSchema>(schema: S): TArray<S> {
  const { title, description } = schema as { title?: string; description?: string }
  return Type.Array(schema, {
    minItems: 1,
    maxItems: 50,
    style: 'form',
    explode: false,
    ...(title !== undefined && { title }),
    description: `${description ?? title ?? 'Value'}; several values are separated by commas`
  })
}

/** The name of a column, or an expression, which may depend on who asks. */
type Operand = string | RawBuilder<unknown> | ((viewer: Viewer) => RawBuilder<unknown>)

function operand(column: Operand, viewer: Viewer): RawBuilder<unknown> {
  if (typeof column === 'string') return sql.ref(column)
  return typeof column === 'function' ? column(viewer) : column
}

/** One of several values. */
export function oneOrMore<S extends TSchema>(column: Operand, schema: S): Filter<TArray<S>> {
  return {
    schema: severalOf(schema),
    // One value by `=`, so that an index gives the rows in their order.
    value: (asked) => (asked.length === 1 ? asked[0] : asked),
    condition: (value, viewer, isMany) =>
      isMany
        ? sql<boolean>`${operand(column, viewer)} = any(${value}::text[])`
        : sql<boolean>`${operand(column, viewer)} = ${value}`
  }
}

/** A day compared with a column: `compared('cases.received_at', '>=', { description: … })`. */
export function compared(
  column: Operand,
  operator: '<' | '<=' | '>' | '>=',
  options: object
): Filter<typeof LocalDate> {
  return {
    schema: { ...LocalDate, ...options },
    condition: (value, viewer) => sql<boolean>`${operand(column, viewer)} ${sql.raw(operator)} ${value}::date`
  }
}

/** Instants of a column from the beginning of a day on. */
export function fromDay(column: string, options: object): Filter<typeof LocalDate> {
  return ofInstant(column, '>=', midnight, options)
}

/** Instants of a column until the end of a day. */
export function untilDay(column: string, options: object): Filter<typeof LocalDate> {
  return ofInstant(column, '<', (day) => midnight(addDays(day, 1)), options)
}

function ofInstant(
  column: string,
  operator: '<' | '>=',
  value: (day: string) => string,
  options: object
): Filter<typeof LocalDate> {
  return {
    schema: { ...LocalDate, ...options },
    value,
    condition: (at) => sql<boolean>`${sql.ref(column)} ${sql.raw(operator)} ${at}::timestamptz`
  }
}

/** For systems that fetch changes: they ask with the instant of their last call. */
export function updatedSince(fields: {
  value(name: 'updatedAt', viewer: Viewer): RawBuilder<unknown>
}): Filter<typeof Instant> {
  const described = { title: '更新起始时间', description: 'Records changed or made at that instant or later' }
  return {
    schema: { ...Instant, ...described },
    value: inUtc,
    condition: (value, viewer) => sql<boolean>`${fields.value('updatedAt', viewer)} >= ${value}::timestamptz`
  }
}

/** `true` and `false` are conditions of their own. */
export function flag<S extends TSchema>(
  schema: S,
  condition: (isSet: boolean, viewer: Viewer) => RawBuilder<boolean>
): Filter<S> {
  return { schema, isFlag: true, condition: (value, viewer) => condition(value === true, viewer) }
}
