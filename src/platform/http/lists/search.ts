import { type RawBuilder, sql } from 'kysely'
import { type TString, Type } from 'typebox'
import { PLANNED_AGAIN } from '../../database/connect.ts'
import type { Filter } from './filters.ts'

/*
 * `q`: words that a text contains. On a large table the condition needs an index on `bigrams(column)`; a
 * table of some thousand rows does without.
 */
export function containing(
  column: string | RawBuilder<string>,
  described: { description: string },
  { isIndexed = false } = {}
): Filter<TString> {
  const text = typeof column === 'string' ? sql.ref(column) : column
  return {
    schema: Type.String({ minLength: 2, maxLength: 100, title: '关键词', ...described }),
    // A search is not prepared, because its plan depends on how frequent the words are.
    isPlannedAgain: true,
    condition: (value) => {
      const words = value as string
      const pairs = isIndexed ? sql`bigrams(${text}) @> (${pairsOf(words)}) and` : sql``
      const contains = sql`strpos(lower(${text}), lower(${words})) > 0`
      return sql<boolean>`${sql.raw(PLANNED_AGAIN)} ${pairs} ${contains}`
    }
  }
}

/** For a long search text, a few of its characters preselect the rows, at the cost of a short text. */
const PIECE = 4

function pairsOf(value: string) {
  const letters = [...value]
  const middle = Math.floor((letters.length - PIECE) / 2)
  const places = letters.length <= 3 * PIECE ? [] : [0, middle, letters.length - PIECE]
  const pieces = places.map((at) => letters.slice(at, at + PIECE).join(''))
  const all = (pieces.length > 0 ? pieces : [value]).map((piece) => sql`bigrams(${piece})`)
  return sql.join(all, sql` || `)
}
