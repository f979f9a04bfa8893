import { sql } from 'kysely'
import { type TArray, Type } from 'typebox'
import { type Filter, severalOf } from '../platform/http/lists/filters.ts'
import { Period } from './disbursements/fields.ts'
import { ProgrammeCode } from './programmes/fields.ts'
import { isProgramme } from './programmes/store.ts'

/** Records of some programmes, which are named by code or identifier. The list joins them as `programme`. */
export const ofProgrammes: Filter<TArray<typeof ProgrammeCode>> = {
  schema: severalOf(ProgrammeCode),
  value: (asked) => (asked.length === 1 ? asked[0] : asked),
  condition: (named, _, isMany) =>
    isMany
      ? sql<boolean>`(programme.code = any(${named}::text[]) or programme.id::text = any(${named}::text[]))`
      : isProgramme(named)
}

/** Records of a month. The column holds its first day. */
export function ofMonth(column: string): Filter<typeof Period> {
  return {
    schema: Period,
    value: (month) => `${month}-01`,
    condition: (day) => sql<boolean>`${sql.ref(column)} = ${day}::date`
  }
}

const words = (description: string) =>
  Type.String({ minLength: 1, maxLength: 100, title: '检索词', description })

/** Records in which one of these columns contains the text that was asked for. */
export function containing(
  columns: readonly string[],
  description: string
): Filter<ReturnType<typeof words>> {
  return {
    schema: words(description),
    // A search is not prepared, because its plan depends on how frequent the words are.
    isPlannedAgain: true,
    value: (asked) => `%${asked.replace(/[\\%_]/g, '\\$&')}%`,
    condition: (pattern) => {
      const found = columns.map((column) => sql`${sql.ref(column)} ilike ${pattern}`)
      return sql<boolean>`(${sql.join(found, sql` or `)})`
    }
  }
}
