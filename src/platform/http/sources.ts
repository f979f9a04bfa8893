import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import { from } from '../database/fields.ts'
import { errorOf } from '../errors/thrown.ts'
import { refuse } from '../errors/wordings.ts'
import { equals } from './lists/filters.ts'
import { closed, nullable, text } from './schema.ts'

// Records that come from other systems carry the reference by which these know them.

const System = text(40, '来源系统', 'Name of the other system, such as `hotline-12345`')
const Reference = text(
  100,
  '来源编号',
  'Reference of the record in the other system, without names and identity numbers'
)

export const Source = closed(
  { system: System, reference: Reference },
  {
    title: '来源',
    description: 'Origin of the record in another system; unique for each system and unit of the caller'
  }
)
export type Source = Static<typeof Source>

/** The field `source` of a table with the columns `source_system` and `source_reference`. */
export function sourceOf(table: string) {
  const column = (name: string) => sql.ref(`${table}.source_${name}`)
  return from(
    nullable(Source),
    sql<Source | null>`case when ${column('reference')} is not null then json_build_object(
      'system', ${column('system')}, 'reference', ${column('reference')}) end`
  )
}

/** The filters that find a record by its source. */
export function bySource(table: string) {
  return {
    sourceReference: equals(`${table}.source_reference`, Reference),
    sourceSystem: equals(`${table}.source_system`, System)
  }
}

/**
 * Refuses a record whose source is on record already, with the identifier of that record where the caller may
 * see it. `key`: the unique index; `find`: looks for it once the transaction is over.
 *
 * @throws source-exists
 */
export async function oncePerSource<T>(
  made: Promise<T>,
  key: string,
  find: () => Promise<string | undefined>
): Promise<T> {
  try {
    return await made
  } catch (error) {
    if (errorOf(error).constraint !== key) throw error
    throw sourceExists(await find())
  }
}

export function sourceExists(existingId: string | undefined) {
  return refuse('source-exists', { pointer: '/source/reference', existingId })
}

/** The condition for the record of a source that was entered at a unit. */
export function hasSource(
  table: string,
  unitCode: string,
  { system, reference }: Source
): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.source_${name}`)
  return sql<boolean>`(${column('unit_code')} = ${unitCode} and ${column('system')} = ${system}
    and ${column('reference')} = ${reference})`
}
