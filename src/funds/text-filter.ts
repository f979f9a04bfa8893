import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Filter } from '../platform/http/lists/filters.ts'

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
