import { type RawBuilder, sql } from 'kysely'

/** A column of fen as it stands on the wire, written by PostgreSQL: pages and downloads say the same. */
export function yuan(column: string): RawBuilder<string> {
  return yuanOf(sql.ref(column))
}

/** The same for an expression that is not a column. */
export function yuanOf(fen: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`round((${fen})::numeric / 100, 2)::text`
}
